import type { Brief } from '../brief/index.ts';
import type { Rng, Tick } from '../kernel/index.ts';
import { natureOf } from './band/instrument-nature.ts';
import { planEntries } from './band/plan-entries.ts';
import { type Player, playsIn, restsIn } from './band/player.ts';
import { finishPart } from './finish-part.ts';
import { barTicksOf, beatTicksOf } from './form/meter.ts';
import { planOpening } from './form/plan-opening.ts';
import type { LengthPlan } from './form/solve-length.ts';
import { movedNotes } from './harmony/section-keys.ts';
import { generatorNamed } from './parts/index.ts';
import type { Generator, PartContext, PartNotes, Pulse, ThemeNote } from './parts/part-context.ts';
import { plainPresence } from './parts/plain-presence.ts';
import { playTogether } from './rhythm/play-together.ts';
import { keepBreaths } from './rhythm/rest-in-breaths.ts';
import type { ChordSpan, Part, Section } from './score.ts';
import type { Style } from './styles/style.ts';

/** What is settled before any part is written; parts read it and never one another. */
export type Plan = {
  readonly length: LengthPlan;
  readonly sections: readonly Section[];
  readonly chords: readonly ChordSpan[];
  readonly theme: readonly ThemeNote[];
};

/** One player, and all that it is written from. */
export type PartTask = {
  readonly brief: Brief;
  readonly style: Style;
  readonly plan: Plan;
  readonly pulse: Pulse;
  readonly player: Player;
  /** Sections this player keeps alive although they lie outside its energies. */
  readonly carried: ReadonlySet<string>;
  readonly rng: Rng;
};

/** Writes a player's part; empty when the player has nothing to play in this piece and was not asked for. */
export function writePart(task: PartTask): Part[] {
  const { player, carried } = task;
  const generator = generatorNamed(player.plan.generator);
  const rests = restsIn(player, task.plan.sections, task.rng.fork('rests'));
  const isEverywhere = (): boolean => true;
  const plays = (section: Section): boolean => (playsIn(player, section) && !rests.has(section.id)) || carried.has(section.id);
  // Who was asked for must be heard, even where the style would have kept them silent.
  const attempts: readonly (() => Part)[] = [
    () => playWhere(task, generator, plays),
    ...(player.isAsked
      ? [() => playWhere(task, generator, isEverywhere), () => playWhere(task, plainPresence, isEverywhere)]
      : []),
  ];
  for (const attempt of attempts) {
    const part = attempt();
    if (part.notes.length > 0 && !isOnlyAtTheEnd(part, task)) {
      return [isHeardFrom(part, task, plays) ? part : playByNature(task, part, plays)];
    }
  }

  return [];
}

/** Whether a player who answers the tune found nothing to answer: one who comes in for the last chord alone stays at home. */
function isOnlyAtTheEnd({ role, notes }: Part, { plan, player }: PartTask): boolean {
  const { finalTick } = plan.length;
  return !player.isAsked && role === 'counter' && finalTick !== null && notes.every((note) => note.startTick >= finalTick);
}

/** Whether an asked player is heard in the first section it plays; seats that only fill gaps may leave it waiting. */
function isHeardFrom(part: Part, { plan, player }: PartTask, plays: (section: Section) => boolean): boolean {
  const first = plan.sections.find(plays);
  return !player.isAsked || first === undefined || part.notes.some((note) => note.startTick < first.endTick);
}

/** The part as the instrument plays by nature, when that makes an asked chordal player heard at once; else as it was. */
function playByNature(task: PartTask, part: Part, plays: (section: Section) => boolean): Part {
  const { player } = task;
  const { generator, params } = natureOf(player.instrument);
  if (!player.instrument.isPolyphonic || (player.plan.role !== 'chords' && player.plan.role !== 'arpeggio')) {
    return part;
  }

  const other = playWhere(
    { ...task, player: { ...player, plan: { ...player.plan, generator, params } } },
    generatorNamed(generator),
    plays,
  );
  return isHeardFrom(other, task, plays) ? other : part;
}

function playWhere(task: PartTask, generator: Generator, plays: (section: Section) => boolean): Part {
  const { brief, style, plan, pulse, player, rng } = task;
  const { length, sections, chords, theme } = plan;
  const context: PartContext = {
    brief,
    style,
    plan: player.plan,
    instrument: player.instrument,
    barTicks: barTicksOf(brief.meter),
    beatTicks: beatTicksOf(brief.meter),
    bars: length.bars,
    endTick: length.endTick,
    sections,
    plays,
    chords,
    pulse,
    theme,
    finalTick: length.finalTick,
    rng,
  };
  const entries = planEntries(player, sections, {
    barTicks: context.barTicks,
    brief,
    opening: planOpening(brief, style, sections),
  });
  const entered = enterLate(generator(context), sections, entries);
  const sounding = movedNotes(entered, player.instrument, { key: brief.key, sections }, 1);
  const alone = keepBreaths(sounding, player.plan.role, pulse.breaths);
  const written = standsFirm(player) ? alone : playTogether(alone, player.plan.role, pulse);
  return finishPart(player.plan, player.instrument, written, { endTick: length.endTick, finalTick: length.finalTick });
}

/** A walking line is the clock of its band: it stays on the beat while others lean over the bar line. */
function standsFirm({ plan }: Player): boolean {
  return plan.generator === 'bass' && (plan.params['line'] === 'walking' || plan.params['line'] === 'pedal');
}

/** Without what lies between a section's start and the player's entry in it. */
function enterLate(written: PartNotes, sections: readonly Section[], entries: ReadonlyMap<string, Tick>): PartNotes {
  const silences = sections.flatMap((section) => {
    const entry = entries.get(section.id);
    return entry === undefined ? [] : [{ from: section.startTick, to: entry }];
  });
  const isHeard = (tick: Tick): boolean => !silences.some(({ from, to }) => tick >= from && tick < to);
  return silences.length === 0
    ? written
    : {
        ...written,
        notes: written.notes.filter((note) => isHeard(note.startTick)),
        ...(written.pedal === undefined ? {} : { pedal: written.pedal.filter((span) => isHeard(span.startTick)) }),
      };
}
