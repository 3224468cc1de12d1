import type { Rng } from '../kernel/index.ts';

/** Where a candidate's chances come from. */
export type CandidateStreams = {
  readonly form: Rng;
  readonly harmony: Rng;
  readonly theme: Rng;
  readonly pulse: Rng;
  /** Who plays, and on what. */
  readonly band: Rng;
};

/** The streams of a seed's candidate, 0 upwards; a score names its own in `candidate`. The first has the names that every score had before there were several. */
export function candidateStreams(rng: Rng, candidate: number): CandidateStreams {
  const isFirst = candidate === 0;
  return {
    form: rng.fork(isFirst ? 'form' : `form/${candidate}`),
    harmony: rng.fork(`harmony/${candidate}`),
    theme: rng.fork(`theme/${candidate}`),
    pulse: rng.fork(isFirst ? 'pulse' : `pulse/${candidate}`),
    band: isFirst ? rng : rng.fork(`band/${candidate}`),
  };
}
