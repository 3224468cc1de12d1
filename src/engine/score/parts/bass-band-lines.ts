import { chordScale, fifthOf, seventhOf, thirdOf } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import {
  approachTo,
  bassNote,
  chordHere,
  deadNote,
  fifthNear,
  octaveOf,
  placeWeight,
  toneNear,
  type BassBar,
  type BassNote,
  type ChordHere,
} from './bass-bar.ts';
import { octavesLine, reggaeLine } from './bass-groove-lines.ts';
import { chordStarts, inserted, rootFifthLine, sustained, withApproach } from './bass-plain-lines.ts';

/**
 * Riffs of two bars, a character a sixteenth: `1` root, `3` third, `5` fifth, `6` sixth, `7` seventh (the octave where the chord has none),
 * `8` octave, `L` the fifth below, `c` a step into the next chord, `x` a dead note, `-` the note sounds on, `.` silence.
 */
export type BassRiff = readonly [string, string];

/** Reggae: the first beat is for listening, the phrase answers itself, and every silence is as long as it is written. */
const ONE_DROP: readonly BassRiff[] = [
  ['..1-1-3-5---....', '..1-1-3-5-3-1-..'],
  ['....1--1--5-8---', '....1--1--5-L-1-'],
  ['1--1--3-5---....', '..5-3-1-L---1---'],
  ['..L-1---3-1-....', '..L-1---5-3-1-L-'],
  ['......1-1-5-6-5-', '......1-1---....'],
  ['1---....1-3-5-6-', '..8-5-6-5---....'],
  ['..1-5-1-....5-6-', '..1-5-1-3---c-..'],
];

/** Soul: the root is told, then the line talks in sixteenths and passes by step into the next chord. */
const SOUL: readonly BassRiff[] = [
  ['1-----1-5-..5-6-', '1-----1-8-5-6-c-'],
  ['1--1----5--5-6-8', '1--1----6-5-3-c-'],
  ['1---..1-8---x-5-', '1---..15--6-5-xc'],
  ['1-----x1--5-6-8-', '1--5--8-7-5---c-'],
  ['1-------1-3-5-6-', '1-----8-5-3-c---'],
  ['1--1--5-..6-8---', '1--1--5-3-..5-c-'],
];

/** Boom bap: two or three notes that somebody once lifted from a jazz record, and room for the kick. */
const UPRIGHT: readonly BassRiff[] = [
  ['1------1--5-....', '1------1--7-5---'],
  ['1--1------8-5-..', '1--1----5-....c-'],
  ['1---------1-5-7-', '1-----5-......c-'],
  ['1--..x5-1---....', '1--..x5-7-5-3-c-'],
  ['1-------....L-x1', '--------..3-5-c-'],
  ['1-----1---5-....', '1-----3---5-6-c-'],
];

/** Reggae's riff; the foot drops on three and the bass walks round it. */
export function oneDropLine(bar: BassBar): BassNote[] {
  return bar.grid.slots === 16 ? riffed(bar, ONE_DROP) : reggaeLine(bar);
}

/** Soul's riff, drawn to the kick. */
export function soulLine(bar: BassBar): BassNote[] {
  return bar.grid.slots === 16 ? onKicks(bar, riffed(bar, SOUL)) : withApproach(bar, octavesLine(bar));
}

/** An upright bass under a sampler's drums. */
export function uprightLine(bar: BassBar): BassNote[] {
  return bar.grid.slots === 16 ? onKicks(bar, riffed(bar, UPRIGHT)) : rootFifthLine(bar);
}

