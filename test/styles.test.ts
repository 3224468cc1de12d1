import { afterAll, describe, expect, it } from 'vitest';
import { measureLoudness, measureTruePeakDb, type Stereo } from '../src/engine/audio/index.ts';
import { readBrief, STYLE_IDS } from '../src/engine/brief/index.ts';
import { SAMPLE_RATE } from '../src/engine/kernel/index.ts';
import { compose } from '../src/engine/score/index.ts';
import { createAudioRenderer } from '../src/studio/audio-worker/index.ts';

/** Two of three seeds for each style, so that every seed meets most styles. */
const seedsOf = (place: number): number[] => [1, 2, 3].filter((seed) => (place + seed) % 3 !== 0);
const SECONDS = 8;

const renderer = createAudioRenderer({ workers: null });
afterAll(async () => renderer.close());

function meanOf(channel: Float32Array): number {
  let sum = 0;
  for (const value of channel) {
    sum += value;
  }

  return sum / channel.length;
}

function peakOf({ left, right }: Stereo): number {
  let peak = 0;
  for (const channel of [left, right]) {
    for (const value of channel) {
      peak = Math.max(peak, Math.abs(value));
    }
  }

  return peak;
}

describe.each(STYLE_IDS.map((style, place) => [style, place] as const))('%s', (style, place) => {
  it.each(seedsOf(place))('sounds whole with seed %d: loud enough, no clipping, no DC, no silent stem', async (seed) => {
    const { brief } = readBrief(style, { style, seed, durationSeconds: SECONDS });
    const score = compose(brief, { candidates: 1 });
    const { master, stems, loudness } = await renderer.render({
      score,
      stems: true,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });

    expect(master.left.length).toBe(SECONDS * SAMPLE_RATE);
    expect(master.left.every(Number.isFinite) && master.right.every(Number.isFinite)).toBe(true);
    const { integratedLufs } = measureLoudness(master);
    expect(integratedLufs).toBeGreaterThanOrEqual(-14.5);
    expect(integratedLufs).toBeLessThanOrEqual(-13.5);
    expect(loudness.integratedLufs).toBeCloseTo(integratedLufs, 1);
    expect(measureTruePeakDb(master)).toBeLessThanOrEqual(-1);
    expect(Math.abs(meanOf(master.left))).toBeLessThan(0.002);
    expect(Math.abs(meanOf(master.right))).toBeLessThan(0.002);

    const written = score.parts.filter(({ notes }) => notes.length > 0).map(({ id }) => id);
    expect(stems.map(({ partId }) => partId).sort()).toEqual(written.sort());
    for (const { partId, audio } of stems) {
      expect(peakOf(audio), partId).toBeGreaterThan(0.001);
    }
  });
});
