import { clamp, exp, frequencyOfPitch, LN2, pow, Rng, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import type { Stereo } from '../../stereo.ts';
import { Envelope, halving } from './envelope.ts';
import { motionValue } from './motion-value.ts';
import type { Oscillator, SlowMotion, SynthPatch } from './synth-patch.ts';
import { FILTER, MOST_OSCILLATORS, PARAMETER, VOICE_BLOCK, VoiceProgram } from './voice-program.ts';
import { framesOf, levelFor } from './wave-tables.ts';

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

const BLOCK = VOICE_BLOCK;
/** −66 dB of the voice: under anything that a mix lets through. */
const INAUDIBLE = 0.0005;
/** A drive of 1 meets the soft curve so low that it is straight there. */
const CLEAN = 0.2;
/** Steps of phase a turn. */
const TURN = 4294967296;

// Made once a process, on first use; the same in every process.
let noiseTable: Float32Array | null = null;

function noiseOf(rng: Rng): Float32Array {
  return Float32Array.from({ length: 1 << 16 }, () => rng.next() * 2 - 1);
}

type Copy = {
  readonly ratio: number;
  readonly oscillator: Oscillator;
  readonly left: number;
  readonly right: number;
  readonly phase: number;
  /** Where it stands among the program's oscillators; a morphing one takes two places. */
  readonly place: number;
};

/** A voice: plays a chain of notes that do not overlap and adds them to `out`. */
export class SynthVoice {
  readonly #patch: SynthPatch;
  readonly #copies: readonly Copy[];
  readonly #places: number;
  readonly #rng: Rng;
  readonly #beatSamples: number;
  readonly #program = VoiceProgram.get();
  readonly #motionPhases: readonly number[];
  readonly #driftPhase: number;
  readonly #levelEnvelope: Envelope;
  readonly #sweepEnvelope: Envelope;
  readonly #filterKind: number;
  #pitch = 0;
  #force = 0;
  #dropLeft = 0;
  #tablePitch = -1000;
  #morph = -1;

  /** `beatSamples` is what a beat lasts, for motions that keep time. */
  constructor(patch: SynthPatch, rng: Rng, beatSamples: number) {
    this.#patch = patch;
    this.#rng = rng;
    this.#beatSamples = beatSamples;
    this.#copies = copiesOf(patch.oscillators, rng);
    this.#places = this.#copies.reduce((sum, copy) => sum + placesOf(copy.oscillator), 0);
    this.#driftPhase = rng.next();
    this.#motionPhases = patch.motions.map(() => rng.next());
    this.#levelEnvelope = new Envelope(patch.level);
    this.#sweepEnvelope = new Envelope(patch.sweep);
    const { kind } = patch.filter;
    this.#filterKind = kind === 'ladder' ? FILTER.ladder : kind === 'low-24' ? FILTER.twoPairs : FILTER.onePair;
  }

  play(out: Stereo, notes: readonly SynthNote[]): void {
    this.#load();
    for (const [i, note] of notes.entries()) {
      const next = notes[i + 1]?.startSample ?? Infinity;
      this.#strike(note, i === 0);
      const end = Math.min(out.left.length, next);
      for (let at = note.startSample, index = 0; at < end; at += BLOCK, index++) {
        if (!this.#run(out, at, Math.min(BLOCK, end - at), note, index)) {
          break;
        }
      }
    }
  }

  /** Hands the voice's oscillators and an empty filter to the program. */
  #load(): void {
    const { places, gains, state } = this.#program;
    state.fill(0);
    for (const copy of this.#copies) {
      for (let place = copy.place; place < copy.place + placesOf(copy.oscillator); place++) {
        places[8 * place] = (copy.phase * TURN) | 0;
        gains[4 * place + 2] = copy.left;
        gains[4 * place + 3] = copy.right;
      }
    }
  }

  #strike(note: SynthNote, isFirst: boolean): void {
    const { drop, drive, touch } = this.#patch;
    this.#force = (1 - touch + touch * pow(note.velocity, 1.3)) * (drive === 1 ? 1 / CLEAN : 1);
    if (isFirst || !note.isSlurred) {
      this.#levelEnvelope.strike();
      this.#sweepEnvelope.strike();
      this.#dropLeft = drop.semitones;
      if (isFirst || !note.isSlide) {
        this.#pitch = note.pitch;
      }
    }
  }

  #run(out: Stereo, at: number, count: number, note: SynthNote, index: number): boolean {
    const patch = this.#patch;
    const program = this.#program;
    const isHeld = at < note.offSample;
    const seconds = (index * BLOCK) / SAMPLE_RATE;
    const from = this.#levelEnvelope.level;
    let to = this.#levelEnvelope.next(isHeld);
    const isOver = to < INAUDIBLE && !this.#levelEnvelope.isRising && (!isHeld || patch.level.sustain === 0);
    if (isOver) {
      to = 0;
    }

    const sweep = this.#sweepEnvelope.next(isHeld);
    let octaves = 0;
    let cents = patch.driftCents === 0 ? 0 : patch.driftCents * sin(TAU * (0.21 * seconds + this.#driftPhase));
    let tremble = 1;
    let pan = 0;
    let morph = patch.sweepMorph * sweep;
    for (const [place, motion] of patch.motions.entries()) {
      const value = this.#motionAt(motion, at, seconds, this.#motionPhases[place]!);
      switch (motion.to) {
        case 'cutoff':
          octaves += value;
          break;
        case 'pitch':
          cents += value;
          break;
        case 'level':
          tremble *= clamp(1 - motion.depth + value, 0, 1);
          break;
        case 'pan':
          pan += value;
          break;
        case 'morph':
          morph += value;
      }
    }

    const pitch = this.#nextPitch(note, seconds, cents);
    this.#tune(pitch, morph);
    this.#setFilter(note, sweep, octaves);
    const drive = patch.drive === 1 ? CLEAN : patch.drive;
    const { parameters, left, right } = program;
    parameters[PARAMETER.gain] = drive * from;
    parameters[PARAMETER.gainStep] = (drive * (to - from)) / BLOCK;
    parameters[PARAMETER.force] = this.#force;
    if (patch.noise > 0) {
      this.#fillNoise(left, right);
    } else {
      left.fill(0);
      right.fill(0);
    }

    program.run(this.#places, this.#filterKind);
    const toLeft = tremble * (1 - Math.max(0, pan));
    const toRight = tremble * (1 + Math.min(0, pan));
    const { left: outLeft, right: outRight } = out;
    for (let i = 0; i < count; i++) {
      outLeft[at + i] = outLeft[at + i]! + toLeft * left[i]!;
      outRight[at + i] = outRight[at + i]! + toRight * right[i]!;
    }

    return !isOver;
  }

  /** A motion's value: `depth` times −1 to 1, and 0 to 1 for level. */
  #motionAt(motion: SlowMotion, at: number, seconds: number, freePhase: number): number {
    const { rate, shape, depth, delaySeconds, to } = motion;
    const turns = 'beats' in rate ? at / (rate.beats * this.#beatSamples) : (rate.hz * at) / SAMPLE_RATE + freePhase;
    const phase = turns - Math.floor(turns);
    const rise = delaySeconds === 0 ? 1 : clamp(seconds / delaySeconds, 0, 1);
    const value = motionValue(shape, motion.steps, phase, turns);
    return depth * rise * (to === 'level' ? 0.5 + 0.5 * value : value);
  }

  /** Pitch of the block: glide, drop and vibrato together. */
  #nextPitch(note: SynthNote, seconds: number, moved: number): number {
    const { glideSeconds, vibrato, drop } = this.#patch;
    const glide = note.isSlide ? Math.max(glideSeconds, 0.045) : note.isSlurred ? glideSeconds : 0;
    this.#pitch = glide === 0 ? note.pitch : note.pitch + (this.#pitch - note.pitch) * halving(glide);
    if (this.#dropLeft !== 0) {
      this.#dropLeft *= halving(drop.seconds);
    }

    let cents = moved;
    if (vibrato.cents !== 0 && seconds > vibrato.delaySeconds) {
      const depth = Math.min(1, (seconds - vibrato.delaySeconds) / 0.4);
      cents += vibrato.cents * depth * sin(TAU * vibrato.hz * (seconds - vibrato.delaySeconds));
    }

    return this.#pitch + this.#dropLeft + cents / 100;
  }

  /** Sets every oscillator's speed and, where pitch or morph have moved enough to matter, its tables. */
  #tune(pitch: number, morph: number): void {
    const { places } = this.#program;
    const turns = frequencyOfPitch(pitch) / SAMPLE_RATE;
    const isElsewhere = Math.abs(pitch - this.#tablePitch) > 1 || Math.abs(morph - this.#morph) > 0.01;
    if (isElsewhere) {
      this.#tablePitch = pitch;
      this.#morph = morph;
    }

    for (const copy of this.#copies) {
      const step = turns * copy.ratio;
      const speed = (Math.min(step, 0.49) * TURN) | 0;
      places[8 * copy.place + 1] = speed;
      const isPair = placesOf(copy.oscillator) === 2;
      if (isPair) {
        places[8 * copy.place + 9] = speed;
      }

      if (isElsewhere) {
        this.#setTables(copy, levelFor(step), clamp(copy.oscillator.morph + morph, 0, 1), isPair);
      }
    }
  }

  #setTables(copy: Copy, level: number, morph: number, isPair: boolean): void {
    const { places, gains } = this.#program;
    const frames = framesOf(copy.oscillator.wave);
    const along = isPair ? morph * (frames.length - 1) : 0;
    const first = Math.min(Math.floor(along), Math.max(0, frames.length - 2));
    const table = frames[first]![level]!;
    places[8 * copy.place + 2] = table.at;
    places[8 * copy.place + 3] = table.bits;
    if (isPair) {
      const second = frames[first + 1]![level]!;
      const part = along - first;
      places[8 * copy.place + 10] = second.at;
      places[8 * copy.place + 11] = second.bits;
      gains[4 * copy.place + 2] = copy.left * (1 - part);
      gains[4 * copy.place + 3] = copy.right * (1 - part);
      gains[4 * copy.place + 6] = copy.left * part;
      gains[4 * copy.place + 7] = copy.right * part;
    }
  }

  /** A stretch of the process's noise from a place of chance: a number drawn for every sample would cost more than the voice. */
  #fillNoise(left: Float32Array, right: Float32Array): void {
    const { noise } = this.#patch;
    noiseTable ??= noiseOf(new Rng(17, 'synth-noise'));
    const table = noiseTable;
    const from = this.#rng.integer(0, table.length - 1 - 2 * BLOCK);
    for (let i = 0; i < BLOCK; i++) {
      left[i] = table[from + i]! * noise;
      right[i] = table[from + BLOCK + i]! * noise;
    }
  }

  #setFilter(note: SynthNote, sweep: number, moved: number): void {
    const { kind, cutoffHz, q, keyTrack, envelopeOctaves, velocityOctaves, heat } = this.#patch.filter;
    const octaves =
      ((this.#pitch - 60) / 12) * keyTrack + envelopeOctaves * sweep + velocityOctaves * (note.velocity - 0.7) + moved;
    const g = tangent((TAU / 2) * (clamp(cutoffHz * exp(octaves * LN2), 20, 19000) / SAMPLE_RATE));
    const { parameters } = this.#program;
    if (kind === 'ladder') {
      const stage = g / (1 + g);
      const k = 4 * q;
      parameters[PARAMETER.a1] = stage;
      parameters[PARAMETER.a2] = 1 / (1 + g);
      parameters[PARAMETER.a3] = 1 / (1 + k * stage * stage * stage * stage);
      parameters[PARAMETER.k] = k;
      // Feedback takes the lows away; half of that is given back.
      parameters[PARAMETER.scale] = heat * (1 + 0.5 * k);
      return;
    }

    const k = 1 / q;
    const a1 = 1 / (1 + g * (g + k));
    parameters[PARAMETER.a1] = a1;
    parameters[PARAMETER.a2] = g * a1;
    parameters[PARAMETER.a3] = g * g * a1;
    parameters[PARAMETER.dry] = kind === 'high' ? 1 : 0;
    parameters[PARAMETER.band] = kind === 'high' ? -k : kind === 'band' ? k : 0;
    parameters[PARAMETER.low] = kind === 'high' ? -1 : kind === 'band' ? 0 : 1;
  }
}

