import { clamp, cos, frequencyOfPitch, pow, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import { Saturator } from '../../dsp/saturator.ts';
import type { PlayedPart } from '../../performance.ts';
import { silence } from '../../stereo.ts';
import { applyExpression, heldNotes } from '../sampled.ts';
import type { Sound } from '../sound.ts';
import { rotarySpeaker } from './rotary-speaker.ts';

/** Semitones of the drawbars above the key: 16', 5⅓', 8', 4', 2⅔', 2', 1⅗', 1⅓', 1'. */
const DRAWBARS: readonly number[] = [-12, 7, 0, 12, 19, 24, 28, 31, 36];
/** How far each is drawn, 0–8, in soft music and in loud: 88 8 000 000 opens to 88 8 846 448. */
const SOFT: readonly number[] = [7, 5, 8, 3, 0, 0, 0, 0, 1];
const FULL: readonly number[] = [8, 7, 8, 8, 4, 6, 2, 3, 7];
/** Lowest and highest wheel, as pitches; drawbars beyond them repeat the last octave, as the instrument's own wiring does. */
const LOWEST = 24;
const HIGHEST = 114;
const BLOCK = 64;
/** The percussion that a detached chord sets off: the 2⅔' drawbar's wheel, halved every so many seconds. */
const PERCUSSION = { semitones: 19, level: 5, half: 0.16 };

/** A drawbar organ: its wheels run all the time, keys only connect them, so that octaves share a wheel and never beat. */
export const tonewheelOrgan: Sound = ({ part, samples, rng }) => {
  const out = silence(samples);
  if (part.notes.length === 0) {
    return { kind: 'whole', audio: out };
  }

  const levels = wheelLevels(part, samples);
  const contacts = rng.fork('contacts');
  const mono = out.left;
  for (const [pitch, level] of [...levels].sort(([low], [high]) => low - high)) {
    // Filters of the generators differ a little from wheel to wheel.
    turnWheel(mono, pitch, level, contacts.between(0.92, 1.08));
  }

  new Saturator({ driveDb: 7, bias: 0.15, isOversampled: false, blend: 0.8 }).process(mono, out.right, 0, samples);
  rotarySpeaker(out, speedsOf(part, samples));
  applyExpression(out, part);
  return { kind: 'whole', audio: out };
};

/** The level of each wheel that is used, once a block. */
function wheelLevels(part: PlayedPart, samples: number): ReadonlyMap<number, Float32Array> {
  const blocks = Math.ceil(samples / BLOCK) + 1;
  const levels = new Map<number, Float32Array>();
  const levelOf = (pitch: number): Float32Array => {
    const folded = pitch < LOWEST ? pitch + 12 : pitch > HIGHEST ? pitch - 12 * Math.ceil((pitch - HIGHEST) / 12) : pitch;
    const known = levels.get(folded) ?? new Float32Array(blocks);
    levels.set(folded, known);
    return known;
  };
  let silentFrom = 0;
  for (const [index, held] of heldNotes(part, false).entries()) {
    const note = part.notes[index]!;
    const pitch = Math.round(note.pitch);
    const from = Math.round(note.startSample / BLOCK);
    const to = Math.min(blocks, Math.max(from + 1, Math.round(held.offSample / BLOCK)));
    const opened = clamp((note.velocity - 0.35) / 0.5, 0, 1);
    for (const [bar, semitones] of DRAWBARS.entries()) {
      const drawn = SOFT[bar]! + (FULL[bar]! - SOFT[bar]!) * opened;
      addLevel(levelOf(pitch + semitones), from, to, gainOf(drawn));
    }

    const isDetached = note.startSample >= silentFrom - 480;
    if (isDetached) {
      const struck = levelOf(pitch + PERCUSSION.semitones);
      const keep = pow(0.5, BLOCK / SAMPLE_RATE / PERCUSSION.half);
      let level = gainOf(PERCUSSION.level) * (0.5 + 0.5 * note.velocity);
      for (let block = from; block < Math.min(to, from + 600); block++) {
        struck[block]! += level;
        level *= keep;
      }
    }

    silentFrom = Math.max(silentFrom, held.offSample);
  }

  return levels;
}

/** Each of a drawbar's eight steps is 3 dB. */
function gainOf(drawn: number): number {
  return drawn <= 0 ? 0 : 0.05 * pow(2, (drawn - 8) / 2) * Math.min(1, drawn);
}

function addLevel(level: Float32Array, from: number, to: number, gain: number): void {
  for (let block = from; block < to; block++) {
    level[block]! += gain;
  }
}

/** Adds a wheel where it is connected. Its phase is that of the running motor. */
function turnWheel(out: Float32Array, pitch: number, level: Float32Array, gain: number): void {
  const step = (TAU * frequencyOfPitch(pitch)) / SAMPLE_RATE;
  const cosine = cos(step);
  const sine = sin(step);
  let now = 0;
  let x = 0;
  let y = 1;
  let isTurning = false;
  for (let block = 0, at = 0; at < out.length; block++, at += BLOCK) {
    const target = level[block]! * gain;
    if (target === 0 && now === 0) {
      isTurning = false;
      continue;
    }

    if (!isTurning) {
      const turns = (step * at) / TAU;
      const phase = (turns - Math.floor(turns)) * TAU;
      x = sin(phase);
      y = cos(phase);
      isTurning = true;
    }

    // A bare contact: in a thousandth of a second the wheel is there, and that is the click.
    const count = Math.min(BLOCK, out.length - at);
    const rise = (target - now) / BLOCK;
    for (let i = at; i < at + count; i++) {
      out[i]! += x * now;
      const next = x * cosine + y * sine;
      y = y * cosine - x * sine;
      x = next;
      now += rise;
    }

    now = target;
  }
}

/** Where the speaker is switched: fast in loud passages and under long, strong chords; between 0 (slow) and 1, once a second. */
function speedsOf(part: PlayedPart, samples: number): readonly number[] {
  const seconds = Math.ceil(samples / SAMPLE_RATE) + 1;
  const sums = new Float64Array(seconds);
  const counts = new Float64Array(seconds);
  for (const note of part.notes) {
    const from = Math.floor(note.startSample / SAMPLE_RATE);
    const to = Math.min(seconds - 1, Math.floor((note.startSample + note.durationSamples) / SAMPLE_RATE));
    for (let second = from; second <= to; second++) {
      sums[second]! += note.velocity;
      counts[second]! += 1;
    }
  }

  let isFast = false;
  return Array.from({ length: seconds }, (_, second) => {
    const mean = counts[second]! === 0 ? 0 : sums[second]! / counts[second]!;
    // The hand does not switch to and fro at the border.
    isFast = mean > (isFast ? 0.58 : 0.66);
    return isFast ? 1 : 0;
  });
}
