import { type Rng, SAMPLE_RATE } from '../../../kernel/index.ts';

/** The noise channel of a sound chip as data: a shift register clocked at a pitch, under a volume of sixteen steps. */
export type ChipNoise = {
  /** Clock of the register at the start and at the end of the hit, Hz: high is hiss, low is rumble. */
  readonly clockHz: readonly [from: number, to: number];
  /** Whether the register repeats after 93 steps, which rings like metal; else after 32767, which is noise. */
  readonly isShort: boolean;
  /** Seconds in which the volume steps down from 15 to 0. */
  readonly seconds: number;
  readonly level: number;
};

const STEPS = 15;

/** Adds a hit of the noise channel: a 15-bit register fed back from its lowest bit and the next (noise) or the seventh (metal), as the consoles of 1983 had it. */
export function addChipNoise(out: Float32Array, { clockHz, isShort, seconds, level }: ChipNoise, rng: Rng): void {
  // The register runs on between hits on the console, so no two hits begin alike.
  let register = 1 + Math.floor(rng.next() * 0x7ffe);
  let phase = 0;
  const length = Math.min(out.length, Math.round(seconds * SAMPLE_RATE));
  const [from, to] = clockHz;
  const tap = isShort ? 6 : 1;
  for (let i = 0; i < length; i++) {
    const through = i / length;
    phase += (from + (to - from) * through) / SAMPLE_RATE;
    // What the register says while one sample lasts is averaged: clocks beyond the sample rate would only fold back.
    const clocks = Math.floor(phase);
    phase -= clocks;
    let sum = (register & 1) === 0 ? 1 : -1;
    for (let clock = 0; clock < clocks; clock++) {
      const bit = (register ^ (register >> tap)) & 1;
      register = (register >> 1) | (bit << 14);
      sum += (register & 1) === 0 ? 1 : -1;
    }

    const volume = Math.ceil(STEPS * (1 - through)) / STEPS;
    out[i]! += (level * volume * volume * sum) / (clocks + 1);
  }
}
