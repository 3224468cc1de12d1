import type { Brief } from '../brief/index.ts';
import { clamp, ENGINE_VERSION, Rng, type Tick } from '../kernel/index.ts';
import { chooseBand, lastResort } from './band/choose-band.ts';
import { natureOf } from './band/instrument-nature.ts';
import { planEntries } from './band/plan-entries.ts';
import { planPresence } from './band/plan-presence.ts';
import { type Player, playsIn, restsIn } from './band/player.ts';
import { judgePlan } from './critic/judge-plan.ts';
import { finishPart } from './finish-part.ts';
import { barTicksOf, beatTicksOf } from './form/meter.ts';
import { planSections } from './form/plan-sections.ts';
import { type LengthPlan, solveLength } from './form/solve-length.ts';
import { planHarmony } from './harmony/plan-harmony.ts';
import { planTheme } from './melody/plan-theme.ts';
import { generatorNamed } from './parts/index.ts';
import type { Generator, PartContext, PartNotes, Pulse, ThemeNote } from './parts/part-context.ts';
import { plainPresence } from './parts/plain-presence.ts';
import { planPulse } from './rhythm/plan-pulse.ts';
import { keepBreaths } from './rhythm/rest-in-breaths.ts';
import type { ChordSpan, ComposeOptions, Groove, Part, Score, Section } from './score.ts';
import { styleOf } from './styles/index.ts';
import type { Style } from './styles/style.ts';
import { validateScore } from './validate-score.ts';

/** What is settled before any part is written; parts read it and never one another. */
type Plan = {
  readonly length: LengthPlan;
  readonly sections: readonly Section[];
  readonly chords: readonly ChordSpan[];
  readonly theme: readonly ThemeNote[];
};

/**
 * Writes the music of a brief: form, harmony, pulse and theme first, then every player's part from them.
 *
 * Several harmonies and themes are written and judged; the best is orchestrated. Judging happens before the band plays,
 * so that adding or taking away a player never changes what the others do. Equal briefs give equal scores.
 */
export function compose(brief: Brief, options: ComposeOptions = {}): Score {
  const style = styleOf(brief.style);
  const blended = brief.blend
    .filter((entry) => entry.style !== brief.style)
    .map((entry) => ({ style: styleOf(entry.style), weight: entry.weight }));
  return composeInStyle(brief, { style, blended, candidates: options.candidates ?? 6 });
}

export type StyleChoice = {
  readonly style: Style;
  readonly blended: readonly { readonly style: Style; readonly weight: number }[];
  readonly candidates: number;
};

/** As `compose`, with the style given as data. */
export function composeInStyle(brief: Brief, choice: StyleChoice): Score {
  const { style, blended } = choice;
  const rng = new Rng(brief.seed).fork('score');
  const length = solveLength(brief, style.form);
  const sections = planSections({ brief, style, length, rng: rng.fork('form') });
  const plan = bestPlan({ brief, style, length, sections, rng }, Math.max(1, Math.round(choice.candidates)));
  const barTicks = barTicksOf(brief.meter);
  const pulse = trimPulse(
    planPulse({ brief, style, sections, barTicks, bars: length.bars, finalTick: length.finalTick, rng: rng.fork('pulse') }),
    length.endTick,
  );
  const band = chooseBand({ brief, style, blended, rng });
  const presence = planPresence({ band, sections, brief });
  const writeFor = (player: Player): Part[] =>
    writePart({
      brief,
      style,
      plan,
      pulse,
      player,
      carried: presence.get(player.plan.id) ?? new Set(),
      rng: rng.fork(`part/${player.plan.id}`),
    });
  const written = band.flatMap(writeFor);
  const parts =
    written.length > 0 ? written : lastResort(brief, style).flatMap((player) => writeFor({ ...player, isAsked: true }));
  const score: Score = {
    engineVersion: ENGINE_VERSION,
    seed: brief.seed,
    title: brief.title ?? titleOf(brief),
    style: brief.style,
    key: brief.key,
    meter: brief.meter,
    barTicks,
    tempoMap: length.tempoMap,
    durationSeconds: brief.durationSeconds,
    ending: length.ending,
    endTick: length.endTick,
    sections,
    chords: plan.chords,
    groove: blendGroove(style.groove, blended),
    parts,
    colour: {
      brightness: brief.feeling.brightness,
      space: brief.feeling.space,
      energy: brief.energy.level,
      production: brief.production,
    },
  };
  validateScore(score, brief);
  return score;
}

type Frame = {
  readonly brief: Brief;
  readonly style: Style;
  readonly length: LengthPlan;
  readonly sections: readonly Section[];
  readonly rng: Rng;
};

/** Writes `candidates` harmonies with their themes and keeps the one the critic likes best. */
function bestPlan(frame: Frame, candidates: number): Plan {
  let best: Plan | null = null;
  let bestMark = -1;
  for (let candidate = 0; candidate < candidates; candidate++) {
    const chords = planHarmony({ ...frame, rng: frame.rng.fork(`harmony/${candidate}`) });
    const theme = planTheme({ ...frame, chords, rng: frame.rng.fork(`theme/${candidate}`) });
    const plan: Plan = { length: frame.length, sections: frame.sections, chords, theme };
    const mark = candidates === 1 ? 0 : judgePlan({ brief: frame.brief, style: frame.style, ...plan }).mark;
    if (mark > bestMark) {
      best = plan;
      bestMark = mark;
    }
  }

  return best ?? { length: frame.length, sections: frame.sections, chords: [], theme: [] };
}

type PartTask = {
  readonly brief: Brief;
  readonly style: Style;
  readonly plan: Plan;
  readonly pulse: Pulse;
  readonly player: Player;
  /** Sections this player keeps alive although they lie outside its energies. */
  readonly carried: ReadonlySet<string>;
  readonly rng: Rng;
};

function writePart(task: PartTask): Part[] {
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
    if (part.notes.length > 0) {
      return [isHeardFrom(part, task, plays) ? part : playByNature(task, part, plays)];
    }
  }

  return [];
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
  const entries = planEntries(player, sections, { barTicks: context.barTicks });
  const written = keepBreaths(enterLate(generator(context), sections, entries), player.plan.role, pulse.breaths);
  return finishPart(player.plan, player.instrument, written, { endTick: length.endTick, finalTick: length.finalTick });
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

function trimPulse(pulse: Pulse, endTick: Tick): Pulse {
  return {
    ...pulse,
    kickTicks: pulse.kickTicks.filter((tick) => tick < endTick),
    backbeatTicks: pulse.backbeatTicks.filter((tick) => tick < endTick),
  };
}

/** The main style's groove, its swing and looseness drawn towards the blended styles'. */
function blendGroove(groove: Groove, blended: StyleChoice['blended']): Groove {
  let { swing, loosenessMs } = groove;
  for (const { style, weight } of blended) {
    const pull = clamp(weight, 0, 1) * (style.groove.swingUnit === groove.swingUnit ? 0.7 : 0);
    swing += (style.groove.swing - swing) * pull;
    loosenessMs += (style.groove.loosenessMs - loosenessMs) * clamp(weight, 0, 1) * 0.7;
  }

  return { ...groove, swing, loosenessMs };
}

/** A working title from the mood and the style: "Calm Acoustic". */
function titleOf(brief: Brief): string {
  const words = [...brief.moods.slice(0, 1), brief.style].join(' ').replace(/-/g, ' ');
  return words.replace(/(^|\s)(\S)/g, (_, space: string, letter: string) => `${space}${letter.toUpperCase()}`);
}
