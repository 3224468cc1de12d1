import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../../../kernel/index.ts';
import { type Amplifier, amplify } from './amplifier.ts';
import { BASS_FINGER, BREAKING_UP, CLEAN, CRUNCH, FUZZ, JAZZ, LEAD } from './amplifiers.ts';

const SIZE = 1 << 15;

/** The second half of what an amplifier makes of a sum of sines, each a whole number of turns in `SIZE` frames. */
function played(amplifier: Amplifier, tones: readonly (readonly [turns: number, level: number])[]): Float32Array {
  const left = Float32Array.from({ length: 2 * SIZE }, (_, i) =>
    tones.reduce((sum, [turns, level]) => sum + level * Math.sin((2 * Math.PI * turns * i) / SIZE), 0),
  );
  amplify(left, new Float32Array(2 * SIZE), amplifier);
  return left.subarray(SIZE);
}

function levelDb(x: Float32Array, turns: number): number {
  let real = 0;
  let imaginary = 0;
  for (let i = 0; i < SIZE; i++) {
    real += x[i]! * Math.cos((2 * Math.PI * turns * i) / SIZE);
    imaginary += x[i]! * Math.sin((2 * Math.PI * turns * i) / SIZE);
  }

  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / SIZE + 1e-12);
}

describe('amplify', () => {
  it.each([
    ['clean', CLEAN],
    ['jazz', JAZZ],
    ['crunch', CRUNCH],
    ['lead', LEAD],
    ['fuzz', FUZZ],
    ['bass', BASS_FINGER],
  ] as const)('leaves silence silent and stays finite: %s', (_, amplifier) => {
    const silent = new Float32Array(9000);
    amplify(silent, new Float32Array(9000), amplifier);
    expect(silent.every((x) => x === 0)).toBe(true);
    const loud = played(amplifier, [[80, 3]]);
    expect(loud.every((x) => Number.isFinite(x) && Math.abs(x) < 6)).toBe(true);
  });

  it('makes a fifth growl: notes driven together sound the tones between them', () => {
    // 110 and 165 Hz, near enough: their difference is an octave below the root.
    const together = played(CRUNCH, [
      [76, 0.3],
      [114, 0.3],
    ]);
    const alone = played(CRUNCH, [[76, 0.3]]);
    expect(levelDb(together, 38)).toBeGreaterThan(levelDb(together, 76) - 30);
    expect(levelDb(alone, 38)).toBeLessThan(-80);
  });

  it('cuts the halves of a wave unlike, as valves do, and a clean power stage alike', () => {
    const driven = played(CRUNCH, [[150, 0.12]]);
    expect(levelDb(driven, 300)).toBeGreaterThan(levelDb(driven, 150) - 30);
    const clean = played(CLEAN, [[150, 0.12]]);
    expect(levelDb(clean, 300)).toBeLessThan(levelDb(clean, 150) - 90);
  });

  it.each([
    ['crunch', CRUNCH, -46],
    ['lead', LEAD, -46],
    ['breaking up', BREAKING_UP, -80],
  ] as const)('keeps folded harmonics under the notes: %s', (_, amplifier, most) => {
    const turns = 577;
    const sound = played(amplifier, [[turns, 0.5]]);
    const root = levelDb(sound, turns);
    for (let bin = 101; bin < (6000 * SIZE) / SAMPLE_RATE; bin += 97) {
      if (bin % turns !== 0) {
        expect(levelDb(sound, bin) - root).toBeLessThan(most);
      }
    }
  });

  it('answers a louder stroke with more overtones, not only with more level', () => {
    const soft = played(BREAKING_UP, [[150, 0.03]]);
    const hard = played(BREAKING_UP, [[150, 0.6]]);
    const grit = (x: Float32Array): number => levelDb(x, 450) - levelDb(x, 150);
    expect(grit(hard)).toBeGreaterThan(grit(soft) + 15);
    expect(levelDb(hard, 150) - levelDb(soft, 150)).toBeLessThan(24);
  });

  it('hardly lets anything past the cone above 8 kHz', () => {
    const low = played(CRUNCH, [[1638, 0.4]]);
    const high = played(CRUNCH, [[6827, 0.4]]);
    expect(levelDb(high, 6827)).toBeLessThan(levelDb(low, 1638) - 18);
  });
});
