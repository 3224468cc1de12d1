import { describe, expect, it } from 'vitest';
import { pow, sin, TAU } from '../kernel/index.ts';
import { lengthenLoop, type LoopedRecording } from './lengthen-loop.ts';

const RATE = 44_100;

/** A tone that swells, its vibrato a little different in each turn, looped over the last turn alone. */
function bowed(): LoopedRecording {
  const data = new Float32Array(1.3 * RATE);
  let turns = 0;
  for (let i = 0; i < data.length; i++) {
    const seconds = i / RATE;
    const cents = (12 + 6 * sin(TAU * 0.7 * seconds)) * sin(TAU * 5.2 * seconds);
    turns += (440 * pow(2, cents / 1200)) / RATE;
    data[i] = 0.3 * Math.min(1, 0.2 + seconds) * (sin(TAU * turns) + 0.4 * sin(2 * TAU * turns));
  }

  return { data, loopStart: Math.round(1.05 * RATE), loopEnd: Math.round(1.24 * RATE), sampleRate: RATE };
}

function rms(data: Float32Array, from: number, to: number): number {
  return Math.sqrt(data.subarray(from, to).reduce((sum, x) => sum + x * x, 0) / (to - from));
}

describe('lengthenLoop', () => {
  const recording = bowed();
  const longer = lengthenLoop(recording);

  it('lets a held note go through several turns of its vibrato', () => {
    expect(longer.loopEnd).toBe(recording.loopEnd);
    expect(longer.loopEnd - longer.loopStart).toBeGreaterThan(2.5 * (recording.loopEnd - recording.loopStart));
  });

  it('comes back to the start of the loop without a click', () => {
    const { data, loopStart, loopEnd } = longer;
    const steepest = data.reduce((most, x, i) => (i === 0 ? most : Math.max(most, Math.abs(x - data[i - 1]!))), 0);
    expect(Math.abs(data[loopStart]! - data[loopEnd - 1]!)).toBeLessThan(1.2 * steepest);
    expect([...data.subarray(loopEnd, loopEnd + 3)]).toEqual([...data.subarray(loopStart, loopStart + 3)]);
  });

  it('keeps the level of the held note even', () => {
    const { data, loopStart, loopEnd } = longer;
    const middle = (loopStart + loopEnd) >> 1;
    expect(Math.abs(20 * Math.log10(rms(data, loopStart, middle) / rms(data, middle, loopEnd)))).toBeLessThan(0.7);
  });

  it('leaves the beginning of the note, the recording given, and recordings without room as they are', () => {
    const before = bowed();
    expect(recording.data).toEqual(before.data);
    expect(longer.data.subarray(0, 2000)).toEqual(before.data.subarray(0, 2000));
    const short = { ...before, loopStart: Math.round(0.2 * RATE), loopEnd: Math.round(0.4 * RATE) };
    expect(lengthenLoop(short)).toBe(short);
  });
});
