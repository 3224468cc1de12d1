import { assert, clamp, cos, gainFromDb, pow, sin, TAU } from '../../kernel/index.ts';
import { Chorus } from '../dsp/chorus.ts';
import { Compressor } from '../dsp/compressor.ts';
import { Equaliser } from '../dsp/equaliser.ts';
import { RateReducer } from '../dsp/rate-reducer.ts';
import { Saturator } from '../dsp/saturator.ts';
import { StereoWidth } from '../dsp/stereo-width.ts';
import { GATING_STEP, integratedLufsOfSteps } from '../meters/loudness.ts';
import { weightedEnergies } from '../meters/k-weighting.ts';
import { SILENCE_DB } from '../meters/true-peak.ts';
import type { Stem } from '../stem.ts';
import type { Stereo } from '../stereo.ts';
import { AUTOMATION_HOP, automationLength, energyRide, makeRoom, type MixContext, pressDucks } from './automation.ts';
import { gauge } from './gauge.ts';
import { mixKit } from './mix-kit.ts';
import { stemInMix } from './run-in.ts';
import { stripContext } from './strip-context.ts';
import type { Sends, StripSettings } from './strip-settings.ts';

/** A part after its channel strip: what stems are, and what a `MixBus` adds up. */
export type StripOutput = {
  readonly partId: string;
  readonly instrument: string;
  readonly audio: Stereo;
  readonly sends: Sends;
  /** What goes to the sends where that is not the part itself: a kit's pieces in their own proportions. */
  readonly sendAudio: Stereo | null;
};

/** Anything that works on two channels in place. */
type Unit = { process(left: Float32Array, right: Float32Array, from: number, to: number): void };

/** Pieces of work that stay in the processor's nearest memory. */
const BLOCK = 512;
/** A strip is taken for silent while its input and output stay below this over a block: 80 dB under its level. */
const QUIET = 1e-5;
/** Level at which compressors and saturators are set, dB RMS. */
const STAGE_DB = -20;
/** No stem is amplified more than this: what is that quiet is meant to be, or is noise. */
const MOST_GAIN_DB = 30;

/**
 * Runs a part through its strip: tone, compression, saturation, wear, width, place, level and rides. The stem's own memory
 * is used for the result, so the stem must not be used afterwards. A part depends on its own stem and the context alone.
 */
export function processStrip(rendered: Stem, settings: StripSettings, context: MixContext): StripOutput {
  const stem = stemInMix(rendered, context);
  assert(stem.partId === settings.partId, `strip "${settings.partId}" was given the stem of "${stem.partId}"`);
  const kit = stem.sound.kind === 'kit' ? mixKit(stem.sound.pieces, settings.kit, context.renderSamples) : null;
  const audio = stem.sound.kind === 'kit' ? (kit?.audio ?? null) : stem.sound.audio;
  assert(audio !== null, 'a kit was mixed above');
  const sendAudio = kit?.sends ?? null;
  const { activeDb, sideToMid } = gauge(audio);
  const output = { partId: stem.partId, instrument: stem.instrument, audio, sends: settings.sends, sendAudio };
  if (activeDb === null) {
    return output;
  }

  const stage = gainFromDb(clamp(STAGE_DB - activeDb, -MOST_GAIN_DB, MOST_GAIN_DB));
  runUnits(audio, stage, unitsOf(settings, sideToMid));

  const loudness = sampledLufs(audio);
  const makeup = loudness <= SILENCE_DB ? 1 : gainFromDb(Math.min(settings.targetLufs - loudness, MOST_GAIN_DB));
  const curve = levelCurve(settings, stripContext(settings, context));
  // A sound that is wide in itself would lose one of its halves at the edge: the wider, the nearer it stays.
  const pan = settings.pan * (1 - 0.65 * Math.min(1, 2 * pow(10, settings.widthDb / 10)));
  applyLevel(audio, curve, makeup, pan);
  if (sendAudio !== null) {
    applyLevel(sendAudio, curve, stage * makeup, pan);
  }

  return output;
}

/** Long parts are measured on every second stretch of this many gating steps: a tenth of a dB is enough to set a fader by. */
const STRETCH_STEPS = 10;

function sampledLufs(audio: Stereo): number {
  const stretch = STRETCH_STEPS * GATING_STEP;
  const count = audio.left.length;
  if (count < 12 * stretch) {
    return integratedLufsOfSteps(weightedEnergies(audio, GATING_STEP), count);
  }

  const stretches = Math.floor(count / (2 * stretch));
  const energies = new Float64Array(stretches * STRETCH_STEPS);
  for (let index = 0; index < stretches; index++) {
    const from = 2 * index * stretch;
    const piece = { left: audio.left.subarray(from, from + stretch), right: audio.right.subarray(from, from + stretch) };
    energies.set(weightedEnergies(piece, GATING_STEP), index * STRETCH_STEPS);
  }

  return integratedLufsOfSteps(energies, energies.length * GATING_STEP);
}

