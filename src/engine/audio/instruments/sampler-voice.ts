import { clamp, cos, exp, gainFromDb, LN2, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import type { Zone } from '../bank-zone.ts';
import type { Stereo } from '../stereo.ts';
import { FULL_SCALE_DB, heldLevel, modulationLevel, triangle } from './sampler-envelope.ts';
import { SamplerFilter } from './sampler-filter.ts';
import { MOST_SOURCE, SAMPLER_BLOCK, SamplerProgram } from './sampler-program.ts';

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

/** A player's vibrato: it begins after `delaySeconds`, grows over `riseSeconds`, and is never twice as fast or as deep. */
export type Vibrato = {
  readonly hz: number;
  readonly cents: number;
  readonly delaySeconds: number;
  readonly riseSeconds: number;
  readonly phase: number;
};

const BLOCK = SAMPLER_BLOCK;
const BLOCK_SECONDS = BLOCK / SAMPLE_RATE;
const CHOKE_SECONDS = 0.03;
/** Below this a voice is over: −86 dB, or 68 dB under the note as it was struck. */
const INAUDIBLE = 0.00005;
const INAUDIBLE_PART = 0.0004;
const OPEN_FILTER_CENTS = 13500;

/** Adds a note to `out`. Hermite interpolation, the bank's two envelopes and two oscillators, its resonant low-pass. */
export function addSamplerNote(out: Stereo, note: SamplerNote): void {
  new SamplerVoice(note).addTo(out);
}

class SamplerVoice {
  readonly #note: SamplerNote;
  readonly #zone: Zone;
  readonly #program = SamplerProgram.get();
  readonly #releaseDbPerBlock: number;
  readonly #releasePerBlock: number;
  /** Source frames per output frame while nothing bends the pitch. */
  readonly #plainStep: number;
  readonly #isBent: boolean;
  readonly #filter: SamplerFilter | null;
  readonly #rightFilter: SamplerFilter | null;
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
    this.#plainStep = (zone.sampleRate / SAMPLE_RATE) * exp(((note.pitch - zone.rootKey) * zone.keyScale * LN2) / 12);
    this.#isBent =
      zone.vibrato.pitchCents !== 0 ||
      zone.lfo.pitchCents !== 0 ||
      zone.modulationToPitchCents !== 0 ||
      note.vibrato !== null ||
      note.glide !== null;
    this.#filter = isFiltered(note) ? new SamplerFilter(zone.resonanceDb) : null;
    this.#rightFilter = this.#filter !== null && zone.right !== null ? new SamplerFilter(zone.resonanceDb) : null;
  }

  addTo(out: Stereo): void {
    const note = this.#note;
    const zone = this.#zone;
    const { length } = out.left;
    const place = placeOf(zone.pan + note.pan);
    const otherPlace = placeOf(note.pan - zone.pan);
    const volume = { ...zone.volume, attack: Math.max(zone.volume.attack, note.attackSeconds) };
    const fixedGain = note.gain * gainFromDb(zone.gainDb);
    const offBlock = Math.max(0, (note.offSample - note.startSample) / BLOCK);
    const inaudible = Math.max(INAUDIBLE, INAUDIBLE_PART * fixedGain);
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
      const step = (target - gain) / BLOCK;
      const move = this.#step(index);
      const ignoresLoop = isReleased && zone.loop === 'until-release';
      const filled = this.#read(zone.data, move, ignoresLoop);
      const cutoff = this.#filter === null ? 0 : this.#cutoff(index);
      this.#filter?.process(cutoff);
      addPanned(this.#program.block, out, { at, count, gain, step, place });
      if (zone.right !== null) {
        this.#read(zone.right, move, ignoresLoop);
        this.#rightFilter?.process(cutoff);
        addPanned(this.#program.block, out, { at, count, gain, step, place: otherPlace });
      }

      this.#position = filled.position;
      gain = target;
      if (
        filled.isOver ||
        (target < inaudible && (isReleased || left < 0 || endSeconds > volume.delay + volume.attack + volume.hold + 0.01))
      ) {
        return;
      }
    }
  }

  /** Reads the next frames of a channel into the program's block. */
  #read(data: Float32Array, step: number, ignoresLoop: boolean): Reading {
    const { end, loopStart, loopEnd, loop } = this.#zone;
    const loopLength = loop === 'none' || ignoresLoop ? 0 : loopEnd - loopStart;
    const limit = loopLength > 0 ? loopEnd : end - 3;
    const first = this.#position;
    const whole = Math.floor(first);
    const needed = Math.ceil(step * BLOCK) + 5;
    // Nearly every block lies inside the sample, away from its first frame and the loop's seam: no question need be asked a frame.
    if (whole >= 1 && first + step * BLOCK + 1 < limit && whole + needed < data.length && needed <= MOST_SOURCE) {
      this.#program.source.set(data.subarray(whole - 1, whole - 1 + needed));
      this.#program.read(first - whole, step);
      return { position: first + step * BLOCK, isOver: false };
    }

    const positions = POSITIONS;
    let position = first;
    let filled = BLOCK;
    for (let i = 0; i < BLOCK; i++) {
      if (loopLength > 0) {
        if (position >= loopEnd) {
          position -= loopLength * Math.floor((position - loopStart) / loopLength);
        }
      } else if (position >= limit) {
        filled = i;
        break;
      }

      positions[i] = position;
      position += step;
    }

    interpolate(data, positions, this.#program.block, filled);
    return { position, isOver: filled < BLOCK };
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
      // A hand: speed and depth wander slowly, out of step with one another, differently in every note.
      const turns = vibrato.hz * (seconds - vibrato.delaySeconds) + 0.16 * sin(TAU * (0.83 * seconds + vibrato.phase));
      const wandering = 1 + 0.35 * sin(TAU * (0.47 * seconds + 2.7 * vibrato.phase));
      cents += vibrato.cents * depth * wandering * sin(TAU * turns);
    }

    if (glide !== null && seconds < glide.seconds) {
      const left = 1 - seconds / glide.seconds;
      semitones += glide.semitones * left * left * (3 - 2 * left);
    }

    return this.#plainStep * exp(((semitones + cents / 100) * LN2) / 12);
  }

  #modulation(seconds: number): number {
    const { zone, offSample, startSample } = this.#note;
    const heldSeconds = (offSample - startSample) / SAMPLE_RATE;
    const held = modulationLevel(zone.modulation, Math.min(seconds, heldSeconds));
    return seconds <= heldSeconds ? held : Math.max(0, held - (seconds - heldSeconds) / Math.max(0.001, zone.modulation.release));
  }

  /** Cutoff of the filter during a block, cents. */
  #cutoff(index: number): number {
    const { zone, cutoffShiftCents } = this.#note;
    const seconds = (index + 0.5) * BLOCK_SECONDS;
    let cutoff = zone.cutoffCents + cutoffShiftCents;
    if (zone.modulationToCutoffCents !== 0) {
      cutoff += zone.modulationToCutoffCents * this.#modulation(seconds);
    }

    if (zone.lfo.cutoffCents !== 0) {
      cutoff += zone.lfo.cutoffCents * triangle(zone.lfo, seconds);
    }

    return cutoff;
  }
}

