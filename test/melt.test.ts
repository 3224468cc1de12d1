import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireDraft, WireSegment } from '../src/contract/service/index.ts';
import { correlation, envelopeOf, HAS_MELT, MeltStage, pictureDifference, type Shown } from './melt-fixture.ts';

/**
 * Steps of brightness (of 219) by which a picture may differ on average. Where pixels are copied or mixed, only x264 (quantiser 4, here) and rounding
 * are between us: 0.2 to 0.7 were seen. Where they are scaled, two scalers are: up to 1.3. One picture too early or late is more than ten.
 */
const SAME = 1;
const SCALED = 2;
/** Of full scale, for stretches of 10 ms. Our sound went through AAC at 192 kbit/s and MLT's levels move once a picture. */
const SAME_LEVEL = 0.025;

let folder = '';
let stage: MeltStage;

describe.runIf(HAS_MELT)("a draft as MLT XML, played by MLT's own player, beside our export of it", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
    stage = new MeltStage(folder);
    await stage.film('one', { frames: 50, toneLevel: 0.2 });
    await stage.film('two', { frames: 75, toneLevel: 0.1 });
    await stage.film('square', { frames: 50, width: 180, height: 180 });
    stage.still('photo', { width: 480, height: 270 });
    stage.still('tall', { width: 270, height: 480 });
    await stage.sound('song', 5);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shows the same picture at the same moment: cuts, gaps, trims, stills, and the upper track before the lower', async () => {
    const lower = [clip('one', 200, 1000, { source_start: 480 }), clip('two', 1200, 600), clip('photo', 2000, 400)];
    const upper = [clip('two', 600, 320, { source_start: 1000 }), clip('square', 1400, 200, { fit: 'fit' })];
    const { ours, melts } = await both({ t: [track(0, ...lower), track(0, ...upper)] });
    expectSamePictures({ ours, melts }, SCALED);
    // And not the one before or after: the comparison can tell them apart.
    const moving = ours.pictures.slice(6, 14);
    const late = moving.map((picture, place) => pictureDifference(picture, melts.pictures[place + 7] ?? picture));
    expect(Math.min(...late)).toBeGreaterThan(5 * SCALED);
  });

  it.each(['crossfade', 'dip-to-black', 'dip-to-white', 'wipe', 'slide'])(
    'comes from clip to clip in the same way: %s, out of what follows and out of a last picture held, even and odd',
    async (type) => {
      const clips = [
        clip('one', 0, 1000),
        clip('two', 1000, 1000, { transition: { type, d: 600 } }),
        clip('one', 2000, 800, { source_start: 1200, transition: { type, d: 400 } }),
        clip('two', 2800, 600, { transition: { type, d: 480 } }),
      ];
      const shown = await both({ t: [track(0, ...clips)] });
      expectSamePictures(shown, SAME);
      expectSameSound(shown);
    },
  );

  it('lets a clip of an upper track fade in over the lower', async () => {
    const upper = clip('two', 400, 800, { transition: { type: 'crossfade', d: 400 } });
    expectSamePictures(await both({ t: [track(0, clip('one', 0, 1600)), track(0, upper)] }), SAME);
  });

  it('frames pictures in the same way: whole, filling, cropped, moved over', async () => {
    const half = { x: 0.1, y: 0, width: 0.5, height: 1 };
    const closer = { from: { x: 0, y: 0, width: 1, height: 1 }, to: { x: 0.3, y: 0.2, width: 0.5, height: 0.5 } };
    const down = { from: { x: 0, y: 0, width: 1, height: 0.5 }, to: { x: 0, y: 0.5, width: 1, height: 0.5 } };
    const clips = [
      clip('square', 0, 200, { fit: 'fit' }),
      clip('tall', 200, 200, { fit: 'fit' }),
      clip('tall', 400, 200, { fit: 'fill' }),
      clip('photo', 600, 200, { fit: 'fit', crop: half }),
      clip('photo', 800, 200, { fit: 'fill', crop: half }),
      clip('photo', 1000, 1200, { motion: closer }),
      clip('tall', 2200, 600, { motion: down }),
    ];
    expectSamePictures(await both({ t: [track(0, ...clips)] }), SCALED);
  });

  it('plays films faster, and slower to a picture of the film', async () => {
    const clips = [
      clip('two', 0, 1000, { speed: 2, source_start: 400, volume: 0 }),
      clip('one', 1000, 1200, { speed: 0.5, volume: 0 }),
    ];
    const { ours, melts } = await both({ t: [track(0, ...clips)] });
    const [fast, slow] = [25, 55];
    expect(melts.pictures).toHaveLength(slow);
    expectSamePictures({ ours: part(ours, 0, fast), melts: part(melts, 0, fast) }, SAME);
    // Between two pictures of a film MLT shows the one that comes, we the one that was: every second one differs.
    const early = ours.pictures.slice(fast, -2).map((_, place) => {
      const shown = melts.pictures[fast + place] ?? new Uint8Array();
      return Math.min(...[0, 1].map((later) => pictureDifference(ours.pictures[fast + place + later] ?? shown, shown)));
    });
    expect(Math.max(...early)).toBeLessThan(SAME);
  });

  it('sounds as loud at every moment: levels, fades, films that are mute or not', async () => {
    const levels = [
      { at: 1000, volume: 1 },
      { at: 1500, volume: 0.1 },
      { at: 2500, volume: 0.1 },
      { at: 2700, volume: 0.7 },
    ];
    const song = clip('song', 400, 3600, { source_start: 1000, fade_in: 800, fade_out: 1000, volume: 0.8, levels });
    const films = [clip('one', 0, 1600, { volume: 0.5 }), clip('two', 1600, 1000, { volume: 0 })];
    expectSameSound(await both({ t: [track(0, ...films), track(1, song)] }));
  });
});

function clip(src: string, s: number, d: number, more: NonNullable<WireSegment['m']> = {}): WireSegment {
  return { s, d, m: { src, ...more } };
}

function track(tt: number, ...sg: WireSegment[]): NonNullable<WireDraft['t']>[number] {
  return { tt, sg };
}

async function both(draft: WireDraft): Promise<{ readonly ours: Shown; readonly melts: Shown }> {
  return { ours: await stage.ours(draft), melts: await stage.melts(draft) };
}

function part({ pictures, sound }: Shown, from: number, to: number): Shown {
  return { pictures: pictures.slice(from, to), sound };
}

function expectSamePictures({ ours, melts }: { readonly ours: Shown; readonly melts: Shown }, most: number): void {
  expect(melts.pictures).toHaveLength(ours.pictures.length);
  const worse = ours.pictures.flatMap((picture, frame) => {
    const difference = pictureDifference(picture, melts.pictures[frame] ?? new Uint8Array());
    return difference < most ? [] : [{ frame, difference }];
  });
  expect(worse).toEqual([]);
}

function expectSameSound({ ours, melts }: { readonly ours: Shown; readonly melts: Shown }): void {
  expect(melts.sound).toHaveLength(ours.sound.length);
  const [one, other] = [envelopeOf(ours.sound), envelopeOf(melts.sound)];
  expect(correlation(one, other)).toBeGreaterThan(0.99);
  expect(Math.max(...one.map((level, place) => Math.abs(level - (other[place] ?? 0))))).toBeLessThan(SAME_LEVEL);
  const loudness = (levels: readonly number[]): number => 10 * Math.log10(levels.reduce((sum, level) => sum + level * level, 0));
  expect(Math.abs(loudness(one) - loudness(other))).toBeLessThan(0.1);
}
