import { describe, expect, it } from 'vitest';
import { frequencyOfPitch, Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import { assignStrings, slurSource } from './assign-strings.ts';
import { FRETTED } from './models.ts';
import { StringLine, type Pluck } from './string-line.ts';

function pluck(startSample: number, pitch: number, changes: Partial<Pluck> = {}): Pluck {
  return {
    startSample,
    offSample: startSample + SAMPLE_RATE,
    pitch,
    velocity: 0.6,
    isMuted: false,
    isGhost: false,
    slideSemitones: 0,
    slideSeconds: 0.12,
    isSlurred: false,
    vibratoCents: 0,
    ...changes,
  };
}

function ring(id: string, plucks: readonly Pluck[], seconds = 2): Float32Array {
  const out = new Float32Array(seconds * SAMPLE_RATE);
  new StringLine(FRETTED.get(id)!.string, new Rng(3)).play(out, plucks);
  return out;
}

function levelDb(x: Float32Array, fromSeconds: number, toSeconds: number): number {
  const part = x.subarray(fromSeconds * SAMPLE_RATE, toSeconds * SAMPLE_RATE);
  return 10 * Math.log10(part.reduce((sum, y) => sum + y * y, 1e-30) / part.length);
}

/** Cents between the sounding partial and `hz`: the turn of its phase between two windows. */
function centsOff(x: Float32Array, hz: number, from: number, size: number): number {
  const phaseAt = (start: number): number => {
    let real = 0;
    let imaginary = 0;
    for (let i = start; i < start + size; i++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i - start)) / size);
      real += x[i]! * window * Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE);
      imaginary -= x[i]! * window * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
    }

    return Math.atan2(imaginary, real);
  };
  let turn = phaseAt(from + size) - phaseAt(from);
  turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI));
  return 1200 * Math.log2(1 + (turn / (2 * Math.PI)) * (SAMPLE_RATE / size / hz));
}

describe('StringLine', () => {
  it.each(['acoustic-guitar', 'nylon-guitar', 'electric-guitar', 'bass-guitar', 'ukulele'])(
    'is in tune over the range of %s',
    (id) => {
      const low = FRETTED.get(id)!.open[0]!;
      for (let pitch = low; pitch <= low + 36; pitch += 3) {
        const hz = frequencyOfPitch(pitch);
        const sound = ring(id, [pluck(0, pitch, { velocity: 0.3 })], 1);
        const size = Math.round(Math.max(4800, (12 * SAMPLE_RATE) / hz));
        expect(Math.abs(centsOff(sound, 2 * hz, 6000, size)), `pitch ${pitch}`).toBeLessThan(5);
      }
    },
  );

  it('sounds from the very sample of the stroke and not before', () => {
    const sound = ring('acoustic-guitar', [pluck(777, 52)]);
    expect(sound.subarray(0, 777).every((x) => x === 0)).toBe(true);
    expect(sound.subarray(777, 800).some((x) => x !== 0)).toBe(true);
  });

  it('dies away while held, faster once released, at once under the palm', () => {
    const held = ring('acoustic-guitar', [pluck(0, 50, { offSample: 2 * SAMPLE_RATE })]);
    const released = ring('acoustic-guitar', [pluck(0, 50, { offSample: SAMPLE_RATE / 2 })]);
    const muted = ring('acoustic-guitar', [pluck(0, 50, { isMuted: true })]);
    expect(levelDb(held, 1, 1.2)).toBeLessThan(levelDb(held, 0.1, 0.3));
    expect(levelDb(held, 1, 1.2)).toBeGreaterThan(levelDb(released, 1, 1.2) + 25);
    expect(levelDb(muted, 0.4, 0.6)).toBeLessThan(levelDb(held, 0.4, 0.6) - 20);
  });

  it('goes on ringing into the next stroke on the same string', () => {
    const twice = ring('acoustic-guitar', [pluck(0, 45, { offSample: 23_500 }), pluck(24_000, 45, { velocity: 0.05 })]);
    const lateAlone = ring('acoustic-guitar', [pluck(24_000, 45, { velocity: 0.05 })]);
    expect(levelDb(twice, 0.55, 0.7)).toBeGreaterThan(levelDb(lateAlone, 0.55, 0.7) + 3);
  });

  it('is brighter when it is struck harder', () => {
    // Two differences stress the overtones by 12 dB an octave.
    const slopes = (x: Float32Array): Float32Array => x.map((y, i) => y - (x[i - 1] ?? 0));
    const edge = (velocity: number): number => {
      const sound = ring('acoustic-guitar', [pluck(0, 45, { velocity })], 1);
      return levelDb(slopes(slopes(sound)), 0.005, 0.15) - levelDb(sound, 0.005, 0.15);
    };
    expect(edge(0.9)).toBeGreaterThan(edge(0.3) + 2);
  });

  it('never runs away, however often it is struck', () => {
    const sound = ring(
      'electric-guitar',
      Array.from({ length: 100 }, (_, i) => pluck(i * 800, 40, { velocity: 1, offSample: i * 800 + 800 })),
    );
    expect(Math.max(...sound.map(Math.abs))).toBeLessThan(6);
  });
});

describe('assignStrings', () => {
  const open = [40, 45, 50, 55, 59, 64];
  const chord = (pitches: readonly number[], at = 0) =>
    pitches.map((pitch, i) => ({
      startSample: at + i * 300,
      durationSamples: 9000,
      pitch,
      velocity: 0.6,
      articulation: 'strum-down' as const,
    }));

  it.each([
    [
      [40, 47, 52, 56, 59, 64],
      [0, 1, 2, 3, 4, 5],
    ],
    [
      [43, 47, 50, 55, 59, 67],
      [0, 1, 2, 3, 4, 5],
    ],
    [
      [48, 52, 55, 60, 64],
      [1, 2, 3, 4, 5],
    ],
    [
      [50, 57, 62, 66],
      [2, 3, 4, 5],
    ],
  ])('lays the chord %j on strings %j', (pitches, strings) => {
    expect(assignStrings(chord(pitches), open)).toEqual(strings);
  });

  it('gives no string two notes of a chord', () => {
    for (let low = 40; low < 60; low++) {
      const strings = assignStrings(chord([low, low + 4, low + 7, low + 12, low + 16]), open);
      expect(new Set(strings).size, `from ${low}`).toBe(5);
    }
  });

  it('bends one string of a double stop from where it was, and holds the other on a string of its own', () => {
    const note = (startSample: number, pitch: number, articulation: 'normal' | 'slide') => ({
      startSample,
      durationSamples: 12_000,
      pitch,
      velocity: 0.6,
      articulation,
    });
    const notes = [note(0, 59, 'normal'), note(60, 66, 'normal'), note(12_000, 59, 'normal'), note(12_040, 68, 'slide')];
    expect(slurSource(notes, 3)).toBe(1);
    const strings = assignStrings(notes, open);
    expect(strings[3]).toBe(strings[1]);
    expect(strings[3]).not.toBe(strings[2]);
  });
});
