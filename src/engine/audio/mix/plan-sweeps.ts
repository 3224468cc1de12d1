import { clamp, pow, Rng, SAMPLE_RATE, type Sample, tan, TAU } from '../../kernel/index.ts';
import type { MixContext } from './automation.ts';

/** A filter over the whole mix that moves from one corner to another in equal steps of pitch, and is gone outside its span. */
export type Sweep = {
  readonly kind: 'low-pass' | 'high-pass';
  readonly startSample: Sample;
  readonly endSample: Sample;
  readonly fromHz: number;
  readonly toHz: number;
};

/** A section that is this much louder than the one before is an arrival. */
const ARRIVAL = 0.2;
/** How far the floor may be taken away before it comes back, Hz. */
const HIGHEST_CUT_HZ = 320;

/** The sweeps of a piece: the floor is taken away under the end of a build, and an introduction may open out of the dark. `amount` 0–1. */
export function planSweeps(
  context: Pick<MixContext, 'sections' | 'beatSeconds'>,
  amount: number,
  seed: number,
): readonly Sweep[] {
  const { sections } = context;
  const rng = new Rng(seed, 'sweeps');
  const sweeps: Sweep[] = [];
  for (const [index, section] of sections.entries()) {
    const next = sections[index + 1];
    const length = section.endSample - section.startSample;
    const chance = rng.fork(`section-${section.place}`);
    if (next !== undefined && index === 0 && section.kind === 'intro' && chance.fork('open').chance(0.6 * amount)) {
      sweeps.push({
        kind: 'low-pass',
        startSample: section.startSample,
        endSample: section.startSample + Math.round(length * 0.9),
        fromHz: 480,
        toHz: 16000,
      });
    } else if (next !== undefined && next.energy - section.energy >= ARRIVAL && chance.fork('close').chance(amount)) {
      // Eight beats at most: longer without a floor and nobody remembers that there was one.
      const taken = Math.min(0.5 * length, 8 * context.beatSeconds * SAMPLE_RATE);
      sweeps.push({
        kind: 'high-pass',
        startSample: Math.round(section.endSample - taken),
        endSample: section.endSample,
        fromHz: 24,
        toHz: HIGHEST_CUT_HZ * (0.6 + 0.4 * amount),
      });
    }
  }

  return sweeps;
}

/** Samples for which a sweep stands still. */
const STEP = 64;
/** Over this long a sweep lets go, so that nothing clicks. */
const LET_GO = 0.006 * SAMPLE_RATE;

/** Runs sweeps over a mix; nothing is done outside their spans. Trapezoidal state-variable filter (Simper 2013). */
export class Sweeper {
  readonly #sweeps: readonly Sweep[];
  readonly #state = new Float64Array(4);

  constructor(sweeps: readonly Sweep[]) {
    this.#sweeps = sweeps;
  }

  /** Replaces `[from, to)`; blocks come in order, and begin at multiples of 64. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    for (const sweep of this.#sweeps) {
      if (sweep.startSample < to && sweep.endSample > from) {
        this.#run(sweep, left, right, Math.max(from, sweep.startSample), Math.min(to, sweep.endSample));
      }
    }
  }

  #run(sweep: Sweep, left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { kind, startSample, endSample, fromHz, toHz } = sweep;
    const state = this.#state;
    if (from === startSample) {
      state.fill(0);
    }

    for (let start = from; start < to; start += STEP) {
      const end = Math.min(to, start + STEP);
      const hz = fromHz * pow(toHz / fromHz, (start - startSample) / (endSample - startSample));
      const g = tan((TAU / 2) * (hz / SAMPLE_RATE));
      const away = clamp((endSample - start) / LET_GO, 0, 1);
      const wetStep = (clamp((endSample - end) / LET_GO, 0, 1) - away) / (end - start);
      filterStretch(left, state, 0, { kind, g, wet: away, wetStep, from: start, to: end });
      filterStretch(right, state, 2, { kind, g, wet: away, wetStep, from: start, to: end });
    }
  }
}

type Stretch = {
  readonly kind: Sweep['kind'];
  readonly g: number;
  readonly wet: number;
  readonly wetStep: number;
  readonly from: number;
  readonly to: number;
};

function filterStretch(
  block: Float32Array,
  state: Float64Array,
  place: number,
  { kind, g, wet, wetStep, from, to }: Stretch,
): void {
  const k = 1.25;
  const a1 = 1 / (1 + g * (g + k));
  const a2 = g * a1;
  const a3 = g * a2;
  let ic1 = state[place]!;
  let ic2 = state[place + 1]!;
  let level = wet;
  for (let i = from; i < to; i++) {
    const x = block[i]!;
    const v3 = x - ic2;
    const v1 = a1 * ic1 + a2 * v3;
    const v2 = ic2 + a2 * ic1 + a3 * v3;
    ic1 = 2 * v1 - ic1;
    ic2 = 2 * v2 - ic2;
    const y = kind === 'low-pass' ? v2 : x - k * v1 - v2;
    block[i] = x + level * (y - x);
    level += wetStep;
  }

  state[place] = ic1;
  state[place + 1] = ic2;
}
