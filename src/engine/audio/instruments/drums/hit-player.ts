import { clamp, gainFromDb, log2, pow, Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { Zone } from '../../bank-zone.ts';
import type { SoundBank } from '../../sound-bank.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { addSamplerNote } from '../sampler-voice.ts';
import { synthesiseHit, type HitRecipe } from './hit-synth.ts';

/** Where a hit's sound comes from. */
export type HitSource =
  | { readonly kind: 'bank'; readonly program: number; readonly key: number; readonly isDrum: boolean }
  | { readonly kind: 'one-shot'; readonly name: string }
  /** Recordings of one stroke, of which a stroke takes any but the last. */
  | { readonly kind: 'one-shots'; readonly names: readonly string[] }
  | { readonly kind: 'synth'; readonly recipe: HitRecipe };

/** One of the sounds a hit is layered from. */
export type HitLayer = {
  readonly source: HitSource;
  readonly gainDb: number;
  readonly semitones: number;
  /** Time after which the sound is damped; null lets it ring. */
  readonly seconds: number | null;
  /** Low-pass at full loudness; null leaves it open. */
  readonly cutoffHz: number | null;
  /** Loudness range in which the layer sounds, blended over a tenth at each end. */
  readonly velocities: readonly [number, number];
  readonly pan: number;
  /** Later than the hit, seconds. */
  readonly delaySeconds: number;
};

/** How a drum answers: everything that changes from stroke to stroke. */
export type Hit = {
  readonly layers: readonly HitLayer[];
  readonly pan: number;
  /** Cents that a low-pass closes from the loudest to the softest stroke. */
  readonly darkCents: number;
  /** Standard deviations of tuning and level from stroke to stroke. */
  readonly humanCents: number;
  readonly humanDb: number;
  /** What every other stroke is: the shaker's way back, the left hand; null where strokes are alike. */
  readonly other: Hit | null;
};

/** Drums whose tuning strays this far, cents, are played with two bare hands. */
const TWO_HANDS_CENTS = 16;
/** Takes made of what a hit has synthesised; strokes walk through them without repeating one at once. */
const TAKES = 5;
/** Long drums are heard as one sound; fewer takes of them are enough. */
const LONG_TAKES = 3;
const LONG_SECONDS = 1;
// Takes are the same for every part and seed, so a process makes each only once: a pure function remembered.
const TAKES_OF_HIT = new WeakMap<Hit, readonly Zone[]>();
const ZONE_OF_SHOT = new WeakMap<Stereo, Zone>();

/** Plays hits of one part and draws what varies from stroke to stroke. */
export class HitPlayer {
  readonly #bank: SoundBank;
  readonly #rng: Rng;
  readonly #semitones: number;
  #lastTake = 0;
  #strokes = 0;
  readonly #lastShots = new Map<Hit, number>();

  /** `semitones` is how far the drum is tuned from its recording; default 0. */
  constructor(bank: SoundBank, rng: Rng, semitones = 0) {
    this.#bank = bank;
    this.#rng = rng;
    this.#semitones = semitones;
  }

  /** Adds a stroke to `out`. `chokeSample` is where another stroke stops it; Infinity for never. */
  play(out: Stereo, drum: Hit, velocity: number, startSample: number, chokeSample: number): void {
    const rng = this.#rng;
    const isOther = this.#strokes % 2 === 1;
    this.#strokes++;
    const hit = isOther && drum.other !== null ? drum.other : drum;
    // The other hand is a little lighter and duller.
    const isLeft = isOther && hit.humanCents >= TWO_HANDS_CENTS;
    const stroke: Stroke = {
      startSample,
      chokeSample,
      cents: 100 * this.#semitones + rng.gaussian(hit.humanCents),
      gain: pow(velocity, 1.55) * gainFromDb(rng.gaussian(hit.humanDb) - (isLeft ? 0.5 : 0)),
      pan: hit.pan,
      closing: -hit.darkCents * ((1 - velocity) * rng.between(0.85, 1.15) + (isLeft ? 0.09 : 0)),
    };
    const takes = takesOf(hit);
    if (takes.length > 0) {
      this.#lastTake = (this.#lastTake + rng.integer(1, takes.length - 1)) % takes.length;
      addStroke(out, takes[this.#lastTake]!, PLAIN_LAYER, stroke, 1);
    }

    for (const layer of hit.layers) {
      const own = gainFromDb(layer.gainDb + rng.gaussian(hit.humanDb / 2)) * blendAt(layer.velocities, velocity);
      if (own > 0) {
        for (const zone of this.#zones(layer.source, hit)) {
          addStroke(out, zone, layer, stroke, own);
        }
      }
    }
  }

  #zones(source: HitSource, hit: Hit): readonly Zone[] {
    switch (source.kind) {
      case 'bank':
        return this.#bank.zones({ program: source.program, variation: 0, isDrum: source.isDrum }, source.key, 127);
      case 'one-shot':
        return [zoneOfOneShot(this.#bank.oneShot(source.name))];
      case 'one-shots': {
        const last = this.#lastShots.get(hit) ?? 0;
        const next = (last + this.#rng.integer(1, source.names.length - 1)) % source.names.length;
        this.#lastShots.set(hit, next);
        return [zoneOfOneShot(this.#bank.oneShot(source.names[next]!))];
      }

      case 'synth':
        return [];
    }
  }
}

type Stroke = {
  readonly startSample: number;
  readonly chokeSample: number;
  readonly cents: number;
  readonly gain: number;
  readonly pan: number;
  /** Cents that the low-pass closes for a soft stroke, 0 or below. */
  readonly closing: number;
};

type Shape = Pick<HitLayer, 'semitones' | 'seconds' | 'cutoffHz' | 'pan' | 'delaySeconds'> & {
  readonly source: HitSource | null;
};
const PLAIN_LAYER: Shape = { source: null, semitones: 0, seconds: null, cutoffHz: null, pan: 0, delaySeconds: 0 };

function addStroke(out: Stereo, zone: Zone, layer: Shape, stroke: Stroke, gain: number): void {
  const startSample = stroke.startSample + Math.round(layer.delaySeconds * SAMPLE_RATE);
  addSamplerNote(out, {
    zone,
    startSample,
    offSample: layer.seconds === null ? Infinity : startSample + Math.round(layer.seconds * 0.4 * SAMPLE_RATE),
    chokeSample: stroke.chokeSample,
    pitch: (layer.source?.kind === 'bank' ? layer.source.key : 60) + layer.semitones + stroke.cents / 100,
    gain: gain * stroke.gain,
    pan: stroke.pan + layer.pan,
    cutoffShiftCents: Math.min(0, stroke.closing) + (layer.cutoffHz === null ? 0 : cutoffCents(layer.cutoffHz) - OPEN_CENTS),
    skipSeconds: 0,
    attackSeconds: 0,
    releaseSeconds: layer.seconds,
    vibrato: null,
    glide: null,
  });
}

/** The synthesised layers of a hit, played together a few times; each take differs in noise, pitch, decay and balance. */
function takesOf(hit: Hit): readonly Zone[] {
  const known = TAKES_OF_HIT.get(hit);
  if (known !== undefined) {
    return known;
  }

  const layers = hit.layers.flatMap((layer) => (layer.source.kind === 'synth' ? [{ ...layer, source: layer.source }] : []));
  const seconds = layers.reduce((most, layer) => Math.max(most, layer.source.recipe.seconds + layer.delaySeconds), 0);
  const count = layers.length === 0 ? 0 : seconds > LONG_SECONDS ? LONG_TAKES : TAKES;
  const takes = Array.from({ length: count }, (_, index) => {
    const rng = new Rng(index, 'take');
    const take = silence(Math.round((seconds + 0.02) * SAMPLE_RATE));
    for (const [place, layer] of layers.entries()) {
      const own = rng.fork(`layer-${place}`);
      const zone = zoneOfSamples(synthesiseHit(layer.source.recipe, own), null);
      const stroke = { startSample: 0, chokeSample: Infinity, cents: 0, gain: 1, pan: 0, closing: 0 };
      addStroke(take, zone, layer, stroke, gainFromDb(layer.gainDb + own.gaussian(hit.humanDb / 2)));
    }

    const isMono = layers.every((layer) => layer.pan === 0);
    return zoneOfSamples(take.left, isMono ? null : take.right);
  });
  TAKES_OF_HIT.set(hit, takes);
  return takes;
}

const OPEN_CENTS = 13500;

function cutoffCents(hz: number): number {
  return 1200 * log2(hz / 8.176);
}

function blendAt([low, high]: readonly [number, number], velocity: number): number {
  const rising = low <= 0 ? 1 : clamp((velocity - low) / 0.1 + 0.5, 0, 1);
  const falling = high >= 1 ? 1 : clamp((high - velocity) / 0.1 + 0.5, 0, 1);
  return rising * falling;
}

/** A recorded hit as a zone; both channels of a mono recording are the same array. */
function zoneOfOneShot(audio: Stereo): Zone {
  const zone = ZONE_OF_SHOT.get(audio) ?? zoneOfSamples(audio.left, audio.left === audio.right ? null : audio.right);
  ZONE_OF_SHOT.set(audio, zone);
  return zone;
}

/** Samples at `SAMPLE_RATE` as a zone that plays them once, as they are, at pitch 60. */
export function zoneOfSamples(data: Float32Array, right: Float32Array | null): Zone {
  const still = { delay: 0, attack: 0, hold: 0, decay: 0, sustain: 0, release: 0.05 };
  return {
    data,
    right,
    sampleRate: SAMPLE_RATE,
    start: 0,
    end: data.length,
    loopStart: 0,
    loopEnd: 0,
    loop: 'none',
    rootKey: 60,
    keyScale: 1,
    // A hard-panned side plays 3 dB up (see the pan law), which a stereo pair must not.
    gainDb: right === null ? 0 : -3.01,
    cutoffCents: OPEN_CENTS,
    resonanceDb: 0,
    pan: right === null ? 0 : -1,
    volume: still,
    modulation: { ...still, sustain: 1 },
    modulationToPitchCents: 0,
    modulationToCutoffCents: 0,
    vibrato: { delay: 0, hz: 5, pitchCents: 0 },
    lfo: { delay: 0, hz: 5, pitchCents: 0, cutoffCents: 0, volumeDb: 0 },
    exclusiveClass: 0,
  };
}
