import { clamp, cos, gainFromDb, pow, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { hertz, type Envelope, type Lfo, type Zone } from '../bank-zone.ts';
import type { Stereo } from '../stereo.ts';

/** One sample played once. Pitches are MIDI note numbers with fractions; samples are frames of the output. */
export type SamplerNote = {
  readonly zone: Zone;
  readonly startSample: number;
  /** Where the key is let go. */
  readonly offSample: number;
  /** Where the voice is cut short with a fade of `CHOKE_SECONDS` (a choked cymbal, a struck string); Infinity for never. */
  readonly chokeSample: number;
  readonly pitch: number;
  readonly gain: number;
  /** Added to the zone's own pan and clamped, −1 to 1. */
  readonly pan: number;
  /** Cents that the low-pass filter is moved by. */
  readonly cutoffShiftCents: number;
  /** Where in the sample to begin, seconds; a slurred note skips the attack. */
  readonly skipSeconds: number;
  /** Attack in place of the zone's own when longer, seconds. */
  readonly attackSeconds: number;
  /** Release in place of the zone's own, seconds for 60 dB; null keeps it. */
  readonly releaseSeconds: number | null;
  readonly vibrato: Vibrato | null;
  /** Semitones away at which the note begins and the seconds it takes to arrive. */
  readonly glide: { readonly semitones: number; readonly seconds: number } | null;
};

/** A player's vibrato: it begins after `delaySeconds` and grows over `riseSeconds`. */
export type Vibrato = {
  readonly hz: number;
  readonly cents: number;
  readonly delaySeconds: number;
  readonly riseSeconds: number;
  readonly phase: number;
};

/** Envelopes, pitch and filter move once a block, counted from the note's start, so that nothing depends on where the part is cut. */
const BLOCK = 64;
const BLOCK_SECONDS = BLOCK / SAMPLE_RATE;
const CHOKE_SECONDS = 0.03;
/** Below this a voice is over: −96 dB. */
const INAUDIBLE = 0.000016;
const OPEN_FILTER_CENTS = 13500;
const FULL_SCALE_DB = 100;

/** Adds a note to `out`. Hermite interpolation, the bank's two envelopes and two oscillators, its resonant low-pass. */
export function addSamplerNote(out: Stereo, note: SamplerNote): void {
  new SamplerVoice(note).addTo(out);
}

class SamplerVoice {
  readonly #note: SamplerNote;
  readonly #zone: Zone;
  readonly #block = new Float64Array(BLOCK);
  readonly #releaseDbPerBlock: number;
  readonly #releasePerBlock: number;
  /** Source frames per output frame while nothing bends the pitch. */
  readonly #plainStep: number;
  readonly #isBent: boolean;
  readonly #filter: LowPass | null;
  #position: number;

  constructor(note: SamplerNote) {
    this.#note = note;
    this.#zone = note.zone;
    this.#position = note.zone.start + Math.max(0, note.skipSeconds) * note.zone.sampleRate;
    const release =
      note.releaseSeconds === null ? Math.max(0.03, note.zone.volume.release) : (note.releaseSeconds * FULL_SCALE_DB) / 60;
    this.#releaseDbPerBlock = (FULL_SCALE_DB * BLOCK_SECONDS) / release;
    this.#releasePerBlock = gainFromDb(-this.#releaseDbPerBlock);
    const { zone } = note;
    this.#plainStep = (zone.sampleRate / SAMPLE_RATE) * pow(2, ((note.pitch - zone.rootKey) * zone.keyScale) / 12);
    this.#isBent =
      zone.vibrato.pitchCents !== 0 ||
      zone.lfo.pitchCents !== 0 ||
      zone.modulationToPitchCents !== 0 ||
      note.vibrato !== null ||
      note.glide !== null;
    this.#filter = isFiltered(note) ? new LowPass(note.zone.resonanceDb) : null;
  }

  addTo(out: Stereo): void {
    const note = this.#note;
    const zone = this.#zone;
    const { left: outLeft, right: outRight } = out;
    const length = outLeft.length;
    const angle = (TAU / 8) * (1 + clamp(zone.pan + note.pan, -1, 1));
    // Constant power, and unity (not −3 dB) in the middle, so that a mono and a stereo sample keep their balance.
    const leftGain = cos(angle) * 1.4142135623730951;
    const rightGain = sin(angle) * 1.4142135623730951;
    const volume = { ...zone.volume, attack: Math.max(zone.volume.attack, note.attackSeconds) };
    const fixedGain = note.gain * gainFromDb(zone.gainDb);
    const offBlock = Math.max(0, (note.offSample - note.startSample) / BLOCK);
    let releaseLevel = -1;
    let gain = volume.attack + volume.delay <= 0.001 ? fixedGain : 0;

    for (let at = note.startSample, index = 0; at < length; at += BLOCK, index++) {
      const endSeconds = (index + 1) * BLOCK_SECONDS;
      let target: number;
      const isReleased = index + 1 > offBlock;
      if (isReleased) {
        if (releaseLevel < 0) {
          const partDb = this.#releaseDbPerBlock * Math.min(1, index + 1 - offBlock);
          releaseLevel = heldLevel(volume, Math.max(0, (note.offSample - note.startSample) / SAMPLE_RATE)) * gainFromDb(-partDb);
        } else {
          releaseLevel *= this.#releasePerBlock;
        }

        target = releaseLevel;
      } else {
        target = heldLevel(volume, endSeconds);
      }

      const left = note.chokeSample - at;
      if (left < BLOCK) {
        target *= clamp(1 + (left - BLOCK) / (CHOKE_SECONDS * SAMPLE_RATE), 0, 1);
      }

      if (zone.lfo.volumeDb !== 0) {
        target *= gainFromDb(zone.lfo.volumeDb * triangle(zone.lfo, endSeconds));
      }

      target *= fixedGain;
      const count = Math.min(BLOCK, length - at);
      const isOver = !this.#read(index, count, isReleased && zone.loop === 'until-release');
      this.#filterBlock(index, count);

      const block = this.#block;
      const step = (target - gain) / BLOCK;
      for (let i = 0; i < count; i++) {
        const x = block[i]! * gain;
        outLeft[at + i]! += x * leftGain;
        outRight[at + i]! += x * rightGain;
        gain += step;
      }

      gain = target;
      if (
        isOver ||
        (target < INAUDIBLE && (isReleased || left < 0 || endSeconds > volume.delay + volume.attack + volume.hold + 0.01))
      ) {
        return;
      }
    }
  }

  /** Reads the next frames of the sample into the block; false once it has run out. */
  #read(index: number, count: number, ignoresLoop: boolean): boolean {
    const { data, end, loopStart, loopEnd, loop } = this.#zone;
    const block = this.#block;
    const step = this.#step(index);
    const loopLength = loop === 'none' || ignoresLoop ? 0 : loopEnd - loopStart;
    const last = end - 3;
    let position = this.#position;

    for (let i = 0; i < count; i++) {
      if (loopLength > 0) {
        if (position >= loopEnd) {
          position -= loopLength * Math.floor((position - loopStart) / loopLength);
        }
      } else if (position >= last) {
        block.fill(0, i, count);
        this.#position = position;
        return false;
      }

      const whole = Math.floor(position);
      const t = position - whole;
      const y0 = whole > 0 ? data[whole - 1]! : 0;
      const y1 = data[whole]!;
      const y2 = data[whole + 1] ?? 0;
      const y3 = data[whole + 2] ?? 0;
      // Catmull–Rom, the 4-point, 3rd-order Hermite interpolator.
      const c1 = 0.5 * (y2 - y0);
      const c2 = y0 - 2.5 * y1 + 2 * y2 - 0.5 * y3;
      const c3 = 0.5 * (y3 - y0) + 1.5 * (y1 - y2);
      block[i] = ((c3 * t + c2) * t + c1) * t + y1;
      position += step;
    }

    this.#position = position;
    return true;
  }

  /** Source frames per output frame during a block. */
  #step(index: number): number {
    if (!this.#isBent) {
      return this.#plainStep;
    }

    const { zone, vibrato, glide } = this.#note;
    const seconds = (index + 0.5) * BLOCK_SECONDS;
    let semitones = 0;
    let cents = 0;
    if (zone.vibrato.pitchCents !== 0) {
      cents += zone.vibrato.pitchCents * triangle(zone.vibrato, seconds);
    }

    if (zone.lfo.pitchCents !== 0) {
      cents += zone.lfo.pitchCents * triangle(zone.lfo, seconds);
    }

    if (zone.modulationToPitchCents !== 0) {
      cents += zone.modulationToPitchCents * this.#modulation(seconds);
    }

    if (vibrato !== null && seconds > vibrato.delaySeconds) {
      const depth = Math.min(1, (seconds - vibrato.delaySeconds) / vibrato.riseSeconds);
      cents += vibrato.cents * depth * sin(TAU * (vibrato.hz * (seconds - vibrato.delaySeconds) + vibrato.phase));
    }

    if (glide !== null && seconds < glide.seconds) {
      const left = 1 - seconds / glide.seconds;
      semitones += glide.semitones * left * left * (3 - 2 * left);
    }

    return this.#plainStep * pow(2, (semitones + cents / 100) / 12);
  }

  #modulation(seconds: number): number {
    const { zone, offSample, startSample } = this.#note;
    const heldSeconds = (offSample - startSample) / SAMPLE_RATE;
    const held = modulationLevel(zone.modulation, Math.min(seconds, heldSeconds));
    return seconds <= heldSeconds ? held : Math.max(0, held - (seconds - heldSeconds) / Math.max(0.001, zone.modulation.release));
  }

  #filterBlock(index: number, count: number): void {
    const filter = this.#filter;
    if (filter === null) {
      return;
    }

    const { zone, cutoffShiftCents } = this.#note;
    const seconds = (index + 0.5) * BLOCK_SECONDS;
    let cutoff = zone.cutoffCents + cutoffShiftCents;
    if (zone.modulationToCutoffCents !== 0) {
      cutoff += zone.modulationToCutoffCents * this.#modulation(seconds);
    }

    if (zone.lfo.cutoffCents !== 0) {
      cutoff += zone.lfo.cutoffCents * triangle(zone.lfo, seconds);
    }

    filter.tune(cutoff);
    filter.process(this.#block, count);
  }
}

