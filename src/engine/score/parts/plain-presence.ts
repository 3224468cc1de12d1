import { at, clamp, type Pitch } from '../../kernel/index.ts';
import { DRUM, type Note } from '../score.ts';
import { thirdOf } from '../theory/chord.ts';
import { nearestPitchWithin } from '../theory/pitch.ts';
import type { Generator, PartContext } from './part-context.ts';

/** What each unpitched instrument strikes when it only has to be there. */
const STRUCK: ReadonlyMap<string, Pitch> = new Map<string, Pitch>([
  ['shaker', DRUM.shaker],
  ['tambourine', DRUM.tambourine],
  ['claps', DRUM.clap],
  ['snaps', DRUM.snap],
  ['congas', DRUM.highConga],
  ['bongos', DRUM.highBongo],
  ['cajon', DRUM.snare],
  ['triangle', DRUM.triangle],
  ['cowbell', DRUM.cowbell],
  ['taiko', DRUM.lowTaiko],
  ['kit-cinematic', DRUM.lowTaiko],
]);

/**
 * The least a player does that was asked for and whose own generator found no place in so short or so quiet a piece: a
 * held note of each chord, a stroke on the strong beats, or one effect on its way into the loudest moment.
 */
export const plainPresence: Generator = (context) => {
  const { instrument } = context;
  if (instrument.family === 'texture') {
    return { notes: [instrument.sustain === 'hit' ? effect(context) : bed(context)] };
  }

  return { notes: instrument.sustain === 'hit' ? strokes(context) : held(context) };
};

function effect(context: PartContext): Note {
  const { sections, endTick, finalTick, barTicks } = context;
  const loudest = sections.reduce((best, section) => (section.energy > best.energy ? section : best), at(sections, 0));
  const arrival = loudest.startTick > 0 ? loudest.startTick : (finalTick ?? 0);
  if (context.instrument.id === 'impact' || arrival === 0) {
    return {
      startTick: Math.min(arrival, endTick - 1),
      durationTicks: Math.min(barTicks, endTick),
      pitch: 60,
      velocity: 0.7,
      articulation: 'normal',
    };
  }

  const startTick = Math.max(0, arrival - barTicks * 2);
  return { startTick, durationTicks: arrival - startTick, pitch: 60, velocity: 0.6, articulation: 'normal' };
}

function bed(context: PartContext): Note {
  const isTonal = context.instrument.id === 'drone';
  const pitch = isTonal
    ? nearestPitchWithin(at(context.chords, -1).root, 48, [context.instrument.low, context.instrument.high])
    : 60;
  return { startTick: 0, durationTicks: context.endTick, pitch, velocity: 0.5, articulation: 'normal' };
}

function strokes(context: PartContext): Note[] {
  const pitch = STRUCK.get(context.instrument.id) ?? DRUM.kick;
  const end = context.finalTick ?? context.endTick;
  const notes: Note[] = [];
  for (let tick = 0; tick < end; tick += context.beatTicks * 2) {
    notes.push({
      startTick: tick,
      durationTicks: 240,
      pitch,
      velocity: tick % context.barTicks === 0 ? 0.6 : 0.48,
      articulation: 'normal',
    });
  }

  return context.finalTick === null
    ? notes
    : [...notes, { startTick: context.finalTick, durationTicks: 480, pitch, velocity: 0.68, articulation: 'normal' }];
}

function held(context: PartContext): Note[] {
  const [low, high] = context.plan.register;
  let near = Math.round((low + high) / 2);
  return context.chords.map((chord): Note => {
    const tone = context.plan.role === 'bass' ? chord.bass : thirdOf(chord);
    near = nearestPitchWithin(tone, near, [low, high]);
    return {
      startTick: chord.startTick,
      durationTicks: chord.endTick - chord.startTick,
      pitch: clamp(near, 0, 127),
      velocity: 0.5,
      articulation: 'normal',
    };
  });
}
