import { Rng, sin, TAU, type Tick } from '../../kernel/index.ts';
import type { TempoPoint } from '../score.ts';

/** The stretch of a piece that may breathe. */
export type Breathing = {
  readonly bpm: number;
  /** How far the beats of a phrase stray from even, 0–0.2: 0.07 is a pianist alone, 0.03 an orchestra. */
  readonly depth: number;
  readonly barTicks: Tick;
  readonly beatTicks: Tick;
  readonly phraseBars: number;
  /** Whole bars from the start that breathe; what follows keeps its time. */
  readonly bars: number;
  readonly seed: number;
};

/**
 * Tempo points of a phrase-wise rubato: every phrase sets out in time, presses on and takes back at its end what it has won,
 * so that each phrase lasts exactly as long as it would in even time. Its last beat is the longest.
 */
export function breathe(plan: Breathing): TempoPoint[] {
  const points: TempoPoint[] = [];
  const rng = new Rng(plan.seed).fork('rubato');
  const beats = Math.round(plan.barTicks / plan.beatTicks);
  for (let bar = 0; bar < plan.bars; bar += plan.phraseBars) {
    const count = Math.min(plan.phraseBars, plan.bars - bar) * beats;
    if (count < 4) {
      break;
    }

    const depth = plan.depth * rng.fork(`${bar}`).between(0.75, 1.25);
    const through = Array.from({ length: count }, (_, beat) => beat / count);
    const won = through.reduce((sum, x) => sum + sin((TAU / 2) * x), 0);
    const lost = through.reduce((sum, x) => sum + x * x * x, 0);
    through.forEach((x, beat) => {
      const length = 1 + depth * 1.6 * (x * x * x - (lost / won) * sin((TAU / 2) * x));
      points.push({ tick: bar * plan.barTicks + beat * plan.beatTicks, bpm: plan.bpm / length });
    });
  }

  return points;
}