function isFiltered({ zone, cutoffShiftCents }: SamplerNote): boolean {
  return (
    zone.cutoffCents + cutoffShiftCents + Math.min(0, zone.modulationToCutoffCents) - Math.abs(zone.lfo.cutoffCents) <
      OPEN_FILTER_CENTS || zone.resonanceDb > 0
  );
}

/** Level of the volume envelope while the key is held: the attack is straight in amplitude, the decay in dB. */
function heldLevel(envelope: Envelope, seconds: number): number {
  let left = seconds - envelope.delay;
  if (left <= 0) {
    return 0;
  }

  if (left < envelope.attack) {
    return left / envelope.attack;
  }

  left -= envelope.attack + envelope.hold;
  if (left <= 0 || envelope.sustain === 0) {
    return 1;
  }

  const sunkDb = envelope.decay <= 0 ? envelope.sustain : Math.min(envelope.sustain, (left / envelope.decay) * FULL_SCALE_DB);
  return gainFromDb(-sunkDb);
}

function modulationLevel(envelope: Envelope, seconds: number): number {
  let left = seconds - envelope.delay;
  if (left <= 0) {
    return 0;
  }

  if (left < envelope.attack) {
    // SoundFont 2.04 §8.1.2: the attack of this envelope is convex.
    const x = left / envelope.attack;
    return 1 - (1 - x) * (1 - x);
  }

  left -= envelope.attack + envelope.hold;
  return left <= 0 ? 1 : Math.max(envelope.sustain, envelope.decay <= 0 ? envelope.sustain : 1 - left / envelope.decay);
}

