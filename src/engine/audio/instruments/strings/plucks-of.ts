import { clamp, mixBetween, type Rng, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import type { PlayedNote, PlayedPart } from '../../performance.ts';
import { assignStrings, slurSource } from './assign-strings.ts';
import type { FrettedInstrument } from './models.ts';
import type { Pluck } from './string-line.ts';

/** How long a hand that was not asked for a glide takes from fret to fret. */
const SLIDE_SECONDS = 0.12;
const BEND_SECONDS = 0.19;
/** Notes that start within this many frames are one chord. */
const CHORD_SAMPLES = 2400;

/**
 * The strokes of each string, in order. `human` 1 lets the take stray from the written performance as a second recording would: another
 * clock, other strokes, other bends.
 */
export function plucksOf(
  instrument: FrettedInstrument,
  part: PlayedPart,
  human: number,
  rng: Rng,
): readonly (readonly Pluck[])[] {
  const { notes } = part;
  const assigned = assignStrings(notes, instrument.open);
  const stray = strayOf(rng.fork('stray'));
  const bending = rng.fork('bends');
  const isLine = part.role === 'lead' || part.role === 'counter';
  const plucks: Pluck[][] = instrument.open.map(() => []);
  for (const [i, note] of notes.entries()) {
    const source = note.articulation === 'legato' || note.articulation === 'slide' ? slurSource(notes, i) : null;
    const isSlur = source !== null && assigned[source] === assigned[i];
    const shift = Math.round(human * stray(note.startSample / SAMPLE_RATE) * SAMPLE_RATE);
    const startSample = Math.max(0, note.startSample + shift);
    const isLong = note.durationSamples > 0.4 * SAMPLE_RATE;
    const pluck: Pluck = {
      startSample,
      offSample: startSample + note.durationSamples,
      pitch: note.pitch,
      velocity: clamp(note.velocity * (1 + human * rng.gaussian(0.06)), 0.03, 1),
      isMuted: instrument.isAlwaysMuted || note.articulation === 'mute',
      isGhost: note.articulation === 'ghost',
      slideSemitones: slideOf(note, source === null ? undefined : notes[source]),
      slideSeconds: SLIDE_SECONDS,
      isSlurred: isSlur,
      vibratoCents: isLong ? instrument.vibratoCents * rng.between(0.7, 1.2) : 0,
    };
    const expressive = bent(glided(pluck, instrument, notes, i, bending), instrument, note, bending);
    const own = plucks[assigned[i]!]!;
    if (instrument.tremoloFrom !== null && isLine && note.durationSamples > instrument.tremoloFrom * SAMPLE_RATE) {
      own.push(...tremolo(expressive, rng));
    } else {
      own.push(expressive);
    }
  }

  for (const own of plucks) {
    own.sort((left, right) => left.startSample - right.startSample || left.pitch - right.pitch);
  }

  return plucks;
}

function slideOf(note: PlayedNote, previous: PlayedNote | undefined): number {
  if (note.articulation !== 'slide') {
    return 0;
  }

  return previous === undefined ? -2 : clamp(previous.pitch - note.pitch, -7, 7) || -2;
}

/** A bottleneck does not leave the string between two notes of a line. */
function glided(pluck: Pluck, { glide }: FrettedInstrument, notes: readonly PlayedNote[], index: number, rng: Rng): Pluck {
  const previous = notes[index - 1];
  const next = notes[index + 1];
  if (glide === null || pluck.slideSemitones !== 0 || pluck.isMuted || pluck.isGhost || !rng.chance(glide.chance)) {
    return pluck;
  }

  const { startSample } = notes[index]!;
  const isChord =
    (previous !== undefined && startSample - previous.startSample < CHORD_SAMPLES) ||
    (next !== undefined && next.startSample - startSample < CHORD_SAMPLES);
  const isJoined = previous !== undefined && previous.startSample + previous.durationSamples > startSample - 0.15 * SAMPLE_RATE;
  // Chords come in from a little below, as a bar is set down; a phrase begins with a short scoop.
  const way = isJoined && !isChord ? clamp(previous.pitch - pluck.pitch, -4, 4) : rng.chance(0.4) ? -1 : 0;
  return { ...pluck, slideSemitones: way, slideSeconds: glide.seconds * rng.between(0.8, 1.3) };
}

/** A long note is reached by bending up to it. */
function bent(pluck: Pluck, { bends }: FrettedInstrument, note: PlayedNote, rng: Rng): Pluck {
  const isBendable = bends > 0 && pluck.slideSemitones === 0 && !pluck.isMuted && note.durationSamples > 0.32 * SAMPLE_RATE;
  if (!isBendable || !rng.chance(bends)) {
    return pluck;
  }

  return { ...pluck, slideSemitones: rng.chance(0.6) ? -2 : -1, slideSeconds: BEND_SECONDS * rng.between(0.7, 1.5) };
}

/** The plectrum goes to and fro on a held note, about twelve strokes a second, softer at first, the upstrokes lighter. */
function tremolo(pluck: Pluck, rng: Rng): Pluck[] {
  const strokes: Pluck[] = [];
  const total = pluck.offSample - pluck.startSample;
  let at = pluck.startSample;
  for (let index = 0; at < pluck.offSample - 1200; index++) {
    const swell = 0.72 + 0.34 * sin((TAU * (at - pluck.startSample)) / (2 * total));
    const velocity = clamp(
      pluck.velocity * (index === 0 ? 1 : swell * (index % 2 === 1 ? 0.8 : 0.92)) * rng.between(0.93, 1.06),
      0.03,
      1,
    );
    strokes.push({ ...pluck, startSample: at, velocity, ...(index === 0 ? {} : { slideSemitones: 0 }) });
    at += Math.round((SAMPLE_RATE / 12.4) * rng.between(0.9, 1.1));
  }

  return strokes;
}

/** A second player's clock: a slow wander of a few milliseconds, the same for all strings at one moment. */
function strayOf(rng: Rng): (seconds: number) => number {
  const knots: number[] = [];
  return (seconds) => {
    const place = seconds / 0.35;
    const index = Math.floor(place);
    while (knots.length < index + 2) {
      knots.push(clamp(rng.gaussian(0.0048), -0.011, 0.011));
    }

    return mixBetween(knots[index]!, knots[index + 1]!, place - index);
  };
}