function unitsOf(settings: StripSettings, sideToMid: number): readonly Unit[] {
  const units: Unit[] = [new Equaliser(settings.bands)];
  if (settings.compressor !== null) {
    units.push(new Compressor(settings.compressor));
  }

  if (settings.saturator !== null) {
    units.push(new Saturator(settings.saturator));
  }

  if (settings.crush !== null) {
    units.push(new RateReducer(settings.crush));
  }

  if (settings.chorus > 0) {
    units.push(new Chorus({ rateHz: 0.55, depthMs: 2.4, delayMs: 14, blend: settings.chorus }));
  }

  units.push(widthUnit(settings, sideToMid));
  return units;
}

/** Width towards the wanted one: a side that is there is scaled, a missing one is made. */
function widthUnit(settings: StripSettings, sideToMid: number): StereoWidth {
  const wanted = pow(10, settings.widthDb / 10);
  const monoBelowHz = settings.role === 'bass' ? 160 : 120;
  if (settings.widthDb <= -40) {
    return new StereoWidth({ side: 0, spread: 0, monoBelowHz });
  }

  // A real side sounds better than a made one: it may be doubled or nearly muted; what is missing then is made.
  const scale = clamp(Math.sqrt(wanted / Math.max(sideToMid, 1e-6)), 0.3, 1.6);
  const missing = wanted - sideToMid * scale * scale;
  const spread = missing > 0.02 * wanted ? Math.sqrt(missing) : 0;
  return new StereoWidth({ side: scale, spread: Math.min(spread, 0.75), monoBelowHz });
}

/** Runs units over a signal in blocks; silence costs nothing once the units have rung out. */
function runUnits(audio: Stereo, gain: number, units: readonly Unit[]): void {
  const { left, right } = audio;
  let isRinging = false;
  for (let from = 0; from < left.length; from += BLOCK) {
    const to = Math.min(left.length, from + BLOCK);
    const entering = Math.max(scaleBlock(left, gain, from, to), scaleBlock(right, gain, from, to));
    const isSilent = entering < QUIET;
    if (isSilent && !isRinging) {
      left.fill(0, from, to);
      right.fill(0, from, to);
      continue;
    }

    for (const unit of units) {
      unit.process(left, right, from, to);
    }

    isRinging = !isSilent || peakOf(left, from, to) > QUIET || peakOf(right, from, to) > QUIET;
  }
}

/** Scales a block and gives its peak. */
function scaleBlock(block: Float32Array, gain: number, from: number, to: number): number {
  let peak = 0;
  for (let i = from; i < to; i++) {
    const y = block[i]! * gain;
    block[i] = y;
    peak = y > peak ? y : -y > peak ? -y : peak;
  }

  return peak;
}

function peakOf(block: Float32Array, from: number, to: number): number {
  return scaleBlock(block, 1, from, to);
}

function levelCurve(settings: StripSettings, context: MixContext): Float32Array {
  const curve = new Float32Array(automationLength(context.renderSamples)).fill(1);
  if (settings.rideDb !== 0) {
    const ride = energyRide(context);
    for (let index = 0; index < curve.length; index++) {
      // Energies stand at most about a half from the mean; e^x is near enough to 1 + x there for a ride of a dB.
      curve[index] = 1 + 0.2303 * settings.rideDb * ride[index]!;
    }
  }

  makeRoom(curve, context, settings.roomForLeadDb);
  pressDucks(curve, context, settings.duckDb);
  return curve;
}

/** Level curve, makeup and place in one pass. Constant power for the middle; the side follows to the nearer channel only as far as the middle leaves it. */
function applyLevel(audio: Stereo, curve: Float32Array, makeup: number, pan: number): void {
  const { left, right } = audio;
  const angle = ((pan + 1) * TAU) / 8;
  const leftGain = Math.SQRT2 * cos(angle) * makeup;
  const rightGain = Math.SQRT2 * sin(angle) * makeup;
  for (let index = 0; index * AUTOMATION_HOP < left.length; index++) {
    const from = index * AUTOMATION_HOP;
    const to = Math.min(left.length, from + AUTOMATION_HOP);
    const step = (curve[index + 1]! - curve[index]!) / AUTOMATION_HOP;
    let level = curve[index]!;
    for (let i = from; i < to; i++) {
      left[i] = left[i]! * leftGain * level;
      right[i] = right[i]! * rightGain * level;
      level += step;
    }
  }
}
