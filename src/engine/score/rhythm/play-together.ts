import type { Tick } from '../../kernel/index.ts';
import type { PartNotes, Pulse, Push, Stop } from '../parts/part-context.ts';
import { DRUM, type Note, type Role } from '../score.ts';

/** A blow counts as on a line when it is this near, ticks: strums and flams lie around it. */
const NEAR: Tick = 60;
/** Who goes along when the band pushes; the tune keeps its own time. */
const PUSHING: ReadonlySet<Role> = new Set<Role>(['chords', 'arpeggio', 'pad', 'bass', 'drums']);
/** Who stops when the band stops; the tune sings on alone, what rises and hisses goes on. */
const STOPPING: ReadonlySet<Role> = new Set<Role>(['chords', 'arpeggio', 'pad', 'bass', 'drums', 'counter', 'percussion']);
const CYMBALS: ReadonlySet<number> = new Set([DRUM.crash, DRUM.crashAlt, DRUM.china, DRUM.splash]);
const TIMEKEEPING: ReadonlySet<number> = new Set([
  DRUM.closedHat,
  DRUM.pedalHat,
  DRUM.openHat,
  DRUM.ride,
  DRUM.rideBell,
  DRUM.shaker,
  DRUM.tambourine,
]);

/** A player's notes with what the band does together: pushes over bar lines and stops (see `Pulse`). Nobody is heard who was not. */
export function playTogether(written: PartNotes, role: Role, pulse: Pick<Pulse, 'pushes' | 'stops'>): PartNotes {
  let notes: readonly Note[] = written.notes;
  let pedal = written.pedal ?? [];
  if (PUSHING.has(role)) {
    for (const push of pulse.pushes) {
      const pushed = role === 'drums' ? pushDrums(notes, push) : pushNotes(notes, push);
      // A foot that changes with the chord changes early with it.
      pedal =
        pushed === notes
          ? pedal
          : pedal.map((span) => ({
              startTick: span.startTick === push.barTick ? push.startTick : span.startTick,
              endTick: span.endTick > push.startTick - NEAR && span.endTick <= push.barTick ? push.startTick - 30 : span.endTick,
            }));
      notes = pushed;
    }
  }

  if (STOPPING.has(role)) {
    for (const stop of pulse.stops) {
      notes = role === 'drums' ? stopDrums(notes, stop) : stopNotes(notes, stop, role === 'percussion');
      pedal = pedal.flatMap((span) => withoutSpan(span, stop));
    }
  }

  return notes === written.notes ? written : { ...written, notes, pedal: pedal.filter((span) => span.endTick > span.startTick) };
}

/** What would have begun on the bar line begins before it, a little stronger, in place of what was there. */
function pushNotes(notes: readonly Note[], { startTick, barTick }: Push): readonly Note[] {
  const isLanding = (note: Note): boolean => Math.abs(note.startTick - barTick) <= NEAR;
  if (!notes.some(isLanding)) {
    return notes;
  }

  return notes.flatMap((note): Note[] => {
    if (isLanding(note)) {
      return [
        {
          ...note,
          startTick,
          durationTicks: note.durationTicks + note.startTick - startTick,
          velocity: Math.min(1, note.velocity * 1.06),
        },
      ];
    }

    if (note.startTick >= startTick - NEAR && note.startTick < barTick) {
      return [];
    }

    const reaches = note.startTick < startTick && note.startTick + note.durationTicks > startTick;
    return [reaches ? { ...note, durationTicks: startTick - note.startTick } : note];
  });
}

/** Kick and cymbal go with the band; the hand that keeps time marks the bar line all the same. */
function pushDrums(notes: readonly Note[], { startTick, barTick }: Push): readonly Note[] {
  const landing = notes.filter((note) => Math.abs(note.startTick - barTick) <= NEAR);
  if (landing.length === 0) {
    return notes;
  }

  const cymbal = landing.find((note) => CYMBALS.has(note.pitch));
  const time = landing.find((note) => TIMEKEEPING.has(note.pitch) && note.pitch !== DRUM.pedalHat);
  const kept = notes.flatMap((note): Note[] => {
    const isLanding = Math.abs(note.startTick - barTick) <= NEAR;
    if (isLanding && (note.pitch === DRUM.kick || CYMBALS.has(note.pitch))) {
      return [{ ...note, startTick }];
    }

    const isBetween = note.startTick >= startTick && note.startTick < barTick - NEAR;
    // No second foot on the push, and no stroke of a fill after it.
    return isBetween && !(TIMEKEEPING.has(note.pitch) && cymbal === undefined) ? [] : [note];
  });
  if (cymbal !== undefined || time === undefined || time.pitch === DRUM.ride) {
    return kept;
  }

  // Without a crash the hat barks on the push and is choked on the bar line.
  const bark: Note = {
    startTick,
    durationTicks: barTick - startTick,
    pitch: DRUM.openHat,
    velocity: Math.min(1, time.velocity * 1.2),
    articulation: 'accent',
  };
  return [...kept.filter((note) => note.startTick !== startTick || !TIMEKEEPING.has(note.pitch)), bark];
}

