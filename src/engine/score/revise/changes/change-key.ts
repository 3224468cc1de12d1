import { type Key, TONICS } from '../../../brief/index.ts';
import { at, clamp } from '../../../kernel/index.ts';
import type { Piece } from '../../fit/piece.ts';
import { readChord } from '../../harmony/symbols.ts';
import { tonicPitchClass } from '../../theory/pitch.ts';
import { mapHarmony, mapScore } from '../map-pitches.ts';
import { changeKind, refused, revised, type Revision } from '../revision.ts';

/** The same music in another key: the nearest way up or down. */
export const changeKey = changeKind('key', (piece, { key }) => toKey(piece, key, nearestShift(piece.score.key, key)));

/** Major to minor and so on, on the same tonic. */
export const changeMode = changeKind('mode', (piece, { mode }) => toKey(piece, { tonic: piece.score.key.tonic, mode }, 0));

export const transpose = changeKind('transpose', (piece, { semitones }) => {
  const from = tonicPitchClass(piece.score.key);
  const tonic = at(TONICS, (((from + semitones) % 12) + 12) % 12);
  return semitones === 0
    ? refused('No change of pitch was asked for.')
    : toKey(piece, { tonic, mode: piece.score.key.mode }, semitones);
});

function nearestShift(from: Key, to: Key): number {
  const up = (tonicPitchClass(to) - tonicPitchClass(from) + 12) % 12;
  return up > 6 ? up - 12 : up;
}

function toKey({ brief, score }: Piece, key: Key, shift: number): Revision {
  const from = score.key;
  if (shift === 0 && key.tonic === from.tonic && key.mode === from.mode) {
    return refused(`The music is in ${from.tonic} ${from.mode} already.`);
  }

  const move = { from, to: key, shift: clamp(shift, -24, 24) };
  const chords = brief.chords.map((symbol) => mapHarmony(readChord(symbol, from), move).symbol);
  return revised({
    brief: { ...brief, key, chords, stated: { ...brief.stated, key: true, mode: true } },
    score: mapScore(score, move),
  });
}
