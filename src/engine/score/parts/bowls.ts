import { clamp, type Pitch, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { chordPitchClasses } from '../theory/chord.ts';
import { pitchesWithin, tonicPitchClass } from '../theory/pitch.ts';
import { chordAt, stopTick } from './chordal/bars.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

/**
 * Bowls and bells struck one at a time and left to ring into silence; now and then a second answers a fifth or a fourth away.
 * What is between them is as long as a breath and never regular.
 *
 * params
 *  rest    seconds from one stroke to the next, 2–40, default 9
 *  answer  0–1 how often a second bowl answers, default 0.3
 *  set     how many bowls there are, 2–7, default 5
 *  ring    seconds a bowl is let ring, 1–20, default 9
 */
export const bowls: Generator = (context) => {
  const params = new Params(context);
  const rest = params.number('rest', 2, 40, 9);
  const answer = params.number('answer', 0, 1, 0.3);
  const size = Math.round(params.number('set', 2, 7, 5));
  const ring = params.number('ring', 1, 20, 9);
  params.finish();

  const writer = new NoteWriter(context);
  const second = (TICKS_PER_QUARTER * context.brief.tempoBpm) / 60;
  const tuned = bowlsOf(context, size);
  const stop = stopTick(context);
  for (const section of context.sections) {
    if (!context.plays(section)) {
      continue;
    }

    const rng = context.rng.fork(`bowls/${section.id}`);
    const pace = rest * (1.35 - 0.7 * section.energy);
    // The section's first stroke stands on its threshold; the others come when they come, on no grid.
    let tick = section.startTick;
    let last: Pitch = -1;
    while (tick < Math.min(section.endTick, stop)) {
      const chord = chordAt(context, tick);
      const tones = chord === null ? [] : chordPitchClasses(chord);
      const free = tuned.filter((pitch) => pitch !== last);
      const fitting = free.filter((pitch) => tones.includes(pitch % 12));
      const pitch = (fitting.length > 0 ? fitting : free)[rng.integer(0, Math.max(0, (fitting.length || free.length) - 1))];
      if (pitch === undefined) {
        break;
      }

      last = pitch;
      const velocity = clamp(0.3 + 0.3 * section.energy + rng.gaussian(0.06), 0.16, 0.75);
      const durationTicks = Math.round(ring * rng.between(0.8, 1.2) * second);
      writer.add({ startTick: Math.round(tick), durationTicks, pitch, velocity, isThrough: true });
      if (rng.chance(answer)) {
        const others = tuned.filter((other) => [5, 7, 12].includes(Math.abs(other - pitch)));
        if (others.length > 0) {
          const delay = Math.round(rng.between(0.9, 2.2) * second);
          writer.add({
            startTick: Math.round(tick) + delay,
            durationTicks,
            pitch: rng.pick(others),
            velocity: velocity * rng.between(0.6, 0.85),
            isThrough: true,
          });
        }
      }

      tick += pace * rng.between(0.62, 1.55) * second;
    }
  }

  const lowest = tuned[0];
  if (finalChord(context) !== null && lowest !== undefined) {
    writer.addFinal({ pitch: lowest, velocity: finalLoudness(context, 0.8) });
  }

  return writer.finish();
};

/** A set of bowls: tonic and fifth first, then the notes of the key's pentatonic that sound with any of its chords. */
function bowlsOf(context: PartContext, size: number): readonly Pitch[] {
  const [low, high] = workingRange(context);
  const tonic = tonicPitchClass(context.brief.key);
  const isMinor = ['minor', 'dorian', 'phrygian', 'harmonic-minor'].includes(context.brief.key.mode);
  const order = (isMinor ? [0, 7, 10, 3, 5] : [0, 7, 2, 9, 4]).map((step) => (tonic + step) % 12);
  const chosen: Pitch[] = [];
  for (const pitchClass of [...order, ...order]) {
    const next = pitchesWithin([pitchClass], low, high).find((pitch) => !chosen.includes(pitch));
    if (next !== undefined && chosen.length < size) {
      chosen.push(next);
    }
  }

  return chosen.sort((left, right) => left - right);
}
