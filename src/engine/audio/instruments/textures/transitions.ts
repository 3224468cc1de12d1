import { clamp, exp, pow, type Rng, SAMPLE_RATE, tan, TAU } from '../../../kernel/index.ts';
import type { PlayedNote } from '../../performance.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { HitPlayer, type Hit, type HitLayer } from '../drums/hit-player.ts';
import { membrane, type HitRecipe } from '../drums/hit-synth.ts';
import type { Sound } from '../sound.ts';
import { sineOf } from '../sine.ts';

/** A wave of noise and tone that climbs and ends exactly where its note ends. */
export const riser: Sound = ({ part, samples, rng }) => {
  const out = silence(samples);
  for (const [index, note] of part.notes.entries()) {
    addRise(out, note, rng.fork(`rise-${index}`));
  }

  return { kind: 'whole', audio: out };
};

const BLOCK = 32;

function addRise(out: Stereo, note: PlayedNote, rng: Rng): void {
  const length = note.durationSamples;
  const end = Math.min(length, out.left.length - note.startSample);
  const filters = [new BandPass(), new BandPass()] as const;
  const phases = [0, 0.33, 0.5, 0.77];
  const detunes = [1, 1.006, 0.994, 2.003];
  // The last 8 ms close, so that the seam is a cut and not a click.
  const close = 0.008 * SAMPLE_RATE;
  for (let from = 0; from < end; from += BLOCK) {
    const place = from / length;
    const seconds = from / SAMPLE_RATE;
    const climb = place * place;
    const hz = 300 * pow(2, 4.6 * place);
    filters[0].tune(hz, 0.9);
    filters[1].tune(hz * 1.09, 0.9);
    const toneHz = 110 * pow(2, 2 * climb);
    // A tremble that quickens towards the end.
    const tremble = 1 - 0.35 * climb * (0.5 + 0.5 * sineOf(fraction(seconds * (4 + 8 * place))));
    const level = note.velocity * (0.03 + 0.97 * pow(place, 2.2)) * tremble;
    for (let i = from; i < Math.min(end, from + BLOCK); i++) {
      let tone = 0;
      for (let j = 0; j < 4; j++) {
        const phase = phases[j]! + (toneHz * detunes[j]!) / SAMPLE_RATE;
        phases[j] = phase >= 1 ? phase - 1 : phase;
        tone += sineOf(phases[j]!);
      }

      const gain = level * clamp((length - i) / close, 0, 1);
      out.left[note.startSample + i]! += gain * (0.55 * filters[0].next(rng.next() * 2 - 1) + 0.035 * tone);
      out.right[note.startSample + i]! += gain * (0.55 * filters[1].next(rng.next() * 2 - 1) + 0.035 * tone);
    }
  }
}

function fraction(x: number): number {
  return x - Math.floor(x);
}

/** A band-pass whose middle moves; state-variable, so that moving it is smooth. */
class BandPass {
  #ic1 = 0;
  #ic2 = 0;
  #k = 1;
  #a1 = 0;
  #a2 = 0;
  #a3 = 0;

  tune(hz: number, q: number): void {
    const g = tan((TAU / 2) * (Math.min(hz, 18000) / SAMPLE_RATE));
    this.#k = 1 / q;
    this.#a1 = 1 / (1 + g * (g + this.#k));
    this.#a2 = g * this.#a1;
    this.#a3 = g * this.#a2;
  }

  next(x: number): number {
    const v3 = x - this.#ic2;
    const v1 = this.#a1 * this.#ic1 + this.#a2 * v3;
    const v2 = this.#ic2 + this.#a2 * this.#ic1 + this.#a3 * v3;
    this.#ic1 = 2 * v1 - this.#ic1;
    this.#ic2 = 2 * v2 - this.#ic2;
    return this.#k * v1;
  }
}

const BOOM: HitRecipe = {
  seconds: 3.2,
  tones: [
    { fromHz: 120, toHz: 33, fall: 0.07, decay: 0.42, hold: 0.05, level: 0.95 },
    { fromHz: 240, toHz: 55, fall: 0.04, decay: 0.14, hold: 0, level: 0.4 },
  ],
  noises: [
    { bands: [{ kind: 'low-pass', hz: 2400, q: 0.6, gainDb: 0 }], attack: 0.001, decay: 0.09, level: 0.6, bursts: [] },
    { bands: [{ kind: 'band-pass', hz: 500, q: 0.5, gainDb: 0 }], attack: 0.004, decay: 0.4, level: 0.22, bursts: [] },
    { bands: [{ kind: 'high-pass', hz: 5000, q: 0.6, gainDb: 0 }], attack: 0.002, decay: 0.22, level: 0.08, bursts: [] },
  ],
  metal: null,
  drive: 1.2,
};

function layer(source: HitLayer['source'], gainDb: number, pan: number): HitLayer {
  return { source, gainDb, semitones: 0, seconds: null, cutoffHz: null, velocities: [0, 1], pan, delaySeconds: 0 };
}

const IMPACT: Hit = {
  layers: [
    layer({ kind: 'synth', recipe: BOOM }, 0, 0),
    layer({ kind: 'synth', recipe: membrane(48, 1.3, 1) }, -5, -0.4),
    layer({ kind: 'synth', recipe: membrane(52, 1.3, 1) }, -5, 0.4),
    layer({ kind: 'bank', program: 48, key: 57, isDrum: true }, -10, 0),
  ],
  pan: 0,
  darkCents: 1800,
  humanCents: 25,
  humanDb: 0.5,
  other: null,
};

/** A blow that opens a section: a falling low tone, two great drums, a cymbal's wash. */
export const impact: Sound = ({ part, samples, bank, rng }) => {
  const out = silence(samples);
  const player = new HitPlayer(bank, rng);
  for (const note of part.notes) {
    player.play(out, IMPACT, note.velocity, note.startSample, Infinity);
  }

  return { kind: 'whole', audio: out };
};

function crash(key: number, pan: number): Hit {
  return {
    layers: [layer({ kind: 'bank', program: 0, key, isDrum: true }, 0, pan)],
    pan: 0,
    darkCents: 900,
    humanCents: 40,
    humanDb: 0.5,
    other: null,
  };
}

const CRASHES: readonly Hit[] = [crash(49, -0.25), crash(57, 0.3)];

/** A cymbal played backwards: it swells out of nothing and ends exactly where its note ends. */
export const reverseCymbal: Sound = ({ part, samples, bank, rng }) => {
  const out = silence(samples);
  for (const [index, note] of part.notes.entries()) {
    const forward = silence(note.durationSamples);
    const player = new HitPlayer(bank, rng.fork(`cymbal-${index}`));
    for (const hit of CRASHES) {
      player.play(forward, hit, 1, 0, Infinity);
    }

    addReversed(out, forward, note);
  }

  return { kind: 'whole', audio: out };
};

function addReversed(out: Stereo, forward: Stereo, note: PlayedNote): void {
  const { length } = forward.left;
  const gain = pow(note.velocity, 1.3);
  // A swell as long as the note whatever the cymbal's own decay; the stroke's click at the end is softened.
  const swell = length / 3.2;
  const soft = 0.004 * SAMPLE_RATE;
  for (let i = 0; i < length; i++) {
    const left = length - i;
    const shape = exp(-left / swell) * clamp(left / soft, 0, 1) * clamp(i / (0.1 * length), 0, 1);
    const at = note.startSample + i;
    if (at < out.left.length) {
      out.left[at]! += forward.left[length - 1 - i]! * shape * gain;
      out.right[at]! += forward.right[length - 1 - i]! * shape * gain;
    }
  }
}
