import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, STYLE_IDS } from '../../../brief/index.ts';
import { Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import { Fft } from '../../meters/fft.ts';
import { measureLoudness } from '../../meters/loudness.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { choosePatch } from './choose-patch.ts';
import { PATCH_TRIM_DB } from './patch-trims.ts';
import { PATCHES, patchesOf } from './patches/index.ts';
import { adsr, filter, layer, osc } from './synth-setting.ts';
import { SynthVoice } from './synth-voice.ts';
import type { Wave } from './wave-tables.ts';

const NOTE = { startSample: 0, chokeSample: Infinity, velocity: 0.7, isSlurred: false, isSlide: false };

function played(wave: Wave, pitch: number, samples = 1 << 15): Stereo {
  const out = silence(samples);
  const patch = layer({
    oscillators: [osc(wave, 0.5)],
    filter: filter('low', 19000, { keyTrack: 0, velocityOctaves: 0 }),
    level: adsr(0.001, 1, 1, 0.1),
    driftCents: 0,
    touch: 0,
  });
  new SynthVoice(patch, new Rng(3), SAMPLE_RATE / 2).play(out, [{ ...NOTE, offSample: Infinity, pitch }]);
  return out;
}

/** Power of what lies on the note's partials, and of all else, by a windowed transform. */
function partialsAndRest(audio: Float32Array, hz: number): readonly [number, number] {
  const size = 1 << 14;
  const real = Float64Array.from({ length: size }, (_, i) => {
    const turn = (2 * Math.PI * i) / size;
    // Blackman and Harris: nothing of a partial is left five bins away.
    const window = 0.35875 - 0.48829 * Math.cos(turn) + 0.14128 * Math.cos(2 * turn) - 0.01168 * Math.cos(3 * turn);
    return audio[i + 4096]! * window;
  });
  const imaginary = new Float64Array(size);
  new Fft(size).transform(real, imaginary);
  let partials = 0;
  let rest = 0;
  for (let bin = 8; bin < (size * 18000) / SAMPLE_RATE; bin++) {
    const power = real[bin]! ** 2 + imaginary[bin]! ** 2;
    const nearest = Math.round((bin * SAMPLE_RATE) / size / hz) * hz;
    if (nearest > 0 && Math.abs(bin - (nearest * size) / SAMPLE_RATE) < 5) {
      partials += power;
    } else {
      rest += power;
    }
  }

  return [partials, rest];
}

describe('wave tables', () => {
  const WAVES: readonly Wave[] = [
    'saw',
    'square',
    'pulse',
    'sync',
    'bent',
    'vowel',
    'glass',
    'bowed',
    'reed',
    'steps',
    'triangle',
  ];

  it.each(WAVES)('%s has nothing but its partials, low and high', (wave) => {
    for (const pitch of [45, 69, 93]) {
      const hz = 440 * 2 ** ((pitch - 69) / 12);
      const [partials, rest] = partialsAndRest(played(wave, pitch).left, hz);
      expect(10 * Math.log10(rest / partials), `pitch ${pitch}`).toBeLessThan(-50);
    }
  });

  it('reaches to the top of hearing at every pitch', () => {
    for (let pitch = 36; pitch < 96; pitch += 5) {
      const hz = 440 * 2 ** ((pitch - 69) / 12);
      const audio = played('saw', pitch).left;
      const size = 1 << 14;
      const real = Float64Array.from(
        { length: size },
        (_, i) => audio[i + 4096]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)),
      );
      const imaginary = new Float64Array(size);
      new Fft(size).transform(real, imaginary);
      const at = (n: number): number => {
        const bin = Math.round((n * hz * size) / SAMPLE_RATE);
        return Math.max(...[-1, 0, 1].map((away) => Math.hypot(real[bin + away]!, imaginary[bin + away]!)));
      };
      const highest = Math.floor(14000 / hz);
      // A saw's partials fall as 1/n; the filter, wide open, may take a little more.
      expect(20 * Math.log10((at(highest) * highest) / at(1)), `pitch ${pitch}`).toBeGreaterThan(-6);
    }
  });
});

describe('patches', () => {
  it('have names of their own and play instruments of the catalogue', () => {
    expect(new Set(PATCHES.map(({ id }) => id)).size).toBe(PATCHES.length);
    expect(PATCHES.length).toBeGreaterThanOrEqual(60);
    for (const { id, instrument } of PATCHES) {
      expect(
        INSTRUMENTS.some((one) => one.id === instrument),
        id,
      ).toBe(true);
      expect(PATCH_TRIM_DB.has(id), id).toBe(true);
    }
  });

  it.each(PATCHES.map((patch) => [patch.id, patch] as const))(
    '%s keeps to its level, dies away and never leaves the air',
    (_id, patch) => {
      const instrument = INSTRUMENTS.find((one) => one.id === patch.instrument)!;
      const pitch = Math.round((instrument.low + instrument.high) / 2);
      const out = silence(6 * SAMPLE_RATE);
      for (const one of patch.layers) {
        new SynthVoice(one, new Rng(5), SAMPLE_RATE / 2).play(out, [{ ...NOTE, offSample: SAMPLE_RATE, pitch }]);
      }

      expect(out.left.every(Number.isFinite) && out.right.every(Number.isFinite)).toBe(true);
      if (patch.layers.length > 0) {
        expect(
          measureLoudness({ left: out.left.slice(0, SAMPLE_RATE), right: out.right.slice(0, SAMPLE_RATE) }).integratedLufs,
        ).toBeGreaterThan(-60);
      }

      const tail = out.left.subarray(5.5 * SAMPLE_RATE);
      // Drones are let go slowly.
      expect(Math.max(...tail.map(Math.abs))).toBeLessThan(patch.instrument === 'drone' ? 0.02 : 0.001);
    },
  );
});

describe('the choice of a patch', () => {
  it('is one of the instrument’s own, and the same for the same chance', () => {
    for (const style of STYLE_IDS) {
      for (const { instrument } of PATCHES) {
        const id = choosePatch(style, instrument, new Rng(9));
        expect(patchesOf(instrument).map((patch) => patch.id)).toContain(id);
        expect(choosePatch(style, instrument, new Rng(9))).toBe(id);
      }
    }

    expect(choosePatch('pop', 'piano', new Rng(1))).toBeNull();
  });

  it('differs by style and from take to take', () => {
    const takes = (style: string, instrument: string): Set<string | null> =>
      new Set(Array.from({ length: 24 }, (_, seed) => choosePatch(style, instrument, new Rng(seed))));
    expect(takes('synthwave', 'synth-lead').size).toBeGreaterThan(1);
    expect(takes('synthwave', 'synth-lead')).not.toEqual(takes('lofi', 'synth-lead'));
    expect(takes('trap', '808-bass')).toContain('driven-808');
    expect(takes('lofi', '808-bass')).not.toContain('driven-808');
  });
});
