import { clamp, exp, gainFromDb, LN2, mixBetween, pow, SAMPLE_RATE, type Rng } from '../../kernel/index.ts';
import type { PlayedNote, PlayedPart } from '../performance.ts';
import type { PresetId } from '../sound-bank.ts';
import { silence, type Stereo } from '../stereo.ts';
import { addSamplerNote, type Vibrato } from './sampler-voice.ts';
import type { Sound, SoundJob } from './sound.ts';

/** One of the sounds a sampled instrument is layered from. */
export type SampledLayer = {
  readonly preset: PresetId;
  readonly gainDb: number;
  readonly cents: number;
  /** −1 left to 1 right, added to the sample's own place. */
  readonly pan: number;
  readonly delaySeconds: number;
  readonly attackSeconds: number;
  /** Moves the sample's low-pass, cents. */
  readonly cutoffShiftCents: number;
  /** Keys above the written note. */
  readonly transpose: number;
  /** Which notes it speaks on: `long` ones last a third of a second or more. */
  readonly notes: 'all' | 'long' | 'short';
};

/** A sampled instrument as data. */
export type SampledPatch = {
  readonly layers: readonly SampledLayer[];
  /** Loudness that the samples see: `velocity * scale`, at most `most`; below 1 keeps to the soft layers. */
  readonly velocity: { readonly scale: number; readonly most: number };
  /** Cents that the low-pass closes from the loudest note to the softest. */
  readonly brightnessCents: number;
  /** Cents by which notes differ in tuning, standard deviation. */
  readonly humanCents: number;
  /** Vibrato on held notes; null for none of ours. */
  readonly vibrato: {
    readonly hz: number;
    readonly cents: number;
    readonly delaySeconds: number;
    readonly riseSeconds: number;
  } | null;
  /** Seconds for 60 dB after the key is let go; null keeps the bank's. */
  readonly releaseSeconds: number | null;
  /**
   * `line`: a new note ends the one before, slurs skip `slurSkipSeconds` of the attack. `section`: several desks, each slurred from its own last
   * note, which they leave together. `keys`: every key for itself.
   */
  readonly playing:
    | { readonly kind: 'keys' }
    | { readonly kind: 'line'; readonly slurSkipSeconds: number }
    | { readonly kind: 'section'; readonly slurSkipSeconds: number };
  /** Noise of key and hammer, dB against a full-scale note; null for none. */
  readonly mechanicsDb: number | null;
};

/** The time in which a section's bows are on the next note. */
const CHANGE_SECONDS = 0.07;
const LONG_NOTE = 0.33 * SAMPLE_RATE;

/** The sound of a sampled patch. */
export function sampled(patch: SampledPatch): Sound {
  return (job) => {
    const out = silence(job.samples);
    for (const [index, layer] of patch.layers.entries()) {
      addLayer(out, patch, layer, job, job.rng.fork(`layer-${index}`));
    }

    if (patch.mechanicsDb !== null) {
      addMechanics(out, job.part, patch.mechanicsDb, job.rng.fork('mechanics'));
    }

    applyExpression(out, job.part);
    return { kind: 'whole', audio: out };
  };
}

function addLayer(out: Stereo, patch: SampledPatch, layer: SampledLayer, job: SoundJob, rng: Rng): void {
  const { notes } = job.part;
  const held = heldNotes(job.part, patch.playing.kind === 'line');
  const human = patch.humanCents / 100;

  for (const [i, note] of notes.entries()) {
    const cents = rng.gaussian(human);
    const late = Math.abs(rng.gaussian(0.2)) * layer.delaySeconds;
    const vibrato = vibratoOf(patch, note, rng);
    const isLong = note.durationSamples >= LONG_NOTE;
    if ((layer.notes === 'long' && !isLong) || (layer.notes === 'short' && isLong)) {
      continue;
    }

    const { offSample, chokeSample, previous } = held[i]!;
    const from = patch.playing.kind === 'section' ? deskBefore(notes, i) : previous;
    const slur = patch.playing.kind === 'keys' ? null : slurOf(note, from, patch.playing.slurSkipSeconds);
    const isChanging = slur !== null && patch.playing.kind === 'section';
    const pitch = note.pitch + layer.transpose;
    const level = Math.min(patch.velocity.most, note.velocity * patch.velocity.scale);
    const velocity = clamp(Math.round(level * 127), 1, 127);
    const startSample = note.startSample + Math.round((layer.delaySeconds + late) * SAMPLE_RATE);
    const isMuted = note.articulation === 'mute' || note.articulation === 'ghost';

    for (const zone of job.bank.zones(layer.preset, clamp(Math.round(pitch), 0, 127), velocity)) {
      addSamplerNote(out, {
        // A bow that changes its note does not fade in again.
        zone: isChanging ? { ...zone, volume: { ...zone.volume, attack: CHANGE_SECONDS } } : zone,
        startSample,
        offSample: Math.max(offSample, startSample + 1),
        chokeSample,
        pitch: pitch + layer.cents / 100 + cents,
        gain: gainFromDb(layer.gainDb) * (slur === null ? 1 : 0.92),
        pan: layer.pan,
        cutoffShiftCents: layer.cutoffShiftCents - patch.brightnessCents * (1 - note.velocity) - (isMuted ? 1400 : 0),
        skipSeconds: slur === null ? 0 : slur.skipSeconds,
        attackSeconds: slur === null ? layer.attackSeconds : Math.max(layer.attackSeconds, 0.035),
        releaseSeconds: isMuted ? 0.12 : patch.releaseSeconds,
        vibrato,
        glide: slur === null ? null : slur.glide,
      });
    }
  }
}

