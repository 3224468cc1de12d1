import type { Pitch, PitchClass } from '../../kernel/index.ts';
import type { ChordQuality } from '../score.ts';
import { chordIntervals, fifthOf, seventhOf, thirdOf } from '../theory/chord.ts';
import type { Tuning } from './tunings.ts';

/**
 * How a hand likes to hold chords: `open` near the nut with ringing strings, `barre` closed shapes anywhere on the neck,
 * `triad` small grips on the upper strings, `power` root and fifth on the low strings.
 */
export type Grip = 'open' | 'barre' | 'triad' | 'power';

/** What a shape must sound: the chord and which tone should be lowest. */
export type ShapeChord = { readonly root: PitchClass; readonly quality: ChordQuality; readonly bass: PitchClass };

/** Where the fingers go. Index 0 is the string a downstroke meets first. */
export type Shape = {
  /** Fret of each string from the capo, 0 open, null not played. */
  readonly frets: readonly (number | null)[];
  /** Sounding pitch of each string, capo included, null where not played. */
  readonly pitches: readonly (Pitch | null)[];
  /** Fingers used, a barre counting as one: 0 to 4. */
  readonly fingers: number;
  /** Lowest fretted fret, 0 when every string is open. */
  readonly position: number;
  /** Lower is easier and sounds fuller; comparable between shapes of one chord. */
  readonly cost: number;
};

/** Frets that one hand covers at once, lowest to highest fretted, both counted. */
export const MAX_SPAN = 4;
export const MAX_FINGERS = 4;

/** Tones that a chord cannot lose: root, third (or what stands for it) and what its name adds; the perfect fifth may go. */
export function essentialTones(chord: ShapeChord): readonly PitchClass[] {
  const intervals = chordIntervals(chord.quality).map((interval) => interval % 12);
  const kept = intervals.filter((interval) => interval !== 7 || intervals.length <= 3);
  return [...new Set(kept.map((interval) => (interval + chord.root) % 12))];
}

/** Fingers that a list of frets needs, or null when no hand can hold it. */
export function fingersFor(frets: readonly (number | null)[]): number | null {
  const fretted = frets.filter((fret): fret is number => fret !== null && fret > 0);
  if (fretted.length === 0) {
    return 0;
  }

  const low = Math.min(...fretted);
  const high = Math.max(...fretted);
  if (high - low > MAX_SPAN - 1) {
    return null;
  }

  const atLow = frets.flatMap((fret, string) => (fret === low ? [string] : []));
  const first = atLow[0] ?? 0;
  const last = atLow[atLow.length - 1] ?? 0;
  // A barre lies across everything between its ends: an open string there would be stopped.
  const canBarre = atLow.length > 1 && frets.slice(first, last + 1).every((fret) => fret === null || fret >= low);
  const fingers = fretted.length - (canBarre ? atLow.length - 1 : 0);
  return fingers <= MAX_FINGERS ? fingers : null;
}

const remembered = new Map<string, readonly Shape[]>();

/**
 * Every good shape for a chord, the best first, at most 24; never empty. `capo` raises the open strings; `needsBass` asks for `chord.bass` as
 * the lowest note where the tuning has one.
 */
export function shapesFor(
  chord: ShapeChord,
  tuning: Tuning,
  options: { readonly grip: Grip; readonly capo: number; readonly needsBass: boolean },
): readonly Shape[] {
  const key = `${chord.root} ${chord.quality} ${chord.bass} ${tuning.id} ${options.grip} ${options.capo} ${options.needsBass}`;
  const known = remembered.get(key);
  if (known !== undefined) {
    return known;
  }

  const shapes = searchShapes(chord, tuning, options);
  remembered.set(key, shapes);
  return shapes;
}

type Search = { readonly grip: Grip; readonly capo: number; readonly needsBass: boolean };

