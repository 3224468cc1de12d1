import { dbFromGain, gainFromDb, SAMPLE_RATE } from '../../kernel/index.ts';
import { onePolePull, smoothingPull } from './one-pole.ts';

/** How a compressor acts; levels in dB relative to full scale. */
export type CompressorSettings = {
  readonly thresholdDb: number;
  /** Input dB for one output dB above the threshold; 1 does nothing. */
  readonly ratio: number;
  readonly kneeDb: number;
  readonly attackMs: number;
  readonly releaseMs: number;
  readonly makeupDb: number;
  /** Part of the compressed signal in the output, 0–1; below 1 is parallel compression. */
  readonly blend: number;
  /** The detector hears nothing below this, so that a bass does not pump the rest; 0 for all. */
  readonly detectorHighPassHz: number;
};

/** Samples between two readings of the gain computer: short against any attack here, long enough that dB arithmetic costs nothing. */
const INTERVAL = 32;

/** Reduction (0 or below, dB) of a static curve with a soft knee. */
export function compressionDb(levelDb: number, settings: CompressorSettings): number {
  const over = levelDb - settings.thresholdDb;
  const slope = 1 / settings.ratio - 1;
  if (2 * over <= -settings.kneeDb) {
    return 0;
  }

  if (2 * over < settings.kneeDb) {
    const into = over + settings.kneeDb / 2;
    return (slope * into * into) / (2 * settings.kneeDb);
  }

  return slope * over;
}

/**
 * Feed-forward compressor, both channels turned down together so that the image stands still. The ballistics smooth the
 * reduction in dB (Giannoulis, Massberg, Reiss, "Digital Dynamic Range Compressor Design", JAES 2012, branching, log domain).
 */
export class Compressor {
  readonly #settings: CompressorSettings;
  readonly #attackPull: number;
  readonly #releasePull: number;
  readonly #detectorPull: number;
  #energy = 0;
  #place = 0;
  #reductionDb = 0;
  #gain: number;
  #step = 0;
  #lowLeft = 0;
  #lowRight = 0;

  constructor(settings: CompressorSettings, sampleRate: number = SAMPLE_RATE) {
    this.#settings = settings;
    this.#attackPull = smoothingPull(settings.attackMs, sampleRate / INTERVAL);
    this.#releasePull = smoothingPull(settings.releaseMs, sampleRate / INTERVAL);
    this.#detectorPull = settings.detectorHighPassHz > 0 ? onePolePull(settings.detectorHighPassHz, sampleRate) : 0;
    this.#gain = this.#gainOf(0);
  }

  reset(): void {
    this.#energy = 0;
    this.#place = 0;
    this.#reductionDb = 0;
    this.#gain = this.#gainOf(0);
    this.#step = 0;
    this.#lowLeft = 0;
    this.#lowRight = 0;
  }

  /** Reduction now, dB, 0 or below. */
  get reductionDb(): number {
    return this.#reductionDb;
  }

  /** Compresses `[from, to)` in place, steered by the signal itself or by `key` (same places). */
  process(
    left: Float32Array,
    right: Float32Array,
    from: number,
    to: number,
    key?: { readonly left: Float32Array; readonly right: Float32Array },
  ): void {
    const keyLeft = key?.left ?? left;
    const keyRight = key?.right ?? right;
    let i = from;
    while (i < to) {
      const end = Math.min(to, i + INTERVAL - this.#place);
      this.#place += end - i;
      this.#run(left, right, keyLeft, keyRight, i, end);
      i = end;
      if (this.#place === INTERVAL) {
        this.#place = 0;
        this.#read();
      }
    }
  }

  #run(left: Float32Array, right: Float32Array, keyLeft: Float32Array, keyRight: Float32Array, from: number, to: number): void {
    // With a pull of 0 the "mean" would be the sample itself, so the high-pass is switched off by a factor.
    const pull = this.#detectorPull;
    const filtered = pull > 0 ? 1 : 0;
    const step = this.#step;
    let gain = this.#gain;
    let energy = this.#energy;
    let lowLeft = this.#lowLeft;
    let lowRight = this.#lowRight;
    for (let i = from; i < to; i++) {
      const kl = keyLeft[i]!;
      const kr = keyRight[i]!;
      lowLeft = kl + pull * (lowLeft - kl);
      lowRight = kr + pull * (lowRight - kr);
      const dl = kl - filtered * lowLeft;
      const dr = kr - filtered * lowRight;
      energy += dl * dl + dr * dr;
      gain += step;
      left[i] = left[i]! * gain;
      right[i] = right[i]! * gain;
    }

    this.#gain = gain;
    this.#energy = energy;
    this.#lowLeft = lowLeft;
    this.#lowRight = lowRight;
  }

  /** Reads the detector and aims the gain at its new place, to be reached at the next reading. */
  #read(): void {
    // The louder reading of both channels together: a mono signal at full scale has 2 × INTERVAL / 2 of sine energy, hence 0 dB.
    const levelDb = dbFromGain(Math.sqrt(this.#energy / INTERVAL + 1e-12));
    this.#energy = 0;
    const wanted = compressionDb(levelDb, this.#settings);
    const pull = wanted < this.#reductionDb ? this.#attackPull : this.#releasePull;
    this.#reductionDb = wanted + pull * (this.#reductionDb - wanted);
    if (this.#reductionDb > -1e-4) {
      this.#reductionDb = 0;
    }

    this.#step = (this.#gainOf(this.#reductionDb) - this.#gain) / INTERVAL;
  }

  #gainOf(reductionDb: number): number {
    const { makeupDb, blend } = this.#settings;
    const reduced = reductionDb === 0 && makeupDb === 0 ? 1 : gainFromDb(reductionDb + makeupDb);
    return 1 - blend + blend * reduced;
  }
}
