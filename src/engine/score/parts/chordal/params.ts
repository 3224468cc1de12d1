import { assert, type Rng } from '../../../kernel/index.ts';
import type { PartPlan } from '../../styles/style.ts';
import type { PartContext } from '../part-context.ts';

/**
 * Reads a plan's `params` with defaults and remembers which were asked for, so that `finish` can refuse a misspelt one:
 * a silent default would let a style file lie about what it plays.
 */
export class Params {
  readonly #plan: PartPlan;
  readonly #rng: Rng;
  readonly #asked = new Set<string>();

  constructor(context: Pick<PartContext, 'plan' | 'rng'>) {
    this.#plan = context.plan;
    this.#rng = context.rng.fork('params');
  }

  /** A number in [low, high]; `fallback` where the plan has none. */
  number(name: string, low: number, high: number, fallback: number): number {
    const value = this.#value(name);
    if (value === undefined) {
      return fallback;
    }

    assert(
      typeof value === 'number' && value >= low && value <= high,
      `${this.#where(name)} must be a number from ${low} to ${high}`,
    );
    return value;
  }

  /** True for 1, false for 0. */
  flag(name: string, fallback: boolean): boolean {
    return this.number(name, 0, 1, fallback ? 1 : 0) >= 0.5;
  }

  /** One of the words in `choices`; a plan may name several parted by spaces, and the seed picks, so that two pieces in a style differ. */
  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.#value(name);
    if (value === undefined) {
      return fallback;
    }

    const named =
      typeof value === 'string' ? value.split(' ').map((word) => choices.find((choice) => choice === word)) : [undefined];
    const picked = this.#rng.fork(name).pick(named);
    assert(
      picked !== undefined && !named.includes(undefined),
      `${this.#where(name)} must be one or some of ${choices.join(', ')}`,
    );
    return picked;
  }

  /** A list of numbers. */
  numbers(name: string, fallback: readonly number[]): readonly number[] {
    const value = this.#value(name);
    if (value === undefined) {
      return fallback;
    }

    assert(typeof value === 'object', `${this.#where(name)} must be a list of numbers`);
    return value;
  }

  /** Throws when the plan names a parameter that nobody read. */
  finish(): void {
    for (const name of Object.keys(this.#plan.params)) {
      assert(
        this.#asked.has(name),
        `${this.#where(name)} is not a parameter of "${this.#plan.generator}"; it knows ${[...this.#asked].join(', ')}`,
      );
    }
  }

  #value(name: string): number | string | readonly number[] | undefined {
    this.#asked.add(name);
    return this.#plan.params[name];
  }

  #where(name: string): string {
    return `part "${this.#plan.id}", param "${name}"`;
  }
}