function triangle(lfo: Lfo, seconds: number): number {
  const turn = (seconds - lfo.delay) * lfo.hz;
  if (turn <= 0) {
    return 0;
  }

  const phase = turn + 0.25 - Math.floor(turn + 0.25);
  return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
}

/** The SoundFont low-pass: a resonant biquad whose gain sinks by half of its resonance. */
class LowPass {
  readonly #resonance: number;
  readonly #gain: number;
  #tunedCents = -1;
  #b0 = 0;
  #a1 = 0;
  #a2 = 0;
  #s1 = 0;
  #s2 = 0;

  constructor(resonanceDb: number) {
    this.#resonance = gainFromDb(resonanceDb - 3.01);
    this.#gain = 1 / Math.sqrt(gainFromDb(resonanceDb));
  }

  tune(cutoffCents: number): void {
    if (Math.abs(cutoffCents - this.#tunedCents) < 4) {
      return;
    }

    this.#tunedCents = cutoffCents;
    const w = (TAU * clamp(hertz(cutoffCents), 20, SAMPLE_RATE * 0.45)) / SAMPLE_RATE;
    const cosine = cos(w);
    const alpha = sin(w) / (2 * this.#resonance);
    const a0 = 1 + alpha;
    this.#b0 = ((1 - cosine) * this.#gain) / 2 / a0;
    this.#a1 = (-2 * cosine) / a0;
    this.#a2 = (1 - alpha) / a0;
  }

  /** Filters the first `count` frames in place. */
  process(block: Float64Array, count: number): void {
    const b0 = this.#b0;
    const a1 = this.#a1;
    const a2 = this.#a2;
    let s1 = this.#s1;
    let s2 = this.#s2;
    for (let i = 0; i < count; i++) {
      const x = block[i]!;
      const y = b0 * x + s1;
      s1 = 2 * b0 * x - a1 * y + s2;
      s2 = b0 * x - a2 * y;
      block[i] = y;
    }

    this.#s1 = s1;
    this.#s2 = s2;
  }
}
