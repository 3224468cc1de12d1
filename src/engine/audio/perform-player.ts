import { findInstrument } from '../brief/index.ts';
import type { Role } from '../score/index.ts';

/** How human the player of a part is; the groove's looseness is multiplied by these. */
export type Player = {
  /** Share of the groove's looseness in this player's timing. */
  readonly looseness: number;
  /** Standard deviation of a note's loudness as a factor. */
  readonly touch: number;
  /** How much a four-bar phrase swells and falls, as a factor on velocity. */
  readonly phrasing: number;
  /** How far apart the notes of one chord are struck, ms. */
  readonly chordSpreadMs: number;
  /** Part of a plain note's written length that sounds. */
  readonly hold: number;
};

const PROGRAMMED = new Set(['kit-808', 'kit-909', 'kit-electronic', 'kit-chip', 'synth-bass', 'sub-bass', '808-bass']);

/** Whether a person sits at a kit: a part of drums whose instrument no machine plays. */
export function isDrummer(role: Role, instrument: string): boolean {
  return role === 'drums' && findInstrument(instrument)?.family === 'drums' && !PROGRAMMED.has(instrument);
}

/** Whether a person plays the bass. */
export function isBassist(role: Role, instrument: string): boolean {
  const family = findInstrument(instrument)?.family;
  return role === 'bass' && family !== 'synth' && !PROGRAMMED.has(instrument);
}

/** What kind of player a part has: a sequencer, a drummer, a keyboard player, a section… */
export function playerOf(role: Role, instrument: string): Player {
  const family = findInstrument(instrument)?.family;
  if (role === 'texture' || role === 'effects' || family === 'texture') {
    return { looseness: 0, touch: 0, phrasing: 0, chordSpreadMs: 0, hold: 1 };
  }

  if (family === 'synth' || PROGRAMMED.has(instrument)) {
    return { looseness: 0.25, touch: 0.02, phrasing: 0.05, chordSpreadMs: 0, hold: 1 };
  }

  switch (family) {
    case 'drums':
      return { looseness: 0.6, touch: 0.05, phrasing: 0.03, chordSpreadMs: 0, hold: 1 };
    case 'percussion':
      return { looseness: 0.75, touch: 0.07, phrasing: 0.04, chordSpreadMs: 0, hold: 1 };
    case 'bass':
      return { looseness: 0.6, touch: 0.05, phrasing: 0.06, chordSpreadMs: 3, hold: 0.97 };
    case 'piano':
    case 'keys':
    case 'mallets':
      return { looseness: 0.9, touch: 0.06, phrasing: 0.11, chordSpreadMs: 7, hold: 0.98 };
    case 'guitar':
    case 'plucked':
      return { looseness: 0.9, touch: 0.07, phrasing: 0.08, chordSpreadMs: 9, hold: 1 };
    case 'strings':
    case 'choir':
      return { looseness: 1.2, touch: 0.04, phrasing: 0.13, chordSpreadMs: 14, hold: 0.98 };
    case 'brass':
    case 'woodwind':
      return { looseness: 1, touch: 0.05, phrasing: 0.13, chordSpreadMs: 10, hold: 0.95 };
    default:
      return { looseness: 0.9, touch: 0.05, phrasing: 0.08, chordSpreadMs: 6, hold: 0.98 };
  }
}
