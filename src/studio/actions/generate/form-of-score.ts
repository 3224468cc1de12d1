import { type Score, secondsAt } from '../../../engine/score/index.ts';

/** Where bars and sections of a piece lie, in milliseconds of it: for "the last bar" and "the chorus". */
export type PieceForm = {
  /** The beginning of each bar, and the end of the last. */
  readonly bars: readonly number[];
  readonly beatsPerBar: number;
  readonly sections: readonly { readonly kind: string; readonly fromMs: number; readonly toMs: number }[];
};

export function formOf({ tempoMap, barTicks, meter, sections, endTick }: Score): PieceForm {
  const at = (tick: number): number => Math.round(secondsAt(tempoMap, tick) * 1000);
  const last = sections.at(-1)?.endTick ?? endTick;
  const bars: number[] = [];
  for (let tick = 0; tick <= last; tick += barTicks) {
    bars.push(at(tick));
  }

  return {
    bars,
    beatsPerBar: Number(meter.split('/')[0]),
    sections: sections.map(({ kind, startTick, endTick: until }) => ({ kind, fromMs: at(startTick), toMs: at(until) })),
  };
}