function searchShapes(chord: ShapeChord, tuning: Tuning, options: Search): readonly Shape[] {
  const all = essentialTones(chord);
  const rootless = all.filter((tone) => tone !== chord.root);
  const telling = [thirdOf(chord), seventhOf(chord) ?? chord.root];
  const wishes: readonly Pick<Wish, 'essentials' | 'needsBass' | 'grip' | 'canRest'>[] = [
    { essentials: all, needsBass: options.needsBass, grip: options.grip, canRest: false },
    // Small grips sound over a bass: root and fifth are the first to go.
    ...(options.grip === 'triad'
      ? [
          { essentials: rootless, needsBass: false, grip: options.grip, canRest: false },
          { essentials: telling, needsBass: false, grip: options.grip, canRest: false },
        ]
      : []),
    { essentials: all, needsBass: options.needsBass, grip: options.grip === 'open' ? 'barre' : 'open', canRest: false },
    // Four strings and four fingers cannot hold every ninth and eleventh: give up the bass, then the root, then all but what tells the chord.
    { essentials: all, needsBass: false, grip: 'open', canRest: false },
    { essentials: rootless, needsBass: false, grip: 'open', canRest: false },
    { essentials: telling, needsBass: false, grip: 'open', canRest: true },
    { essentials: telling, needsBass: false, grip: 'barre', canRest: true },
    { essentials: [], needsBass: false, grip: 'barre', canRest: true },
  ];
  for (const wish of wishes) {
    const found = allShapes(chord, tuning, { ...options, ...wish });
    if (found.length > 0) {
      found.sort((left, right) => left.cost - right.cost || compareFrets(left.frets, right.frets));
      return found.slice(0, 24);
    }
  }

  return [];
}

type Wish = Search & {
  readonly essentials: readonly PitchClass[];
  /** Outer strings of a four-string instrument may stay silent. */ readonly canRest: boolean;
};

function allShapes(chord: ShapeChord, tuning: Tuning, wish: Wish): Shape[] {
  const tones =
    wish.grip === 'power'
      ? [chord.root, fifthOf(chord)]
      : chordIntervals(chord.quality).map((interval) => (chord.root + interval) % 12);
  if (chord.bass !== chord.root && wish.grip !== 'power') {
    tones.push(chord.bass);
  }

  const essentials = wish.grip === 'power' ? tones : wish.essentials;
  const found: Shape[] = [];
  const highest = wish.grip === 'open' ? MAX_SPAN + 4 : tuning.frets;
  const options = tuning.strings.map((open, string) =>
    fretsFor({ open: open + wish.capo, string, highest, tuning, grip: wish.grip, canRest: wish.canRest, tones }),
  );
  walk({ options, frets: [], low: Infinity, high: -Infinity, isSounding: false, isOver: false }, (frets) => {
    const shape = judge([...frets], { chord, tuning, wish, essentials });
    if (shape !== null) {
      found.push(shape);
    }
  });
  return found;
}

type StringPlace = {
  readonly open: Pitch;
  readonly string: number;
  readonly highest: number;
  readonly tuning: Tuning;
  readonly grip: Grip;
  readonly canRest: boolean;
  readonly tones: readonly PitchClass[];
};

/** What one string may do: rest, ring open, or be stopped at a chord tone. */
function fretsFor(place: StringPlace): readonly (number | null)[] {
  const { open, string, highest, tuning, grip, canRest, tones } = place;
  const count = tuning.strings.length;
  if ((grip === 'triad' && count === 6 && string < 2) || (grip === 'power' && count === 6 && string > 3)) {
    return [null];
  }

  const frets: (number | null)[] = [];
  for (let fret = grip === 'open' ? 0 : 1; fret <= highest; fret++) {
    if (tones.includes((open + fret) % 12)) {
      frets.push(fret);
    }
  }

  return count === 6 || canRest || frets.length === 0 ? [...frets, null] : frets;
}

type Walk = {
  readonly options: readonly (readonly (number | null)[])[];
  /** The strings decided so far; shared and rewound, so copy it to keep it. */
  readonly frets: (number | null)[];
  readonly low: number;
  readonly high: number;
  readonly isSounding: boolean;
  readonly isOver: boolean;
};

