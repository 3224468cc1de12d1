import type { Brief } from '../../brief/index.ts';
import { at, clamp, mixBetween, sin, TAU, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import { judgeMelody } from '../critic/judge-melody.ts';
import { totalMark } from '../critic/reason.ts';
import { barTicksOf } from '../form/meter.ts';
import type { ThemeNote } from '../parts/part-context.ts';
import { gridOf, type MeterGrid, SLOT_TICKS, weightOfSlot } from '../rhythm/meter-grid.ts';
import type { ChordSpan, Section } from '../score.ts';
import type { Style } from '../styles/style.ts';
import { chordAt } from '../theory/chord.ts';
import { degreeIndex } from '../theory/scale.ts';
import { improvise } from './improvise.ts';
import { stateTheme } from './state-theme.ts';
import type { ThemeBar } from './theme-bar.ts';
import { bodyBarsOf, isDance, type MaterialTheme, type Sketch, themeName, type ThemePlan } from './theme-plan.ts';
import type { Blank } from './line-costs.ts';
import { writePitches } from './write-pitches.ts';
import { writeRhythm } from './write-rhythm.ts';

/** Attempts at each theme; the critic keeps the best. */
const ATTEMPTS = 5;

/** Invents a theme for each material, and a fresh line for each solo, and states them through the piece, developed at every return. */
export function planTheme(plan: ThemePlan): ThemeNote[] {
  const themes = new Map<string, MaterialTheme>();
  for (const section of plan.sections) {
    const name = themeName(section);
    if (!themes.has(name)) {
      themes.set(name, inventTheme(plan, name, section.kind === 'solo' ? section : homeSection(plan, section.material)));
    }
  }

  return stateTheme(plan, themes);
}

function inventTheme(plan: ThemePlan, name: string, home: Section): MaterialTheme {
  const { style } = plan;
  const isSolo = home.kind === 'solo';
  const bodyBars = bodyBarsOf(home, plan);
  const bars = isSolo && bodyBars >= 16 ? 16 : bodyBars >= 8 ? 8 : bodyBars >= 4 ? 4 : Math.max(1, bodyBars);
  const isHook = plan.sections.some(
    (section) => section.material === home.material && (section.kind === 'chorus' || section.kind === 'drop'),
  );
  const [low, high] = windowFor(style, isHook || isSolo);
  if (isSolo && style.melody.solos === 'changes') {
    return improvise(plan, home, [low - 2, high + 2]);
  }

  const isRunning = isDance(plan);
  const restRatio = isRunning ? 0.04 : style.melody.restRatio * (isSolo ? 0.6 : isHook ? 0.4 : 1) * (1.25 - 0.5 * home.energy);
  const drafts: Draft[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const rng = plan.rng.fork(`theme/${name}/${attempt}`);
    const rhythm = writeRhythm({
      style: style.melody,
      meter: plan.brief.meter,
      bars,
      onsets: onsetsFor(plan, home) * (isSolo ? 1.45 : 1),
      restRatio: Math.min(isHook ? 0.4 : 0.55, restRatio),
      isSolo,
      isRunning,
      rng: rng.fork('rhythm'),
    });
    const pitchRng = rng.fork('pitch');
    const blanks = blanksOf(plan, { section: home, bars: rhythm, low, high, rng: pitchRng });
    const pitches = writePitches(
      blanks.map(({ blank }) => blank),
      { key: plan.brief.key, style: style.melody, low, high, rng: pitchRng },
    );
    const notes = sketchesOf(blanks, pitches);
    drafts.push({ rhythm, notes, mark: totalMark(judgeMelody(notes, plan.chords)) });
  }

  drafts.sort((left, right) => right.mark - left.mark);
  const { rhythm, notes } = at(drafts, 0);
  return { material: home.material, bars: rhythm, notes, low, high, isHook };
}

/** An attempt at a theme. */
type Draft = { readonly rhythm: readonly ThemeBar[]; readonly notes: readonly Sketch[]; readonly mark: number };

/** The longest section of the material, the first of equals: where its theme is heard in full. */
function homeSection(plan: ThemePlan, material: string): Section {
  const own = plan.sections.filter((section) => section.material === material);
  return own.reduce((best, section) => (bodyBarsOf(section, plan) > bodyBarsOf(best, plan) ? section : best), at(own, 0));
}

function onsetsFor(plan: ThemePlan, section: Section): number {
  const [least, most] = plan.style.melody.onsetsPerBar;
  return mixBetween(least, most, clamp(section.energy * 0.65 + plan.brief.feeling.density * 0.35, 0, 1));
}

/** A window of about a tenth in the lead's register; hooks lie a third higher than verses. */
export function windowFor(style: Style, isHook: boolean): readonly [low: Pitch, high: Pitch] {
  const register = style.parts.find((part) => part.generator === 'melody')?.register ?? [60, 81];
  const middle = Math.round((register[0] + register[1]) / 2) + (isHook ? 1 : -2);
  const reach = 8;
  const low = Math.max(register[0], middle - reach);
  const high = Math.min(Math.max(register[1], low + 12), middle + reach);
  return high - low >= 10 ? [low, high] : [middle - reach, middle + reach];
}

type SketchWish = {
  readonly section: Section;
  readonly bars: readonly ThemeBar[];
  readonly low: Pitch;
  readonly high: Pitch;
  readonly rng: Rng;
};

type PlacedBlank = { readonly blank: Blank; readonly bar: number; readonly slot: number };

function sketchesOf(blanks: readonly PlacedBlank[], pitches: readonly Pitch[]): Sketch[] {
  return blanks.map(({ blank, bar, slot }, i) => ({
    bar,
    slot,
    startTick: blank.startTick,
    durationTicks: blank.durationTicks,
    pitch: at(pitches, i),
    weight: blank.weight,
    close: blank.close,
    chord: blank.chord,
  }));
}

function blanksOf(plan: ThemePlan, wish: SketchWish): PlacedBlank[] {
  const { section, bars, low, high } = wish;
  const grid = gridOf(plan.brief.meter);
  const barTicks = barTicksOf(plan.brief.meter);
  const contour = contourOf(bars.length, low, high, wish.rng.fork('contour'));
  const firstOfBar = new Map<number, number>();
  const blanks: PlacedBlank[] = [];
  let lastEnd: Tick | null = null;
  bars.forEach((themeBar, bar) => {
    firstOfBar.set(bar, blanks.length);
    const isBarLast = (i: number): boolean => i === themeBar.beats.length - 1;
    themeBar.beats.forEach((beat, i) => {
      const startTick: Tick = section.startTick + bar * barTicks + beat.slot * SLOT_TICKS;
      const chord = chordAt(plan.chords, startTick);
      const modelStart = themeBar.model === null ? undefined : firstOfBar.get(themeBar.model);
      const modelBar = themeBar.model === null ? undefined : bars[themeBar.model];
      const hasModel = modelStart !== undefined && modelBar !== undefined && i < modelBar.beats.length;
      const model = hasModel ? modelStart + i : null;
      blanks.push({
        bar,
        slot: beat.slot,
        blank: {
          startTick,
          durationTicks: beat.length * SLOT_TICKS,
          chord,
          weight: isLightBeat(grid, beat.slot) ? 1.5 : weightOfSlot(grid, beat.slot),
          model,
          relation: hasModel ? themeBar.relation : 'free',
          shift: model === null ? 0 : shiftBetween(at(blanks, model).blank.chord, chord, plan.brief),
          isBarHead: i === 0,
          isAfterRest: lastEnd === null || startTick - lastEnd >= 960,
          close: isBarLast(i) ? themeBar.close : 'none',
          target: contour((bar + beat.slot / grid.slots) / bars.length),
        },
      });
      lastEnd = startTick + beat.length * SLOT_TICKS;
    });
  });
  return blanks;
}

/** The second and fourth beat of four: a note there may pass. */
function isLightBeat(grid: MeterGrid, slot: number): boolean {
  return grid.beats.length >= 3 && !grid.isCompound && grid.beats.indexOf(slot) % 2 === 1;
}

/** Scale steps that a figure moves when its harmony moves: with the roots, by the shorter way, a third at most. */
function shiftBetween(from: ChordSpan, to: ChordSpan, brief: Brief): number {
  const before = degreeIndex(from.root, brief.key);
  const after = degreeIndex(to.root, brief.key);
  if (before < 0 || after < 0) {
    return 0;
  }

  const up = (after - before + 7) % 7;
  const shift = up > 3 ? up - 7 : up;
  return shift === 3 ? -1 : shift === -3 ? 1 : shift;
}

/** Where the line would like to be as the theme goes by (0–1): two waves, the second higher, or one long arch. */
function contourOf(bars: number, low: Pitch, high: Pitch, rng: Rng): (through: number) => Pitch {
  const middle = (low + high) / 2;
  const reach = (high - low) / 2;
  const shape =
    bars <= 4
      ? rng.pick(['arch', 'fall', 'rise'] as const)
      : rng.weighted(['two-waves', 'arch', 'fall', 'rise'] as const, (name) => (name === 'two-waves' ? 3 : 1));
  const depth = rng.between(0.35, 0.6);
  return (through) => {
    switch (shape) {
      case 'arch':
        return middle + reach * depth * (1.6 * sin((TAU / 2) * Math.sqrt(through) * through) - 0.5);
      case 'fall':
        return middle + reach * depth * (0.7 - 1.3 * through);
      case 'rise':
        return middle + reach * depth * (through < 0.75 ? -0.6 + 2 * through : 0.9 - 4.4 * (through - 0.75));
      case 'two-waves': {
        const half = through < 0.5 ? through * 2 : through * 2 - 1;
        const lift = through < 0.5 ? 0 : 0.35;
        return middle + reach * depth * (1.3 * sin((TAU / 2) * half) - 0.55 + lift);
      }
    }
  };
}
