import { clamp, pow } from '../kernel/index.ts';

/** A recording and the part of it that is repeated while a note is held, frames. */
export type LoopedRecording = {
  readonly data: Float32Array;
  readonly loopStart: number;
  readonly loopEnd: number;
  readonly sampleRate: number;
};

/** Before this the player is still beginning the note. */
const SETTLED_SECONDS = 0.28;
/** The least time a lengthened loop should take; a recording without room for it is left alone. */
const LEAST_SECONDS = 0.36;
/** How much of the sound before a seam has to be alike on both of its sides, and is blended. */
const SEAM_SECONDS = 0.045;
/** Likeness (normalised correlation) under which no seam is made. */
const LEAST_LIKENESS = 0.75;
/** What a loop as long as can be may cost in likeness. */
const LENGTH_WORTH = 0.12;
/** How far after the player has settled a seam is looked for. */
const SEARCH_SECONDS = 0.35;
/** Coarse search: frames from place to place, and from frame to frame compared. */
const PLACE_STEP = 5;
const FRAME_STEP = 8;
/** Frames from one reckoning of the level to the next. */
const LEVEL_STEP = 128;
/** The most that a level is moved by, as a factor on its power. */
const MOST_POWER_GAIN = 9;
/** Frames that interpolation reads past the loop's end. */
const GUARD = 3;

/**
 * Moves a loop's start back, so that a held note goes through several turns of the player's vibrato, each a little different, before it repeats.
 * One turn repeated (0.2 s in the bank's solo strings and woodwinds) is heard as a machine. The level inside the loop is evened out to that of
 * its end, and the seam blended; the recording given is left as it is, and comes back where no good seam is found.
 */
export function lengthenLoop(recording: LoopedRecording): LoopedRecording {
  const { data, loopStart, loopEnd, sampleRate } = recording;
  const seam = Math.round(SEAM_SECONDS * sampleRate);
  const earliest = Math.round(SETTLED_SECONDS * sampleRate);
  const room = Math.min(loopStart, loopEnd - Math.round(LEAST_SECONDS * sampleRate));
  const latest = Math.min(room, earliest + Math.round(SEARCH_SECONDS * sampleRate));
  if (latest <= earliest || loopEnd > data.length) {
    return recording;
  }

  const start = findSeam(data, { loopEnd, seam, earliest, latest });
  if (start === null) {
    return recording;
  }

  const evened = evenOut(recording, start);
  for (let i = 0; i < seam; i++) {
    const part = (i + 0.5) / seam;
    const at = loopEnd - seam + i;
    evened[at] = (1 - part) * evened[at]! + part * evened[start - seam + i]!;
  }

  evened.copyWithin(loopEnd, start, start + GUARD);
  return { ...recording, data: evened, loopStart: start };
}

/** Where the sound is most like that at the loop's end, the earlier the better; null where nothing is like it. */
function findSeam(
  data: Float32Array,
  task: { readonly loopEnd: number; readonly seam: number; readonly earliest: number; readonly latest: number },
): number | null {
  const { loopEnd, seam, earliest, latest } = task;
  const markOf = (place: number, step: number): number =>
    likeness(data, { one: place - seam, other: loopEnd - seam, count: seam, step }) -
    (LENGTH_WORTH * (place - earliest)) / (latest - earliest);
  let coarse = earliest;
  let best = -Infinity;
  for (let place = earliest; place < latest; place += PLACE_STEP) {
    const mark = markOf(place, FRAME_STEP);
    if (mark > best) {
      best = mark;
      coarse = place;
    }
  }

  let fine = coarse;
  best = -Infinity;
  for (let place = Math.max(earliest, coarse - PLACE_STEP); place <= coarse + PLACE_STEP; place++) {
    const mark = markOf(place, 1);
    if (mark > best) {
      best = mark;
      fine = place;
    }
  }

  return likeness(data, { one: fine - seam, other: loopEnd - seam, count: seam, step: 1 }) < LEAST_LIKENESS ? null : fine;
}

/** Normalised correlation of two stretches, −1 to 1. */
function likeness(
  data: Float32Array,
  task: { readonly one: number; readonly other: number; readonly count: number; readonly step: number },
): number {
  const { one, other, count, step } = task;
  let product = 0;
  let onePower = 1e-12;
  let otherPower = 1e-12;
  for (let i = 0; i < count; i += step) {
    const x = data[one + i]!;
    const y = data[other + i]!;
    product += x * y;
    onePower += x * x;
    otherPower += y * y;
  }

  return product / Math.sqrt(onePower * otherPower);
}

/** A copy up to the loop's end in which the level, averaged over a turn of the vibrato, stays from `start` on what it is at the end; the way there is as gradual. */
function evenOut({ data, loopStart, loopEnd }: LoopedRecording, start: number): Float32Array {
  const turn = Math.max(1, loopEnd - loopStart);
  const energies = new Float64Array(loopEnd + 1);
  for (let i = 0; i < loopEnd; i++) {
    energies[i + 1] = energies[i]! + data[i]! * data[i]!;
  }

  const levelAt = (frame: number): number => {
    const from = Math.max(0, Math.min(frame - (turn >> 1), loopEnd - turn));
    return (energies[Math.min(loopEnd, from + turn)]! - energies[from]!) / turn + 1e-12;
  };
  const wanted = levelAt(loopEnd);
  const gainAt = (frame: number): number => {
    const amount = clamp((frame - start + turn) / turn, 0, 1);
    return pow(clamp(wanted / levelAt(frame), 1 / MOST_POWER_GAIN, MOST_POWER_GAIN), 0.5 * amount);
  };
  const out = new Float32Array(loopEnd + GUARD);
  out.set(data.subarray(0, loopEnd));
  let gain = 1;
  for (let from = Math.max(0, start - turn); from < loopEnd; from += LEVEL_STEP) {
    const to = Math.min(loopEnd, from + LEVEL_STEP);
    const step = (gainAt(to) - gain) / (to - from);
    for (let i = from; i < to; i++) {
      out[i]! *= gain;
      gain += step;
    }
  }

  return out;
}
