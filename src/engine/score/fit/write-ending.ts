import { at } from '../../kernel/index.ts';
import type { LengthPlan } from '../form/solve-length.ts';
import { planHarmony } from '../harmony/plan-harmony.ts';
import { writtenAtHome } from '../harmony/section-keys.ts';
import type { ChordSpan, Part, Score } from '../score.ts';
import { openWorkshop, playerFor } from '../workshop.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { chordSymbol } from '../theory/chord.ts';
import { isMinorMode } from '../theory/scale.ts';
import type { Piece } from './piece.ts';
import { settlePart } from './settle-part.ts';

/**
 * Gives a piece that had none a final chord at `length.finalTick`: the style's cadence in the bar before it and the chord
 * itself, written for everybody who plays by then. What comes before stays as it is.
 */
export function writeEnding({ brief, score }: Piece, length: LengthPlan): Score {
  return writtenAtHome(score, (home) => endedAtHome({ brief, score: home }, length));
}

function endedAtHome(piece: Piece, length: LengthPlan): Score {
  const { score } = piece;
  const { finalTick } = length;
  if (finalTick === null) {
    return score;
  }

  const chords = withFinalChord(score.chords, cadenceOf(piece, length), finalTick, length.endTick);
  const ended: Score = { ...score, chords };
  const workshop = openWorkshop({ brief: piece.brief, score: ended });
  const parts = score.parts.flatMap((part): Part[] => {
    const kept = part.notes
      .filter((note) => note.startTick < finalTick)
      .map((note) => ({
        ...note,
        durationTicks: Math.min(note.durationTicks, finalTick - note.startTick),
      }));
    const isThere = part.notes.some((note) => note.startTick >= finalTick - 4 * score.barTicks);
    const written = isThere && part.role !== 'effects' ? workshop.write(playerFor(part, workshop), `part/${part.id}`) : null;
    const last = written?.notes.filter((note) => note.startTick >= finalTick) ?? [];
    const notes = [...kept, ...last];
    return notes.length === 0
      ? []
      : [
          settlePart(
            {
              ...part,
              notes,
              pedal: [
                ...part.pedal
                  .filter((span) => span.startTick < finalTick)
                  .map((span) => ({ ...span, endTick: Math.min(span.endTick, finalTick) })),
                ...(written?.pedal.filter((span) => span.startTick >= finalTick) ?? []),
              ],
              expression: [
                ...part.expression.filter((point) => point.tick < finalTick),
                ...(written?.expression.filter((point) => point.tick >= finalTick) ?? []),
              ],
            },
            length.endTick,
          ),
        ];
  });
  return { ...ended, parts };
}

/** The last chord that the style's harmony would end on. */
function cadenceOf(
  { brief, score }: Piece,
  length: LengthPlan,
): Pick<ChordSpan, 'root' | 'quality' | 'bass' | 'degree' | 'symbol'> {
  const workshop = openWorkshop({ brief, score });
  const last = at(
    planHarmony({ brief, style: workshop.style, sections: score.sections, length, rng: workshop.rng.fork('harmony/0') }),
    -1,
  );
  const root = tonicPitchClass(brief.key);
  if (last.root === root) {
    return last;
  }

  const quality = isMinorMode(brief.key.mode) ? 'min' : 'maj';
  const harmony = { root, quality, bass: root } as const;
  return { ...harmony, degree: quality === 'min' ? 'i' : 'I', symbol: chordSymbol(harmony, brief.key) };
}

function withFinalChord(
  chords: readonly ChordSpan[],
  last: Pick<ChordSpan, 'root' | 'quality' | 'bass' | 'degree' | 'symbol'>,
  finalTick: number,
  endTick: number,
): ChordSpan[] {
  const body = chords
    .filter((chord) => chord.startTick < finalTick)
    .map((chord) => ({ ...chord, endTick: Math.min(chord.endTick, finalTick) }));
  return [...body, { ...last, startTick: finalTick, endTick }];
}
