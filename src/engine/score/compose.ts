import type { Brief } from '../brief/index.ts';
import { at, Rng } from '../kernel/index.ts';
import { type Candidate, chooseCandidate } from './choose-candidate.ts';
import { fitScore, SHORTEST_FITTED } from './fit/fit-score.ts';
import { frameHits, tempiAround } from './fit/frame-hits.ts';
import { barTicksOf } from './form/meter.ts';
import { solveLength } from './form/solve-length.ts';
import { swingOf } from './rhythm/swing.ts';
import type { ComposeOptions, Score } from './score.ts';
import { styleOf } from './styles/index.ts';
import type { Style } from './styles/style.ts';
import { validateScore } from './validate-score.ts';
import { writeScore } from './write-score.ts';

/** Candidates that are written where no number is asked for. */
const USUAL_CANDIDATES = 4;

/**
 * Writes the music of a brief: form, harmony, pulse and theme first, then every player's part from them.
 *
 * Several candidates are written and judged on paper and as a reference band plays them; the best is orchestrated. The
 * asked-for band is not judged, so that adding or taking away a player never changes what the others do. Equal briefs give
 * equal scores.
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
  return composeInStyle(brief, choiceFor(brief, options));
}

function choiceFor(brief: Brief, options: ComposeOptions): StyleChoice {
  const style = styleOf(brief.style);
  const blended = brief.blend
    .filter((entry) => entry.style !== brief.style)
    .map((entry) => ({ style: styleOf(entry.style), weight: entry.weight }));
  return { style, blended, candidates: options.candidates ?? USUAL_CANDIDATES };
}

export type StyleChoice = {
  readonly style: Style;
  readonly blended: readonly { readonly style: Style; readonly weight: number }[];
  readonly candidates: number;
};

/** As `compose`, with the style given as data. */
export function composeInStyle(brief: Brief, choice: StyleChoice): Score {
  return audition(brief, choice).score;
}

/** A score, and the candidates it was chosen from, the chosen one first. */
export type Audition = { readonly score: Score; readonly candidates: readonly Candidate[] };

/** As `compose`, with what the critics thought of every candidate; a brief with moments to hit is auditioned without them. */
export function auditionFor(brief: Brief, options: ComposeOptions = {}): Audition {
  return audition({ ...brief, hits: [] }, choiceFor(brief, options));
}

function audition(brief: Brief, { style, blended, candidates: count }: StyleChoice): Audition {
  const session = { brief, style, blended, rng: new Rng(brief.seed).fork('score') };
  const length = solveLength(brief, style.form);
  const candidates = chooseCandidate(session, length, Math.max(1, Math.round(count)));
  const { candidate, plan } = at(candidates, 0);
  const score = writeScore(session, candidate, plan);
  validateScore(score, brief);
  return { score, candidates };
}
