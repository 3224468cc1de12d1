import type { Brief } from '../../brief/index.ts';
import type { Pitch, Rng, Tick } from '../../kernel/index.ts';
import { barTicksOf } from '../form/meter.ts';
import { gridOf } from '../rhythm/meter-grid.ts';
import type { LengthPlan } from '../form/solve-length.ts';
import type { ChordSpan, Section } from '../score.ts';
import type { Style } from '../styles/style.ts';
import type { Close, ThemeBar } from './theme-bar.ts';

/** What a theme is written into. */
export type ThemePlan = {
  readonly brief: Brief;
  readonly style: Style;
  readonly sections: readonly Section[];
  readonly chords: readonly ChordSpan[];
  readonly length: LengthPlan;
  readonly rng: Rng;
};

/** A note of a theme with what it was made for: its bar and slot, its weight, and the chord it was first heard over. */
export type Sketch = {
  readonly bar: number;
  readonly slot: number;
  readonly startTick: Tick;
  readonly durationTicks: Tick;
  readonly pitch: Pitch;
  readonly weight: number;
  readonly close: Close;
  readonly chord: ChordSpan;
};

/** A theme as it was invented: bars, pitches, and the chords it was heard over first. */
export type MaterialTheme = {
  readonly material: string;
  readonly bars: readonly ThemeBar[];
  readonly notes: readonly Sketch[];
  readonly low: Pitch;
  readonly high: Pitch;
  readonly isHook: boolean;
};

/** Bars of a section before the final chord. */
export function bodyBarsOf(section: Section, plan: Pick<ThemePlan, 'length' | 'brief'>): number {
  const end = Math.min(section.endTick, plan.length.finalTick ?? plan.length.endTick);
  return Math.max(0, Math.ceil((end - section.startTick) / barTicksOf(plan.brief.meter)));
}

/** Whether the tune is to be danced to: folk tunes at dance speed, in whatever metre: jigs, reels, polkas. */
export function isDance({ style, brief, length }: ThemePlan): boolean {
  const { isCompound, slots } = gridOf(brief.meter);
  const beatsPerMinute = isCompound ? length.tempoBpm / 1.5 : length.tempoBpm;
  return (
    style.melody.isDanced === true &&
    (isCompound ? beatsPerMinute >= 92 : slots === 8 ? beatsPerMinute >= 104 : beatsPerMinute >= 142)
  );
}

/** Sections with the same name share a theme: those of a material, but each solo is its own. */
export function themeName(section: Section): string {
  return section.kind === 'solo' ? `${section.material}/${section.id}` : section.material;
}
