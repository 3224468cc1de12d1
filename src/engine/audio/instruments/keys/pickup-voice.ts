import { exp, frequencyOfPitch, LN2, pow, type Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { Stereo } from '../../stereo.ts';
import { sineOf } from '../sine.ts';

/**
 * A tine or reed that swings before a pickup. The nearer it comes the stronger it is heard, `s / (1 − q s)`: soft notes are nearly
 * sines, hard ones bark, and the bark dies away with the swing. Times are those to fall by half, at middle C.
 */
export type PickupPatch = {
  /** Nearness at full force, 0–0.95. */
  readonly nearness: number;
  readonly half: number;
  /** How much longer or shorter notes ring an octave up. */
  readonly keyScale: number;
  /** The bar's own ring above the note. */
  readonly bell: { readonly ratio: number; readonly level: number; readonly half: number };
  /** The hammer's knock. */
  readonly knock: number;
  readonly attack: number;
  readonly releaseHalf: number;
};

/** A key held: where in the samples, and how hard. */
export type KeyNote = {
  readonly startSample: number;
  readonly offSample: number;
  readonly chokeSample: number;
  readonly pitch: number;
  readonly velocity: number;
};

const BLOCK = 64;
/** −84 dB. */
const INAUDIBLE = 0.00006;

/** Adds a note to both channels alike. */
export function addPickupNote(out: Stereo, patch: PickupPatch, note: KeyNote, rng: Rng): void {
  const hz = frequencyOfPitch(note.pitch + rng.gaussian(0.012));
  const ring = pow(patch.keyScale, (note.pitch - 60) / 12);
  // High bars are short and swing less.
  const swing = pow(0.86, Math.max(0, note.pitch - 60) / 12);
  const force = pow(note.velocity, 1.25);
  const keep = halving(patch.half * ring);
  const bellKeep = halving(patch.bell.half * ring);
  const releaseKeep = halving(patch.releaseHalf);
  const chokeKeep = halving(0.008);
  const step = hz / SAMPLE_RATE;
  const bellHz = hz * patch.bell.ratio;
  const bellStep = bellHz < 0.42 * SAMPLE_RATE ? bellHz / SAMPLE_RATE : 0;
  const rise = BLOCK / (patch.attack * SAMPLE_RATE);
  const { left, right } = out;
  let phase = rng.next() * 0.02;
  let bellPhase = 0;
  let swingNow = force;
  let bell = patch.bell.level * force * note.velocity * swing;
  let damping = 1;
  let climb = 0;
  let gain = 0;
  let near = patch.nearness * (0.25 + 0.75 * note.velocity) * swing;

  for (let at = note.startSample; at < left.length; at += BLOCK) {
    climb = Math.min(1, climb + rise);
    swingNow *= keep;
    damping *= at >= note.chokeSample ? chokeKeep : at >= note.offSample ? releaseKeep : 1;
    const target = climb * swingNow * damping;
    const count = Math.min(BLOCK, left.length - at);
    const gainStep = (target - gain) / BLOCK;
    // What stands on one side of the pickup is no sound: the mean of s / (1 − q s).
    const mean = near < 0.01 ? near / 2 : (1 / Math.sqrt(1 - near * near) - 1) / near;
    const bellNow = bell * damping * climb;
    for (let i = at; i < at + count; i++) {
      const s = sineOf(phase);
      const y = gain * (s / (1 - near * s) - mean) + bellNow * sineOf(bellPhase);
      left[i]! += y;
      right[i]! += y;
      gain += gainStep;
      phase += step;
      phase = phase >= 1 ? phase - 1 : phase;
      bellPhase += bellStep;
      bellPhase = bellPhase >= 1 ? bellPhase - 1 : bellPhase;
    }

    near = patch.nearness * swing * Math.min(1, (0.25 + 0.75 * note.velocity) * (0.45 + (0.55 * swingNow) / force));
    bell *= bellKeep;
    if (swingNow * damping < INAUDIBLE) {
      break;
    }
  }

  addKnock(out, note, patch.knock * force, rng);
}

/** Felt or rubber on metal: 15 ms of dull noise. */
function addKnock(out: Stereo, note: KeyNote, level: number, rng: Rng): void {
  const keep = exp(-1 / (0.006 * SAMPLE_RATE));
  const end = Math.min(out.left.length, note.startSample + Math.round(0.03 * SAMPLE_RATE));
  const pull = 0.12 + 0.3 * note.velocity;
  let low = 0;
  let lower = 0;
  let gain = level;
  for (let i = note.startSample; i < end; i++) {
    low += pull * (rng.next() * 2 - 1 - low);
    lower += 0.03 * (low - lower);
    const x = (low - lower) * gain * Math.min(1, (i - note.startSample) / 30);
    out.left[i]! += x;
    out.right[i]! += x;
    gain *= keep;
  }
}

function halving(seconds: number): number {
  return exp((-LN2 * BLOCK) / (seconds * SAMPLE_RATE));
}
