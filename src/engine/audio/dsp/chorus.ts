import { SAMPLE_RATE } from '../../kernel/index.ts';
import { SlowWave } from './slow-wave.ts';

/** How a chorus moves: `rateHz` 0.1–6, `depthMs` 0.2–6, `delayMs` 5–30, `blend` 0–1 of wet. */
export type ChorusSettings = {
  readonly rateHz: number;
  readonly depthMs: number;
  readonly delayMs: number;
  readonly blend: number;
};

/** Samples worked on at a time. */
const PIECE = 512;
/** Of the second echo's delay and depth to the first's. */
const NEAR = 0.73;

/**
 * Ensemble chorus: two slowly moving echoes a channel, their phases a third of a turn apart and opposed between the
 * channels, so that the sound grows wide and a mono sum still holds together. Echoes are read along straight lines between
 * samples, which takes a little of their top, as a bucket brigade does.
 */
export class Chorus {
  readonly #left: Line;
  readonly #right: Line;
  readonly #waves: readonly [SlowWave, SlowWave, SlowWave, SlowWave];
  readonly #delay: number;
  readonly #depth: number;
  readonly #wet: number;
  readonly #dry: number;

  constructor(settings: ChorusSettings, sampleRate: number = SAMPLE_RATE) {
    this.#depth = (Math.min(settings.depthMs, settings.delayMs - 1) * sampleRate) / 1000;
    this.#delay = (settings.delayMs * sampleRate) / 1000;
    const room = Math.ceil(this.#delay + this.#depth) + 4;
    this.#left = lineOf(room);
    this.#right = lineOf(room);
    const { rateHz } = settings;
    this.#waves = [
      new SlowWave(rateHz, 0, sampleRate),
      new SlowWave(rateHz * 1.31, 0.37, sampleRate),
      new SlowWave(rateHz, 0.5, sampleRate),
      new SlowWave(rateHz * 1.31, 0.87, sampleRate),
    ];
    this.#wet = settings.blend * 0.7071;
    this.#dry = 1 - settings.blend * 0.35;
  }

  reset(): void {
    for (const line of [this.#left, this.#right]) {
      line.samples.fill(0);
      line.silent = line.room;
    }

    this.#waves.forEach((wave) => wave.reset());
  }

  /** Replaces `[from, to)` by dry and wet together. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const [first, second, third, fourth] = this.#waves;
    for (let start = from; start < to; start += PIECE) {
      const end = Math.min(to, start + PIECE);
      this.#channel(left.subarray(start, end), this.#left, [first, second]);
      this.#channel(right.subarray(start, end), this.#right, [third, fourth]);
    }
  }

  #channel(block: Float32Array, line: Line, [far, near]: readonly [SlowWave, SlowWave]): void {
    const count = block.length;
    const { samples, room } = line;
    if (take(line, block)) {
      far.skip(count);
      near.skip(count);
      return;
    }

    const wet = this.#wet;
    const dry = this.#dry;
    const delay = this.#delay;
    const depth = this.#depth;
    // Both waves bend at the same samples.
    for (let start = 0; start < count;) {
      const end = start + far.advance(count - start);
      near.advance(end - start);
      const { place, value: farValue, step: farStep } = far;
      const { value: nearValue, step: nearStep } = near;
      for (let i = start; i < end; i++) {
        const along = place + i - start;
        const farAt = room + i - (delay + depth * (farValue + along * farStep));
        const nearAt = room + i - NEAR * (delay + depth * (nearValue + along * nearStep));
        const farWhole = farAt | 0;
        const nearWhole = nearAt | 0;
        const farHere = samples[farWhole]!;
        const nearHere = samples[nearWhole]!;
        const farEcho = farHere + (farAt - farWhole) * (samples[farWhole + 1]! - farHere);
        const nearEcho = nearHere + (nearAt - nearWhole) * (samples[nearWhole + 1]! - nearHere);
        block[i] = dry * block[i]! + wet * (farEcho + nearEcho);
      }

      start = end;
    }

    samples.copyWithin(0, count, count + room);
  }
}

/** What a channel remembers: `room` samples of the past, then the piece that is being worked on. */
type Line = { readonly samples: Float32Array; readonly room: number; silent: number };

function lineOf(room: number): Line {
  return { samples: new Float32Array(room + PIECE), room, silent: room };
}

/** Lays a block down after the past; says whether there is nothing to hear in either, and so nothing to do. */
function take(line: Line, block: Float32Array): boolean {
  const isSilent = !block.some((x) => x !== 0);
  if (isSilent && line.silent >= line.room) {
    return true;
  }

  line.silent = isSilent ? line.silent + block.length : 0;
  line.samples.set(block, line.room);
  return false;
}
