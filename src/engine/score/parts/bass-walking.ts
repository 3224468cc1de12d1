import type { Pitch, Rng } from '../../kernel/index.ts';
import { at, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { chordPitchClasses, chordScale } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import {
  bassNote,
  chordHere,
  deadNote,
  fifthNear,
  placeWeight,
  toneNear,
  type BassBar,
  type BassNote,
  type ChordHere,
} from './bass-bar.ts';

/**
 * Walking: the chord's bass where it begins, a step into the next chord on its last beat, and between them the shortest
 * interesting way: chord tones on strong beats, scale and chromatic steps elsewhere, no note twice in a row.
 */
export function walkingLine(bar: BassBar): BassNote[] {
  return isInTwo(bar) ? inTwo(bar) : inFour(bar);
}

/** Quiet choruses are felt in two where the player was asked to; the walk is kept for when the music opens up. */
function isInTwo({ grid, place, settings }: BassBar): boolean {
  return grid.beats.length === 4 && !grid.isCompound && place.section.energy < settings.two && place.section.kind !== 'solo';
}

/** In two: root and fifth in halves, the second shortened now and then by a step or a skip into the next bar. */
function inTwo(bar: BassBar): BassNote[] {
  const { grid, settings } = bar;
  const half = grid.slots / 2;
  const notes: BassNote[] = [];
  for (const from of [0, half]) {
    const here = chordHere(bar, from);
    const rng = bar.chance.fork(`two/${from}`);
    const isRoot = from === 0 || here.from === from;
    const fifth = fifthNear(bar, here);
    const low = fifth > here.root && fifth - 12 >= settings.low && rng.chance(0.5) ? fifth - 12 : fifth;
    const pitch = isRoot ? here.root : rng.chance(0.8) ? low : toneNear(bar, at(chordPitchClasses(here.chord), 1), here.root);
    const isLead = from !== 0 && here.isChange && rng.chance(0.3 + 0.4 * settings.approach);
    const draw = rng.next();
    notes.push(bassNote(from, isLead ? 3.8 : draw < 0.16 ? half - 2.2 : half * 0.94, pitch, placeWeight(bar, from)));
    if (isLead) {
      notes.push(bassNote(grid.slots - 4, 3.7, stepInto(bar, here, pitch, rng), placeWeight(bar, grid.slots - 4)));
    } else if (draw < 0.16) {
      // A drop: the odd swung eighth that lifts the next half.
      notes.push(bassNote(from + half - 2, 1.7, draw < 0.06 ? pitch + (pitch + 12 <= settings.high ? 12 : 0) : pitch, 0.74));
    }
  }

  return notes;
}

function inFour(bar: BassBar): BassNote[] {
  const { grid, place } = bar;
  const notes: BassNote[] = [];
  let last: Pitch | null = null;
  for (const here of bar.chords) {
    const beats = grid.beats.filter((beat) => beat >= here.from && beat < here.to);
    const rng = bar.chance.fork(`walk/${here.from}`);
    const isNew = here.chord.startTick >= place.startTick;
    for (const [index, beat] of beats.entries()) {
      const left = beats.length - index - 1;
      const isFirst = index === 0;
      let pitch: Pitch;
      if (isFirst && (isNew || beat === 0)) {
        pitch = isNew || rng.chance(0.6) ? here.root : chordTone(bar, here, last ?? here.root, rng);
      } else if (left === 0) {
        pitch = stepInto(bar, here, last ?? here.root, rng);
      } else {
        pitch = wayTo(bar, here, last ?? here.root, left + 1, rng);
      }

      const next = beats[index + 1] ?? here.to;
      notes.push(bassNote(beat, (next - beat) * 0.93, pitch, placeWeight(bar, beat) * (index % 2 === 1 ? 1.03 : 1)));
      last = pitch;
    }
  }

  return skipped(bar, notes);
}

/** The last beat of a chord: a semitone or a scale step from the next root, or its fifth; never the root itself. */
function stepInto(bar: BassBar, here: ChordHere, last: Pitch, rng: Rng): Pitch {
  const target = here.nextRoot;
  const scale = chordScale(here.chord, bar.key);
  const options = [
    { pitch: target - 1, weight: 1.2 },
    { pitch: target + 1, weight: 1.1 },
    { pitch: target - 2, weight: scale.includes(foldPitchClass(target - 2)) ? 1.1 : 0.2 },
    { pitch: target + 2, weight: scale.includes(foldPitchClass(target + 2)) ? 1.1 : 0.2 },
    { pitch: toneNear(bar, target + 7, last), weight: 0.6 },
  ].filter(
    (option) =>
      option.pitch !== last && option.pitch !== target && option.pitch >= bar.settings.low && option.pitch <= bar.settings.high,
  );
  if (options.length === 0) {
    return chordTone(bar, here, last, rng);
  }

  // A walk is felt as a line: near steps weigh more than leaps.
  return rng.weighted(options, (option) => option.weight / (1 + 0.22 * Math.abs(option.pitch - last))).pitch;
}

/** A note between: heading for the next root with `beats` left, on chord tones by preference. */
function wayTo(bar: BassBar, here: ChordHere, last: Pitch, beats: number, rng: Rng): Pitch {
  const scale = chordScale(here.chord, bar.key);
  const tones = chordPitchClasses(here.chord);
  const goal = here.nextRoot === last ? last + rng.pick([-5, 5, 7]) : here.nextRoot;
  const ideal = last + (goal - last) / beats;
  const options: { readonly pitch: Pitch; readonly weight: number }[] = [];
  for (let pitch = Math.max(bar.settings.low, last - 8); pitch <= Math.min(bar.settings.high, last + 8); pitch++) {
    const pitchClass = foldPitchClass(pitch);
    const isTone = tones.includes(pitchClass);
    if (pitch === last || pitch === here.nextRoot || (!isTone && !scale.includes(pitchClass) && Math.abs(pitch - last) !== 1)) {
      continue;
    }

    const colour = isTone ? 1.6 : scale.includes(pitchClass) ? 0.9 : 0.25;
    options.push({ pitch, weight: colour / (1 + 0.5 * Math.abs(pitch - ideal)) });
  }

  return options.length > 0 ? rng.weighted(options, (option) => option.weight).pitch : here.root;
}

function chordTone(bar: BassBar, here: ChordHere, last: Pitch, rng: Rng): Pitch {
  const tones = chordPitchClasses(here.chord)
    .slice(0, 4)
    .map((pitchClass) => toneNear(bar, pitchClass, last))
    .filter((pitch) => pitch !== last);
  return tones.length > 0 ? rng.pick(tones) : here.root;
}

/** Skips: the odd swung eighth before a beat, a dead note, and at phrase ends a triplet that drops to the next bar. */
function skipped(bar: BassBar, notes: readonly BassNote[]): BassNote[] {
  const { grid, place, settings } = bar;
  const rng = bar.chance.fork('skips');
  const off = grid.isCompound ? 4 : 2;
  const result: BassNote[] = [];
  for (const note of notes) {
    const isSkip = rng.chance(0.07 + 0.14 * settings.busyness * (0.5 + place.energy));
    const isDead = rng.chance(0.3 + 0.5 * settings.ghosts);
    if (!isSkip || note.length < off + 1) {
      result.push(note);
      continue;
    }

    result.push(
      { ...note, length: off - 0.1 },
      isDead ? deadNote(note.slot + off, note.pitch) : bassNote(note.slot + off, note.length - off, note.pitch, 0.7),
    );
  }

  const last = result[result.length - 1];
  if (last !== undefined && place.isPhraseEnd && !grid.isCompound && last.length > 3 && rng.chance(0.3 * settings.fills + 0.1)) {
    const third = TICKS_PER_QUARTER / 3 / 240;
    const lower = toneNear(bar, foldPitchClass(last.pitch + 7), last.pitch - 5);
    return [
      ...result.slice(0, -1),
      { ...last, length: third * 0.9 },
      bassNote(last.slot + third, third * 0.9, lower, 0.72),
      bassNote(last.slot + 2 * third, third * 0.9, last.pitch, 0.8),
    ];
  }

  return result;
}
