import type { Key } from '../../brief/index.ts';
import { at, type PitchClass, type Rng } from '../../kernel/index.ts';
import { chordSymbol, fifthOf, thirdOf, type Harmony } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import type { PlacedHarmony } from './half-bars.ts';

/**
 * Puts chords on their third (now and then their fifth) where that makes the bass walk by step from the chord before to
 * the chord after. First chords of sections and the last chord stay on their roots.
 */
export function singBass(placed: readonly PlacedHarmony[], key: Key, chance: number, rng: Rng): PlacedHarmony[] {
  const sung: PlacedHarmony[] = [];
  const decided = new Map<string, Harmony>();
  for (let i = 0; i < placed.length; i++) {
    const here = at(placed, i);
    const previous = sung.at(-1);
    const after = placed.slice(i + 1).find((entry) => entry.harmony !== here.harmony);
    const isSectionStart = previous === undefined || previous.section !== here.section;
    if (previous !== undefined && !isSectionStart && at(placed, i - 1).harmony === here.harmony) {
      sung.push({ ...here, harmony: previous.harmony });
      continue;
    }

    if (previous === undefined || after === undefined || isSectionStart || here.harmony.bass !== here.harmony.root) {
      sung.push(here);
      continue;
    }

    const name = `${previous.harmony.bass}>${here.harmony.symbol}>${after.harmony.root}`;
    const harmony =
      decided.get(name) ??
      invert(here.harmony, { before: previous.harmony.bass, after: after.harmony.bass, key, chance, rng: rng.fork(name) });
    decided.set(name, harmony);
    sung.push({ ...here, harmony });
  }

  return sung;
}

function invert(
  harmony: Harmony,
  where: {
    readonly before: PitchClass;
    readonly after: PitchClass;
    readonly key: Key;
    readonly chance: number;
    readonly rng: Rng;
  },
): Harmony {
  const { before, after, key, chance, rng } = where;
  if (
    harmony.quality === 'dim7' ||
    harmony.quality === '5' ||
    harmony.quality === 'sus2' ||
    harmony.quality === 'sus4' ||
    harmony.quality === '7sus4'
  ) {
    return harmony;
  }

  const third = thirdOf(harmony);
  const options = [third, ...(rng.chance(0.3) ? [fifthOf(harmony)] : [])].filter(
    (bass) => isStep(before, bass) && isStep(bass, after),
  );
  const rootLeaps = !isStep(before, harmony.root) || !isStep(harmony.root, after);
  if (options.length === 0 || !rootLeaps || !rng.chance(chance)) {
    return harmony;
  }

  const bass = at(options, 0);
  return { ...harmony, bass, symbol: chordSymbol({ ...harmony, bass }, key) };
}

function isStep(from: PitchClass, to: PitchClass): boolean {
  const up = foldPitchClass(to - from);
  return (up >= 1 && up <= 2) || up >= 10;
}
