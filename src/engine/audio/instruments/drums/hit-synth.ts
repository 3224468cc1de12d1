import { clamp, exp, LN2, pow, type Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import { Biquad, designBiquad, type EqBand } from '../../dsp/biquad.ts';
import { softCurve } from '../../dsp/saturator.ts';
import { sineOf } from '../sine.ts';
import { addChipNoise, type ChipNoise } from './chip-noise.ts';

/** A drum tone: a sine that falls from one pitch to another while it dies away. Times in seconds; `decay` is the time to fall by half. */
export type Tone = {
  readonly fromHz: number;
  readonly toHz: number;
  /** Time in which the pitch covers half of the way that is left. */
  readonly fall: number;
  readonly decay: number;
  /** Time at full level before the decay. */
  readonly hold: number;
  readonly level: number;
};

/** Filtered noise that dies away. `bursts` are further strokes before the last one: their distances in seconds. */
export type Noise = {
  readonly bands: readonly EqBand[];
  readonly attack: number;
  readonly decay: number;
  readonly level: number;
  readonly bursts: readonly number[];
};

/** A ring of square waves with inharmonic pitches, as the cymbal circuits of drum machines had. */
export type Metal = {
  readonly hz: readonly number[];
  readonly bands: readonly EqBand[];
  readonly decay: number;
  readonly level: number;
};

/** A synthesised hit as data. */
export type HitRecipe = {
  readonly seconds: number;
  readonly tones: readonly Tone[];
  readonly noises: readonly Noise[];
  readonly metal: Metal | null;
  readonly chip: ChipNoise | null;
  /** Gain into a soft curve; 1 leaves it clean. */
  readonly drive: number;
};

/** The pitches of the TR-808's six oscillators, Hz. */
export const METAL_HZ: readonly number[] = [205.3, 304.4, 369.6, 522.7, 540, 800];

/** Renders a hit, mono; `rng` makes each take a little different in noise, pitch and decay, as no two strokes are alike. */
export function synthesiseHit(recipe: HitRecipe, rng: Rng): Float32Array {
  const out = new Float32Array(Math.round(recipe.seconds * SAMPLE_RATE));
  const bend = 1 + rng.gaussian(0.004);
  for (const tone of recipe.tones) {
    addTone(out, tone, bend);
  }

  for (const noise of recipe.noises) {
    addNoise(out, noise, rng);
  }

  if (recipe.metal !== null) {
    addMetal(out, recipe.metal, rng);
  }

  if (recipe.chip !== null) {
    addChipNoise(out, recipe.chip, rng);
  }

  if (recipe.drive !== 1) {
    for (let i = 0; i < out.length; i++) {
      out[i] = softCurve(out[i]! * recipe.drive);
    }
  }

  fadeOut(out);
  return out;
}

function addTone(out: Float32Array, tone: Tone, bend: number): void {
  const keep = exp(-LN2 / (tone.decay * SAMPLE_RATE));
  const fallKeep = exp(-LN2 / (tone.fall * SAMPLE_RATE));
  const holdSamples = tone.hold * SAMPLE_RATE;
  const rest = (tone.toHz * bend) / SAMPLE_RATE;
  let above = ((tone.fromHz - tone.toHz) * bend) / SAMPLE_RATE;
  let level = tone.level;
  let phase = 0;
  for (let i = 0; i < out.length && level > 1e-5; i++) {
    phase += rest + above;
    phase -= Math.floor(phase);
    above *= fallKeep;
    out[i]! += sineOf(phase) * level * (i < 12 ? i / 12 : 1);
    if (i >= holdSamples) {
      level *= keep;
    }
  }
}

function addNoise(out: Float32Array, noise: Noise, rng: Rng): void {
  const block = new Float32Array(out.length);
  const keep = exp(-LN2 / (noise.decay * rng.between(0.92, 1.08) * SAMPLE_RATE));
  const burstKeep = exp(-LN2 / (0.0035 * SAMPLE_RATE));
  const rise = 1 / Math.max(1, noise.attack * SAMPLE_RATE);
  const onsets: number[] = [];
  let onset = 0;
  for (const distance of noise.bursts) {
    onsets.push(Math.round(onset * SAMPLE_RATE));
    onset += distance * rng.between(0.85, 1.15);
  }

  const last = Math.round(onset * SAMPLE_RATE);
  let level = 0;
  let climb = 0;
  let next = 0;
  for (let i = 0; i < block.length; i++) {
    if (next < onsets.length && i === onsets[next]) {
      level = noise.level * rng.between(0.7, 0.95);
      next++;
    } else if (i === last) {
      level = noise.level;
      climb = 0;
    }

    climb = Math.min(1, climb + rise);
    block[i] = (rng.next() * 2 - 1) * level * climb;
    level *= i >= last ? keep : burstKeep;
  }

  filterAndAdd(out, block, noise.bands);
}

function addMetal(out: Float32Array, metal: Metal, rng: Rng): void {
  const block = new Float32Array(out.length);
  const steps = metal.hz.map((hz) => (hz * (1 + rng.gaussian(0.003))) / SAMPLE_RATE);
  const phases = steps.map(() => rng.next());
  const keep = exp(-LN2 / (metal.decay * rng.between(0.93, 1.07) * SAMPLE_RATE));
  let level = metal.level / metal.hz.length;
  for (let i = 0; i < block.length; i++) {
    let sum = 0;
    for (let j = 0; j < phases.length; j++) {
      const phase = phases[j]! + steps[j]!;
      phases[j] = phase >= 1 ? phase - 1 : phase;
      sum += phases[j]! < 0.5 ? 1 : -1;
    }

    block[i] = sum * level * Math.min(1, i / 24);
    level *= keep;
  }

  filterAndAdd(out, block, metal.bands);
}

function filterAndAdd(out: Float32Array, block: Float32Array, bands: readonly EqBand[]): void {
  for (const band of bands) {
    new Biquad(designBiquad(band)).process(block, 0, block.length);
  }

  for (let i = 0; i < out.length; i++) {
    out[i]! += block[i]!;
  }
}

/** The last 6 ms go to zero, so that a recipe's length never clicks. */
function fadeOut(out: Float32Array): void {
  const count = Math.min(out.length, Math.round(0.006 * SAMPLE_RATE));
  for (let i = 0; i < count; i++) {
    out[out.length - 1 - i]! *= i / count;
  }
}

/** A struck skin: the modes of a round membrane above a pitch that sinks as the stroke's tension goes, and the beater's thud. `size` scales pitch and ring, 1 is a big low drum. */
export function membrane(hz: number, size: number, thud: number): HitRecipe {
  // Zeros of the Bessel functions J0, J1, J2, J0′, J3 over the first: where an ideal membrane rings.
  const ratios = [1, 1.594, 2.136, 2.296, 2.653, 3.156];
  return {
    seconds: clamp(1.9 * size, 0.35, 2.6),
    tones: ratios.map((ratio, mode) => ({
      fromHz: hz * ratio * (mode === 0 ? 1.45 : 1.16),
      toHz: hz * ratio,
      fall: 0.018 + 0.01 * size,
      decay: (0.16 * size) / pow(ratio, 1.1),
      hold: 0,
      level: 0.75 / pow(ratio, 1.35),
    })),
    noises: [
      { bands: [{ kind: 'low-pass', hz: 900, q: 0.7, gainDb: 0 }], attack: 0.0006, decay: 0.012, level: 0.9 * thud, bursts: [] },
      {
        bands: [{ kind: 'band-pass', hz: 2600, q: 0.6, gainDb: 0 }],
        attack: 0.0004,
        decay: 0.007,
        level: 0.5 * thud,
        bursts: [],
      },
      // The room of the shell: a breath of low noise that outlives the stroke.
      {
        bands: [{ kind: 'band-pass', hz: hz * 3, q: 0.8, gainDb: 0 }],
        attack: 0.004,
        decay: 0.07 * size,
        level: 0.16 * thud,
        bursts: [],
      },
    ],
    metal: null,
    chip: null,
    drive: 1,
  };
}
