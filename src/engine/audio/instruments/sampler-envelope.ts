import { gainFromDb } from '../../kernel/index.ts';
import type { Envelope, Lfo } from '../bank-zone.ts';

/** What SoundFont times and levels are measured against: full scale is 100 dB above silence. */
export const FULL_SCALE_DB = 100;

/** Level of the volume envelope while the key is held: the attack is straight in amplitude, the decay in dB. */
export function heldLevel(envelope: Envelope, seconds: number): number {
  let left = seconds - envelope.delay;
  if (left <= 0) {
    return 0;
  }

  if (left < envelope.attack) {
    return left / envelope.attack;
  }

  left -= envelope.attack + envelope.hold;
  if (left <= 0 || envelope.sustain === 0) {
    return 1;
  }

  const sunkDb = envelope.decay <= 0 ? envelope.sustain : Math.min(envelope.sustain, (left / envelope.decay) * FULL_SCALE_DB);
  return gainFromDb(-sunkDb);
}

/** Level of the modulation envelope while the key is held, 0–1. */
export function modulationLevel(envelope: Envelope, seconds: number): number {
  let left = seconds - envelope.delay;
  if (left <= 0) {
    return 0;
  }

  if (left < envelope.attack) {
    // SoundFont 2.04 §8.1.2: the attack of this envelope is convex.
    const x = left / envelope.attack;
    return 1 - (1 - x) * (1 - x);
  }

  left -= envelope.attack + envelope.hold;
  return left <= 0 ? 1 : Math.max(envelope.sustain, envelope.decay <= 0 ? envelope.sustain : 1 - left / envelope.decay);
}

/** A low-frequency oscillator, −1 to 1, still before its delay. */
export function triangle(lfo: Lfo, seconds: number): number {
  const turn = (seconds - lfo.delay) * lfo.hz;
  if (turn <= 0) {
    return 0;
  }

  const phase = turn + 0.25 - Math.floor(turn + 0.25);
  return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
}
