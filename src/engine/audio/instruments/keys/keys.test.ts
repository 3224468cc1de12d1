import { describe, expect, it } from 'vitest';
import { frequencyOfPitch, Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { REED_PIANO, TINE_PIANO } from './electric-pianos.ts';
import { addPickupNote, type PickupPatch } from './pickup-voice.ts';
import { rotarySpeaker } from './rotary-speaker.ts';

function key(patch: PickupPatch, velocity: number): Float32Array {
  const out = silence(SAMPLE_RATE);
  addPickupNote(out, patch, { startSample: 0, offSample: SAMPLE_RATE, chokeSample: Infinity, pitch: 52, velocity }, new Rng(2));
  return out.left;
}

function levelDb(x: Float32Array, hz: number, from: number, size = 16384): number {
  let real = 0;
  let imaginary = 0;
  for (let i = 0; i < size; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size);
    real += window * x[from + i]! * Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE);
    imaginary += window * x[from + i]! * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
  }

  return 20 * Math.log10(Math.hypot(real, imaginary) + 1e-12);
}

describe('an electric piano', () => {
  const hz = frequencyOfPitch(52);
  const bark = (x: Float32Array, from: number): number => levelDb(x, 2 * hz, from) - levelDb(x, hz, from);

  it.each([
    ['tines', TINE_PIANO],
    ['reeds', REED_PIANO],
  ] as const)('barks when it is struck and sings when it is stroked: %s', (_, { patch }) => {
    expect(bark(key(patch, 0.95), 2000)).toBeGreaterThan(bark(key(patch, 0.3), 2000) + 5);
    // The bark goes before the note does.
    const hard = key(patch, 0.95);
    expect(bark(hard, 2000)).toBeGreaterThan(bark(hard, 30_000) + 1);
  });

  it('has reeds that bite more than tines and are gone sooner', () => {
    const reed = key(REED_PIANO.patch, 0.8);
    const tine = key(TINE_PIANO.patch, 0.8);
    expect(bark(reed, 2000)).toBeGreaterThan(bark(tine, 2000));
    const fall = (x: Float32Array): number => levelDb(x, hz, 2000) - levelDb(x, hz, 30_000);
    expect(fall(reed)).toBeGreaterThan(fall(tine) + 3);
  });
});

describe('rotarySpeaker', () => {
  function turned(speed: number): Stereo {
    const audio = silence(4 * SAMPLE_RATE);
    audio.left.forEach((_, i) => (audio.left[i] = 0.3 * Math.sin((2 * Math.PI * 1500 * i) / SAMPLE_RATE)));
    rotarySpeaker(audio, [speed, speed, speed, speed, speed]);
    return audio;
  }

  /** How often a second the level goes up and down. */
  function swaysPerSecond(x: Float32Array): number {
    const hop = 480;
    const levels = Array.from({ length: 200 }, (_, k) => {
      const from = 2 * SAMPLE_RATE + k * hop;
      return x.subarray(from, from + hop).reduce((sum, y) => sum + y * y, 0);
    });
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
    return levels.filter((level, k) => k > 0 && level >= mean && levels[k - 1]! < mean).length / 2;
  }

  it('turns slowly and fast', () => {
    expect(swaysPerSecond(turned(0).left)).toBeLessThan(1.6);
    expect(swaysPerSecond(turned(1).left)).toBeGreaterThan(5.5);
    expect(swaysPerSecond(turned(1).left)).toBeLessThan(8);
  });

  it('is another sound in each ear, and loses little in one', () => {
    const { left, right } = turned(1);
    const energy = (x: Float32Array): number => x.reduce((sum, y) => sum + y * y, 0);
    const sum = energy(left.map((x, i) => (x + right[i]!) / 2));
    const both = (energy(left) + energy(right)) / 2;
    expect(10 * Math.log10(sum / both)).toBeLessThan(-0.05);
    expect(10 * Math.log10(sum / both)).toBeGreaterThan(-6);
  });
});
