import {
  atan,
  clamp,
  cos,
  exp,
  frequencyOfPitch,
  LN2,
  mixBetween,
  pow,
  type Rng,
  SAMPLE_RATE,
  sin,
  TAU,
} from '../../../kernel/index.ts';
import { type Loop, StringSwing } from './string-swing.ts';

/** What a string is made of and how it is played; times are seconds for 60 dB. */
export type StringModel = {
  /** Decay of the lowest open string's fundamental, and how much shorter it is an octave up (0.6 is 40 % less). */
  readonly sustain: number;
  readonly sustainPerOctave: number;
  /** Decay of the lowest string's overtones near `highHz`, and by how much it changes an octave up: thin strings shine longer. */
  readonly brightSustain: number;
  readonly brightPerOctave: number;
  readonly highHz: number;
  /** Where the string is plucked, as a part of its length from the bridge. */
  readonly pluckPlace: number;
  /** Where a magnetic pickup listens; null for the bridge of an acoustic instrument. */
  readonly pickupPlace: number | null;
  /** How round the plectrum or fingertip leaves the string's corner in a hard stroke; short is bright. */
  readonly contactSeconds: number;
  /** Part of the stroke that is noise, 0–1. */
  readonly noise: number;
  /** Tuning difference of the string's two planes of swing (or of a course's two strings), cents. */
  readonly beatCents: number;
  /** Cents that a hard stroke starts sharp. */
  readonly tensionCents: number;
  /** Decay once the string is let go. */
  readonly releaseSeconds: number;
  /** Decay and brightness under the heel of the hand. */
  readonly muteSustain: number;
  readonly muteBrightSustain: number;
};

/** One stroke on one string. */
export type Pluck = {
  readonly startSample: number;
  readonly offSample: number;
  readonly pitch: number;
  readonly velocity: number;
  readonly isMuted: boolean;
  readonly isGhost: boolean;
  /** Semitones from which a slide arrives; 0 for none. */
  readonly slideSemitones: number;
  /** Seconds that the slide or bend takes. */
  readonly slideSeconds: number;
  /** A slur: the left hand alone sets the string going, softly. */
  readonly isSlurred: boolean;
  readonly vibratoCents: number;
};

const NO_FORCE = new Float64Array(0);
/** Pitch and damping move once a block, counted from the stroke. */
const BLOCK = 32;
/** After this the sharpness of a hard stroke is gone, to a thirtieth of a cent. */
const SETTLED_SECONDS = 0.55;
/** More than the longest trip: 30 ms. */
const QUIET_BLOCKS = 45;
/** The hand touches a sounding string this long before it strikes it anew. */
const TOUCH_SAMPLES = Math.round(0.007 * SAMPLE_RATE);
/** A finger takes this long to settle on a string. */
const LANDING_SAMPLES = Math.round(0.012 * SAMPLE_RATE);
/** A string let go just before its next stroke simply rings on into it. */
const JOIN_SAMPLES = Math.round(0.06 * SAMPLE_RATE);

/**
 * A string after Karplus and Strong, extended after Jaffe and Smith ("Extensions of the Karplus-Strong plucked-string
 * algorithm", 1983): two delay lines (the string's two planes of swing) with a one-pole loss, third-order Lagrange
 * interpolation for exact and bendable tuning, a stroke whose place on the string combs its spectrum. The same string
 * goes on ringing when it is struck again.
 */
export class StringLine {
  readonly #model: StringModel;
  readonly #rng: Rng;
  readonly #swing: StringSwing;
  #stroke: Float64Array = new Float64Array(0);
  #strokeAt = 0;
  /** Blocks in a row in which nothing was to be heard. A pulse needs a whole trip to come by again. */
  #quietBlocks = 0;

  constructor(model: StringModel, rng: Rng) {
    this.#model = model;
    this.#rng = rng;
    this.#swing = new StringSwing(model);
  }

