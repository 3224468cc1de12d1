import { SAMPLE_RATE } from '../../kernel/index.ts';
import { DelayLine } from './delay-line.ts';
import { SlowWave } from './slow-wave.ts';

/** How a chorus moves: `rateHz` 0.1–3, `depthMs` 0.2–6, `delayMs` 5–30, `blend` 0–1 of wet. */
export type ChorusSettings = {
  readonly rateHz: number;
  readonly depthMs: number;
  readonly delayMs: number;
  readonly blend: number;
};

/** Samples worked on at a time. */
const PIECE = 256;

/**
 * Ensemble chorus: two slowly moving echoes a channel, their phases a third of a turn apart and opposed between the
 * channels, so that the sound grows wide and a mono sum still holds together.
 */
export class Chorus {
  readonly #far = new Float64Array(PIECE);
  readonly #near = new Float64Array(PIECE);
  readonly #left: DelayLine;
  readonly #right: DelayLine;
  readonly #waves: readonly [SlowWave, SlowWave, SlowWave, SlowWave];
  readonly #delay: number;
  readonly #depth: number;
  readonly #wet: number;
  readonly #dry: number;

  constructor(settings: ChorusSettings, sampleRate: number = SAMPLE_RATE) {
    this.#depth = (Math.min(settings.depthMs, settings.delayMs - 1) * sampleRate) / 1000;
    this.#delay = (settings.delayMs * sampleRate) / 1000;
    const room = this.#delay + this.#depth + 4;
    this.#left = new DelayLine(room);
    this.#right = new DelayLine(room);
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
    this.#left.reset();
    this.#right.reset();
    this.#waves.forEach((wave) => wave.reset());
  }

  /** Replaces `[from, to)` by dry and wet together. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const [first, second, third, fourth] = this.#waves;
    for (let start = from; start < to; start += PIECE) {
      const end = Math.min(to, start + PIECE);
      this.#channel(left, this.#left, [first, second], start, end);
      this.#channel(right, this.#right, [third, fourth], start, end);
    }
  }

  #channel(block: Float32Array, line: DelayLine, waves: readonly [SlowWave, SlowWave], from: number, to: number): void {
    const far = this.#far;
    const near = this.#near;
    waves[0].fill(far, to - from, this.#delay, this.#depth);
    waves[1].fill(near, to - from, 0.73 * this.#delay, 0.73 * this.#depth);
    const wet = this.#wet;
    const dry = this.#dry;
    for (let i = from; i < to; i++) {
      const x = block[i]!;
      line.write(x);
      block[i] = dry * x + wet * (line.readBetween(far[i - from]!) + line.readBetween(near[i - from]!));
    }
  }
}
