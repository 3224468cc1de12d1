import { at, clamp, type Tick } from '../../kernel/index.ts';
import type { DynamicsPoint } from '../score.ts';

/** The gain of a dynamics curve at a tick, dB. */
export function dynamicsAt(curve: readonly DynamicsPoint[], tick: Tick): number {
  const next = curve.findIndex((point) => point.tick >= tick);
  if (next <= 0) {
    return curve.length === 0 ? 0 : at(curve, next < 0 ? -1 : 0).gainDb;
  }

  const [before, after] = [at(curve, next - 1), at(curve, next)];
  return before.gainDb + ((after.gainDb - before.gainDb) * (tick - before.tick)) / Math.max(1, after.tick - before.tick);
}

/** Two curves one upon the other, dB added, held between −24 and 12. */
export function addDynamics(one: readonly DynamicsPoint[], other: readonly DynamicsPoint[]): DynamicsPoint[] {
  const ticks = [...new Set([...one, ...other].map((point) => point.tick))].sort((left, right) => left - right);
  const sum = ticks.map((tick) => ({ tick, gainDb: clamp(dynamicsAt(one, tick) + dynamicsAt(other, tick), -24, 12) }));
  return sum.every((point) => point.gainDb === 0) ? [] : sum;
}