  /** Adds everything that the string plays to `out`. `plucks` are in order of time. A string begins at rest. */
  play(out: Float32Array, plucks: readonly Pluck[]): void {
    this.#still();
    for (const [i, pluck] of plucks.entries()) {
      const next = plucks[i + 1];
      const end = Math.min(out.length, next === undefined ? out.length : next.startSample);
      if (pluck.startSample < end) {
        this.#ring(out, pluck, end, next !== undefined && next.startSample - pluck.offSample < JOIN_SAMPLES, next !== undefined);
      }
    }
  }

  #ring(out: Float32Array, pluck: Pluck, end: number, ringsOn: boolean, isTouched: boolean): void {
    const model = this.#model;
    const hz = frequencyOfPitch(pluck.pitch);
    const octaves = (pluck.pitch - 40) / 12;
    const sustain = pluck.isMuted ? model.muteSustain : model.sustain * pow(model.sustainPerOctave, octaves);
    const bright = pluck.isMuted ? model.muteBrightSustain : model.brightSustain * pow(model.brightPerOctave, octaves);
    const ring = designLoop(hz, pluck.isGhost ? 0.09 : sustain, pluck.isGhost ? 0.04 : bright, model.highHz);
    const release = designLoop(
      hz,
      Math.min(sustain, model.releaseSeconds),
      Math.min(bright, model.releaseSeconds * 0.5),
      model.highHz,
    );
    const touch = designLoop(hz, 0.05, 0.02, model.highHz);
    const releaseAt = ringsOn ? end : pluck.offSample;
    const touchAt = isTouched && !pluck.isSlurred ? end - TOUCH_SAMPLES : Infinity;
    this.#strike(pluck, hz);
    const sharp = model.tensionCents * pluck.velocity * pluck.velocity;
    const vibratoHz = 5.4 + this.#rng.gaussian(0.25);

    // Once its tension has settled, a plain string stays where it is.
    const settledAt = pluck.vibratoCents === 0 ? SETTLED_SECONDS : Infinity;

    for (let at = pluck.startSample, index = 0; at < end; at += BLOCK, index++) {
      const seconds = (index * BLOCK) / SAMPLE_RATE;
      const held = at >= releaseAt ? between(ring, release, (at - releaseAt) / LANDING_SAMPLES) : ring;
      const loop = at >= touchAt ? between(held, touch, (2 * (at - touchAt)) / TOUCH_SAMPLES) : held;
      const bend = seconds >= settledAt ? 1 : exp((this.#bendCents(pluck, seconds, sharp, vibratoHz) * LN2) / 1200);
      const trip = SAMPLE_RATE / (hz * bend) - loop.filterDelay;
      const to = Math.min(end, at + BLOCK);
      this.#run(out, { from: at, to, trip, loop });
      if (this.#quietBlocks > QUIET_BLOCKS) {
        this.#still();
        return;
      }
    }
  }

  #bendCents(pluck: Pluck, seconds: number, sharp: number, vibratoHz: number): number {
    let cents = sharp * exp(-seconds / 0.09);
    if (pluck.slideSemitones !== 0 && seconds < pluck.slideSeconds) {
      const left = 1 - seconds / pluck.slideSeconds;
      cents += 100 * pluck.slideSemitones * left * left * (3 - 2 * left);
    }

    if (pluck.vibratoCents !== 0 && seconds > 0.25) {
      cents += pluck.vibratoCents * Math.min(1, (seconds - 0.25) / 0.4) * sin(TAU * vibratoHz * (seconds - 0.25));
    }

    return cents;
  }

