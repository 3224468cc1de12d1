import { cos, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import { Equaliser } from '../../dsp/equaliser.ts';
import type { EqBand } from '../../dsp/biquad.ts';
import { Saturator } from '../../dsp/saturator.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { applyExpression, heldNotes } from '../sampled.ts';
import type { Sound } from '../sound.ts';
import { addPickupNote, type PickupPatch } from './pickup-voice.ts';

/** An electric piano: what swings, its amplifier and its vibrato. */
export type ElectricPiano = {
  readonly patch: PickupPatch;
  readonly bands: readonly EqBand[];
  readonly driveDb: number;
  /** `pan` moves between the loudspeakers, `level` goes up and down in both. */
  readonly tremolo: { readonly kind: 'pan' | 'level'; readonly hz: number; readonly depth: number };
};

/** Tines with a stereo suitcase amplifier: round and bell-like, barking when struck, wandering slowly from side to side. */
export const TINE_PIANO: ElectricPiano = {
  patch: {
    nearness: 0.86,
    half: 0.85,
    keyScale: 0.66,
    bell: { ratio: 7.11, level: 0.24, half: 0.06 },
    knock: 0.16,
    attack: 0.0018,
    releaseHalf: 0.035,
  },
  bands: [
    { kind: 'high-pass', hz: 45, q: 0.7, gainDb: 0 },
    // A pickup hears speed, not place: highs rise.
    { kind: 'low-shelf', hz: 420, q: 0.7, gainDb: -5 },
    { kind: 'peak', hz: 1900, q: 0.7, gainDb: 3 },
    { kind: 'high-shelf', hz: 4500, q: 0.7, gainDb: 4 },
  ],
  driveDb: 1,
  tremolo: { kind: 'pan', hz: 4.3, depth: 0.34 },
};

/** Reeds with a small amplifier: nasal, quick to bite, gone sooner, its vibrato in both ears. */
export const REED_PIANO: ElectricPiano = {
  patch: {
    nearness: 0.95,
    half: 0.42,
    keyScale: 0.72,
    bell: { ratio: 6.27, level: 0.05, half: 0.02 },
    knock: 0.22,
    attack: 0.0012,
    releaseHalf: 0.022,
  },
  bands: [
    { kind: 'high-pass', hz: 95, q: 0.8, gainDb: 0 },
    { kind: 'low-shelf', hz: 420, q: 0.7, gainDb: -5 },
    { kind: 'peak', hz: 1250, q: 0.8, gainDb: 4 },
    { kind: 'peak', hz: 3200, q: 1, gainDb: 3 },
    { kind: 'low-pass', hz: 7500, q: 0.7, gainDb: 0 },
  ],
  driveDb: 9,
  tremolo: { kind: 'level', hz: 5.6, depth: 0.22 },
};

/** The sound of an electric piano. */
export function electricPiano(piano: ElectricPiano): Sound {
  return ({ part, samples, rng }) => {
    const out = silence(samples);
    if (part.notes.length === 0) {
      return { kind: 'whole', audio: out };
    }

    const held = heldNotes(part, false);
    for (const [index, note] of part.notes.entries()) {
      const isMuted = note.articulation === 'mute' || note.articulation === 'ghost';
      const { offSample, chokeSample } = held[index]!;
      addPickupNote(
        out,
        piano.patch,
        { ...note, offSample: isMuted ? Math.min(offSample, note.startSample + 3600) : offSample, chokeSample },
        rng.fork(`key-${index}`),
      );
    }

    new Saturator({ driveDb: piano.driveDb, bias: 0.12, isOversampled: false, blend: 0.7 }).process(
      out.left,
      out.right,
      0,
      samples,
    );
    new Equaliser(piano.bands).process(out.left, out.right, 0, samples);
    vibrate(out, piano.tremolo);
    applyExpression(out, part);
    return { kind: 'whole', audio: out };
  };
}

const STEP = 64;

function vibrate({ left, right }: Stereo, { kind, hz, depth }: ElectricPiano['tremolo']): void {
  const turn = (TAU * hz) / SAMPLE_RATE;
  const gains = (sample: number): readonly [number, number] => {
    const wave = sin(turn * sample);
    if (kind === 'level') {
      const level = 1 - depth * (0.5 - 0.5 * wave);
      return [level, level];
    }

    // Constant power between the two sides.
    const angle = (TAU / 8) * (1 + depth * wave);
    return [cos(angle) * 1.4142135623730951, sin(angle) * 1.4142135623730951];
  };
  let [toLeft, toRight] = gains(0);
  for (let at = 0; at < left.length; at += STEP) {
    const [nextLeft, nextRight] = gains(at + STEP);
    const end = Math.min(left.length, at + STEP);
    for (let i = at; i < end; i++) {
      const place = (i - at) / STEP;
      left[i]! *= toLeft + (nextLeft - toLeft) * place;
      right[i]! *= toRight + (nextRight - toRight) * place;
    }

    toLeft = nextLeft;
    toRight = nextRight;
  }
}
