import { assertNever, exp, pow, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import { designStateVariable, StateVariableFilter } from '../../dsp/state-variable-filter.ts';

/** What a player's foot or box does to one take. */
export type Pedal =
  /** A resonant band between `lowHz` (heel) and `highHz` (toe): the foot follows the strokes, open on loud ones. */
  | { readonly kind: 'wah'; readonly lowHz: number; readonly highHz: number; readonly q: number }
  /** A level that goes up and down, by `depth` 0–1. */
  | { readonly kind: 'tremolo'; readonly hz: number; readonly depth: number }
  /** A volume pedal: every new chord comes up out of nearly nothing (`floor`, 0–1). */
  | { readonly kind: 'swell'; readonly seconds: number; readonly floor: number };

/** A stroke as the foot feels it. */
export type Step = { readonly startSample: number; readonly velocity: number };

/** Filters and levels move once a block. */
const BLOCK = 32;
/** Strokes closer than this are one. */
const TOGETHER = 0.09 * SAMPLE_RATE;

/** Plays a take through a pedal, in place. `steps` are in order. */
export function applyPedal(take: Float32Array, pedal: Pedal, steps: readonly Step[]): void {
  switch (pedal.kind) {
    case 'wah':
      return wah(take, pedal, steps);
    case 'tremolo':
      return tremolo(take, pedal);
    case 'swell':
      return swell(take, pedal, steps);
    default:
      return assertNever(pedal);
  }
}

/** The toe goes down on a loud stroke and comes back by itself; on even strokes it stays half closed: wacka-wacka. */
function wah(take: Float32Array, pedal: Extract<Pedal, { kind: 'wah' }>, steps: readonly Step[]): void {
  const filter = new StateVariableFilter('band-pass', designStateVariable(pedal.lowHz, pedal.q));
  const toe = 1 - exp(-BLOCK / (0.028 * SAMPLE_RATE));
  const back = exp(-BLOCK / (0.16 * SAMPLE_RATE));
  const ratio = pedal.highHz / pedal.lowHz;
  let wanted = 0;
  let open = 0;
  let next = 0;
  let last = -Infinity;
  let isOdd = false;
  for (let at = 0; at < take.length; at += BLOCK) {
    while (next < steps.length && steps[next]!.startSample < at + BLOCK) {
      const { startSample, velocity } = steps[next]!;
      if (startSample - last > TOGETHER) {
        isOdd = !isOdd;
        last = startSample;
      }

      wanted = Math.max(wanted, velocity * (isOdd ? 1.1 : 0.6));
      next++;
    }

    open += toe * (Math.min(1, wanted) - open);
    wanted *= back;
    filter.tune(designStateVariable(pedal.lowHz * pow(ratio, open), pedal.q));
    filter.process(take, at, Math.min(take.length, at + BLOCK));
  }
}

function tremolo(take: Float32Array, { hz, depth }: Extract<Pedal, { kind: 'tremolo' }>): void {
  for (let at = 0; at < take.length; at += BLOCK) {
    const levelAt = (sample: number): number => 1 - depth * (0.5 - 0.5 * sin((TAU * hz * sample) / SAMPLE_RATE));
    const to = Math.min(take.length, at + BLOCK);
    const from = levelAt(at);
    const step = (levelAt(at + BLOCK) - from) / BLOCK;
    for (let i = at; i < to; i++) {
      take[i]! *= from + step * (i - at);
    }
  }
}

function swell(take: Float32Array, pedal: Extract<Pedal, { kind: 'swell' }>, steps: readonly Step[]): void {
  const rise = 1 / (pedal.seconds * SAMPLE_RATE);
  const fall = 1 / (0.03 * SAMPLE_RATE);
  let next = 0;
  let last = -Infinity;
  let place = 1;
  let dipUntil = -1;
  for (let i = 0; i < take.length; i++) {
    // The foot goes back just before the hand strikes.
    while (next < steps.length && steps[next]!.startSample <= i + 1500) {
      if (steps[next]!.startSample - last > 4 * TOGETHER) {
        dipUntil = steps[next]!.startSample;
      }

      last = steps[next]!.startSample;
      next++;
    }

    place = i < dipUntil ? Math.max(0, place - fall) : Math.min(1, place + rise);
    take[i]! *= pedal.floor + (1 - pedal.floor) * place * place * (3 - 2 * place);
  }
}
