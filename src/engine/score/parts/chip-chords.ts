import type { Pitch } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordPitchClasses } from '../theory/chord.ts';
import { pitchesWithin } from '../theory/pitch.ts';
import { chordPieceAt, playedBars } from './chordal/bars.ts';
import type { PatternTable } from './chordal/pattern-choice.ts';
import { choosePattern } from './chordal/pattern-choice.ts';
import { SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { breakRepeats } from '../rhythm/break-repeats.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator } from './part-context.ts';

/** Where a chord is struck (`X`), goes on flickering (`-`) or is off, in sixteenths, from calm to full. */
const RHYTHMS: PatternTable = {
  four: [
    ['X---------------', 'X-----------....', 'X-------X-------'],
    ['X---..X---..X-..', 'X-..X-..X-..X-..', 'X-----X-----X-..'],
    ['X-.X-.X-X-.X-.X-', 'X-..X-X-..X-X-..', 'X-X-..X-X-X-..X-'],
    ['X-X-X-X-X-X-X-X-', 'X-.X-.X-.X-.X-X-', 'X---X-X-X---X-X-'],
  ],
  three: [['X-----------'], ['X-..X-..X-..'], ['X-.X-.X-X-..'], ['X-X-X-X-X-X-']],
  six: [['X-----------'], ['X---..X---..'], ['X-..X-X-..X-'], ['X-X-X-X-X-X-']],
};

/**
 * A whole chord on one voice, as sound chips do it: its tones follow one another so fast that the ear hears them together.
 *
 * params
 *  rate     notes a whole note: 24 or 32 (default); tempi over 150 take 24
 *  octaves  1–2 octaves that the flicker spans at full energy, default 1
 *  density  −1–1 added to the energy when the rhythm is chosen, default 0
 */
export const chipChords: Generator = (context) => {
  const params = new Params(context);
  const wished = params.number('rate', 24, 32, 32);
  const rate = context.brief.tempoBpm > 150 ? 24 : wished;
  const octaves = params.number('octaves', 1, 2, 1);
  const density = params.number('density', -1, 1, 0);
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  const step = Math.round((SIXTEENTH * 16) / rate);
  for (const bar of playedBars(context)) {
    const pattern = choosePattern(context, bar, { table: RHYTHMS, density });
    const rng = bar.rng.fork('touch');
    const direction = context.rng.fork(`direction/${bar.section.material}`).pick(['up', 'up', 'down'] as const);
    let struck = bar.startTick;
    for (let tick = bar.startTick; tick < bar.endTick; tick += step) {
      const slot = Math.floor((tick - bar.startTick) / SIXTEENTH);
      const sign = pattern[slot] ?? '.';
      const piece = chordPieceAt(bar, tick);
      if (sign === '.' || piece === null) {
        continue;
      }

      const isStrike = sign === 'X' && tick - (bar.startTick + slot * SIXTEENTH) < step;
      struck = isStrike ? tick : struck;
      const tones = flicker(piece.chord, range, octaves > 1 && bar.energy > 0.6 ? 2 : 1);
      const place = Math.round((tick - struck) / step) % tones.length;
      const pitch = tones[direction === 'up' ? place : tones.length - 1 - place];
      if (pitch !== undefined) {
        writer.add({
          startTick: tick,
          durationTicks: step,
          pitch,
          velocity: loudness(bar, isStrike ? 1 : 0.86, rng),
          articulation: 'normal',
        });
      }
    }
  }

  const chord = finalChord(context);
  const root = chord === null ? undefined : flicker(chord, range, 1)[0];
  if (root !== undefined) {
    writer.addFinal({ pitch: root, velocity: finalLoudness(context, 0.9) });
  }

  const written = writer.finish();
  return { ...written, notes: breakRepeats(written.notes, context.barTicks, context.bars, context.rng.fork('repeats')) };
};

/** The chord's tones from its root up, three or four of them, an octave more where asked. */
function flicker(chord: ChordSpan, range: readonly [Pitch, Pitch], octaves: number): readonly Pitch[] {
  const tones = chordPitchClasses(chord).slice(0, 4);
  const all = pitchesWithin(tones, range[0], range[1]);
  const root = Math.max(
    0,
    all.findIndex((pitch) => pitch % 12 === chord.root),
  );
  return all.slice(root, root + tones.length * octaves);
}
