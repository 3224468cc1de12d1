import type { Brief } from '../../brief/index.ts';
import type { Score } from '../score.ts';
import type { CriticTerm, Remark } from './critic-term.ts';
import type { Fingerprint } from './fingerprint.ts';
import { studyOf } from './study.ts';
import { bassLine } from './terms/bass-line.ts';
import { breathing } from './terms/breathing.ts';
import { consonance } from './terms/consonance.ts';
import { dynamics } from './terms/dynamics.ts';
import { ending } from './terms/ending.ts';
import { freshness } from './terms/freshness.ts';
import { groove } from './terms/groove.ts';
import { hook } from './terms/hook.ts';
import { registers } from './terms/registers.ts';
import { repetition } from './terms/repetition.ts';
import { room } from './terms/room.ts';
import { tension } from './terms/tension.ts';
import { transitions } from './terms/transitions.ts';
import { tune } from './terms/tune.ts';
import { voiceLeading } from './terms/voice-leading.ts';

/** Every critic, in the order in which they are asked. */
export const CRITIC_TERMS: readonly CriticTerm[] = [
  hook,
  tune,
  consonance,
  voiceLeading,
  bassLine,
  groove,
  repetition,
  registers,
  room,
  breathing,
  tension,
  transitions,
  dynamics,
  ending,
  freshness,
];

/** What one critic says of a score, named and weighed. */
export type CritiqueTerm = Remark & { readonly name: string; readonly weight: number };

/** What the critics say of a score: the mark of all, 0 bad to 1 as good as human music gets, and each one's own. */
export type Critique = { readonly mark: number; readonly terms: readonly CritiqueTerm[] };

/** How much of the mark is the worst faults' alone: a listener leaves for one of them, not for the mean. */
const FAULTS = 0.3;
const WORST = 3;

/** Judges a whole score as a listener would, with reasons; critics with nothing to judge are left out. `recent` holds fingerprints of earlier pieces. */
export function critique(
  score: Score,
  { brief, recent = [] }: { readonly brief: Brief; readonly recent?: readonly Fingerprint[] },
): Critique {
  const study = studyOf(score, brief, recent);
  const terms = CRITIC_TERMS.flatMap(({ name, weight, listen }): CritiqueTerm[] => {
    const remark = listen(study);
    return remark === null ? [] : [{ name, weight, ...remark }];
  });
  return { mark: markOf(terms), terms };
}

/** The mark of several terms together, 0–1: their weighted mean, with a share for the worst of them. */
export function markOf(terms: readonly { readonly mark: number; readonly weight: number }[]): number {
  const weight = terms.reduce((sum, term) => sum + term.weight, 0);
  const mean = terms.reduce((sum, term) => sum + term.weight * term.mark, 0) / Math.max(1e-9, weight);

  const worst = terms
    .map(({ mark }) => mark)
    .sort((left, right) => left - right)
    .slice(0, WORST);
  const faults = worst.reduce((sum, mark) => sum + mark, 0) / Math.max(1, worst.length);
  return (1 - FAULTS) * mean + FAULTS * faults;
}
