import type { Rng, Tick } from '../../kernel/index.ts';
import { DRUM, type Articulation, type Note } from '../score.ts';
import { humanVelocity } from './dynamics.ts';

/** One blow, before hands are counted and velocities made human. */
export type Stroke = {
  readonly tick: Tick;
  readonly drum: number;
  readonly velocity: number;
  readonly articulation: Articulation;
  readonly durationTicks: Tick;
};

/** Notes of a percussion player: strokes in order, one blow a drum and tick. */
export type StrokeRules = {
  /** Leaves at most two blows of the hands on one tick, the loudest: a drummer, not a machine. */
  readonly twoHands: boolean;
  /** Relative deviation of velocities. */
  readonly deviation: number;
  /** No stroke here. */
  readonly isSilent: (tick: Tick) => boolean;
  readonly endTick: Tick;
};

const FEET: ReadonlySet<number> = new Set([DRUM.kick, DRUM.pedalHat]);
const HATS: ReadonlySet<number> = new Set([DRUM.closedHat, DRUM.openHat, DRUM.ride, DRUM.rideBell]);

/** A stroke of the usual length for its drum. */
export function stroke(
  tick: Tick,
  drum: number,
  velocity: number,
  articulation: Articulation = 'normal',
  durationTicks = 120,
): Stroke {
  return { tick: Math.round(tick), drum, velocity, articulation, durationTicks };
}

/** Turns strokes into a part's notes. Each note's chance is drawn from its own place, so one stroke more changes no other. */
export function notesOfStrokes(strokes: readonly Stroke[], rules: StrokeRules, rng: Rng): Note[] {
  const byTick = new Map<Tick, Map<number, Stroke>>();
  for (const one of strokes) {
    if (one.tick < 0 || one.tick >= rules.endTick || rules.isSilent(one.tick)) {
      continue;
    }

    const here = byTick.get(one.tick) ?? new Map<number, Stroke>();
    const held = here.get(one.drum);
    if (held === undefined || held.velocity < one.velocity) {
      here.set(one.drum, one);
    }

    byTick.set(one.tick, here);
  }

  const notes: Note[] = [];
  for (const tick of [...byTick.keys()].sort((left, right) => left - right)) {
    const here = [...(byTick.get(tick)?.values() ?? [])].sort((left, right) => left.drum - right.drum);
    for (const one of rules.twoHands ? playableByTwoHands(here) : here) {
      const draw = rng.fork(`${tick}/${one.drum}`);
      notes.push({
        startTick: tick,
        durationTicks: Math.max(1, Math.min(one.durationTicks, rules.endTick - tick)),
        pitch: one.drum,
        velocity: humanVelocity(one.velocity, rules.deviation, draw),
        articulation: one.articulation,
      });
    }
  }

  return notes;
}

function playableByTwoHands(strokes: readonly Stroke[]): readonly Stroke[] {
  const hands = strokes.filter((one) => !FEET.has(one.drum));
  if (hands.length <= 2) {
    return strokes;
  }

  // The timekeeping hand gives way first: nobody keeps the hat going under a crash and a snare.
  const rank = (one: Stroke): number => one.velocity + (HATS.has(one.drum) ? 0 : 1);
  const kept = new Set(
    [...hands]
      .sort((left, right) => rank(right) - rank(left) || left.drum - right.drum)
      .slice(0, 2)
      .map((one) => one.drum),
  );
  return strokes.filter((one) => FEET.has(one.drum) || kept.has(one.drum));
}
