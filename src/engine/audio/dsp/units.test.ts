import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../kernel/index.ts';
import { Chorus } from './chorus.ts';
import { Compressor } from './compressor.ts';
import { DcBlocker } from './dc-blocker.ts';
import { Equaliser } from './equaliser.ts';
import { Exciter } from './exciter.ts';
import { RateReducer } from './rate-reducer.ts';
import { Reverb } from './reverb.ts';
import { Saturator } from './saturator.ts';
import { StereoWidth } from './stereo-width.ts';
import { TapeWobble } from './tape-wobble.ts';
import { TempoDelay } from './tempo-delay.ts';
import { whiteNoise } from './test-signals.ts';
import { TransientShaper } from './transient-shaper.ts';

type Unit = { process(left: Float32Array, right: Float32Array, from: number, to: number): void; reset(): void };

const compressor = {
  thresholdDb: -24,
  ratio: 4,
  kneeDb: 6,
  attackMs: 5,
  releaseMs: 80,
  makeupDb: 0,
  blend: 0.9,
  detectorHighPassHz: 100,
};
const room = {
  kind: 'room' as const,
  size: 0.2,
  decaySeconds: 0.6,
  highDecay: 0.5,
  dampingHz: 4000,
  preDelayMs: 5,
  lowCutHz: 150,
  highCutHz: 9000,
  earlyDb: 0,
};

/** Every unit that works on two channels in place. */
const UNITS: readonly (readonly [name: string, make: () => Unit])[] = [
  [
    'equaliser',
    () =>
      new Equaliser([
        { kind: 'high-pass', hz: 90, q: 0.7, gainDb: 0 },
        { kind: 'peak', hz: 900, q: 1, gainDb: 4 },
        { kind: 'high-shelf', hz: 6000, q: 0.7, gainDb: -3 },
      ]),
  ],
  ['compressor', () => new Compressor(compressor)],
  ['saturator', () => new Saturator({ driveDb: 9, bias: 0.2, isOversampled: false, blend: 0.8 })],
  ['oversampled saturator', () => new Saturator({ driveDb: 9, bias: 0.2, isOversampled: true, blend: 1 })],
  ['transient shaper', () => new TransientShaper({ attack: 0.5, sustain: -0.3 })],
  ['chorus', () => new Chorus({ rateHz: 0.8, depthMs: 2, delayMs: 12, blend: 0.5 })],
  ['tape wobble', () => new TapeWobble({ wow: 0.5, flutter: 0.5, seed: 7, periodSamples: null })],
  ['rate reducer', () => new RateReducer({ rateHz: 22050, bits: 10, blend: 0.8 })],
  ['stereo width', () => new StereoWidth({ side: 1.3, spread: 0.4, monoBelowHz: 120 })],
  ['tempo delay', () => new TempoDelay({ delaySeconds: 0.021, feedback: 0.5, lowCutHz: 200, highCutHz: 5000 })],
  ['reverb', () => new Reverb(room)],
  ['exciter', () => new Exciter({ fromHz: 2800, bandDb: -30, amount: 0.6 })],
  ['dc blocker', () => new DcBlocker()],
];

const SAMPLES = 5000;

function run(unit: Unit, cuts: readonly number[]): readonly [Float32Array, Float32Array] {
  const { left, right } = whiteNoise(SAMPLES, 0.5, new Rng(3));
  let from = 0;
  for (const to of [...cuts, SAMPLES]) {
    if (to > from) {
      unit.process(left, right, from, to);
      from = to;
    }
  }

  return [left, right];
}

describe.each(UNITS)('%s', (_, make) => {
  it('sounds the same whatever the block size', () => {
    const whole = run(make(), []);
    const cuts = fc.array(fc.integer({ min: 1, max: SAMPLES }), { maxLength: 12 }).map((places) => places.sort((a, b) => a - b));
    fc.assert(
      fc.property(cuts, (places) => {
        expect(run(make(), places)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('forgets everything when reset', () => {
    const unit = make();
    const first = run(unit, []);
    unit.reset();
    expect(run(unit, [])).toEqual(first);
  });

  it('gives silence for silence', () => {
    const left = new Float32Array(SAMPLES);
    const right = new Float32Array(SAMPLES);
    make().process(left, right, 0, SAMPLES);
    expect(Math.max(...left, ...right)).toBe(0);
    expect(Math.min(...left, ...right)).toBe(0);
  });

  it('stays finite and bounded on loud noise', () => {
    const [left, right] = run(make(), []);
    [...left, ...right].forEach((y) => expect(Math.abs(y)).toBeLessThan(4));
  });
});
