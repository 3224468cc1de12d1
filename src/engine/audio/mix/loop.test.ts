import { describe, expect, it } from 'vitest';
import { Rng, SAMPLE_RATE } from '../../kernel/index.ts';
import { whiteNoise } from '../dsp/test-signals.ts';
import type { Stereo } from '../stereo.ts';
import { closeLoop } from './close-loop.ts';
import { testPerformance, testPlan } from './mix-fixture.ts';
import { placesInMix, stemInMix } from './run-in.ts';
import { turnLoop } from './turn-loop.ts';

const RUN_IN = SAMPLE_RATE;
const BODY = 1.5 * SAMPLE_RATE;

function steps({ left }: Stereo): { readonly seam: number; readonly median: number } {
  const inside = [...left.subarray(1)].map((x, i) => Math.abs(x - left[i]!)).sort((one, other) => one - other);
  return { seam: Math.abs(left[0]! - left[left.length - 1]!), median: inside[inside.length >> 1]! };
}

function powerDb({ left }: Stereo, from: number, to: number): number {
  return 10 * Math.log10(left.subarray(from, to).reduce((sum, x) => sum + x * x, 0) / (to - from));
}

describe('closeLoop', () => {
  it('keeps what repeats exactly to the sample', () => {
    const body = whiteNoise(BODY, 0.3, new Rng(1));
    const mix = { left: new Float32Array(RUN_IN + BODY), right: new Float32Array(RUN_IN + BODY) };
    for (const [from, into] of [
      [body.left, mix.left],
      [body.right, mix.right],
    ] as const) {
      into.set(from.subarray(BODY - RUN_IN), 0);
      into.set(from, RUN_IN);
    }

    const loop = closeLoop(mix, BODY);
    expect(Math.max(...loop.left.map((x, i) => Math.abs(x - body.left[i]!)))).toBeLessThan(1e-6);
  });

  it('goes on from its last sample into its first in what never repeats, at the same level', () => {
    const noise = whiteNoise(RUN_IN + BODY, 0.3, new Rng(2));
    // Slow noise, in which a step would be plain to see.
    let low = 0;
    const left = noise.left.map((x) => (low += 0.002 * (x - low)));
    const loop = closeLoop({ left, right: left }, BODY);
    const inside = loop.left.subarray(1).reduce((most, x, i) => Math.max(most, Math.abs(x - loop.left[i]!)), 0);
    expect(Math.abs(loop.left[0]! - loop.left[BODY - 1]!)).toBeLessThanOrEqual(inside);
    const plain = closeLoop(noise, BODY);
    expect(powerDb(plain, BODY - 3000, BODY - 800)).toBeCloseTo(powerDb(plain, 0, BODY - 8000), 0);
  });
});

describe('turnLoop', () => {
  it('lays the seam where the sound moves less than it mostly does, and changes nothing else', () => {
    const audio = whiteNoise(SAMPLE_RATE / 2, 0.3, new Rng(4));
    const turned = turnLoop(audio);
    const { seam, median } = steps(turned);
    expect(seam).toBeLessThanOrEqual(median);
    const start = turned.left.indexOf(audio.left[0]!);
    expect(start).toBeLessThanOrEqual(96);
    expect([...turned.left.subarray(start), ...turned.left.subarray(0, start)]).toEqual([...audio.left]);
  });
});

describe('a loop’s run-in', () => {
  it('brings everything round before the start and once after the end, and leaves pieces without one alone', () => {
    const { kickSamples, sections } = testPerformance();
    const bodySamples = sections.at(-1)!.endSample;
    const placed = { kickSamples, sections, leadSpans: [{ startSample: 100, endSample: 900 }], dynamics: [] };
    const still = placesInMix(placed, { runInSamples: 0, bodySamples });
    expect(still.kickSamples).toEqual(kickSamples);
    expect(still.sections.map(({ place }) => place)).toEqual([0, 1]);

    const moved = placesInMix(placed, { runInSamples: RUN_IN, bodySamples });
    expect(kickSamples.every((kick) => moved.kickSamples.includes(kick + RUN_IN))).toBe(true);
    const inRunIn = (from: number): boolean => from >= 0 && from < RUN_IN;
    expect(moved.kickSamples.filter(inRunIn)).toEqual(
      kickSamples.map((kick) => kick + RUN_IN - bodySamples).filter((kick) => inRunIn(kick)),
    );
    expect(moved.sections.map(({ place }) => place)).toEqual([0, 1, 0, 1, 0, 1]);
    expect([...moved.sections].sort((one, other) => one.startSample - other.startSample)).toEqual(moved.sections);
  });

  it('plays the end of a stem, with what rings past it, ahead of its start', () => {
    const { context, strips } = testPlan();
    const count = RUN_IN + BODY;
    const rng = new Rng(3, 'stem');
    // Nothing rings past the end but one sample.
    const left = Float32Array.from({ length: count }, (_, i) => (i < BODY || i === BODY + 10 ? rng.next() : 0));
    const raw = left.slice();
    const strip = strips[0]!;
    const stem = stemInMix(
      { ...strip, sound: { kind: 'whole', audio: { left, right: left.slice() } } },
      { ...context, runInSamples: RUN_IN, renderSamples: count },
    );
    const made = stem.sound.kind === 'whole' ? stem.sound.audio.left : new Float32Array(0);
    expect(made.length).toBe(count);
    expect([...made.subarray(0, 100)]).toEqual([...raw.subarray(BODY - RUN_IN, BODY - RUN_IN + 100)]);
    expect(made[RUN_IN + 10]).toBeCloseTo(raw[10]! + raw[BODY + 10]!, 5);
    expect([...made.subarray(RUN_IN + 11, RUN_IN + 100)]).toEqual([...raw.subarray(11, 100)]);
  });
});
