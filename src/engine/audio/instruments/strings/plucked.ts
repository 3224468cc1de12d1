import { assert, cos, exp, gainFromDb, type Rng, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import type { PlayedPart } from '../../performance.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { applyExpression } from '../sampled.ts';
import type { Sound } from '../sound.ts';
import { amplify } from './amplifier.ts';
import { addThroughBody } from './body.ts';
import { FRETTED, type FrettedInstrument } from './models.ts';
import { applyPedal } from './pedals.ts';
import { plucksOf } from './plucks-of.ts';
import { type Pluck, StringLine } from './string-line.ts';

/** Roles whose chords are played twice and set left and right. */
const DOUBLED_ROLES = new Set(['chords', 'pad']);
/** A wooden box fills both ears by itself; loudspeakers stand closer, so that little is lost in mono (1 dB). */
const DOUBLE_PANS = { acoustic: [-0.82, 0.82], electric: [-0.66, 0.66] } as const;
const DOUBLE_NAMES: readonly string[] = ['left', 'right'];

/** The sound of a plucked instrument of `FRETTED` by its id. */
export function plucked(id: string): Sound {
  const instrument = FRETTED.get(id);
  assert(instrument !== undefined, `no plucked instrument "${id}"`);
  return pluckedModel(instrument);
}

/** The sound of a plucked instrument: every string modelled, one or two takes, through its body or amplifier. */
export function pluckedModel(instrument: FrettedInstrument): Sound {
  return ({ part, samples, rng }) => {
    const out = silence(samples);
    if (part.notes.length === 0) {
      return { kind: 'whole', audio: out };
    }

    const isDouble = instrument.isDoubled && DOUBLED_ROLES.has(part.role);
    const takes = isDouble
      ? DOUBLE_NAMES.map((name) => playTake(instrument, part, samples, 1, rng.fork(name)))
      : [playTake(instrument, part, samples, 0, rng.fork('take'))];
    const { voice } = instrument;
    const pans = isDouble ? DOUBLE_PANS[voice.kind] : [0];
    if (voice.kind === 'acoustic') {
      takes.forEach((take, index) => {
        const { left, right } = gainsAt(pans[index]!);
        addThroughBody(take, voice.body, out.left, out.right, left, right);
      });
    } else {
      // Each take has an amplifier of its own, and all its strings drive it together.
      amplify(takes[0]!, takes[1] ?? new Float32Array(samples), voice.amplifier);
      takes.forEach((take, index) => {
        soundTremolo(take, instrument, part.beatSamples);
        place(out, take, pans[index]!);
      });
    }

    applyExpression(out, part);
    return { kind: 'whole', audio: out };
  };
}

function gainsAt(pan: number): { readonly left: number; readonly right: number } {
  const angle = (TAU / 8) * (1 + pan);
  return { left: cos(angle) * 1.4142135623730951, right: sin(angle) * 1.4142135623730951 };
}

function place(out: Stereo, take: Float32Array, pan: number): void {
  const { left, right } = gainsAt(pan);
  for (let i = 0; i < take.length; i++) {
    out.left[i]! += take[i]! * left;
    out.right[i]! += take[i]! * right;
  }
}

/** An amplifier's tremolo comes after its valves; pedals come before. It is set by ear to two, three or four to a beat. */
function soundTremolo(take: Float32Array, { pedal }: FrettedInstrument, beatSamples: number): void {
  if (pedal?.kind === 'tremolo') {
    const [hz] = [2, 3, 4, 6]
      .map((count) => (count * SAMPLE_RATE) / beatSamples)
      .sort((one, other) => Math.abs(one - pedal.hz) - Math.abs(other - pedal.hz) || one - other);
    applyPedal(take, { ...pedal, hz: hz ?? pedal.hz }, []);
  }
}

/** Plays the part once, as the strings or pickup give it. */
function playTake(instrument: FrettedInstrument, part: PlayedPart, samples: number, human: number, rng: Rng): Float32Array {
  const strings = new Float32Array(samples);
  const plucks = plucksOf(instrument, part, human, rng.fork('hand'));
  // Nobody strikes at the same place of the string in the second recording.
  const hand = rng.fork('place').between(1 - 0.16 * human, 1 + 0.2 * human);
  const model = { ...instrument.string, pluckPlace: instrument.string.pluckPlace * hand };
  for (const [index, own] of plucks.entries()) {
    const string = rng.fork(`string-${index}`);
    const cents = string.gaussian(1.1 + 0.8 * human);
    new StringLine(model, string).play(
      strings,
      own.map((pluck) => ({ ...pluck, pitch: pluck.pitch + cents / 100 })),
    );
    const course = instrument.courses[index] ?? null;
    if (course !== null) {
      const second = rng.fork(`course-${index}`);
      const off = course.semitones + second.gaussian(3.2) / 100;
      new StringLine(model, second).play(
        strings,
        own.map((pluck) => later({ ...pluck, pitch: pluck.pitch + off, velocity: pluck.velocity * course.gain }, course.ms)),
      );
    }
  }

  addHandNoise(strings, instrument, plucks, rng.fork('noise'));
  if (instrument.pedal !== null && instrument.pedal.kind !== 'tremolo') {
    const steps = plucks.flat().sort((left, right) => left.startSample - right.startSample || left.pitch - right.pitch);
    applyPedal(strings, instrument.pedal, steps);
  }

  return strings;
}

function later(pluck: Pluck, ms: number): Pluck {
  const samples = Math.round((ms / 1000) * SAMPLE_RATE);
  return { ...pluck, startSample: pluck.startSample + samples, offSample: pluck.offSample + samples };
}

/** The plectrum's click on every stroke, and now and then a fingertip running along a wound string. */
function addHandNoise(
  strings: Float32Array,
  instrument: FrettedInstrument,
  plucks: readonly (readonly Pluck[])[],
  rng: Rng,
): void {
  const isWound = (string: number): boolean => string < instrument.open.length / 2;
  for (const [string, own] of plucks.entries()) {
    for (const [i, pluck] of own.entries()) {
      const finger = rng.fork(`${string}/${i}`);
      const click = instrument.string.noise * gainFromDb(-24) * pluck.velocity * pluck.velocity;
      addNoise(strings, pluck.startSample, 0.004, click, 0.75, finger);
      const next = own[i + 1];
      if (next !== undefined && isWound(string) && Math.abs(next.pitch - pluck.pitch) >= 2 && finger.chance(instrument.squeaks)) {
        addNoise(strings, next.startSample - Math.round(0.07 * SAMPLE_RATE), 0.045, 0.012 * pluck.velocity, 0.5, finger);
      }
    }
  }
}

function addNoise(out: Float32Array, startSample: number, seconds: number, gain: number, edge: number, rng: Rng): void {
  const from = Math.max(0, startSample);
  const to = Math.min(out.length, startSample + Math.round(seconds * 4 * SAMPLE_RATE));
  const keep = exp(-1 / (seconds * SAMPLE_RATE));
  let level = gain;
  let low = 0;
  for (let i = from; i < to; i++) {
    const white = rng.next() * 2 - 1;
    low += 0.35 * (white - low);
    out[i]! += (white * edge + low * (1 - edge) - low * edge) * level * Math.min(1, (i - from) / 40);
    level *= keep;
  }
}
