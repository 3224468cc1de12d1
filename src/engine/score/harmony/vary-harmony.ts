import type { Brief } from '../../brief/index.ts';
import { at, type Rng } from '../../kernel/index.ts';
import type { Section } from '../score.ts';
import type { Style, Substitutes } from '../styles/style.ts';
import { chordPitchClasses, chordSymbol, isMinorChord, type Harmony } from '../theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import { degreePitchClass, isMinorMode, scalePitchClasses } from '../theory/scale.ts';
import { colour } from './choose-progression.ts';
import { readNumeral } from './numerals.ts';
import type { HalfBars } from './half-bars.ts';

/** Where and how far a variation may go; `boldness` 0–1. */
export type Variation = { readonly brief: Brief; readonly style: Style; readonly rng: Rng; readonly boldness: number };

/** Chords that can stand for one another because they share two notes, by degree of a major and a minor key. */
const SUBSTITUTES: Substitutes = {
  major: {
    I: ['vi', 'I/3', 'iii'],
    ii: ['IV', 'ii7'],
    iii: ['I/3', 'vi'],
    IV: ['ii7', 'ii', 'IV/1'],
    V: ['Vsus4', 'V/7', 'iii'],
    vi: ['IV', 'I/3', 'vi7'],
  },
  minor: {
    i: ['VI', 'III', 'i/3'],
    iv: ['VI', 'iv7', 'iiø7'],
    v: ['VII', 'III'],
    V: ['V7', 'VII'],
    VI: ['iv', 'i/3', 'VImaj7'],
    VII: ['v', 'VII/2'],
    III: ['i', 'VIImaj7'],
  },
};

/** Replaces one chord inside `range` (half bars, end excluded) by a relative of it, never the first of the run. */
export function substitute(run: HalfBars, range: readonly [from: number, to: number], variation: Variation): HalfBars {
  const { brief, style, rng, boldness } = variation;
  // Harmony that stands on one bass means to stand: a drone or a techno loop with a chord exchanged is a slip.
  if (run.every((harmony) => harmony.bass === at(run, 0).bass)) {
    return run;
  }

  const tables = style.harmony.substitutes ?? SUBSTITUTES;
  const table = isMinorMode(brief.key.mode) ? tables.minor : tables.major;
  const starts: number[] = [];
  for (let half = range[0]; half < range[1]; half++) {
    const isStart = half === 0 || at(run, half) !== at(run, half - 1);
    if (isStart && half > range[0] && !isBorrowed(at(run, half)) && plainDegree(at(run, half)) in table) {
      starts.push(half);
    }
  }

  if (starts.length === 0 || !rng.chance(0.25 + 0.6 * boldness) || (brief.key.mode !== 'major' && brief.key.mode !== 'minor')) {
    return run;
  }

  const start = rng.pick(starts.slice(-3));
  const chord = at(run, start);
  const options = (table[plainDegree(chord)] ?? [])
    .map((numeral) => colour(readNumeral(numeral, brief.key), numeral, { brief, style, rng: rng.fork(numeral) }))
    .filter((option) => option.root !== at(run, start - 1).root || option.bass !== at(run, start - 1).bass);
  if (options.length === 0) {
    return run;
  }

  const relative = rng.pick(options);
  return run.map((harmony, half) =>
    half >= start && half < range[1] && harmony === chord && isSameStretch(run, start, half) ? relative : harmony,
  );
}

function isSameStretch(run: HalfBars, from: number, to: number): boolean {
  for (let half = from; half <= to; half++) {
    if (at(run, half) !== at(run, from)) {
      return false;
    }
  }

  return true;
}

/** A dominant of another chord (`V7/ii`) asks for that chord: no relative of the key's own dominant can stand for it. */
function isBorrowed(harmony: Harmony): boolean {
  return /\/[b#]?[ivIV]/.test(harmony.degree);
}

function plainDegree(harmony: Harmony): string {
  return /^[b#]?[ivIV]+/.exec(harmony.degree)?.[0] ?? harmony.degree;
}

/** Turns the last half bar before a minor or subdominant chord into that chord's own dominant, or darkens the subdominant before home. */
export function addSecondaryDominants(run: HalfBars, variation: Variation): HalfBars {
  const { brief, style, rng } = variation;
  const tonic = tonicPitchClass(brief.key);
  const scale = scalePitchClasses(brief.key);
  const changed = [...run];
  for (let half = 3; half < run.length; half += 1) {
    const here = at(run, half);
    const before = at(run, half - 1);
    const isChange = here !== before && at(run, half - 2) === before;
    if (!isChange) {
      continue;
    }

    const isTarget =
      here.root !== tonic &&
      scale.includes(here.root) &&
      here.quality !== 'dim' &&
      here.quality !== 'm7b5' &&
      foldPitchClass(before.root - here.root) !== 7 &&
      brief.key.mode !== 'lydian' &&
      brief.key.mode !== 'phrygian';
    // The figure belongs at the ends of phrases; in their middle it would be fussy.
    const isPhraseEnd = half % 8 === 0 || half % 8 === 6;
    if (isTarget && isPhraseEnd && rng.chance(style.harmony.secondaryDominants)) {
      const root = foldPitchClass(here.root + 7);
      const degree = `V7/${plainDegree(here)}`;
      const dominant = { root, quality: isMinorChord(here.quality) && rng.chance(0.25) ? '7b9' : '7', bass: root } as const;
      changed[half - 1] = { ...dominant, degree, symbol: chordSymbol(dominant, brief.key) };
    } else if (
      here.root === tonic &&
      !isMinorMode(brief.key.mode) &&
      before.root === foldPitchClass(tonic + 5) &&
      rng.chance(style.harmony.modalMixture)
    ) {
      // Where minor chords wear sevenths, the dark subdominant wears its sixth.
      const isColoured = style.harmony.colours.some(({ from, chance }) => from === 'min' && chance > 0.4);
      const dark = { root: before.root, quality: isColoured ? 'min6' : 'min', bass: before.root } as const;
      changed[half - 1] = { ...dark, degree: 'iv', symbol: chordSymbol(dark, brief.key) };
    }
  }

  return changed;
}

/** Introductions, builds and bridges may stand on one bass note: home, or the fifth where tension should gather. */
export function addPedal(run: HalfBars, section: Section, variation: Variation): HalfBars {
  const { brief, style, rng } = variation;
  const isPlace =
    section.kind === 'intro' ||
    section.kind === 'build' ||
    section.kind === 'bridge' ||
    section.kind === 'break' ||
    section.kind === 'lift';
  if (!isPlace || !rng.chance(style.harmony.pedalPoints)) {
    return run;
  }

  const pedal = section.kind === 'build' || section.kind === 'lift' ? degreePitchClass(brief.key, 5) : tonicPitchClass(brief.key);
  const held = new Map<Harmony, Harmony>();
  return run.map((harmony) => {
    const known = held.get(harmony);
    if (known !== undefined) {
      return known;
    }

    const tones = chordPitchClasses(harmony);
    // A pedal a semitone from a chord tone grinds; the chord keeps its own bass there.
    const grinds =
      tones.some((tone) => tone !== pedal && (foldPitchClass(tone - pedal) === 1 || foldPitchClass(pedal - tone) === 1)) &&
      !tones.includes(pedal);
    const placed = grinds ? harmony : { ...harmony, bass: pedal };
    held.set(harmony, placed);
    return placed;
  });
}