function vibratoOf(patch: SampledPatch, note: PlayedNote, rng: Rng): Vibrato | null {
  if (patch.vibrato === null) {
    return null;
  }

  const { hz, cents, delaySeconds, riseSeconds } = patch.vibrato;
  const wobble = rng.gaussian(0.06);
  const depth = rng.between(0.75, 1.2) * (0.6 + 0.5 * note.velocity);
  return {
    hz: hz * (1 + wobble),
    cents: cents * depth,
    delaySeconds: delaySeconds * rng.between(0.8, 1.25),
    riseSeconds,
    phase: rng.next(),
  };
}

/** How far apart in time and in keys notes of one desk may be, and how many notes back they are looked for. */
const DESK_SAMPLES = 0.05 * SAMPLE_RATE;
const DESK_KEYS = 9;
const DESK_NOTES = 12;

/** The note that a section's player comes from: of those that end here the nearest. */
function deskBefore(notes: readonly PlayedNote[], index: number): PlayedNote | null {
  const { startSample, pitch } = notes[index]!;
  let nearest: PlayedNote | null = null;
  for (let i = index - 1; i >= Math.max(0, index - DESK_NOTES); i--) {
    const note = notes[i]!;
    const end = note.startSample + note.durationSamples;
    const isHere = startSample - note.startSample > DESK_SAMPLES && Math.abs(end - startSample) < 3 * DESK_SAMPLES;
    const way = Math.abs(note.pitch - pitch);
    if (isHere && way <= DESK_KEYS && (nearest === null || way < Math.abs(nearest.pitch - pitch))) {
      nearest = note;
    }
  }

  return nearest;
}

type Slur = { readonly skipSeconds: number; readonly glide: { readonly semitones: number; readonly seconds: number } | null };

/** How a slurred note joins the one before: no new attack, and the pitch slides over, all the way only when asked to. */
function slurOf(note: PlayedNote, previous: PlayedNote | null, skipSeconds: number): Slur | null {
  const isJoined = previous !== null && previous.startSample + previous.durationSamples >= note.startSample - 0.02 * SAMPLE_RATE;
  if (!isJoined || (note.articulation !== 'legato' && note.articulation !== 'slide')) {
    return null;
  }

  const interval = previous.pitch - note.pitch;
  if (note.articulation === 'slide') {
    return { skipSeconds, glide: { semitones: clamp(interval, -12, 12), seconds: 0.11 } };
  }

  return { skipSeconds, glide: { semitones: clamp(interval, -0.7, 0.7), seconds: 0.05 } };
}

/** When a note stops, and the note before it. */
export type Held = { readonly offSample: number; readonly chokeSample: number; readonly previous: PlayedNote | null };