/** Each blow strikes what would have sounded there; between them and after them there is nothing. */
function stopNotes(notes: readonly Note[], stop: Stop, isStruck: boolean): readonly Note[] {
  const inside = (note: Note): boolean => note.startTick >= stop.startTick - NEAR && note.startTick < stop.endTick;
  if (!notes.some(inside)) {
    return notes.some((note) => note.startTick < stop.startTick && note.startTick + note.durationTicks > stop.startTick)
      ? notes.map((note) => cutAt(note, stop.startTick))
      : notes;
  }

  const kept = notes.filter((note) => !inside(note)).map((note) => cutAt(note, stop.startTick));
  const blows = stop.hits.flatMap((tick, i): Note[] => {
    const length = Math.min((stop.hits[i + 1] ?? stop.endTick) - tick, 720) * 0.8;
    return soundingAt(notes, tick).map((note) => ({
      ...note,
      startTick: tick,
      durationTicks: isStruck ? note.durationTicks : Math.max(60, Math.round(length)),
      velocity: Math.min(1, Math.max(note.velocity, 0.3) * (i === 0 ? 1.08 : 1.14)),
    }));
  });
  return [...kept, ...blows];
}

function cutAt(note: Note, tick: Tick): Note {
  return note.startTick < tick && note.startTick + note.durationTicks > tick
    ? { ...note, durationTicks: tick - note.startTick }
    : note;
}

/** What a player holds at a tick: what was struck last, with all that was struck with it. */
function soundingAt(notes: readonly Note[], tick: Tick): readonly Note[] {
  let last = -1;
  for (const note of notes) {
    if (note.startTick <= tick + NEAR && note.startTick > last) {
      last = note.startTick;
    }
  }

  // What was struck long ago is no longer in the hands.
  return last < tick - 1920 ? [] : notes.filter((note) => note.startTick === last);
}

/** Kick, snare and a short cymbal on the blows; the fill after them stays the drummer's. */
function stopDrums(notes: readonly Note[], stop: Stop): readonly Note[] {
  const inside = (note: Note): boolean => note.startTick >= stop.startTick - NEAR && note.startTick < stop.aloneTick;
  const here = notes.filter((note) => inside(note));
  const force = here.reduce((most, note) => Math.max(most, note.velocity), 0);
  if (force === 0) {
    return notes;
  }

  const hasSnare = here.some((note) => note.pitch === DRUM.snare);
  const blows = stop.hits.flatMap((startTick, i): Note[] => {
    const blow = (pitch: number, velocity: number, durationTicks: Tick): Note => ({
      startTick,
      durationTicks,
      pitch,
      velocity: Math.min(1, velocity),
      articulation: 'accent',
    });
    return [
      blow(DRUM.kick, force, 120),
      ...(i > 0 && hasSnare ? [blow(DRUM.snare, force * 0.92, 120)] : []),
      blow(force > 0.62 ? DRUM.crash : DRUM.openHat, force * (i === 0 ? 0.8 : 0.9), 480),
    ];
  });
  const after = notes.filter(
    (note) =>
      !inside(note) && !(note.startTick >= stop.aloneTick && note.startTick < stop.endTick && TIMEKEEPING.has(note.pitch)),
  );
  return [...after, ...blows].sort((left, right) => left.startTick - right.startTick || left.pitch - right.pitch);
}

function withoutSpan(
  span: { readonly startTick: Tick; readonly endTick: Tick },
  stop: Stop,
): { readonly startTick: Tick; readonly endTick: Tick }[] {
  if (span.endTick <= stop.startTick || span.startTick >= stop.endTick) {
    return [span];
  }

  return [
    { startTick: span.startTick, endTick: stop.startTick },
    { startTick: stop.endTick, endTick: span.endTick },
  ].filter((one) => one.startTick < one.endTick);
}
