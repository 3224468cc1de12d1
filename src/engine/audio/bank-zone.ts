import type { BasicPreset } from 'spessasynth_core';
import { canonicalJson, clamp, exp, LN2, log10, pow } from '../kernel/index.ts';
import { SAMPLE_ERROR_CENTS } from './bank-tuning.ts';
import { lengthenLoop, type LoopedRecording } from './lengthen-loop.ts';

type VoiceParameters = ReturnType<BasicPreset['getVoiceParameters']>[number];
type Modulator = VoiceParameters['modulators'][number];

/** Times in seconds; `sustainDb` is how far the level sinks while held. */
export type Envelope = {
  readonly delay: number;
  readonly attack: number;
  readonly hold: number;
  readonly decay: number;
  readonly sustain: number;
  readonly release: number;
};

/** One sample of the bank made ready for one key and velocity: what SoundFont 2.04 §8.1 calls a voice's generators, in plain units. */
export type Zone = {
  /** The sample, or the left channel of a stereo one. */
  readonly data: Float32Array;
  /** The right channel of a stereo sample, as far to the right as `pan` is to the left; null for a mono one. */
  readonly right: Float32Array | null;
  readonly sampleRate: number;
  /** First and one past last frame of the data that is played. */
  readonly start: number;
  readonly end: number;
  readonly loopStart: number;
  readonly loopEnd: number;
  readonly loop: 'none' | 'always' | 'until-release';
  /** Key at which the sample plays at its own rate, with all tunings counted in. */
  readonly rootKey: number;
  /** Semitones of pitch per key. */
  readonly keyScale: number;
  readonly gainDb: number;
  readonly cutoffCents: number;
  readonly resonanceDb: number;
  /** −1 left to 1 right. */
  readonly pan: number;
  /** Level envelope; `sustain` in dB below the peak. */
  readonly volume: Envelope;
  /** Modulation envelope; `sustain` as a level 0–1. */
  readonly modulation: Envelope;
  readonly modulationToPitchCents: number;
  readonly modulationToCutoffCents: number;
  readonly vibrato: Lfo & { readonly pitchCents: number };
  readonly lfo: Lfo & { readonly pitchCents: number; readonly cutoffCents: number; readonly volumeDb: number };
  readonly exclusiveClass: number;
};

export type Lfo = { readonly delay: number; readonly hz: number };

// SoundFont 2.04 §8.1.2.
const GENERATOR = {
  startOffset: 0,
  endOffset: 1,
  loopStartOffset: 2,
  loopEndOffset: 3,
  startCoarse: 4,
  lfoToPitch: 5,
  vibratoToPitch: 6,
  modulationToPitch: 7,
  cutoff: 8,
  resonance: 9,
  lfoToCutoff: 10,
  modulationToCutoff: 11,
  endCoarse: 12,
  lfoToVolume: 13,
  pan: 17,
  lfoDelay: 21,
  lfoRate: 22,
  vibratoDelay: 23,
  vibratoRate: 24,
  modulationDelay: 25,
  modulationAttack: 26,
  modulationHold: 27,
  modulationDecay: 28,
  modulationSustain: 29,
  modulationRelease: 30,
  keyToModulationHold: 31,
  keyToModulationDecay: 32,
  volumeDelay: 33,
  volumeAttack: 34,
  volumeHold: 35,
  volumeDecay: 36,
  volumeSustain: 37,
  volumeRelease: 38,
  keyToVolumeHold: 39,
  keyToVolumeDecay: 40,
  loopStartCoarse: 45,
  attenuation: 48,
  loopEndCoarse: 50,
  coarseTune: 51,
  fineTune: 52,
  sampleModes: 54,
  scaleTuning: 56,
  exclusiveClass: 57,
  overridingRootKey: 58,
} as const;

