import { type Brief, instrumentById } from '../brief/index.ts';
import { Rng, type Tick } from '../kernel/index.ts';
import { chooseBand } from './band/choose-band.ts';
import { canPlay, natureOf } from './band/instrument-nature.ts';
import { planPresence } from './band/plan-presence.ts';
import { intersectRegister, plainPlan, type Player } from './band/player.ts';
import { thinOut } from './band/thin-out.ts';
import { candidateStreams } from './candidate-streams.ts';
import { lengthPlanOf, type Piece } from './fit/piece.ts';
import { broughtHome } from './harmony/section-keys.ts';
import { planTheme } from './melody/plan-theme.ts';
import type { Pulse, ThemeNote } from './parts/part-context.ts';
import { planPulse } from './rhythm/plan-pulse.ts';
import { trimPulse } from './rhythm/trim-pulse.ts';
import type { Part, Role } from './score.ts';
import { styleOf } from './styles/index.ts';
import type { Style } from './styles/style.ts';
import { type Plan, writePart } from './write-part.ts';

/** A written piece laid open: everything that its parts were written from, so that single parts can be written again. */
export type Workshop = {
  readonly brief: Brief;
  readonly style: Style;
  readonly blended: readonly { readonly style: Style; readonly weight: number }[];
  readonly plan: Plan;
  readonly pulse: Pulse;
  readonly band: readonly Player[];
  /** The score's own chance, forked anew for every time something was written again. */
  readonly rng: Rng;
  /** A player's part over this piece, drawn from the named stream; null when there is nothing for it to play. */
  readonly write: (player: Player, stream: string) => Part | null;
};

const GENERATOR_OF_ROLE: { readonly [role in Role]: string } = {
  lead: 'melody',
  counter: 'counter-melody',
  chords: 'comp',
  arpeggio: 'arpeggio',
  pad: 'pad',
  bass: 'bass',
  drums: 'drum-kit',
  percussion: 'percussion',
  texture: 'texture',
  effects: 'transition-effects',
};

/** Lays a piece open. `plan` replaces what is given of its chords, sections and theme; the rest is read from the score. Chords and theme are at home in the first key. */
export function openWorkshop({ brief, score }: Piece, plan: Partial<Plan> = {}): Workshop {
  const style = styleOf(brief.style);
  const blended = brief.blend
    .filter((entry) => entry.style !== brief.style)
    .map((entry) => ({ style: styleOf(entry.style), weight: entry.weight }));
  const own = new Rng(brief.seed).fork('score');
  const streams = candidateStreams(own, score.candidate ?? 0);
  const rng = brief.take === 0 ? own : own.fork(`take/${brief.take}`);
  const length = plan.length ?? lengthPlanOf(score);
  const sections = plan.sections ?? score.sections;
  const home = broughtHome(score);
  const chords = plan.chords ?? home.chords;
  const theme = plan.theme ?? themeOf({ brief, score: home }, style, own);
  const pulse = trimPulse(
    planPulse({
      brief,
      style,
      sections,
      barTicks: score.barTicks,
      bars: length.bars,
      finalTick: length.finalTick,
      rng: streams.pulse,
    }),
    length.endTick,
  );
  const band = thinOut(chooseBand({ brief, style, blended, rng: streams.band }), { brief, sections });
  const presence = planPresence({ band, sections, brief });
  const whole: Plan = { length, sections, chords, theme };
  const write = (player: Player, stream: string): Part | null => {
    const [part] = writePart({
      brief,
      style,
      plan: whole,
      pulse,
      player,
      carried: presence.get(player.plan.id) ?? new Set(),
      rng: rng.fork(stream),
    });
    return part ?? null;
  };
  return { brief, style, blended, plan: whole, pulse, band, rng, write };
}

/** Who plays a written part: the band's player of that name with the part's instrument in hand, or one who can do what the part does. */
export function playerFor(part: Part, { band }: Pick<Workshop, 'band'>): Player {
  const instrument = instrumentById(part.instrument);
  const known =
    band.find((player) => player.plan.id === part.id) ??
    band.find((player) => player.plan.role === part.role && player.instrument.id === part.instrument);
  if (known !== undefined && canPlay(known.plan.generator, instrument)) {
    const register = intersectRegister(known.plan.register, instrument);
    return { ...known, instrument, plan: { ...known.plan, id: part.id, register, levelDb: part.levelDb } };
  }

  const nature = natureOf(instrument);
  const generator = GENERATOR_OF_ROLE[part.role];
  const able = nature.role === part.role || !canPlay(generator, instrument) ? nature.generator : generator;
  const params = able === nature.generator ? nature.params : {};
  const plan = plainPlan(part.id, { role: part.role, generator: able, params }, instrument);
  return { plan: { ...plan, levelDb: part.levelDb }, instrument, isAsked: true };
}

/** The tune of a piece as it is played: the lead without its graces and doublings, or, where nobody leads, the tune its seed has for it. */
export function themeOf({ brief, score }: Piece, style: Style, rng: Rng): ThemeNote[] {
  const leads = score.parts.filter((part) => part.role === 'lead');
  const lead = leads.reduce<Part | null>(
    (best, part) => (best === null || part.notes.length > best.notes.length ? part : best),
    null,
  );
  if (lead === null) {
    return planTheme({
      brief,
      style,
      sections: score.sections,
      chords: score.chords,
      length: lengthPlanOf(score),
      rng: candidateStreams(rng, score.candidate ?? 0).theme,
    });
  }

  return tuneOf(lead);
}

/** A grace note is shorter than this and leads at once to the next. */
const LONGEST_GRACE: Tick = 110;

/** A part's upper line without grace notes. */
export function tuneOf(part: Part): ThemeNote[] {
  const line: ThemeNote[] = [];
  for (const { startTick, durationTicks, pitch, velocity } of part.notes) {
    if (line.at(-1)?.startTick === startTick) {
      line.pop();
    }

    line.push({ startTick, durationTicks, pitch, velocity });
  }

  return line.filter((note, i) => {
    const next = line[i + 1];
    return note.durationTicks > LONGEST_GRACE || next === undefined || next.startTick - note.startTick > LONGEST_GRACE + 20;
  });
}
