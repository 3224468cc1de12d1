import { exp, frequencyOfPitch, LN2, pow, type Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { Stereo } from '../../stereo.ts';
import { sineOf } from '../sine.ts';

/** A sine whose phase another sine moves. Times are those to fall by half, at middle C; notes an octave up ring `keyScale` as long. */
export type FmPair = {
  readonly carrierRatio: number;
  readonly modulatorRatio: number;
  /** Depth of modulation in radians at full force, and how fast it goes. */
  readonly index: number;
  readonly indexHalf: number;
  readonly level: number;
  readonly half: number;
  readonly attack: number;
  readonly detuneCents: number;
  readonly pan: number;
};

/** A frequency-modulation sound as data. */
export type FmPatch = { readonly pairs: readonly FmPair[]; readonly keyScale: number; readonly releaseHalf: number };

const BLOCK = 64;
/** −80 dB. */
const INAUDIBLE = 0.0001;

/** Adds one note to `out`. */
export function addFmNote(
  out: Stereo,
  patch: FmPatch,
  note: {
    readonly startSample: number;
    readonly offSample: number;
    readonly chokeSample: number;
    readonly pitch: number;
    readonly velocity: number;
  },
  rng: Rng,
): void {
  const hz = frequencyOfPitch(note.pitch);
  const ring = pow(patch.keyScale, (note.pitch - 60) / 12);
  const force = pow(note.velocity, 1.4);
  for (const pair of patch.pairs) {
    const carrierHz = hz * pair.carrierRatio * pow(2, pair.detuneCents / 1200);
    if (carrierHz < 0.45 * SAMPLE_RATE) {
      addPair(out, pair, {
        ...note,
        carrierHz,
        modulatorHz: hz * pair.modulatorRatio,
        force,
        ring,
        releaseHalf: patch.releaseHalf,
        phase: rng.next(),
        brightness: Math.min(1, pow(0.78, (note.pitch - 66) / 12)),
      });
    }
  }
}

type PairNote = {
  readonly startSample: number;
  readonly offSample: number;
  readonly chokeSample: number;
  readonly velocity: number;
  readonly carrierHz: number;
  readonly modulatorHz: number;
  readonly force: number;
  readonly ring: number;
  readonly releaseHalf: number;
  readonly phase: number;
  /** Short bars are rounder than long ones. */
  readonly brightness: number;
};

function addPair(out: Stereo, pair: FmPair, note: PairNote): void {
  const levelKeep = halving(pair.half * note.ring);
  const indexKeep = halving(pair.indexHalf * note.ring);
  const releaseKeep = halving(note.releaseHalf);
  // The same bar struck again: its old ring is damped by the mallet.
  const chokeKeep = halving(0.02);
  const rise = BLOCK / (Math.max(0.0007, pair.attack) * SAMPLE_RATE);
  // Sidebands beyond the band would fold back: the brightest notes get less depth.
  const room = Math.max(0, (0.4 * SAMPLE_RATE - note.carrierHz) / note.modulatorHz - 1);
  const carrierStep = note.carrierHz / SAMPLE_RATE;
  const modulatorStep = note.modulatorHz / SAMPLE_RATE;
  const left = note.force * pair.level * (1 - pair.pan);
  const right = note.force * pair.level * (1 + pair.pan);
  const { left: outLeft, right: outRight } = out;
  let carrier = note.phase;
  let modulator = note.phase;
  const depthThere = pair.index * note.brightness * (0.25 + 0.75 * note.velocity * note.velocity);
  let depth = Math.min(depthThere, room) / 6.283185307179586;
  let fall = 1;
  let climb = 0;
  let gain = 0;

  for (let at = note.startSample; at < out.left.length; at += BLOCK) {
    climb = Math.min(1, climb + rise);
    fall *= at >= note.chokeSample ? chokeKeep : at >= note.offSample ? Math.min(levelKeep, releaseKeep) : levelKeep;
    const target = climb * fall;
    const count = Math.min(BLOCK, out.left.length - at);
    const step = (target - gain) / BLOCK;
    for (let i = at; i < at + count; i++) {
      const bend = carrier + depth * sineOf(modulator);
      const y = sineOf(bend - Math.floor(bend)) * gain;
      outLeft[i]! += y * left;
      outRight[i]! += y * right;
      gain += step;
      carrier += carrierStep;
      carrier = carrier >= 1 ? carrier - 1 : carrier;
      modulator += modulatorStep;
      modulator = modulator >= 1 ? modulator - 1 : modulator;
    }

    depth *= indexKeep;
    if (fall * note.force * pair.level < INAUDIBLE) {
      return;
    }
  }
}

function halving(seconds: number): number {
  return exp((-LN2 * BLOCK) / (seconds * SAMPLE_RATE));
}
