import { clamp, exp, frequencyOfPitch, LN2, pow, type Rng, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import { softCurve } from '../../dsp/saturator.ts';
import type { Stereo } from '../../stereo.ts';
import { addWave, type Copy, type Wave } from './waves.ts';

/** Times in seconds; `sustain` 0–1. Decay and release are the time to fall by half. */
export type Adsr = { readonly attack: number; readonly decay: number; readonly sustain: number; readonly release: number };

export type Oscillator = {
  readonly wave: Wave;
  readonly semitones: number;
  readonly level: number;
  /** How many copies sound together, how far apart they are tuned (cents, outermost), and how wide they stand (0–1). */
  readonly copies: number;
  readonly spreadCents: number;
  readonly width: number;
};

/** A subtractive synthesiser's setting as data. */
export type SynthPatch = {
  readonly oscillators: readonly Oscillator[];
  readonly noise: number;
  readonly filter: {
    readonly cutoffHz: number;
    readonly q: number;
    /** Octaves of cutoff per octave of pitch above middle C. */
    readonly keyTrack: number;
    readonly envelopeOctaves: number;
    readonly velocityOctaves: number;
    /** One stage falls 12 dB an octave, two fall 24. */
    readonly stages: 1 | 2;
    /** Slow wandering of the cutoff. */
    readonly motionHz: number;
    readonly motionOctaves: number;
  };
  readonly level: Adsr;
  readonly sweep: Adsr;
  readonly vibrato: { readonly hz: number; readonly cents: number; readonly delaySeconds: number };
  /** Analogue wander of tuning, cents. */
  readonly driftCents: number;
  /** Time in which a slurred note covers half of the way from the one before; 0 jumps. */
  readonly glideSeconds: number;
  /** Semitones above the note at which a struck note begins, and the time in which half of that is gone. */
  readonly drop: { readonly semitones: number; readonly seconds: number };
  /** Gain into a soft curve; 1 leaves it clean. */
  readonly drive: number;
  /** How much of loudness the key's force decides, 0–1. */
  readonly touch: number;
};

/** One note of a voice; a slurred one goes on in the sound of the note before. */
export type SynthNote = {
  readonly startSample: number;
  readonly offSample: number;
  /** Where the same pitch is struck again. */
  readonly chokeSample: number;
  readonly pitch: number;
  readonly velocity: number;
  readonly isSlurred: boolean;
  readonly isSlide: boolean;
};

/** Envelopes, pitch and filter move once a block, counted from the voice's first note. */
const BLOCK = 64;
/** −80 dB of the voice. */
const INAUDIBLE = 0.0001;

/** A voice: plays a chain of notes that do not overlap and adds them to `out`. Saw and square are band-limited by polynomial steps (PolyBLEP). */
export class SynthVoice {
  readonly #patch: SynthPatch;
  readonly #copies: readonly Copy[];
  readonly #rng: Rng;
  readonly #left = new Float64Array(BLOCK);
  readonly #right = new Float64Array(BLOCK);
  readonly #filter: Float64Array = new Float64Array(8);
  readonly #driftPhase: number;
  readonly #motionPhase: number;
  #level = 0;
  #isRising = false;
  #sweep = 0;
  #isSweepRising = false;
  #pitch = 0;
  #dropLeft = 0;

  constructor(patch: SynthPatch, rng: Rng) {
    this.#patch = patch;
    this.#rng = rng;
    this.#copies = patch.oscillators.flatMap((oscillator) => copiesOf(oscillator, rng));
    this.#driftPhase = rng.next();
    this.#motionPhase = rng.next();
  }

  play(out: Stereo, notes: readonly SynthNote[]): void {
    for (const [i, note] of notes.entries()) {
      const next = notes[i + 1]?.startSample ?? Infinity;
      this.#strike(note, i === 0);
      const end = Math.min(out.left.length, next);
      for (let at = note.startSample, index = 0; at < end; at += BLOCK, index++) {
        const count = Math.min(BLOCK, end - at);
        const isHeld = at < note.offSample;
        if (!this.#run(out, at, count, note, index, isHeld)) {
          break;
        }
      }
    }
  }

  #strike(note: SynthNote, isFirst: boolean): void {
    const { drop } = this.#patch;
    if (isFirst || !note.isSlurred) {
      this.#isRising = true;
      this.#isSweepRising = true;
      this.#sweep = 0;
      this.#dropLeft = drop.semitones;
      if (isFirst || !note.isSlide) {
        this.#pitch = note.pitch;
      }
    }
  }

  #run(out: Stereo, at: number, count: number, note: SynthNote, index: number, isHeld: boolean): boolean {
    const patch = this.#patch;
    const seconds = (index * BLOCK) / SAMPLE_RATE;
    const from = this.#level;
    const to = this.#nextLevel(isHeld);
    this.#nextSweep(isHeld);
    if (!isHeld && from < INAUDIBLE && to < INAUDIBLE) {
      this.#level = 0;
      return false;
    }

    const hz = frequencyOfPitch(this.#nextPitch(note, seconds));
    this.#left.fill(0, 0, count);
    this.#right.fill(0, 0, count);
    for (const copy of this.#copies) {
      addWave(copy, (hz * copy.ratio) / SAMPLE_RATE, this.#left, this.#right, count);
    }

    if (patch.noise > 0) {
      this.#addNoise(count);
    }

    this.#filterBlock(note, at, count);
    const force = 1 - patch.touch + patch.touch * pow(note.velocity, 1.3);
    const step = (to - from) / BLOCK;
    let gain = from;
    const { drive } = patch;
    for (let i = 0; i < count; i++) {
      let left = this.#left[i]! * gain;
      let right = this.#right[i]! * gain;
      if (drive !== 1) {
        left = softCurve(left * drive);
        right = softCurve(right * drive);
      }

      out.left[at + i]! += left * force;
      out.right[at + i]! += right * force;
      gain += step;
    }

    this.#level = gain;
    return true;
  }

  #nextLevel(isHeld: boolean): number {
    const { attack, decay, sustain, release } = this.#patch.level;
    if (!isHeld) {
      this.#isRising = false;
      return this.#level * halving(release);
    }

    if (this.#isRising) {
      const next = this.#level + BLOCK / (Math.max(attack, 0.001) * SAMPLE_RATE);
      this.#isRising = next < 1;
      return Math.min(1, next);
    }

    return sustain + (this.#level - sustain) * halving(decay);
  }

  #nextSweep(isHeld: boolean): void {
    const { attack, decay, sustain, release } = this.#patch.sweep;
    if (!isHeld) {
      this.#isSweepRising = false;
      this.#sweep *= halving(release);
    } else if (this.#isSweepRising) {
      this.#sweep += BLOCK / (Math.max(attack, 0.001) * SAMPLE_RATE);
      this.#isSweepRising = this.#sweep < 1;
      this.#sweep = Math.min(1, this.#sweep);
    } else {
      this.#sweep = sustain + (this.#sweep - sustain) * halving(decay);
    }
  }

  /** Pitch of the block: glide, drop, vibrato and drift together. */
  #nextPitch(note: SynthNote, seconds: number): number {
    const { glideSeconds, vibrato, driftCents, drop } = this.#patch;
    const glide = note.isSlide ? Math.max(glideSeconds, 0.045) : note.isSlurred ? glideSeconds : 0;
    this.#pitch = glide === 0 ? note.pitch : note.pitch + (this.#pitch - note.pitch) * halving(glide);
    if (this.#dropLeft !== 0) {
      this.#dropLeft *= halving(drop.seconds);
    }

    let cents = driftCents === 0 ? 0 : driftCents * sin(TAU * (0.21 * seconds + this.#driftPhase));
    if (vibrato.cents !== 0 && seconds > vibrato.delaySeconds) {
      const depth = Math.min(1, (seconds - vibrato.delaySeconds) / 0.4);
      cents += vibrato.cents * depth * sin(TAU * vibrato.hz * (seconds - vibrato.delaySeconds));
    }

    return this.#pitch + this.#dropLeft + cents / 100;
  }

  #addNoise(count: number): void {
    const { noise } = this.#patch;
    for (let i = 0; i < count; i++) {
      this.#left[i]! += (this.#rng.next() * 2 - 1) * noise;
      this.#right[i]! += (this.#rng.next() * 2 - 1) * noise;
    }
  }

  #filterBlock(note: SynthNote, at: number, count: number): void {
    const { cutoffHz, q, keyTrack, envelopeOctaves, velocityOctaves, stages, motionHz, motionOctaves } = this.#patch.filter;
    let octaves = ((this.#pitch - 60) / 12) * keyTrack + envelopeOctaves * this.#sweep + velocityOctaves * (note.velocity - 0.7);
    if (motionOctaves !== 0) {
      octaves += motionOctaves * sin(TAU * ((motionHz * at) / SAMPLE_RATE + this.#motionPhase));
    }

    const g = tangent((TAU / 2) * (clamp(cutoffHz * exp(octaves * LN2), 20, 19000) / SAMPLE_RATE));
    // Trapezoidal state-variable low-pass (Simper 2013), in place, four words of state a stage.
    const k = 1 / q;
    const a1 = 1 / (1 + g * (g + k));
    for (let stage = 0; stage < stages; stage++) {
      lowPass(this.#left, this.#filter, stage * 4, count, g, a1);
      lowPass(this.#right, this.#filter, stage * 4 + 2, count, g, a1);
    }
  }
}

/** The tangent up to 1.25, within 1 %, by Lambert's continued fraction: a cutoff needs no more. */
function tangent(x: number): number {
  const square = x * x;
  return (x * (15 - square)) / (15 - 6 * square);
}

function lowPass(block: Float64Array, state: Float64Array, place: number, count: number, g: number, a1: number): void {
  const a2 = g * a1;
  const a3 = g * a2;
  let ic1 = state[place]!;
  let ic2 = state[place + 1]!;
  for (let i = 0; i < count; i++) {
    const v3 = block[i]! - ic2;
    const v1 = a1 * ic1 + a2 * v3;
    const v2 = ic2 + a2 * ic1 + a3 * v3;
    ic1 = 2 * v1 - ic1;
    ic2 = 2 * v2 - ic2;
    block[i] = v2;
  }

  state[place] = ic1;
  state[place + 1] = ic2;
}

function copiesOf(oscillator: Oscillator, rng: Rng): Copy[] {
  const { copies, spreadCents, width, wave, semitones } = oscillator;
  const gain = oscillator.level / Math.sqrt(copies);
  return Array.from({ length: copies }, (_, i) => {
    // Copies lie closer together in the middle, as those of the first supersaw did.
    const place = copies === 1 ? 0 : (2 * i) / (copies - 1) - 1;
    const cents = spreadCents * place * (0.55 + 0.45 * Math.abs(place)) + (copies === 1 ? 0 : rng.gaussian(0.4));
    const pan = copies === 1 ? 0 : (i % 2 === 0 ? 1 : -1) * Math.abs(place) * width;
    return {
      ratio: pow(2, semitones / 12 + cents / 1200),
      wave,
      left: gain * (1 - pan),
      right: gain * (1 + pan),
      phase: rng.next(),
    };
  });
}

/** Factor of one block for a level that falls by half in `seconds`. */
function halving(seconds: number): number {
  return seconds <= 0 ? 0 : exp((-LN2 * BLOCK) / (seconds * SAMPLE_RATE));
}
