import { assert, clamp, cos, exp, gainFromDb, mixBetween, type Rng, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import type { PlayedNote, PlayedPart } from '../../performance.ts';
import { silence } from '../../stereo.ts';
import { applyExpression } from '../sampled.ts';
import type { Sound } from '../sound.ts';
import { assignStrings } from './assign-strings.ts';
import { addThroughBody, amplify } from './body.ts';
import { FRETTED, type FrettedInstrument } from './models.ts';
import { StringLine, type Pluck } from './string-line.ts';

/** Roles whose chords are played twice and set left and right. */
const DOUBLED_ROLES = new Set(['chords', 'pad']);

/** The sound of a fretted instrument: every string modelled, one or two takes, through its body or amplifier. */
export function plucked(id: string): Sound {
  const instrument = FRETTED.get(id);
  assert(instrument !== undefined, `no fretted instrument "${id}"`);
  return ({ part, samples, rng }) => {
    const out = silence(samples);
    if (instrument.isDoubled && DOUBLED_ROLES.has(part.role)) {
      addTake(out, instrument, part, -0.82, 1, rng.fork('left'));
      addTake(out, instrument, part, 0.82, 1, rng.fork('right'));
    } else {
      addTake(out, instrument, part, 0, 0, rng.fork('take'));
    }

    applyExpression(out, part);
    return { kind: 'whole', audio: out };
  };
}

/** Plays the part once. `human` 1 lets the take stray from the written performance as a second recording would. */
function addTake(
  out: { readonly left: Float32Array; readonly right: Float32Array },
  instrument: FrettedInstrument,
  part: PlayedPart,
  pan: number,
  human: number,
  rng: Rng,
): void {
  const strings = new Float32Array(out.left.length);
  const plucks = plucksOf(instrument, part, human, rng.fork('hand'));
  for (const [index, own] of plucks.entries()) {
    const string = rng.fork(`string-${index}`);
    const cents = string.gaussian(1.1 + 0.8 * human);
    new StringLine(instrument.string, string).play(
      strings,
      own.map((pluck) => ({ ...pluck, pitch: pluck.pitch + cents / 100 })),
    );
  }

  addHandNoise(strings, instrument, plucks, rng.fork('noise'));
  const angle = (TAU / 8) * (1 + pan);
  const leftGain = cos(angle) * 1.4142135623730951;
  const rightGain = sin(angle) * 1.4142135623730951;
  if (instrument.voice.kind === 'acoustic') {
    addThroughBody(strings, instrument.voice.body, out.left, out.right, leftGain, rightGain);
    return;
  }

  amplify(strings, instrument.voice.amplifier);
  for (let i = 0; i < strings.length; i++) {
    out.left[i]! += strings[i]! * leftGain;
    out.right[i]! += strings[i]! * rightGain;
  }
}

/** The strokes of each string, in order. */
function plucksOf(instrument: FrettedInstrument, part: PlayedPart, human: number, rng: Rng): readonly (readonly Pluck[])[] {
  const { notes } = part;
  const assigned = assignStrings(notes, instrument.open);
  const stray = strayOf(rng.fork('stray'));
  const plucks: Pluck[][] = instrument.open.map(() => []);
  for (const [i, note] of notes.entries()) {
    const previous = notes[i - 1];
    const isSlur =
      (note.articulation === 'legato' || note.articulation === 'slide') &&
      previous !== undefined &&
      assigned[i - 1] === assigned[i];
    const shift = Math.round(human * stray(note.startSample / SAMPLE_RATE) * SAMPLE_RATE);
    const startSample = Math.max(0, note.startSample + shift);
    const isLong = note.durationSamples > 0.4 * SAMPLE_RATE;
    plucks[assigned[i]!]!.push({
      startSample,
      offSample: startSample + note.durationSamples,
      pitch: note.pitch,
      velocity: clamp(note.velocity * (1 + human * rng.gaussian(0.06)), 0.03, 1),
      isMuted: instrument.isAlwaysMuted || note.articulation === 'mute',
      isGhost: note.articulation === 'ghost',
      slideSemitones: slideOf(note, previous),
      isSlurred: isSlur,
      vibratoCents: isLong ? instrument.vibratoCents * rng.between(0.7, 1.2) : 0,
    });
  }

  for (const own of plucks) {
    own.sort((left, right) => left.startSample - right.startSample || left.pitch - right.pitch);
  }

  return plucks;
}

function slideOf(note: PlayedNote, previous: PlayedNote | undefined): number {
  if (note.articulation !== 'slide') {
    return 0;
  }

  return previous === undefined ? -2 : clamp(previous.pitch - note.pitch, -7, 7) || -2;
}

/** A second player's clock: a slow wander of a few milliseconds, the same for all strings at one moment. */
function strayOf(rng: Rng): (seconds: number) => number {
  const knots: number[] = [];
  return (seconds) => {
    const place = seconds / 0.35;
    const index = Math.floor(place);
    while (knots.length < index + 2) {
      knots.push(clamp(rng.gaussian(0.0048), -0.011, 0.011));
    }

    return mixBetween(knots[index]!, knots[index + 1]!, place - index);
  };
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
