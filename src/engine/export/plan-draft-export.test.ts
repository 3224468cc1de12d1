import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../kernel/index.ts';
import { newClip, newTimeline, newTrack, type Timeline } from '../timeline/index.ts';
import { FRAME_RATES, planDraftExport, planSound, type DrawnMusic, type ExportPlan } from './index.ts';
import { fixtureScore } from './score-fixture.ts';

const scores = new Map<string, DrawnMusic>([['music', { score: fixtureScore({ durationSeconds: 8 }), feeling: null }]]);

type Place = {
  readonly mediaId: string;
  readonly shows: 'video' | 'image' | 'sound' | 'music-picture';
  readonly at: number;
  readonly lasts: number;
};

function timelineOf(...tracks: readonly { readonly kind: 'video' | 'audio'; readonly clips: readonly Place[] }[]): Timeline {
  return newTimeline({
    name: 'Draft',
    tracks: tracks.map(({ kind, clips }, track) =>
      newTrack({
        kind,
        id: `track-${track}`,
        name: '',
        clips: clips.map(({ at, lasts, ...media }, index) =>
          newClip({
            id: `clip-${track}-${index}`,
            name: '',
            media: { kind: 'media', ...media, availableRange: null },
            start: { value: at, rate: 1000 },
            sourceRange: { start: { value: 250, rate: 1000 }, duration: { value: lasts, rate: 1000 } },
          }),
        ),
      }),
    ),
  });
}

function plan(timeline: Timeline, framesPerSecond: ExportPlan['framesPerSecond'] = 25): ExportPlan {
  return planDraftExport({ timeline, scores, size: { width: 1279, height: 720 }, framesPerSecond, quantiser: null });
}

const lane = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 900 }), lasts: fc.integer({ min: 1, max: 900 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((list) => {
    let reached = 0;
    return list.map(({ gap, lasts }): Place => {
      const at = reached + gap;
      reached = at + lasts;
      return { mediaId: 'film', shows: 'video', at, lasts };
    });
  });

describe('the plan of a draft', () => {
  it('has a shot for every picture and no picture in two', () => {
    fc.assert(
      fc.property(lane, lane, fc.constantFrom(...FRAME_RATES), (below, above, rate) => {
        const { shots, frames } = plan(timelineOf({ kind: 'video', clips: below }, { kind: 'video', clips: above }), rate);
        expect(shots[0]?.startFrame).toBe(0);
        expect(shots.at(-1)?.endFrame).toBe(frames);
        for (const [index, shot] of shots.entries()) {
          expect(shot.endFrame).toBeGreaterThan(shot.startFrame);
          expect(shots[index + 1]?.startFrame ?? frames).toBe(shot.endFrame);
        }
      }),
    );
  });

  it('shows the upper track, the picture of the music in gaps, and black where nothing is', () => {
    const { shots, width, video } = plan(
      timelineOf(
        { kind: 'video', clips: [{ mediaId: 'film', shows: 'video', at: 0, lasts: 1000 }] },
        { kind: 'video', clips: [{ mediaId: 'still', shows: 'image', at: 400, lasts: 200 }] },
        {
          kind: 'audio',
          clips: [
            { mediaId: 'music', shows: 'sound', at: 500, lasts: 1500 },
            { mediaId: 'voice', shows: 'sound', at: 2000, lasts: 400 },
          ],
        },
      ),
    );
    expect(shots.map(({ startFrame, source }) => [startFrame, source.kind])).toEqual([
      [0, 'video'],
      [10, 'image'],
      [15, 'video'],
      [25, 'visual'],
      [50, 'black'],
    ]);
    expect(shots.map(({ sourceSeconds }) => sourceSeconds)).toEqual([0.25, 0.25, 0.85, 0.75, 0]);
    expect([width, video.rate]).toEqual([1280, 'filmed']);
  });

  it('hears audio tracks and footage, to the sample', () => {
    const { samples, clips } = planSound(
      timelineOf(
        { kind: 'audio', clips: [{ mediaId: 'music', shows: 'sound', at: 1000, lasts: 1001 }] },
        {
          kind: 'video',
          clips: [
            { mediaId: 'film', shows: 'video', at: 500, lasts: 100 },
            { mediaId: 'still', shows: 'image', at: 600, lasts: 100 },
          ],
        },
      ),
    );
    expect(samples).toBe(2.001 * SAMPLE_RATE);
    expect(clips).toMatchObject([
      { mediaId: 'film', startSample: 24_000, endSample: 28_800, sourceSample: 12_000, gain: 1 },
      { mediaId: 'music', startSample: 48_000, endSample: 96_048 },
    ]);
  });
});
