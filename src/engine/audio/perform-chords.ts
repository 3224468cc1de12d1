import { clamp, type Rng } from '../kernel/index.ts';
import type { Note } from '../score/index.ts';
import type { Player } from './perform-player.ts';

/** How one note of a chord leaves the chord's common onset: seconds later (or earlier) and a factor on its loudness. */
export type Offset = { readonly seconds: number; readonly gain: number };

/** Notes written on one tick, lowest first, and how they come apart. `gapSeconds` is the time to the next onset, which a strum must not fill. */
export function spreadChord(notes: readonly Note[], gapSeconds: number, player: Player, rng: Rng): readonly Offset[] {
  const articulation = notes[0]?.articulation ?? 'normal';
  if (articulation === 'strum-down' || articulation === 'strum-up') {
    return strum(notes, gapSeconds, articulation === 'strum-up', rng);
  }

  if (articulation === 'roll') {
    return roll(notes, gapSeconds, rng);
  }

  if (notes.length < 2 || player.chordSpreadMs === 0) {
    return notes.map(() => ({ seconds: 0, gain: 1 }));
  }

  // Fingers of one hand: the loudest key lands first, the others within a few milliseconds; the outer voices speak a little more.
  return notes.map((_, i) => {
    const isOuter = i === 0 || i === notes.length - 1;
    return {
      seconds: (rng.next() * player.chordSpreadMs) / 1000,
      gain: (isOuter ? 1.02 : 0.93) * (1 + rng.gaussian(player.touch / 2)),
    };
  });
}

/** The pick crosses the strings: harder strokes are faster, the stroke speeds up on its way, and its middle is on the beat. */
function strum(notes: readonly Note[], gapSeconds: number, isUp: boolean, rng: Rng): readonly Offset[] {
  const count = notes.length;
  const loudness = notes.reduce((sum, note) => sum + note.velocity, 0) / count;
  const perString = (isUp ? 0.0085 : 0.0115) * (1.5 - 0.8 * loudness) * (1 + rng.gaussian(0.15));
  const total = clamp(perString * (count - 1), 0, Math.max(0.004, gapSeconds * 0.3));
  return notes.map((_, i) => {
    const order = count < 2 ? 0 : (isUp ? count - 1 - i : i) / (count - 1);
    const place = order * (1.25 - 0.25 * order);
    // The pick loses force as it crosses; an upstroke hardly reaches the low strings.
    const slope = isUp ? 1.02 - 0.3 * order : 1.05 - 0.2 * order;
    return { seconds: total * (place - 0.35) + rng.gaussian(0.0007), gain: slope * (1 + rng.gaussian(0.05)) };
  });
}

/** A rolled chord runs upwards into the beat and arrives a little louder than it set out. */
function roll(notes: readonly Note[], gapSeconds: number, rng: Rng): readonly Offset[] {
  const count = notes.length;
  const total = clamp(0.032 * (count - 1) * (1 + rng.gaussian(0.2)), 0, gapSeconds * 0.4);
  return notes.map((_, i) => {
    const place = count < 2 ? 0 : i / (count - 1);
    return {
      seconds: total * (place - 0.5) + (i === 0 ? 0 : rng.gaussian(0.002)),
      gain: 0.92 + 0.1 * place + rng.gaussian(0.03),
    };
  });
}
