import type { Brief } from '../brief/index.ts';
import { clamp } from '../kernel/index.ts';
import { candidateStreams } from './candidate-streams.ts';
import { type Critique, critique } from './critic/critique.ts';
import { type Judgement, judgePlan } from './critic/judge-plan.ts';
import { planSections } from './form/plan-sections.ts';
import type { LengthPlan } from './form/solve-length.ts';
import { planHarmony } from './harmony/plan-harmony.ts';
import { planTheme } from './melody/plan-theme.ts';
import type { Role } from './score.ts';
import type { Style } from './styles/style.ts';
import type { Plan } from './write-part.ts';
import { type Session, writeScore } from './write-score.ts';

/** A plan that was written and judged. */
export type Candidate = {
  /** 0 upwards; names its streams of chance. */
  readonly candidate: number;
  readonly plan: Plan;
  /** What is thought of harmony and theme on paper; null where there was no choice. */
  readonly onPaper: Judgement | null;
  /** What is thought of it as the reference band plays it; null for those who did not come so far. */
  readonly heard: Critique | null;
};

/** Work, in bars of a player for each 30 s of music, that may be played to the critics: about 20 ms on one core. */
const WORK_FOR_CRITICS = 220;
const MOST_HEARD = 4;
/** How much of a heard candidate's mark is what is thought of it on paper. */
const PAPER_SHARE = 0.4;

/**
 * The reference band: the style's first player of each carrying role. It does not know which instruments were asked for or
 * ruled out, so that adding or taking away a player changes neither the choice nor, by that, anybody else's part.
 */
const REFERENCE_ROLES: readonly Role[] = ['lead', 'chords', 'arpeggio', 'pad', 'bass', 'drums'];

/**
 * Writes so many candidates, each with a form, harmony, theme, pulse and palette of its own, and judges them: all on paper,
 * the best of those played by the reference band. Returns all, the chosen one first.
 */
export function chooseCandidate(session: Session, length: LengthPlan, count: number): readonly Candidate[] {
  // Learned musicians change how a piece is played, never which piece it is: the critics hear all candidates without them.
  const brief: Brief = { ...session.brief, learned: false };
  const written = Array.from({ length: count }, (_, candidate): Candidate => {
    const plan = planCandidate({ ...session, brief }, length, candidate);
    return { candidate, plan, heard: null, onPaper: count === 1 ? null : judgePlan({ brief, style: session.style, ...plan }) };
  });
  if (count === 1) {
    return written;
  }

  const ranked = [...written].sort((left, right) => markOnPaper(right) - markOnPaper(left) || left.candidate - right.candidate);
  const reference = referenceSession(session, brief);
  const finalists = ranked.slice(0, heardOf(reference.style, length, brief)).map((one) => {
    const score = writeScore(reference, one.candidate, one.plan);
    return { ...one, heard: critique(score, { brief: reference.brief }) };
  });
  finalists.sort((left, right) => markOf(right) - markOf(left) || left.candidate - right.candidate);
  return [...finalists, ...ranked.slice(finalists.length)];
}

/** What a candidate is chosen by, 0–1: its mark on paper until it was heard, then both. */
export function markOf({ onPaper, heard }: Candidate): number {
  const paper = onPaper?.mark ?? 0;
  return heard === null ? paper : PAPER_SHARE * paper + (1 - PAPER_SHARE) * heard.mark;
}

function markOnPaper({ onPaper }: Candidate): number {
  return onPaper?.mark ?? 0;
}

function planCandidate({ brief, style, rng }: Session, length: LengthPlan, candidate: number): Plan {
  const streams = candidateStreams(rng, candidate);
  const sections = planSections({ brief, style, length, rng: streams.form });
  const chords = planHarmony({ brief, style, length, sections, rng: streams.harmony });
  return { length, sections, chords, theme: planTheme({ brief, style, length, sections, chords, rng: streams.theme }) };
}

function referenceSession(session: Session, brief: Brief): Session {
  const players = REFERENCE_ROLES.flatMap((role) => session.style.parts.find((part) => part.role === role) ?? []);
  return {
    ...session,
    brief: { ...brief, instruments: [], without: [], onlyInstruments: false },
    style: { ...session.style, parts: players },
    blended: [],
  };
}

/** How many may be played: by counted work, not by the clock, so that the same seed gives the same music on every machine. */
function heardOf({ parts }: Style, { bars }: LengthPlan, { durationSeconds }: Brief): number {
  const work = (bars * parts.length) / Math.max(1, durationSeconds / 30);
  return clamp(Math.round(WORK_FOR_CRITICS / work), 1, MOST_HEARD);
}
