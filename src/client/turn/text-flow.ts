/** Text of a turn as it is shown: a piece goes on where the last one stopped, a whole stands for itself. */
export type ShownText = { readonly text: string; readonly isPiece: boolean };

/**
 * Puts pieces of text and the wholes that repeat them together, so that nothing is shown twice and nothing is lost: a server that streams
 * sends a text in pieces first and then at once.
 */
export class TextFlow {
  /** Pieces since the last whole or interruption, and runs of pieces whose whole has not come. */
  #run = '';
  #runs: string[] = [];
  readonly #said: string[] = [];

  /** What of a text is new; null: nothing. */
  take({ text, isPiece }: ShownText): ShownText | null {
    if (isPiece) {
      this.#run += text;
      return { text, isPiece: true };
    }

    const shown = this.#run;
    const runs = shown === '' ? this.#runs : [...this.#runs, shown];
    const repeated = [shown, ...this.#runs, runs.join('')].some((run) => run !== '' && bare(run) === bare(text));
    const isBegun = shown !== '' && text.startsWith(shown);
    if (!repeated && !isBegun && shown !== '') {
      this.#said.push(shown);
    }

    this.#run = '';
    this.#runs = repeated ? [] : this.#runs;
    this.#said.push(text);
    if (repeated) {
      return null;
    }

    return isBegun ? { text: text.slice(shown.length), isPiece: true } : { text, isPiece: false };
  }

  /** Says that something else than text came: the next piece begins a new text. */
  interrupt(): void {
    if (this.#run !== '') {
      this.#runs.push(this.#run);
    }

    this.#run = '';
  }

  /** All that was said, one text a line. */
  said(): string {
    return [...this.#said, ...this.#runs, this.#run].filter((text) => text.trim() !== '').join('\n');
  }
}

/** Without blanks: servers differ in how they join pieces. */
function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