/** Places in the sample of a block's frames; scratch, written and read within one call. */
const POSITIONS = new Float64Array(BLOCK);

/** Where the next block begins, and whether the sample has run out. */
type Reading = { readonly position: number; readonly isOver: boolean };

/** Reads `data` at the given places, as the program does where they lie evenly; silence after `filled`. */
function interpolate(data: Float32Array, positions: Float64Array, block: Float32Array, filled: number): void {
  for (let i = 0; i < filled; i++) {
    const position = positions[i]!;
    const whole = position | 0;
    const t = position - whole;
    const y0 = whole > 0 ? data[whole - 1]! : 0;
    const y1 = data[whole]!;
    const y2 = data[whole + 1]!;
    const y3 = data[whole + 2]!;
    const c1 = 0.5 * (y2 - y0);
    const c2 = y0 - 2.5 * y1 + 2 * y2 - 0.5 * y3;
    const c3 = 0.5 * (y3 - y0) + 1.5 * (y1 - y2);
    block[i] = ((c3 * t + c2) * t + c1) * t + y1;
  }

  block.fill(0, filled);
}

type Place = { readonly left: number; readonly right: number };

/** Constant power, and unity (not −3 dB) in the middle, so that a mono and a stereo sample keep their balance. */
function placeOf(pan: number): Place {
  const angle = (TAU / 8) * (1 + clamp(pan, -1, 1));
  return { left: cos(angle) * 1.4142135623730951, right: sin(angle) * 1.4142135623730951 };
}

type Stretch = {
  readonly at: number;
  readonly count: number;
  readonly gain: number;
  readonly step: number;
  readonly place: Place;
};

function addPanned(block: Float32Array, { left, right }: Stereo, stretch: Stretch): void {
  const { at, count, step, place } = stretch;
  const toLeft = place.left;
  const toRight = place.right;
  let { gain } = stretch;
  for (let i = 0; i < count; i++) {
    const x = block[i]! * gain;
    left[at + i]! += x * toLeft;
    right[at + i]! += x * toRight;
    gain += step;
  }
}

function isFiltered({ zone, cutoffShiftCents }: SamplerNote): boolean {
  return (
    zone.cutoffCents + cutoffShiftCents + Math.min(0, zone.modulationToCutoffCents) - Math.abs(zone.lfo.cutoffCents) <
      OPEN_FILTER_CENTS || zone.resonanceDb > 0
  );
}