function placesOf({ wave }: Oscillator): number {
  return framesOf(wave).length > 1 ? 2 : 1;
}

function copiesOf(oscillators: readonly Oscillator[], rng: Rng): readonly Copy[] {
  let place = 0;
  return oscillators
    .flatMap((oscillator) => copiesOfOne(oscillator, rng))
    .flatMap((copy) => {
      const here = place;
      place += placesOf(copy.oscillator);
      return place <= MOST_OSCILLATORS ? [{ ...copy, place: here }] : [];
    });
}

function copiesOfOne(oscillator: Oscillator, rng: Rng): Omit<Copy, 'place'>[] {
  const { copies, spreadCents, width, semitones } = oscillator;
  const gain = oscillator.level / Math.sqrt(copies);
  return Array.from({ length: copies }, (_, i) => {
    // Copies lie closer together in the middle, as those of the first supersaw did.
    const place = copies === 1 ? 0 : (2 * i) / (copies - 1) - 1;
    const cents = spreadCents * place * (0.55 + 0.45 * Math.abs(place)) + (copies === 1 ? 0 : rng.gaussian(0.4));
    const pan = copies === 1 ? 0 : (i % 2 === 0 ? 1 : -1) * Math.abs(place) * width;
    return {
      ratio: pow(2, semitones / 12 + cents / 1200),
      oscillator,
      left: gain * (1 - pan),
      right: gain * (1 + pan),
      phase: rng.next(),
    };
  });
}

/** The tangent up to 1.25, within 1 %, by Lambert's continued fraction: a cutoff needs no more. */
function tangent(x: number): number {
  const square = x * x;
  return (x * (15 - square)) / (15 - 6 * square);
}
