import { chordScale } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { bassNote, chordHere, type BassBar, type BassNote } from './bass-bar.ts';
import { CLUB_LINES } from './bass-club-lines.ts';
import { inserted } from './bass-plain-lines.ts';

/** Lines that leave fills to others, or have their own way to turn a corner. */
const PLAIN = new Set<string>(['held', '808', 'sub', 'pedal', 'walking', ...CLUB_LINES]);

/** At the turn of a phrase the player runs into the next chord along its scale; going into a breakdown, lets the note ring instead. */
export function withFill(bar: BassBar, notes: readonly BassNote[]): BassNote[] {
  const { grid, place, settings, fill } = bar;
  const rng = bar.chance.fork('fill');
  if (PLAIN.has(bar.line) || fill < 0.3 || !rng.chance(settings.fills * (0.3 + fill))) {
    return [...notes];
  }

  const beat = grid.slots - (grid.beats[grid.beats.length - 1] ?? 0);
  const from = grid.slots - beat;
  const here = chordHere(bar, from);
  if (place.rise < -0.05) {
    return inserted(
      notes,
      bassNote(
        from,
        beat,
        here.from === from ? here.root : here.nextRoot === here.root ? here.root : stepBeside(bar, here.nextRoot, here.root),
        0.8,
      ),
    );
  }

  const step = !grid.isCompound && place.energy > 0.6 && settings.busyness > 0.45 && rng.chance(0.5) ? 1 : 2;
  const count = Math.floor(beat / step);
  const run = runInto(bar, here.nextRoot, count, rng.chance(0.6) ? -1 : 1);
  return run.reduce(
    (line, pitch, index) => {
      const slot = from + index * step;
      return slot === chordHere(bar, slot).from ? line : inserted(line, bassNote(slot, step * 0.88, pitch, 0.84 + 0.05 * index));
    },
    [...notes],
  );
}

/** Scale notes that arrive at `target` one step after the last of them, from below (−1) or above (1). */
function runInto(bar: BassBar, target: number, count: number, side: -1 | 1): number[] {
  const scale = chordScale(chordHere(bar, bar.grid.slots - 1).chord, bar.key);
  const up = target + side * 2 * count;
  const direction = up < bar.settings.low ? 1 : up > bar.settings.high ? -1 : side;
  const run: number[] = [];
  let pitch = target;
  while (run.length < count) {
    pitch += direction;
    if (scale.includes(foldPitchClass(pitch)) || Math.abs(pitch - target) > 12) {
      run.unshift(Math.min(bar.settings.high, Math.max(bar.settings.low, pitch)));
    }
  }

  return run;
}

function stepBeside(bar: BassBar, target: number, from: number): number {
  const pitch = target + (from < target ? -2 : 2);
  return pitch >= bar.settings.low && pitch <= bar.settings.high ? pitch : from;
}