/** One bar of the material's riff; the first note of a chord is its root, whatever the riff says there. */
export function riffed(bar: BassBar, riffs: readonly BassRiff[]): BassNote[] {
  const { place, settings } = bar;
  const order = bar.figure.shuffled(riffs);
  // The second phrase of a section has its own way to say it.
  const riff = order[settings.busyness > 0.3 && place.phrase % 2 === 1 ? 1 : 0] ?? order[0];
  const signs = riff?.[place.barInPhrase % 2] ?? '';
  const whim = bar.chance.fork('riff');
  const notes: BassNote[] = [];
  let settled: ChordHere | null = null;
  for (let slot = 0; slot < signs.length; slot++) {
    const sign = signs[slot] ?? '.';
    const here = chordHere(bar, slot);
    if (sign === '.' || sign === '-') {
      // A chord that comes in under a held note or a rest in mid-bar is told by its root.
      if (slot > 0 && slot === here.from && bar.chords.length > 1) {
        notes.push(bassNote(slot, 2, here.root, placeWeight(bar, slot)));
        settled = here;
      }

      continue;
    }

    if (sign === 'x') {
      notes.push(deadNote(slot, here.root));
      continue;
    }

    if (settled !== null && slot % 4 !== 0 && whim.chance(0.05)) {
      continue;
    }

    const isFirst = settled !== here;
    settled = here;
    const pitch = isFirst && sign !== 'c' ? here.root : toneOf(bar, here, sign);
    notes.push(bassNote(slot, lengthFrom(signs, slot) * 0.92, pitch, placeWeight(bar, slot) * (sign === 'c' ? 0.9 : 1)));
  }

  return notes;
}

function lengthFrom(signs: string, slot: number): number {
  let end = slot + 1;
  while (signs[end] === '-') {
    end += 1;
  }

  return end - slot;
}

function toneOf(bar: BassBar, here: ChordHere, sign: string): number {
  switch (sign) {
    case '3':
      return toneNear(bar, thirdOf(here.chord), here.root + 4);
    case '5':
      return fifthNear(bar, here);
    case '6':
      return sixthNear(bar, here);
    case '7':
      return toneNear(bar, seventhOf(here.chord) ?? here.chord.root, here.root + 10);
    case '8':
      return octaveOf(bar, here);
    case 'L':
      return toneNear(bar, fifthOf(here.chord), here.root - 5);
    case 'c':
      return here.isChange ? approachTo(bar, here, bar.chance.fork('into')) : toneNear(bar, fifthOf(here.chord), here.root - 5);
    default:
      return here.root;
  }
}

/** The sixth of the chord's scale, which in minor is the seventh's neighbour and so becomes the seventh. */
function sixthNear(bar: BassBar, here: ChordHere): number {
  const sixth = foldPitchClass(here.chord.root + 9);
  const isInScale = chordScale(here.chord, bar.key).includes(sixth);
  return toneNear(bar, isInScale ? sixth : foldPitchClass(here.chord.root + 10), here.root + 9);
}

/** Notes a sixteenth beside a kick step onto it: the foot and the finger are one instrument. */
export function onKicks(bar: BassBar, notes: readonly BassNote[]): BassNote[] {
  const taken = new Set(notes.map((note) => note.slot));
  return notes.map((note) => {
    const target = [note.slot - 1, note.slot + 1].find((slot) => slot > 0 && bar.kicks.includes(slot) && !taken.has(slot));
    if (target === undefined || bar.kicks.includes(note.slot) || bar.chords.some((here) => here.from === note.slot)) {
      return note;
    }

    taken.delete(note.slot);
    taken.add(target);
    return { ...note, slot: target, length: Math.max(0.5, note.length + note.slot - target) };
  });
}

/** Walks of the boogie in semitones above the root, a quarter each; thirds are bent to the chord. */
const WALKS: readonly { readonly steps: readonly number[]; readonly weight: number }[] = [
  { steps: [0, 4, 7, 9, 10, 9, 7, 4], weight: 3 },
  { steps: [0, 4, 7, 9], weight: 2 },
  { steps: [0, 0, 7, 9, 10, 9, 7, 9], weight: 1.2 },
  { steps: [0, 7, 9, 7], weight: 1 },
  { steps: [0, 4, 7, 4, 9, 7, 4, 7], weight: 1 },
];

/** Boogie: root, third, fifth, sixth and back in quarters, doubled into swung eighths where the band leans on it. */
export function boogieLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const walk = bar.figure.fork('walk').weighted(WALKS, (item) => item.weight).steps;
  const isDoubled = place.energy > 0.72 && bar.figure.fork('double').chance(0.35 + 0.4 * settings.busyness);
  const off = grid.isCompound ? 4 : 2;
  const whim = bar.chance.fork('skip');
  const onsets = grid.beats.flatMap((beat) => (isDoubled || whim.chance(0.07) ? [beat, beat + off] : [beat]));
  const notes = sustained(bar, [...onsets, ...chordStarts(bar)], 0.86, (slot, here) => {
    const isLongChord = here.chord.startTick < place.startTick;
    const beats = grid.beats.filter((beat) => beat > here.from && beat <= slot).length;
    const step = walk[(beats + (isLongChord && place.barInPhrase % 2 === 1 ? 4 : 0)) % walk.length] ?? 0;
    return slot === here.from && !isLongChord ? here.root : stepAbove(bar, here, step);
  }).map((note) => (grid.beats.includes(note.slot) ? note : { ...note, weight: note.weight * 0.82 }));
  return withApproach(bar, notes);
}

