import { clamp, gainFromDb, log2, pow, type Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { Zone } from '../../bank-zone.ts';
import type { SoundBank } from '../../sound-bank.ts';
import type { Stereo } from '../../stereo.ts';
import { addSamplerNote } from '../sampler-voice.ts';
import { synthesiseHit, type HitRecipe } from './hit-synth.ts';

/** Where a hit's sound comes from. */
export type HitSource =
  | { readonly kind: 'bank'; readonly program: number; readonly key: number; readonly isDrum: boolean }
  | { readonly kind: 'one-shot'; readonly name: string }
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
};

/** Takes made of each synthesised hit; strokes walk through them without repeating one at once. */
const TAKES = 5;

/** Plays hits of one part: keeps the takes, draws the variation. */
export class HitPlayer {
  readonly #bank: SoundBank;
  readonly #rng: Rng;
  readonly #takes = new Map<HitLayer, readonly Zone[]>();
  readonly #last = new Map<HitLayer, number>();

  constructor(bank: SoundBank, rng: Rng) {
    this.#bank = bank;
    this.#rng = rng;
  }

  /** Adds a stroke to `out`. `chokeSample` is where another stroke stops it; Infinity for never. */
  play(out: Stereo, hit: Hit, velocity: number, startSample: number, chokeSample: number): void {
    const rng = this.#rng;
    const cents = rng.gaussian(hit.humanCents);
    const level = pow(velocity, 1.55) * gainFromDb(rng.gaussian(hit.humanDb));
    const closing = -hit.darkCents * (1 - velocity) * rng.between(0.85, 1.15);
    for (const layer of hit.layers) {
      const blend = blendAt(layer.velocities, velocity);
      const own = gainFromDb(layer.gainDb + rng.gaussian(hit.humanDb / 2));
      if (blend > 0) {
        this.#playLayer(out, layer, { startSample, chokeSample, cents, gain: level * blend * own, pan: hit.pan, closing });
      }
    }
  }

  #playLayer(
    out: Stereo,
    layer: HitLayer,
    stroke: {
      readonly startSample: number;
      readonly chokeSample: number;
      readonly cents: number;
      readonly gain: number;
      readonly pan: number;
      readonly closing: number;
    },
  ): void {
    const startSample = stroke.startSample + Math.round(layer.delaySeconds * SAMPLE_RATE);
    for (const zone of this.#zones(layer)) {
      addSamplerNote(out, {
        zone,
        startSample,
        offSample: layer.seconds === null ? Infinity : startSample + Math.round(layer.seconds * 0.4 * SAMPLE_RATE),
        chokeSample: stroke.chokeSample,
        pitch: (layer.source.kind === 'bank' ? layer.source.key : 60) + layer.semitones + stroke.cents / 100,
        gain: stroke.gain,
        pan: stroke.pan + layer.pan,
        cutoffShiftCents: Math.min(0, stroke.closing) + (layer.cutoffHz === null ? 0 : cutoffCents(layer.cutoffHz) - OPEN_CENTS),
        skipSeconds: 0,
        attackSeconds: 0,
        releaseSeconds: layer.seconds,
        vibrato: null,
        glide: null,
      });
    }
  }

  #zones(layer: HitLayer): readonly Zone[] {
    const { source } = layer;
    switch (source.kind) {
      case 'bank':
        return this.#bank.zones({ program: source.program, variation: 0, isDrum: source.isDrum }, source.key, 127);
      case 'one-shot': {
        const known = this.#takes.get(layer);
        const zones = known ?? [zoneOfOneShot(this.#bank.oneShot(source.name))];
        this.#takes.set(layer, zones);
        return zones;
      }

      case 'synth':
        return [this.#take(layer, source.recipe)];
    }
  }

  #take(layer: HitLayer, recipe: HitRecipe): Zone {
    let takes = this.#takes.get(layer);
    if (takes === undefined) {
      takes = Array.from({ length: TAKES }, () => zoneOfSamples(synthesiseHit(recipe, this.#rng), null));
      this.#takes.set(layer, takes);
    }

    const last = this.#last.get(layer) ?? 0;
    const next = (last + this.#rng.integer(1, TAKES - 1)) % TAKES;
    this.#last.set(layer, next);
    return takes[next]!;
  }
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
  return zoneOfSamples(audio.left, audio.left === audio.right ? null : audio.right);
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
