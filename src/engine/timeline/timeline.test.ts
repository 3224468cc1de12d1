import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureScore } from '../export/score-fixture.ts';
import { SAMPLE_RATE } from '../kernel/index.ts';
import {
  addTime,
  checkTimeline,
  compareTime,
  durationOf,
  endOf,
  itemsOf,
  placeMusic,
  placeOf,
  rescaleTime,
  secondsOf,
  subtractTime,
  Timeline,
  timeFromSeconds,
} from './index.ts';

const time = fc.record({
  value: fc.integer({ min: -1e7, max: 1e7 }),
  rate: fc.constantFrom(1, 24, 25, 30, 60, 1000, 44_100, 48_000),
});

describe('rational time', () => {
  it('adds and takes away without loss, whatever the rates', () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        expect(compareTime(subtractTime(addTime(one, other), other), one)).toBe(0);
        expect(secondsOf(addTime(one, other))).toBeCloseTo(secondsOf(one) + secondsOf(other), 6);
      }),
    );
  });

  it('rescales to the nearest unit', () => {
    fc.assert(
      fc.property(time, fc.constantFrom(24, 30, 1000, 48_000), (one, rate) => {
        expect(Math.abs(secondsOf(rescaleTime(one, rate)) - secondsOf(one))).toBeLessThanOrEqual(0.5 / rate + 1e-9);
      }),
    );
  });
});

describe('placing music', () => {
  it('lays music and picture from 0 for exactly the piece, to the sample', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 600, noNaN: true }), (durationSeconds) => {
        const timeline = placeMusic({ score: fixtureScore({ durationSeconds }) });
        checkTimeline(timeline);
        expect(durationOf(timeline)).toEqual({ value: Math.round(durationSeconds * SAMPLE_RATE), rate: SAMPLE_RATE });
        expect(timeline.tracks.map(({ kind }) => kind)).toEqual(['video', 'audio']);
      }),
      { numRuns: 20 },
    );
  });

  it('gives a title time to be read and takes it away before the piece ends', () => {
    for (const durationSeconds of [1, 2, 5, 30, 600]) {
      const timeline = placeMusic({ score: fixtureScore({ durationSeconds }), title: '  Urban Dreams ' });
      checkTimeline(timeline);
      const clip = timeline.tracks[2]!.clips[0]!;
      expect(clip.media).toEqual({ kind: 'text', text: 'Urban Dreams', colour: null, place: null, style: 'rise', size: 1 });
      expect(compareTime(endOf(placeOf(clip)), durationOf(timeline))).toBeLessThanOrEqual(0);
      expect(secondsOf(clip.sourceRange.duration)).toBeGreaterThanOrEqual(Math.min(4, durationSeconds * 0.6));
    }
  });

  it('has no text track for a title of spaces', () => {
    expect(placeMusic({ score: fixtureScore(), title: '   ' }).tracks).toHaveLength(2);
  });

  it('survives being written down and read back', () => {
    const timeline = placeMusic({ score: fixtureScore(), title: 'Calm' });
    expect(Timeline.parse(JSON.parse(JSON.stringify(timeline)))).toEqual(timeline);
  });
});

describe('tracks', () => {
  const timeline = placeMusic({ score: fixtureScore(), title: 'Calm' });

  it('show the emptiness before a clip as a gap', () => {
    const [gap, clip] = itemsOf(timeline.tracks[2]!);
    expect(gap).toEqual({ kind: 'gap', duration: timeline.tracks[2]!.clips[0]!.start });
    expect(clip?.kind).toBe('clip');
    expect(itemsOf(timeline.tracks[0]!).map(({ kind }) => kind)).toEqual(['clip']);
  });

  it('refuse clips that overlap, share an id or play outside their media', () => {
    const music = timeline.tracks[1]!.clips[0]!;
    const withClips = (clips: readonly (typeof music)[]): Timeline => ({
      ...timeline,
      tracks: [{ ...timeline.tracks[1]!, clips }],
    });
    const later = { ...music, id: 'music-2', start: timeFromSeconds(3, SAMPLE_RATE) };
    expect(() => checkTimeline(withClips([music, later]))).toThrow(/before the clip ahead/);
    expect(() => checkTimeline(withClips([music, { ...later, id: 'music-1', start: durationOf(timeline) }]))).toThrow(
      /shares its id/,
    );
    const outside = { ...music, sourceRange: { ...music.sourceRange, start: timeFromSeconds(1, SAMPLE_RATE) } };
    expect(() => checkTimeline(withClips([outside]))).toThrow(/outside its music/);
  });
});