function stepAbove(bar: BassBar, here: ChordHere, step: number): number {
  const third = foldPitchClass(thirdOf(here.chord) - here.chord.root);
  const bent = step === 4 ? third : step;
  const pitch = here.root + bent;
  return pitch <= bar.settings.high ? pitch : toneNear(bar, foldPitchClass(pitch), here.root);
}

/** Country: root and fifth in two, and a walk of three or four scale steps where the chord is about to move. */
export function twoBeatLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const notes = rootFifthLine({ ...bar, settings: { ...settings, approach: 0 } });
  const here = chordHere(bar, grid.slots - 1);
  const beat = grid.beats[grid.beats.length - 1] ?? 0;
  const width = grid.slots - beat;
  const room = Math.floor((grid.slots - here.from) / width);
  const rng = bar.chance.fork('walk');
  if (
    !here.isChange ||
    room < 2 ||
    grid.isCompound ||
    !rng.chance(0.3 + 0.6 * settings.approach + (place.isPhraseEnd ? 0.2 : 0))
  ) {
    return withApproach(bar, notes);
  }

  const scale = chordScale(here.chord, bar.key);
  const side = here.nextRoot > here.root ? -1 : here.nextRoot < here.root ? 1 : rng.pick([-1, 1]);
  const steps: number[] = [];
  for (
    let pitch = here.nextRoot + side;
    steps.length < Math.min(room - 1, 3) && Math.abs(pitch - here.nextRoot) < 8;
    pitch += side
  ) {
    if (scale.includes(foldPitchClass(pitch)) && pitch >= bar.settings.low && pitch <= bar.settings.high) {
      steps.unshift(pitch);
    }
  }

  return steps.reduce(
    (line, pitch, index) =>
      inserted(line, bassNote(grid.slots - width * (steps.length - index), width * 0.86, pitch, 0.92 + 0.03 * index)),
    notes,
  );
}

/** Bluegrass and fast country, felt twice as fast as written: root and fifth on every beat, runs of eighths into new chords. */
export function cutTimeLine(bar: BassBar): BassNote[] {
  const { grid, place, settings } = bar;
  const below = bar.figure.fork('below').chance(0.6);
  const notes = sustained(bar, [...grid.beats, ...chordStarts(bar)], 0.8, (slot, here) => {
    const beat = grid.beats.filter((one) => one >= here.from && one < slot).length;
    if (slot === here.from || beat % 2 === 0) {
      return here.root;
    }

    const fifth = fifthNear(bar, here);
    return below && fifth - 12 >= settings.low ? fifth - 12 : fifth;
  });
  const here = chordHere(bar, grid.slots - 1);
  const rng = bar.chance.fork('run');
  const likelihood = settings.approach * (place.isPhraseEnd ? 1 : 0.6);
  if (!here.isChange || grid.slots - here.from < 8 || grid.isCompound || !rng.chance(likelihood)) {
    return notes;
  }

  // Three steps of the scale, the last of them right before the new root: "walk up to four".
  const scale = chordScale(here.chord, bar.key);
  const side = here.nextRoot > here.root ? -1 : 1;
  const steps: number[] = [];
  for (let pitch = here.nextRoot + side; steps.length < 2 && Math.abs(pitch - here.nextRoot) < 6; pitch += side) {
    if (scale.includes(foldPitchClass(pitch)) && pitch >= settings.low && pitch <= settings.high) {
      steps.unshift(pitch);
    }
  }

  const width = rng.chance(0.5) ? 4 : 2;
  return steps.reduce(
    (line, pitch, index) => inserted(line, bassNote(grid.slots - width * (steps.length - index), width * 0.84, pitch, 0.94)),
    notes,
  );
}
