import { describe, expect, it } from 'vitest';
import type { WireSegment, WireTrack } from '../../../contract/service/index.ts';
import { swapMusic } from './swap-music.ts';

const sound = (more: Partial<WireSegment> = {}, meta: object = {}): WireSegment => ({
  id: 'seg_1',
  s: 0,
  d: 10_000,
  m: { src: 'med_old', name: 'Lo-fi', volume: 0.35, fade_out: 2000, source_start: 0, ...meta },
  ...more,
});
const bgm = (...sg: WireSegment[]): WireTrack => ({ id: 'trk_1', tt: 1, m: { name: 'BGM' }, sg });
const swap = (tracks: readonly WireTrack[], durationMs: number, isFitted = false): readonly WireTrack[] | null =>
  swapMusic(tracks, {
    music: { mediaId: 'med_new', style: null, durationMs },
    revises: { isFormer: (source) => source === 'med_old', formerMs: 10_000, isFitted },
  });

describe('a revision of music on the timeline', () => {
  it('stands where the music of before stood, with its level, its fades and its name', () => {
    expect(swap([bgm(sound({ s: 500 }))], 12_000)).toEqual([bgm(sound({ s: 500, d: 12_000 }, { src: 'med_new' }))]);
  });

  it('keeps its trims and its pieces, as far as there is music', () => {
    const pieces = [sound({ d: 4000 }), sound({ id: 'seg_2', s: 6000, d: 4000 }, { source_start: 6000 })];
    expect(swap([bgm(...pieces)], 8000)?.[0]?.sg).toMatchObject([{ d: 4000 }, { s: 6000, d: 2000, m: { source_start: 6000 } }]);
  });

  it('plays whole when it was fitted, but not into what follows it', () => {
    const trimmed = sound({ d: 3000 }, { source_start: 2000 });
    expect(swap([bgm(trimmed)], 6000, true)?.[0]?.sg).toMatchObject([{ d: 6000, m: { source_start: 0 } }]);
    const next: WireSegment = { id: 'seg_9', s: 10_500, d: 1000, m: { src: 'med_voice' } };
    expect(swap([bgm(sound(), next)], 15_000)?.[0]?.sg).toMatchObject([{ d: 10_500 }, { s: 10_500 }]);
  });

  it('has no place where the music of before is not', () => {
    expect(swap([bgm(sound({}, { src: 'med_other' }))], 12_000)).toBeNull();
  });
});
