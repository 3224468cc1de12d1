import type { Brief } from '../../../brief/index.ts';
import { judgePlan } from '../../critic/judge-plan.ts';
import { settlePart } from '../../fit/settle-part.ts';
import { planHarmony } from '../../harmony/plan-harmony.ts';
import { movedChords, writtenAtHome } from '../../harmony/section-keys.ts';
import type { ThemeNote } from '../../parts/part-context.ts';
import type { ChordSpan, Note, Part, Score } from '../../score.ts';
import { chordAt, chordPitchClasses, chordScale } from '../../theory/chord.ts';
import { foldPitchClass } from '../../theory/pitch.ts';
import { openWorkshop, playerFor, type Workshop } from '../../workshop.ts';
import { changeKind, revised } from '../revision.ts';

const TRIES = 12;
/** Share of the beats that should stand on another chord. */
const ANOTHER = 0.5;

/** Other chords under the same tune: the tune bends where it would clash, everybody else's part is written over them. */
export const newChords = changeKind('new-chords', (piece) => {
  const { score } = piece;
  const brief: Brief = { ...piece.brief, take: piece.brief.take + 1, chords: [] };
  const workshop = openWorkshop({ brief, score });
  const chords = otherChords(workshop, score);
  const theme = workshop.plan.theme.map((note) => bend(note, chords, brief));
  const again = openWorkshop({ brief, score }, { theme, chords });
  // The tune bends at home, in the first key, where the new chords are.
  const bent = writtenAtHome(score, (home) => ({
    ...home,
    chords,
    parts: home.parts.map((part) =>
      part.role === 'lead'
        ? settlePart({ ...part, notes: part.notes.map((note): Note => bend(note, chords, brief)) }, score.endTick)
        : part,
    ),
  }));
  const parts = score.parts.map((part, i): Part => {
    switch (part.role) {
      case 'drums':
      case 'texture':
      case 'effects':
        return part;
      case 'lead':
        return bent.parts[i] ?? part;
      case 'percussion':
        return part.instrument === 'timpani' ? (again.write(playerFor(part, again), `part/${part.id}`) ?? part) : part;
      default:
        return again.write(playerFor(part, again), `part/${part.id}`) ?? part;
    }
  });
  return revised({ brief, score: { ...score, chords: movedChords(chords, score, 1), parts } });
});

function otherChords({ brief, style, plan, rng }: Workshop, score: Score): readonly ChordSpan[] {
  let best = plan.chords;
  let bestWorth = -1;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const chords = planHarmony({
      brief,
      style,
      sections: plan.sections,
      length: plan.length,
      rng: rng.fork(`harmony/again/${attempt}`),
    });
    const { mark } = judgePlan({
      brief,
      style,
      sections: plan.sections,
      chords,
      theme: plan.theme.map((note) => bend(note, chords, brief)),
    });
    const worth = Math.min(1, shareOfOthers(plan.chords, chords, score) / ANOTHER) * 3 + mark;
    if (worth > bestWorth) {
      best = chords;
      bestWorth = worth;
    }
  }

  return best;
}

function shareOfOthers(before: readonly ChordSpan[], after: readonly ChordSpan[], score: Score): number {
  let [others, all] = [0, 0];
  for (let tick = 0; tick < score.endTick; tick += 960) {
    all++;
    others += chordAt(before, tick).root === chordAt(after, tick).root ? 0 : 1;
  }

  return others / Math.max(1, all);
}

/** A tune's note over another chord: long and strong ones move to the nearest note of the chord, passing ones to its scale. */
function bend<N extends ThemeNote>(note: N, chords: readonly ChordSpan[], brief: Brief): N {
  const chord = chordAt(chords, note.startTick);
  const isStrong = note.durationTicks >= 720 || note.startTick % 960 === 0;
  const scale = chordScale(chord, brief.key);
  const allowed = isStrong ? chordPitchClasses(chord) : scale;
  if (allowed.includes(foldPitchClass(note.pitch))) {
    return note;
  }

  for (const distance of [-1, 1, -2, 2, -3, 3]) {
    if (allowed.includes(foldPitchClass(note.pitch + distance))) {
      return { ...note, pitch: note.pitch + distance };
    }
  }

  return note;
}