/** Recordings that the bank repeats by a single turn of the player's vibrato. */
const ONE_TURN = /^(?:Violin|Viola|Cello-?|Bass(?= [A-G]#?\d)|Oboe|English Horn|E's Bassoon|Piccolo|Flute) ?[A-G]#?\d$/;
/** By the recording, which many keys and velocities share: what `lengthenLoop` made of it. */
const LENGTHENED = new WeakMap<Float32Array, LoopedRecording>();

/** Makes a zone of the bank's generators and of those modulators that depend on key and velocity; controllers rest at their defaults. */
export function zoneOf(parameters: VoiceParameters, key: number, velocity: number): Zone {
  const { sample } = parameters;
  const values = Float64Array.from(parameters.generators);
  for (const modulator of parameters.modulators) {
    values[modulator.destination] = (values[modulator.destination] ?? 0) + modulationOf(modulator, key, velocity);
  }

  const value = (generator: number): number => values[generator] ?? 0;
  const overriding = value(GENERATOR.overridingRootKey);
  const keyScale = value(GENERATOR.scaleTuning) / 100;
  const tune =
    value(GENERATOR.coarseTune) +
    value(GENERATOR.fineTune) / 100 +
    sample.pitchCorrection / 100 -
    (SAMPLE_ERROR_CENTS.get(sample.name) ?? 0) / 100;
  const recorded = sample.getAudioData();
  const end = clamp(recorded.length + value(GENERATOR.endOffset) + 32768 * value(GENERATOR.endCoarse), 1, recorded.length);
  const loopStart = clamp(sample.loopStart + value(GENERATOR.loopStartOffset) + 32768 * value(GENERATOR.loopStartCoarse), 0, end);
  const loopEnd = clamp(sample.loopEnd + value(GENERATOR.loopEndOffset) + 32768 * value(GENERATOR.loopEndCoarse), 0, end);
  const modes = parameters.generators[GENERATOR.sampleModes] ?? 0;
  const rootKey = overriding > -1 ? overriding : sample.originalKey;

  const loop = loopEnd - loopStart < 8 ? 'none' : modes === 1 ? 'always' : modes === 3 ? 'until-release' : 'none';

  const looped = { data: recorded, loopStart, loopEnd, sampleRate: sample.sampleRate };
  const held = loop === 'always' && ONE_TURN.test(sample.name) ? lengthened(looped) : looped;

  return {
    data: loop === 'none' ? recorded : withGuard(held.data, held.loopStart, loopEnd),
    right: null,
    sampleRate: sample.sampleRate,
    start: clamp(value(GENERATOR.startOffset) + 32768 * value(GENERATOR.startCoarse), 0, end),
    end,
    loopStart: held.loopStart,
    loopEnd,
    loop,
    // Fewer semitones a key than twelve to the octave pivot on the root key.
    rootKey: keyScale === 0 ? rootKey : rootKey - tune / keyScale,
    keyScale,
    gainDb: -Math.max(0, value(GENERATOR.attenuation)) / 10,
    cutoffCents: value(GENERATOR.cutoff),
    resonanceDb: Math.max(0, value(GENERATOR.resonance)) / 10,
    pan: clamp(value(GENERATOR.pan) / 500, -1, 1),
    volume: {
      delay: seconds(value(GENERATOR.volumeDelay)),
      attack: seconds(value(GENERATOR.volumeAttack)),
      hold: seconds(value(GENERATOR.volumeHold) + value(GENERATOR.keyToVolumeHold) * (60 - key)),
      decay: seconds(value(GENERATOR.volumeDecay) + value(GENERATOR.keyToVolumeDecay) * (60 - key)),
      sustain: clamp(value(GENERATOR.volumeSustain) / 10, 0, 144),
      release: seconds(value(GENERATOR.volumeRelease)),
    },
    modulation: {
      delay: seconds(value(GENERATOR.modulationDelay)),
      attack: seconds(value(GENERATOR.modulationAttack)),
      hold: seconds(value(GENERATOR.modulationHold) + value(GENERATOR.keyToModulationHold) * (60 - key)),
      decay: seconds(value(GENERATOR.modulationDecay) + value(GENERATOR.keyToModulationDecay) * (60 - key)),
      sustain: 1 - clamp(value(GENERATOR.modulationSustain) / 1000, 0, 1),
      release: seconds(value(GENERATOR.modulationRelease)),
    },
    modulationToPitchCents: value(GENERATOR.modulationToPitch),
    modulationToCutoffCents: value(GENERATOR.modulationToCutoff),
    vibrato: {
      delay: seconds(value(GENERATOR.vibratoDelay)),
      hz: hertz(value(GENERATOR.vibratoRate)),
      pitchCents: value(GENERATOR.vibratoToPitch),
    },
    lfo: {
      delay: seconds(value(GENERATOR.lfoDelay)),
      hz: hertz(value(GENERATOR.lfoRate)),
      pitchCents: value(GENERATOR.lfoToPitch),
      cutoffCents: value(GENERATOR.lfoToCutoff),
      volumeDb: value(GENERATOR.lfoToVolume) / 10,
    },
    exclusiveClass: value(GENERATOR.exclusiveClass),
  };
}

function lengthened(looped: LoopedRecording): LoopedRecording {
  const known = LENGTHENED.get(looped.data);
  if (known !== undefined) {
    return known;
  }

  const made = lengthenLoop(looped);
  LENGTHENED.set(looped.data, made);
  return made;
}

/** Interpolation reads two frames past a loop's end, which are those after its start; a few recordings stop short of them. */
function withGuard(data: Float32Array, loopStart: number, loopEnd: number): Float32Array {
  if (loopEnd + 3 <= data.length) {
    return data;
  }

  const guarded = new Float32Array(loopEnd + 3);
  guarded.set(data.subarray(0, loopEnd));
  guarded.set(data.subarray(loopStart, loopStart + 3), loopEnd);
  return guarded;
}

/** Joins zones that are the two channels of one stereo sample, which then are read together at half of the cost. */
export function joinStereo(zones: readonly Zone[]): readonly Zone[] {
  const joined: Zone[] = [];
  for (const zone of zones) {
    const place = joined.findIndex((other) => isOtherChannel(other, zone));
    const other = joined[place];
    if (other === undefined) {
      joined.push(zone);
      continue;
    }

    const [left, right] = other.pan < zone.pan ? [other, zone] : [zone, other];
    joined[place] = {
      ...left,
      right: right.data,
      end: Math.min(left.end, right.end),
      rootKey: (left.rootKey + right.rootKey) / 2,
    };
  }

  return joined;
}

function isOtherChannel(one: Zone, two: Zone): boolean {
  return (
    one.right === null &&
    one.pan !== 0 &&
    one.pan === -two.pan &&
    one.data.length === two.data.length &&
    Math.abs(one.rootKey - two.rootKey) < 0.3 &&
    canonicalJson({ ...one, data: null, pan: 0, rootKey: 0 }) === canonicalJson({ ...two, data: null, pan: 0, rootKey: 0 })
  );
}

/** Hz of a SoundFont pitch in absolute cents. */
export function hertz(absoluteCents: number): number {
  return 8.176 * exp((absoluteCents * LN2) / 1200);
}

/** −12000 timecents is the format's "at once". */
function seconds(timecents: number): number {
  return timecents <= -12000 ? 0 : pow(2, timecents / 1200);
}

const VELOCITY_SOURCE = 2;
const KEY_SOURCE = 3;

function modulationOf(modulator: Modulator, key: number, velocity: number): number {
  const { primarySource: first, secondarySource: second } = modulator;
  const isNoteSource = (source: typeof first): boolean =>
    !source.isCC && (source.index === VELOCITY_SOURCE || source.index === KEY_SOURCE);
  if (!isNoteSource(first) || !(isNoteSource(second) || (second.index === 0 && !second.isCC))) {
    return 0;
  }

  const factor = (source: typeof first): number =>
    source.index === 0 ? 1 : curve(source, (source.index === VELOCITY_SOURCE ? velocity : key) / 127);
  const amount = modulator.transformAmount * factor(first) * factor(second);
  return modulator.transformType === 2 ? Math.abs(amount) : amount;
}

/** SoundFont 2.04 §8.2: curve, polarity and direction of a source that stands at `x`, 0–1. */
function curve(source: Modulator['primarySource'], x: number): number {
  const place = source.isNegative ? 1 - x : x;
  const shaped = shape(source.curveType, place);
  return source.isBipolar ? 2 * shaped - 1 : shaped;
}

function shape(curveType: number, x: number): number {
  switch (curveType) {
    case 1:
      return concave(x);
    case 2:
      return 1 - concave(1 - x);
    case 3:
      return x >= 0.5 ? 1 : 0;
    default:
      return x;
  }
}

/** 96 dB of squared amplitude over the unit range. */
function concave(x: number): number {
  return x >= 1 ? 1 : clamp((-400 / 960) * log10(1 - x), 0, 1);
}
