import { createHash } from 'node:crypto';
import { type MixPlan, type PlayedPart, stripContext, type StripOutput } from '../../engine/audio/index.ts';

/** What the mixer is told to keep with a strip, and what to let go of for it. */
export type Keeping = { readonly key: string; readonly forget: readonly string[] };

/**
 * Which finished strips a mixer holds, so that after a change only what sounds different is rendered. A strip is known by all
 * that it was made from; what was not asked for the longest goes first.
 */
export class KeptStrips {
  readonly #mostBytes: number;
  readonly #bytes = new Map<string, number>();
  #sum = 0;

  /** `mostBytes` 0 keeps nothing. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The name of what a part sounds like in a mix. */
  static keyOf(part: PlayedPart, strip: MixPlan['strips'][number], context: MixPlan['context']): string {
    return createHash('sha256')
      .update(JSON.stringify([part, strip, stripContext(strip, context)]))
      .digest('base64');
  }

  /** Whether the mixer holds a strip; one that is asked for stays longer. */
  has(key: string): boolean {
    const bytes = this.#bytes.get(key);
    if (bytes === undefined) {
      return false;
    }

    this.#bytes.delete(key);
    this.#bytes.set(key, bytes);
    return true;
  }

  /** Makes room for a strip that the mixer is about to get; null if it is not to be kept. */
  keep(key: string, { audio, sendAudio }: StripOutput): Keeping | null {
    const bytes = [audio, sendAudio].reduce(
      (sum, sound) => sum + (sound?.left.byteLength ?? 0) + (sound?.right.byteLength ?? 0),
      0,
    );
    if (bytes > this.#mostBytes) {
      return null;
    }

    const forget: string[] = [];
    for (const [old, freed] of this.#bytes) {
      if (this.#sum + bytes <= this.#mostBytes) {
        break;
      }

      this.#bytes.delete(old);
      this.#sum -= freed;
      forget.push(old);
    }

    this.#bytes.set(key, bytes);
    this.#sum += bytes;
    return { key, forget };
  }
}
