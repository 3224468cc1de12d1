import { assert } from '../../kernel/index.ts';
import type { PartPlan } from '../styles/style.ts';

/** Refuses a plan with a parameter that its generator does not know: a slip in a style file. */
export function checkParams(plan: PartPlan, known: readonly string[]): void {
  for (const name of Object.keys(plan.params)) {
    assert(
      known.includes(name),
      `part "${plan.id}" gives "${name}" to the generator "${plan.generator}", which knows ${known.join(', ')}`,
    );
  }
}

/** A parameter that is one of some words. */
export function wordParam<Word extends string>(plan: PartPlan, name: string, words: readonly Word[], fallback: Word): Word {
  const value = plan.params[name];
  if (value === undefined) {
    return fallback;
  }

  const word = words.find((candidate) => candidate === value);
  assert(word !== undefined, `part "${plan.id}": "${name}" is ${JSON.stringify(value)}, expected one of ${words.join(', ')}`);
  return word;
}

/** A parameter that is a number within bounds, both included. */
export function numberParam(plan: PartPlan, name: string, low: number, high: number, fallback: number): number {
  const value = plan.params[name] ?? fallback;
  assert(
    typeof value === 'number' && value >= low && value <= high,
    `part "${plan.id}": "${name}" is ${JSON.stringify(value)}, expected a number from ${low} to ${high}`,
  );
  return value;
}