/** Visits every way to hold the strings whose fretted notes lie within one hand's span and whose sounding strings are neighbours. */
function walk(state: Walk, visit: (frets: readonly (number | null)[]) => void): void {
  const { options, frets, low, high, isSounding, isOver } = state;
  const here = options[frets.length];
  if (here === undefined) {
    visit(frets);
    return;
  }

  for (const fret of here) {
    const isFretted = fret !== null && fret > 0;
    const nextLow = isFretted ? Math.min(low, fret) : low;
    const nextHigh = isFretted ? Math.max(high, fret) : high;
    if (nextHigh - nextLow >= MAX_SPAN || (fret !== null && isOver)) {
      continue;
    }

    frets.push(fret);
    walk(
      {
        options,
        frets,
        low: nextLow,
        high: nextHigh,
        isSounding: isSounding || fret !== null,
        isOver: isOver || (isSounding && fret === null),
      },
      visit,
    );
    frets.pop();
  }
}

function judge(
  frets: readonly (number | null)[],
  asked: { readonly chord: ShapeChord; readonly tuning: Tuning; readonly wish: Wish; readonly essentials: readonly PitchClass[] },
): Shape | null {
  const { chord, tuning, wish, essentials } = asked;
  const sounding = frets.flatMap((fret, string) => (fret === null ? [] : [string]));
  const least = wish.grip === 'power' || wish.canRest ? 2 : 3;
  const last = sounding[sounding.length - 1] ?? 0;
  if (sounding.length < least) {
    return null;
  }

  const fingers = fingersFor(frets);
  if (fingers === null) {
    return null;
  }

  const pitches = frets.map((fret, string) => (fret === null ? null : (tuning.strings[string] ?? 0) + wish.capo + fret));
  const heard = pitches.filter((pitch): pitch is Pitch => pitch !== null);
  const classes = new Set(heard.map((pitch) => pitch % 12));
  if (!essentials.every((tone) => classes.has(tone))) {
    return null;
  }

  const lowest = Math.min(...heard);
  if (wish.needsBass && !tuning.isReentrant && lowest % 12 !== (wish.grip === 'power' ? chord.root : chord.bass)) {
    return null;
  }

  const fretted = frets.filter((fret): fret is number => fret !== null && fret > 0);
  const position = fretted.length === 0 ? 0 : Math.min(...fretted);
  const third = thirdOf(chord);
  const thirds = heard.filter((pitch) => pitch % 12 === third).length;
  const unisons = heard.length - new Set(heard).size;
  const [low = 0, second = 99] = [...heard].sort((left, right) => left - right);
  // Thirds below about C3 growl; a fifth or an octave there speaks clearly.
  const mud = low < 48 && second - low < 5 ? 1 : 0;
  const span = fretted.length === 0 ? 0 : Math.max(...fretted) - position;
  const opens = frets.filter((fret) => fret === 0).length;
  const wanted = wish.grip === 'power' ? 3 : wish.grip === 'triad' ? 3 : tuning.strings.length;
  const fifth = classes.has(fifthOf(chord)) ? 0 : 1.2;
  const doubledColours = heard.length - classes.size > 0 && classes.size < Math.min(essentials.length, 3) ? 1 : 0;
  // An open string above a hand far up the neck clashes in colour; near the nut it is what makes the chord ring.
  const openCost = wish.grip === 'open' ? -0.7 * opens + (position > 4 ? opens : 0) : 0;
  const cost =
    Math.abs(wanted - sounding.length) * (wish.grip === 'power' || wish.grip === 'triad' ? 1.2 : 0.9) +
    (last < tuning.strings.length - 1 && wish.grip !== 'power' ? 1.5 : 0) +
    fingers * 0.35 +
    span * 0.4 +
    (wish.grip === 'open' ? position * 0.7 : wish.grip === 'triad' ? Math.abs(position - 6) * 0.12 : position * 0.22) +
    Math.max(0, thirds - 1) * 0.8 +
    fifth +
    doubledColours +
    unisons * 1.6 +
    mud +
    openCost;
  return { frets, pitches, fingers, position, cost };
}

function compareFrets(left: readonly (number | null)[], right: readonly (number | null)[]): number {
  for (let string = 0; string < left.length; string++) {
    const difference = (left[string] ?? -1) - (right[string] ?? -1);
    if (difference !== 0) {
      return difference;
    }
  }

  return 0;
}
