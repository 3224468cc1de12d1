import { expect, it } from 'vitest';
import { finishStem, type StemSettings } from './finish-stem.ts';
import type { Stereo } from './stereo.ts';

const LENGTH = 48_000;

function steady(samples: number, level = 0.5): Stereo {
  return { left: new Float32Array(samples).fill(level), right: new Float32Array(samples).fill(-level) };
}

function settings(ending: Partial<StemSettings['ending']>, dynamics: StemSettings['dynamics'] = []): StemSettings {
  return { dynamics, ending: { durationSamples: LENGTH, isLoop: false, fadeSeconds: 0, ...ending } };
}

it('cuts a stem to the length of the piece and lets it end at nothing, the strip left as it was', () => {
  const strip = steady(LENGTH + 100);
  const { left, right } = finishStem(strip, settings({}));
  expect([left.length, right.length]).toEqual([LENGTH, LENGTH]);
  expect([left[0], left[LENGTH - 2000], Math.abs(left[LENGTH - 1]!) < 1e-6]).toEqual([0.5, 0.5, true]);
  expect(strip).toEqual(steady(LENGTH + 100));
});

it('gives a loop’s stem without what was played ahead of its start', () => {
  const strip = steady(LENGTH + 100);
  strip.left.fill(0.25, 0, 100);
  const { left } = finishStem(strip, settings({ isLoop: true }));
  expect([left.length, left[0], left[LENGTH - 200]]).toEqual([LENGTH, 0.5, 0.5]);
});

it('fades with the piece and follows its dynamics', () => {
  const quieter = finishStem(
    steady(LENGTH),
    settings({ fadeSeconds: 0.5 }, [
      { sample: 0, gainDb: 0 },
      { sample: 9600, gainDb: -6 },
    ]),
  );
  expect(quieter.left[0]).toBeCloseTo(0.5, 3);
  expect(quieter.left[20_000]).toBeCloseTo(0.25, 2);
  expect(Math.abs(quieter.left[40_000]!)).toBeLessThan(0.15);
});

it('keeps a sum a sum', () => {
  const both = settings({ fadeSeconds: 0.2 }, [{ sample: 0, gainDb: -3 }]);
  const apart = [finishStem(steady(LENGTH, 0.1), both), finishStem(steady(LENGTH, 0.3), both)];
  const together = finishStem(steady(LENGTH, 0.4), both);
  together.left.forEach((x, i) => {
    if (Math.abs(apart[0]!.left[i]! + apart[1]!.left[i]! - x) > 1e-6) {
      throw new Error(`Sample ${i} of the sum is ${x}`);
    }
  });
});