/** When each note stops: at its key's release, the pedal's, or because its string or the player's breath is needed again. */
export function heldNotes(part: PlayedPart, isLine: boolean): readonly Held[] {
  const { notes, pedal } = part;
  const nextOnPitch = new Map<number, number>();
  const held: Held[] = [];
  let pedalIndex = pedal.length - 1;

  for (let i = notes.length - 1; i >= 0; i--) {
    const note = notes[i]!;
    const written = note.startSample + note.durationSamples;
    while (pedalIndex >= 0 && pedal[pedalIndex]!.startSample > written) {
      pedalIndex--;
    }

    let offSample = written;
    // Notes are in order of start, not of end: look a few spans further back for the one that covers this end.
    for (let p = Math.min(pedal.length - 1, pedalIndex + 2); p >= 0 && pedal[p]!.endSample > written; p--) {
      if (pedal[p]!.startSample <= written) {
        offSample = Math.max(offSample, pedal[p]!.endSample);
      }
    }

    const again = nextOnPitch.get(note.pitch) ?? Infinity;
    const next = notes[i + 1];
    if (isLine && next !== undefined && next.startSample > note.startSample) {
      offSample = Math.min(offSample, next.startSample + Math.round(0.02 * SAMPLE_RATE));
    }

    held.push({
      offSample: Math.min(offSample, again),
      chokeSample: again === Infinity ? Infinity : again + 0.01 * SAMPLE_RATE,
      previous: notes[i - 1] ?? null,
    });
    nextOnPitch.set(note.pitch, note.startSample);
  }

  return held.reverse();
}

/** The felt hammer's thud and the key's return: short low noise with every note, softer than the note by far. */
function addMechanics(out: Stereo, part: PlayedPart, levelDb: number, rng: Rng): void {
  const gain = gainFromDb(levelDb);
  for (const [index, note] of part.notes.entries()) {
    const side = clamp((note.pitch - 60) / 60, -0.4, 0.4);
    const own = rng.fork(`${index}`);
    addThud(out, note.startSample, gain * (0.4 + 0.6 * note.velocity), 0.02, side, own);
    addThud(out, note.startSample + note.durationSamples, gain * 0.45, 0.012, side, own);
  }
}

function addThud(out: Stereo, startSample: number, gain: number, seconds: number, side: number, rng: Rng): void {
  const length = Math.min(Math.round(seconds * 6 * SAMPLE_RATE), out.left.length - startSample);
  const decay = exp(-1 / (seconds * SAMPLE_RATE));
  let low = 0;
  let lower = 0;
  let level = gain;
  for (let i = 0; i < length; i++) {
    low += 0.09 * (rng.next() * 2 - 1 - low);
    lower += 0.012 * (low - lower);
    const x = (low - lower) * level * Math.min(1, i / 60);
    out.left[startSample + i]! += x * (1 - side);
    out.right[startSample + i]! += x * (1 + side);
    level *= decay;
  }
}

const STEP = 64;

/** Bow, breath and bellows: the swell curve moves level and, because soft tones are darker, brightness. */
export function applyExpression(audio: Stereo, part: PlayedPart): void {
  const points = part.expression;
  if (points.length === 0) {
    return;
  }

  const { left, right } = audio;
  // One pole at 1.6 kHz parts body from brilliance.
  const pole = 1 - exp((-6.283185307179586 * 1600) / SAMPLE_RATE);
  let lowLeft = 0;
  let lowRight = 0;
  let gain = 1;
  let shine = 1;
  let index = 0;
  for (let at = 0; at < left.length; at += STEP) {
    while (index + 1 < points.length && points[index + 1]!.sample <= at) {
      index++;
    }

    const level = levelAt(points, index, at);
    const nextGain = pow(level, 1.5);
    const nextShine = 0.35 + 0.65 * level;
    const count = Math.min(STEP, left.length - at);
    const gainStep = at === 0 ? 0 : (nextGain - gain) / STEP;
    const shineStep = at === 0 ? 0 : (nextShine - shine) / STEP;
    if (at === 0) {
      gain = nextGain;
      shine = nextShine;
    }

    for (let i = at; i < at + count; i++) {
      gain += gainStep;
      shine += shineStep;
      lowLeft += pole * (left[i]! - lowLeft);
      lowRight += pole * (right[i]! - lowRight);
      left[i] = gain * (lowLeft + shine * (left[i]! - lowLeft));
      right[i] = gain * (lowRight + shine * (right[i]! - lowRight));
    }
  }
}

function levelAt(points: PlayedPart['expression'], index: number, sample: number): number {
  const here = points[index]!;
  const next = points[index + 1];
  if (sample <= here.sample || next === undefined || next.sample <= here.sample) {
    return here.level;
  }

  return mixBetween(here.level, next.level, (sample - here.sample) / (next.sample - here.sample));
}

/** Decay per sample of a level that falls by half in `seconds`. */
export function halving(seconds: number): number {
  return exp(-LN2 / (seconds * SAMPLE_RATE));
}
