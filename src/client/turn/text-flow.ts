/** Text of a turn as it is shown: a piece goes on where the last one stopped, a whole stands for itself. */
export type ShownText = { readonly text: string; readonly isPiece: boolean };

/** A text that was said: at once, or as a run of pieces, which another piece may continue while nothing else comes. */
type SaidText = { readonly text: string; readonly kind: 'whole' | 'run' | 'open-run' };

/**
 * Puts pieces of text and the wholes that repeat them together, so that nothing is shown twice and nothing is lost: a server that streams
 * sends a text in pieces first and then at once.
 */
export class TextFlow {
  #texts: readonly SaidText[] = [];

  /** What of a text is new; null: nothing. */
  take({ text, isPiece }: ShownText): ShownText | null {
    const last = this.#texts.at(-1);
    const open = last?.kind === 'open-run' ? last : null;
    if (isPiece) {
      const before = open === null ? this.#texts : this.#texts.slice(0, -1);
      this.#texts = [...before, { text: `${open?.text ?? ''}${text}`, kind: 'open-run' }];
      return { text, isPiece: true };
    }

    const runs = this.#texts.filter(({ kind }) => kind !== 'whole');
    const likeOne = runs.findLast((run) => bare(run.text) === bare(text));
    const isLikeAll = bare(runs.map((run) => run.text).join('')) === bare(text);
    const begun = open !== null && text.startsWith(open.text) ? [open] : [];
    const repeated = likeOne !== undefined ? [likeOne] : isLikeAll ? runs : begun;
    const kept = this.#texts.filter((one) => !repeated.includes(one));
    this.#texts = [...kept.map(closed), { text, kind: 'whole' }];
    if (repeated.length === 0) {
      return { text, isPiece: false };
    }

    return repeated === begun ? { text: text.slice(open?.text.length), isPiece: true } : null;
  }

  /** Says that something else than text came: the next piece begins a new text. */
  interrupt(): void {
    this.#texts = this.#texts.map(closed);
  }

  /** All that was said, one text a line. */
  said(): string {
    return this.#texts
      .map(({ text }) => text)
      .filter((text) => text.trim() !== '')
      .join('\n');
  }
}

function closed({ text, kind }: SaidText): SaidText {
  return { text, kind: kind === 'open-run' ? 'run' : kind };
}

/** Without blanks: servers differ in how they join pieces. */
function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