  /**
   * The stroke. Let go at a point, a string has one slope on the short side and the opposite, gentler one on the long side:
   * that is what the delay line is filled with over one trip. The softer the fingertip, the rounder the corners.
   */
  #strike(pluck: Pluck, hz: number): void {
    const model = this.#model;
    const rng = this.#rng;
    const period = SAMPLE_RATE / hz;
    const place = clamp(model.pluckPlace * rng.between(0.85, 1.18), 0.03, 0.5);
    const hardness = pluck.isSlurred ? 0.3 : pluck.velocity;
    const corner = Math.max(3, model.contactSeconds * (5.6 - 4.9 * hardness) * rng.between(0.9, 1.1) * SAMPLE_RATE);
    const shortSide = Math.max(place * period, corner * 0.6);
    const gain = 0.32 * pow(pluck.velocity, 1.35) * (pluck.isSlurred ? 0.55 : 1) * (pluck.isGhost ? 0.6 : 1);
    const stroke = new Float64Array(Math.round(period));
    const noiseKeep = exp(-1 / (0.0016 * SAMPLE_RATE));
    // A soft stroke slips off the string without a scrape.
    let noise = gain * model.noise * (0.25 + 3.2 * hardness * hardness);
    let low = 0;
    for (let i = 0; i < stroke.length; i++) {
      const edge = rise(i / corner) - rise((i - shortSide) / corner);
      low += 0.42 * (rng.next() * 2 - 1 - low);
      stroke[i] = gain * (edge - shortSide / period) + low * noise;
      noise *= noiseKeep;
    }

    this.#stroke = stroke;
    this.#strokeAt = 0;
  }

  #run(out: Float32Array, { from, to, trip, loop }: { from: number; to: number; trip: number; loop: Loop }): void {
    const isStruck = this.#strokeAt < this.#stroke.length;
    const stroke = isStruck ? this.#stroke.subarray(this.#strokeAt, this.#strokeAt + to - from) : NO_FORCE;
    this.#strokeAt += stroke.length;
    const peak = this.#swing.add(out, { from, to, trip, loop, stroke });
    this.#quietBlocks = peak < 2e-6 && this.#strokeAt >= this.#stroke.length ? this.#quietBlocks + 1 : 0;
  }

  #still(): void {
    this.#swing.still();
    this.#quietBlocks = 0;
  }
}

/** A smooth step from 0 to 1 over the unit. */
function rise(x: number): number {
  return x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x);
}

/** The loss on the way from one to the other, `amount` 0 to 1 and held there. */
function between(from: Loop, to: Loop, amount: number): Loop {
  if (amount >= 1) {
    return to;
  }

  const part = Math.max(0, amount);
  return {
    b: mixBetween(from.b, to.b, part),
    a: mixBetween(from.a, to.a, part),
    filterDelay: mixBetween(from.filterDelay, to.filterDelay, part),
  };
}

const SIXTY_DB = 6.907755278982137;

/** The loss of one trip such that the fundamental falls 60 dB in `sustain` seconds and overtones at `highHz` in `bright`. */
function designLoop(hz: number, sustain: number, bright: number, highHz: number): Loop {
  const lowLoss = exp(-SIXTY_DB / (hz * sustain));
  const top = Math.max(highHz, hz * 2);
  const highLoss = exp(-SIXTY_DB / (hz * Math.min(bright, sustain)));
  const w = (TAU * hz) / SAMPLE_RATE;
  const wTop = (TAU * Math.min(top, SAMPLE_RATE * 0.45)) / SAMPLE_RATE;
  const wanted = (highLoss / lowLoss) * (highLoss / lowLoss);
  const cosine = cos(w);
  const cosineTop = cos(wTop);
  let low = 0;
  let high = 0.98;
  for (let i = 0; i < 40; i++) {
    const a = (low + high) / 2;
    const ratio = (1 - 2 * a * cosine + a * a) / (1 - 2 * a * cosineTop + a * a);
    if (ratio > wanted) {
      low = a;
    } else {
      high = a;
    }
  }

  const a = (low + high) / 2;
  const b = lowLoss * Math.sqrt(1 - 2 * a * cosine + a * a);
  // Gain at 0 Hz is b / (1 − a), which may not reach 1 or the string would wander off.
  return { b: Math.min(b, (1 - a) * 0.99995), a, filterDelay: atan((a * sin(w)) / (1 - a * cosine)) / w };
}
