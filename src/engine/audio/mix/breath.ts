import { assert, clamp } from '../../kernel/index.ts';
import { onePolePull } from '../dsp/one-pole.ts';
import { AUTOMATION_HOP, automationLength } from './automation.ts';
import type { BusRecipe } from './recipe.ts';

/** Moves the fader along its curve, and level, air and width of the whole with the sections' energy by a dB or two. */
export class Breath {
  readonly #ride: Float32Array;
  readonly #levels: Float32Array;
  readonly #amount: number;
  readonly #air: number;
  readonly #widening: number;
  readonly #pull = onePolePull(4000);
  #lowLeft = 0;
  #lowRight = 0;

  constructor(ride: Float32Array, levels: Float32Array, { breath, bloom }: BusRecipe) {
    this.#ride = ride;
    this.#levels = levels;
    this.#amount = breath;
    this.#air = 0.45 * bloom;
    this.#widening = 0.22 * bloom;
  }

  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    assert(from % AUTOMATION_HOP === 0 && this.#ride.length >= automationLength(to), 'the mix is worked on in whole hops');
    const pull = this.#pull;
    const airiness = this.#air;
    const widening = this.#widening;
    let lowLeft = this.#lowLeft;
    let lowRight = this.#lowRight;
    for (let start = from; start < to; start += AUTOMATION_HOP) {
      const end = Math.min(to, start + AUTOMATION_HOP);
      const index = start / AUTOMATION_HOP;
      const here = this.#amount * clamp(this.#ride[index]!, -0.6, 0.6);
      const step = (this.#amount * clamp(this.#ride[index + 1]!, -0.6, 0.6) - here) / AUTOMATION_HOP;
      let energy = here;
      let fader = this.#levels[index]!;
      const faderStep = (this.#levels[index + 1]! - fader) / AUTOMATION_HOP;
      for (let i = start; i < end; i++) {
        const l = left[i]!;
        const r = right[i]!;
        lowLeft = l + pull * (lowLeft - l);
        lowRight = r + pull * (lowRight - r);
        const air = 1 + airiness * energy;
        const level = fader * (1 + 0.22 * energy);
        fader += faderStep;
        const yl = level * (lowLeft + air * (l - lowLeft));
        const yr = level * (lowRight + air * (r - lowRight));
        // Half of the widening is taken from the middle's share, so that loudness stays.
        const widen = widening * energy;
        left[i] = yl + widen * (yl - yr);
        right[i] = yr + widen * (yr - yl);
        energy += step;
      }
    }

    this.#lowLeft = lowLeft;
    this.#lowRight = lowRight;
  }
}
