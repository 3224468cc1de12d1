import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Look, ShotTransition } from '../../../engine/export/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { writeClip } from '../clip-fixture.ts';
import { openLook } from './open-look.ts';

const plan = {
  width: 320,
  height: 180,
  framesPerSecond: 30,
  safeArea: { left: 20, top: 20, width: 280, height: 140 },
} as const;
const media = new Map<string, MediaFile>();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
  for (const [id, lumaOf] of [
    ['rising', (index: number): number => 20 + index],
    ['grey', (): number => 120],
  ] as const) {
    const path = join(folder, id);
    await writeClip(path, { width: 320, height: 180, framesPerSecond: 30, frames: 180, lumaOf });
    media.set(id, { path, name: id, contentType: 'video/mp4' });
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function film(mediaId: string, more: Partial<Look> = {}): Look {
  return {
    source: { kind: 'video', mediaId, framing: { fit: 'blur', crop: null, motion: null } },
    sourceSeconds: 0,
    speed: 1,
    transition: null,
    ...more,
  };
}

/** The brightness of each of the frames, below the white corner. */
async function lumasOf(look: Look, frames: readonly number[], startFrame = 0): Promise<number[]> {
  const artist = openLook(look, { plan, startFrame, media });
  const lumas: number[] = [];
  for (const frame of frames) {
    const { planes } = await artist.show(frame);
    lumas.push(planes.y[150 * planes.lumaStride + 250]!);
  }

  await artist.close();
  return lumas;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('speed', () => {
  it.each([0.25, 0.5, 1, 1.5, 2, 4])('%d times shows at each moment the picture that is due then', async (speed) => {
    const frames = range(0, 40);
    const lumas = await lumasOf(film('rising', { speed, sourceSeconds: 0.2 }), frames);
    for (const [place, luma] of lumas.entries()) {
      expect(Math.abs(luma - (20 + Math.floor(6 + frames[place]! * speed + 0.12)))).toBeLessThanOrEqual(1);
    }
  });

  it('holds the last picture when the film is over', async () => {
    const lumas = await lumasOf(film('rising', { speed: 4, sourceSeconds: 5 }), range(0, 30));
    expect(Math.abs(lumas.at(-1)! - 199)).toBeLessThanOrEqual(1);
    expect(new Set(lumas.slice(8)).size).toBe(1);
  });

  it('shows the same pictures wherever in a shot the drawing begins', async () => {
    const whole = await lumasOf(film('rising', { speed: 1.5 }), range(0, 110));
    for (const first of [1, 37, 100]) {
      expect(await lumasOf(film('rising', { speed: 1.5 }), range(first, 110))).toEqual(whole.slice(first));
    }
  });
});

describe('a transition', () => {
  const over = (more: Partial<ShotTransition> = {}): ShotTransition => ({
    kind: 'crossfade',
    startFrame: 30,
    endFrame: 40,
    from: film('rising', { sourceSeconds: 2 }),
    ...more,
  });

  it('goes from the following pictures of the one to those of the other, and is gone', async () => {
    const lumas = await lumasOf(film('grey', { transition: over() }), range(30, 45), 30);
    for (const [place, luma] of lumas.entries()) {
      const weight = Math.min(1, place / 10);
      expect(Math.abs(luma - (weight * 120 + (1 - weight) * (80 + place)))).toBeLessThanOrEqual(2);
    }
  });

  it('holds the last picture of what has no more', async () => {
    const from = film('rising', { sourceSeconds: 5.9 });
    const [first, , , last] = await lumasOf(film('grey', { transition: over({ kind: 'wipe', from }) }), range(30, 34), 30);
    expect([first, last].map((luma) => Math.abs(luma! - 198) < 4)).toEqual([true, true]);
  });

  it('may come in over another that is still on its way', async () => {
    const from = film('grey', { transition: over({ startFrame: 30, endFrame: 50 }) });
    const black: Look = { source: { kind: 'black' }, sourceSeconds: 0, speed: 1, transition: over({ from }) };
    const [first, , , , , middle] = await lumasOf(black, range(30, 41), 30);
    expect(Math.abs(first! - 80)).toBeLessThanOrEqual(1);
    // Halfway to black, from a quarter of the way between the films.
    expect(Math.abs(middle! - (16 + (0.75 * 85 + 0.25 * 120)) / 2)).toBeLessThanOrEqual(2);
  });
});
