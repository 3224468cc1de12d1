import type { Brief } from '../../brief/index.ts';
import { at, type Rng, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { barTicksOf } from '../form/meter.ts';
import type { ChordQuality } from '../score.ts';
import type { Progression, Style } from '../styles/style.ts';
import { chordIntervals, chordSymbol, type Harmony } from '../theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import { isMinorMode, scalePitchClasses } from '../theory/scale.ts';
import { MODAL_PROGRESSIONS } from './modal-progressions.ts';
import { readNumeral } from './numerals.ts';
import { readChord } from './symbols.ts';

/** The chords of one material, and how many half bars each lasts (1, 2 or 4). */
export type MaterialHarmony = { readonly chords: readonly Harmony[]; readonly halves: number; readonly isGiven: boolean };

/** Chooses a progression for each material of the piece, different ones for different materials, and colours it once for all its returns. */
export function chooseProgressions(
  brief: Brief,
  style: Style,
  materials: readonly string[],
  sectionBars: ReadonlyMap<string, number>,
  rng: Rng,
): ReadonlyMap<string, MaterialHarmony> {
  const chosen = new Map<string, MaterialHarmony>();
  const used = new Set<string>();
  const given = brief.chords.map((symbol) => readChord(symbol, brief.key));
  for (const material of materials) {
    if (given.length > 0) {
      chosen.set(material, { chords: given, halves: 2, isGiven: true });
      continue;
    }

    const stream = rng.fork(`progression/${material}`);
    const options = progressionsFor(brief, style, material, sectionBars.get(material) ?? 8);
    const numerals = stream.weighted(options, (option) => option.weight * (used.has(option.numerals) ? 0.08 : 1)).numerals;
    used.add(numerals);
    const symbols = numerals.trim().split(/\s+/);
    const halves = chooseHalves({ style, brief, rng: stream.fork('rhythm') }, symbols.length, sectionBars.get(material) ?? 8);
    const chords = symbols.map((numeral) =>
      colour(readNumeral(numeral, brief.key), numeral, { brief, style, rng: rng.fork(`colour/${numeral}`) }),
    );
    chosen.set(material, { chords, halves, isGiven: false });
  }

  return chosen;
}

function progressionsFor(
  brief: Brief,
  style: Style,
  material: string,
  sectionBars: number,
): { readonly numerals: string; readonly weight: number }[] {
  const inMode = style.harmony.progressions.filter((progression) => progression.modes.includes(brief.key.mode));
  // Harmonic minor is minor with a raised leading tone: what suits minor suits it when nothing was written for it.
  const known =
    inMode.length > 0 || brief.key.mode !== 'harmonic-minor'
      ? inMode
      : style.harmony.progressions.filter((progression) => progression.modes.includes('minor'));
  if (known.length === 0) {
    return MODAL_PROGRESSIONS[brief.key.mode].map((numerals) => ({ numerals, weight: 1 }));
  }

  const whole = style.form.chorusBars === undefined ? known : fillingOf(known, style, sectionBars);
  const suited = whole.filter((progression) => progression.materials.length === 0 || progression.materials.includes(material));
  const fitting = suited.length > 0 ? suited : whole;
  return fitting.map((progression) => ({
    numerals: progression.numerals,
    weight:
      progression.weight *
      (progression.materials.includes(material) ? 1.6 : 1) *
      moodWeight(progression.numerals, brief) *
      stillnessWeight(progression.numerals, brief),
  }));
}

/** Where a style is played in choruses, the progressions that fill the section exactly, else those nearest to it. */
function fillingOf(known: readonly Progression[], style: Style, sectionBars: number): readonly Progression[] {
  const each = style.harmony.chordBars[0]?.bars ?? 1;
  const misfit = ({ numerals }: Progression): number => Math.abs(numerals.trim().split(/\s+/).length * each - sectionBars);
  const least = Math.min(...known.map(misfit));
  return known.filter((progression) => misfit(progression) === least);
}

/** A short piece has no time to stand on one chord for long, unless calm is what was asked for. */
function stillnessWeight(numerals: string, brief: Brief): number {
  if (brief.durationSeconds > 75 || brief.feeling.density < 0.3) {
    return 1;
  }

  const symbols = numerals.trim().split(/\s+/);
  const repeats = symbols.filter((symbol, i) => i > 0 && symbol === symbols[i - 1]).length;
  return repeats >= 2 ? 0.12 : repeats === 1 ? 0.35 : 1;
}

/** Happy pieces would rather start from a major chord, sad ones from a minor one; tense ones like chords from outside the key. */
function moodWeight(numerals: string, brief: Brief): number {
  const first = numerals.trim().split(/\s+/)[0] ?? 'I';
  const isMajorStart = /^[b#]?[IV]/.test(first);
  const lean = isMinorMode(brief.key.mode) ? 0 : (brief.feeling.valence - 0.5) * (isMajorStart ? 1.2 : -1.2);
  const foreign = (numerals.match(/[b#]|\/[iIvV]|dim|ø|o7/g) ?? []).length;
  return Math.max(0.15, 1 + lean + foreign * (brief.feeling.tension - 0.5) * 0.5);
}

function chooseHalves(
  wish: { readonly style: Style; readonly brief: Brief; readonly rng: Rng },
  count: number,
  sectionBars: number,
): number {
  const { style, brief, rng } = wish;
  const barSeconds = (barTicksOf(brief.meter) / TICKS_PER_QUARTER) * (60 / brief.tempoBpm);
  const all = style.harmony.chordBars.length > 0 ? style.harmony.chordBars : [{ bars: 1, weight: 1 }];
  // At dance speed half a bar is no time to hear a chord in.
  const options = barSeconds < 1.4 && all.some(({ bars }) => bars >= 1) ? all.filter(({ bars }) => bars >= 1) : all;
  const fits = options.filter(({ bars }) => bars * count <= Math.max(8, sectionBars) && (bars * count) % 1 === 0);
  const pool =
    fits.length > 0 ? fits : [options.reduce((least, option) => (option.bars < least.bars ? option : least), at(options, 0))];
  // Chord runs that divide a phrase of four or eight come out even.
  const chosen = rng.weighted(
    pool,
    ({ bars, weight }) =>
      weight * ([1, 2, 4, 8, 16].includes(bars * count) ? 1 : 0.3) * (bars * count > sectionBars ? 0.35 : 1) + 1e-6,
  );
  return Math.max(1, Math.round(chosen.bars * 2));
}

/** The chord with the style's colour on it: sevenths and ninths that the key has, never one that would bend the key. */
export function colour(
  chord: Harmony,
  numeral: string,
  where: { readonly brief: Brief; readonly style: Style; readonly rng: Rng },
): Harmony {
  const { brief, style, rng } = where;
  const isPlain = /^[b#]?[ivIV]+(\/[1-7])?$/.test(numeral);
  if (!isPlain) {
    return chord;
  }

  for (const option of style.harmony.colours) {
    if (option.from === chord.quality && rng.chance(option.chance) && isColourInKey(chord, option.to, brief, style)) {
      return { ...chord, quality: option.to, symbol: chordSymbol({ ...chord, quality: option.to }, brief.key) };
    }
  }

  return chord;
}

function isColourInKey(chord: Harmony, to: ChordQuality, brief: Brief, style: Style): boolean {
  const isDominantColour = to === '7' || to === '9' || to === '13';
  if (isDominantColour && style.melody.scale === 'blues') {
    return true;
  }

  const scale = scalePitchClasses(brief.key);
  const tones = chordIntervals(to).map((interval) => foldPitchClass(chord.root + interval));
  const added = tones.filter(
    (tone) => !chordIntervals(chord.quality).some((interval) => foldPitchClass(chord.root + interval) === tone),
  );
  const isHome = chord.root === tonicPitchClass(brief.key);
  return added.every((tone) => scale.includes(tone)) && !(isHome && (to === 'sus4' || to === '7sus4'));
}
