import { beatTicksOf } from '../../form/meter.ts';
import { secondsAt, tickAt } from '../../form/tempo-time.ts';
import { accentHits } from '../../fit/accent-hits.ts';
import { settlePart } from '../../fit/settle-part.ts';
import type { Note, Part } from '../../score.ts';
import { momentFact } from '../describe-difference.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** About so long the band is silent before it comes back, seconds. */
const SILENCE_SECONDS = 1.1;
/** A bar line this near to the moment is meant, seconds. */
const BAR_REACH_SECONDS = 0.6;

/** Everybody falls silent shortly before a moment and comes back together on it; what is sucked into the moment stays. */
export const dropOut = changeKind('drop', ({ brief, score }, { atSeconds }) => {
  const beat = beatTicksOf(score.meter);
  const place = tickAt(score.tempoMap, atSeconds);
  const bar = Math.round(place / score.barTicks) * score.barTicks;
  const isBar = Math.abs(secondsAt(score.tempoMap, bar) - atSeconds) <= BAR_REACH_SECONDS;
  const tick = isBar ? bar : Math.round(place / beat) * beat;
  if (tick < beat * 2 || tick > score.endTick - beat) {
    return refused(`There is no room for a drop at ${atSeconds} s; it needs music before and after it.`);
  }

  const perBeat = secondsAt(score.tempoMap, tick) - secondsAt(score.tempoMap, tick - beat);
  const beats = Math.max(1, Math.min(Math.round(SILENCE_SECONDS / perBeat), Math.floor(tick / beat) - 1, score.barTicks / beat));
  const from = Math.round(tick - beats * beat);
  const parts = score.parts.map((part): Part =>
    part.role === 'effects'
      ? part
      : settlePart(
          {
            ...part,
            notes: part.notes.flatMap((note) => silenced(note, from, tick)),
            pedal: part.pedal.flatMap((span) => [
              ...(span.startTick < from ? [{ ...span, endTick: Math.min(span.endTick, from) }] : []),
              ...(span.endTick > tick ? [{ ...span, startTick: Math.max(span.startTick, tick) }] : []),
            ]),
          },
          score.endTick,
        ),
  );
  const playing = parts.filter((part) => part.notes.length > 0);
  return playing.length === 0
    ? refused(`Nothing would be left with a drop at ${atSeconds} s.`)
    : revised({ brief, score: accentHits({ ...score, parts: playing }, [tick]) }, [
        momentFact(atSeconds, secondsAt(score.tempoMap, tick)),
      ]);
});

/** What sounds before the silence ends with it; what would sound on past it starts again after it. */
function silenced(note: Note, from: number, to: number): Note[] {
  const end = note.startTick + note.durationTicks;
  if (end <= from || note.startTick >= to) {
    return [note];
  }

  const before = note.startTick < from ? [{ ...note, durationTicks: from - note.startTick }] : [];
  const after = end > to + 240 ? [{ ...note, startTick: to, durationTicks: end - to }] : [];
  return [...before, ...after];
}
