import type { Brief } from '../brief/index.ts';
import { ENGINE_VERSION, Rng } from '../kernel/index.ts';
import { chooseBand, lastResort } from './band/choose-band.ts';
import { planPresence } from './band/plan-presence.ts';
import type { Player } from './band/player.ts';
import { judgePlan } from './critic/judge-plan.ts';
import { fitScore, SHORTEST_FITTED } from './fit/fit-score.ts';
import { frameHits, tempiAround } from './fit/frame-hits.ts';
import { barTicksOf } from './form/meter.ts';
import { planSections } from './form/plan-sections.ts';
import { type LengthPlan, solveLength } from './form/solve-length.ts';
import { planHarmony } from './harmony/plan-harmony.ts';
import { movedChords } from './harmony/section-keys.ts';
import { planTheme } from './melody/plan-theme.ts';
import { blendGroove } from './rhythm/blend-groove.ts';
import { planPulse } from './rhythm/plan-pulse.ts';
import { swingOf } from './rhythm/swing.ts';
import { trimPulse } from './rhythm/trim-pulse.ts';
import type { ComposeOptions, Part, Score, Section } from './score.ts';
import { styleOf } from './styles/index.ts';
import type { Style } from './styles/style.ts';
import { titleOf } from './title-of.ts';
import { validateScore } from './validate-score.ts';
import { type Plan, writePart } from './write-part.ts';

/**
 * Writes the music of a brief: form, harmony, pulse and theme first, then every player's part from them.
 *
 * Several harmonies and themes are written and judged; the best is orchestrated. Judging happens before the band plays,
 * so that adding or taking away a player never changes what the others do. Equal briefs give equal scores.
 */
export function compose(brief: Brief, options: ComposeOptions = {}): Score {
  return brief.hits.length === 0 || brief.durationSeconds < SHORTEST_FITTED
    ? composeFree(brief, options)
    : composeToHits(brief, options);
}

/** The piece without its hits, at the tempo that reaches them best, and then fitted to them. */
function composeToHits(brief: Brief, options: ComposeOptions): Score {
  const tempi = tempiAround(brief.tempoBpm, brief.stated.tempo ? 0 : 0.15, brief.tempoRange);
  const { groove } = styleOf(brief.style);
  const swing = swingOf({ groove, meter: brief.meter, barTicks: barTicksOf(brief.meter) });
  const { plan } = frameHits(brief, tempi, { swing, costOf: () => 0 });
  const steady: Brief = {
    ...brief,
    tempoBpm: plan.bpm,
    tempoRange: [plan.bpm, plan.bpm],
    stated: { ...brief.stated, tempo: true },
  };
  const score = composeFree({ ...steady, hits: [] }, options);
  return fitScore({ brief: steady, score }, steady).score;
}

function composeFree(brief: Brief, options: ComposeOptions): Score {
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

/**
 * Writes `candidates` harmonies with their themes and keeps the one the critic likes best. Where the learned musicians
 * play, the melody net sings over the winner alone: the candidates are judged by authored themes, which cost little.
 */
function bestPlan(frame: Frame, candidates: number): Plan {
  const authored = { ...frame, brief: { ...frame.brief, learned: false } };
  let best: Plan = { length: frame.length, sections: frame.sections, chords: [], theme: [] };
  let bestMark = -1;
  let themeRng = frame.rng;
  for (let candidate = 0; candidate < candidates; candidate++) {
    const chords = planHarmony({ ...frame, rng: frame.rng.fork(`harmony/${candidate}`) });
    const rng = frame.rng.fork(`theme/${candidate}`);
    const plan: Plan = { length: frame.length, sections: frame.sections, chords, theme: planTheme({ ...authored, chords, rng }) };
    const mark = candidates === 1 ? 0 : judgePlan({ brief: frame.brief, style: frame.style, ...plan }).mark;
    if (mark > bestMark) {
      best = plan;
      bestMark = mark;
      themeRng = rng;
    }
  }

  return frame.brief.learned ? { ...best, theme: planTheme({ ...frame, chords: best.chords, rng: themeRng }) } : best;
}
