import { assert, cos, exp, frequencyOfPitch, gainFromDb, pow, type Rng, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { heldNotes } from '../sampled.ts';
import type { Sound } from '../sound.ts';
import type { ModalPatch } from './modal-patch.ts';
import { MODAL } from './patches.ts';

const BLOCK = 64;

/** The sound of a struck body of `MODAL` by its id. */
export function struck(id: string): Sound {
  const patch = MODAL.get(id);
  assert(patch !== undefined, `no struck body "${id}"`);
  return modal(patch);
}

/** The sound of a struck body of metal or wood: its partials swing freely, each with its own decay. */
export function modal(patch: ModalPatch): Sound {
  return ({ part, samples, rng }) => {
    const out = silence(samples);
    const held = heldNotes(part, false);
    for (const [index, note] of part.notes.entries()) {
      const own = rng.fork(`note-${index}`);
      const isMuted = note.articulation === 'mute' || note.articulation === 'ghost';
      const offSample = isMuted ? note.startSample + 2400 : held[index]!.offSample;
      addModalNote(out, patch, { ...note, offSample, chokeSample: held[index]!.chokeSample, isMuted }, own);
    }

    return { kind: 'whole', audio: out };
  };
}

type StruckNote = {
  readonly startSample: number;
  readonly offSample: number;
  readonly chokeSample: number;
  readonly pitch: number;
  readonly velocity: number;
  readonly isMuted: boolean;
};

function addModalNote(out: Stereo, patch: ModalPatch, note: StruckNote, rng: Rng): void {
  const hz = frequencyOfPitch(note.pitch);
  const ring = pow(patch.keyScale, (note.pitch - 60) / 12);
  const force = pow(note.velocity, 1.4);
  for (const [index, partial] of patch.partials.entries()) {
    // No two strokes meet the same spot.
    const spot = gainFromDb(rng.gaussian(1.1));
    const dull = gainFromDb(-patch.softDb * (1 - note.velocity) * Math.max(0, octaves(partial.ratio)));
    const level = force * partial.level * spot * dull;
    const side = patch.width * (index % 2 === 0 ? 0.5 : -1) * (index % 3 === 0 ? 0.4 : 1);
    const halves = partial.beatCents === 0 ? [0] : [-partial.beatCents / 2, partial.beatCents / 2];
    for (const cents of halves) {
      const partialHz = hz * partial.ratio * pow(2, cents / 1200);
      if (partialHz < 0.42 * SAMPLE_RATE) {
        addPartial(out, patch, note, {
          hz: partialHz,
          level: level / halves.length,
          seconds: partial.seconds * ring * rng.between(0.92, 1.08),
          side: halves.length === 1 ? side : side + (cents < 0 ? -0.3 : 0.3) * patch.width,
        });
      }
    }
  }

  addStrike(out, note, patch, force, rng);
}

function octaves(ratio: number): number {
  let count = 0;
  let left = ratio;
  while (left >= 2) {
    left /= 2;
    count++;
  }

  return count + (left - 1);
}

type Swing = { readonly hz: number; readonly level: number; readonly seconds: number; readonly side: number };

/** A swing that turns on the spot: two numbers, rotated and shrunk frame by frame. */
function addPartial(out: Stereo, patch: ModalPatch, note: StruckNote, swing: Swing): void {
  const { left, right } = out;
  const keep = exp(-6.907755278982137 / (swing.seconds * SAMPLE_RATE));
  const release =
    patch.releaseSeconds === null && !note.isMuted
      ? keep
      : exp(-6.907755278982137 / (Math.min(swing.seconds, note.isMuted ? 0.12 : (patch.releaseSeconds ?? 9)) * SAMPLE_RATE));
  const choke = exp(-6.907755278982137 / (0.12 * SAMPLE_RATE));
  const w = (TAU * swing.hz) / SAMPLE_RATE;
  const cosine = cos(w);
  const sine = sin(w);
  const toLeft = 1 - swing.side;
  const toRight = 1 + swing.side;
  const rise = patch.attack === 0 ? 1 / 24 : 1 / (patch.attack * SAMPLE_RATE);
  let x = 0;
  let y = swing.level;
  let climb = 0;
  for (let at = note.startSample; at < left.length; at += BLOCK) {
    const factor = at >= note.chokeSample ? choke : at >= note.offSample ? release : keep;
    const turnCosine = cosine * factor;
    const turnSine = sine * factor;
    const end = Math.min(left.length, at + BLOCK);
    for (let i = at; i < end; i++) {
      const nextX = x * turnCosine + y * turnSine;
      y = y * turnCosine - x * turnSine;
      x = nextX;
      climb = climb >= 1 ? 1 : climb + rise;
      left[i]! += x * climb * toLeft;
      right[i]! += x * climb * toRight;
    }

    if (x * x + y * y < 1e-9) {
      return;
    }
  }
}

function addStrike(out: Stereo, note: StruckNote, { strike }: ModalPatch, force: number, rng: Rng): void {
  if (strike.level === 0) {
    return;
  }

  const keep = exp(-1 / (strike.seconds * SAMPLE_RATE));
  const end = Math.min(out.left.length, note.startSample + Math.round(strike.seconds * 6 * SAMPLE_RATE));
  let low = 0;
  let gain = strike.level * force;
  for (let i = note.startSample; i < end; i++) {
    low += strike.pull * (0.4 + 0.6 * note.velocity) * (rng.next() * 2 - 1 - low);
    const x = low * gain * Math.min(1, (i - note.startSample) / 24);
    out.left[i]! += x;
    out.right[i]! += x;
    gain *= keep;
  }
}
