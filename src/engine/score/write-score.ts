import type { Brief } from '../brief/index.ts';
import { ENGINE_VERSION, type Rng } from '../kernel/index.ts';
import { chooseBand, lastResort } from './band/choose-band.ts';
import { planPresence } from './band/plan-presence.ts';
import type { Player } from './band/player.ts';
import { thinOut } from './band/thin-out.ts';
import { candidateStreams } from './candidate-streams.ts';
import { barTicksOf } from './form/meter.ts';
import { movedChords } from './harmony/section-keys.ts';
import { blendGroove } from './rhythm/blend-groove.ts';
import { planPulse } from './rhythm/plan-pulse.ts';
import { trimPulse } from './rhythm/trim-pulse.ts';
import type { Part, Score } from './score.ts';
import type { Style } from './styles/style.ts';
import { titleOf } from './title-of.ts';
import { type Plan, writePart } from './write-part.ts';

/** What a plan is played by. */
export type Session = {
  readonly brief: Brief;
  readonly style: Style;
  readonly blended: readonly { readonly style: Style; readonly weight: number }[];
  /** The score's own chance; candidates draw from streams of it. */
  readonly rng: Rng;
};

/** Has a candidate's plan played by its band. */
export function writeScore({ brief, style, blended, rng }: Session, candidate: number, plan: Plan): Score {
  const { length, sections } = plan;
  const streams = candidateStreams(rng, candidate);
  const barTicks = barTicksOf(brief.meter);
  const pulse = trimPulse(
    planPulse({ brief, style, sections, barTicks, bars: length.bars, finalTick: length.finalTick, rng: streams.pulse }),
    length.endTick,
  );
  const band = thinOut(chooseBand({ brief, style, blended, rng: streams.band }), { brief, sections });
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
  return {
    engineVersion: ENGINE_VERSION,
    seed: brief.seed,
    ...(candidate === 0 ? {} : { candidate }),
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
    chords: movedChords(plan.chords, { key: brief.key, sections }, 1),
    groove: blendGroove(style.groove, blended),
    parts,
    learned: brief.learned,
    colour: {
      brightness: brief.feeling.brightness,
      space: brief.feeling.space,
      energy: brief.energy.level,
      production: brief.production,
    },
  };
}
