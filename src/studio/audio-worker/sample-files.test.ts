import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { checkBank, DiskOneShots, readBank } from './sample-files.ts';

describe('the sound bank', () => {
  it('is the file whose licence we know, and any other is refused', () => {
    const bytes = readBank();
    expect(() => checkBank(bytes)).not.toThrow();
    new Uint8Array(bytes)[1_000_000]! ^= 1;
    expect(() => checkBank(bytes)).toThrow(/Expected the sound bank with sha256 916aaca6b0eb9f90/);
  });
});

describe('DiskOneShots', () => {
  const shots = new DiskOneShots();

  it('gives a hit at our rate, both channels the same array when it is mono, and keeps it', () => {
    const mono = shots.get('drum_snare_hard');
    const stereo = shots.get('bd_haus');
    expect(mono?.left).toBe(mono?.right);
    expect(stereo?.left).not.toBe(stereo?.right);
    expect(mono!.left.length / SAMPLE_RATE).toBeCloseTo(0.4449, 3);
    expect(shots.get('drum_snare_hard')).toBe(mono);
  });

  it.each(['loop_amen', 'loop_amen_full', 'loop_breakbeat', '../../../package', 'no_such_hit'])('has no %s', (name) => {
    expect(shots.get(name)).toBeUndefined();
  });
});
