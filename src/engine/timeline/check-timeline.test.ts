import { describe, expect, it } from 'vitest';
import { fixtureTimeline } from '../../../test/random-timelines.ts';
import { checkTimeline, clipNamed, type Clip, type Timeline } from './index.ts';

const ms = (value: number): Clip['start'] => ({ value, rate: 1000 });
const rect = { x: 0, y: 0, width: 1, height: 1 };

/** The fixture with a clip changed, and perhaps on another track. */
function changed(clipId: string, changes: Partial<Clip>, trackId?: string): Timeline {
  const start = fixtureTimeline();
  const { clip, track } = clipNamed(start, clipId);
  const home = trackId ?? track.id;
  const clips = (id: string, there: readonly Clip[]): readonly Clip[] => {
    const others = there.filter((each) => each !== clip);
    return id === home
      ? [...others, { ...clip, ...changes }].sort((left, right) => left.start.value - right.start.value)
      : others;
  };
  return { ...start, tracks: start.tracks.map((each) => ({ ...each, clips: clips(each.id, each.clips) })) };
}

describe('checking a timeline', () => {
  it('finds nothing wrong with one that is right', () => {
    expect(() => checkTimeline(fixtureTimeline())).not.toThrow();
  });

  it.each<[string, Timeline, RegExp]>([
    [
      'levels out of order',
      changed('music', {
        levels: [
          { at: ms(9), gainDb: 0 },
          { at: ms(3), gainDb: 0 },
        ],
      }),
      /levels out of order/,
    ],
    ['a level behind the end', changed('music', { levels: [{ at: ms(16_001), gainDb: 0 }] }), /level behind its end/],
    [
      'a transition longer than its clip',
      changed('second', { transition: { kind: 'wipe', duration: ms(6001) } }),
      /longer than itself/,
    ],
    [
      'a transition longer than the clip before',
      changed('second', { transition: { kind: 'wipe', duration: ms(5001) } }),
      /longer than the clip before/,
    ],
    [
      'a crop beyond the picture',
      changed('first', { framing: { fit: 'fit', crop: { ...rect, x: 0.1 }, motion: null } }),
      /outside its picture/,
    ],
    [
      'a move beyond the picture',
      changed('first', { framing: { fit: 'fit', crop: null, motion: { from: rect, to: { ...rect, y: 0.2 } } } }),
      /outside its picture/,
    ],
    ['footage on a text track', changed('third', { start: ms(20_000) }, 'titles'), /is no text/],
    ['a picture on an audio track', changed('third', { start: ms(20_000) }, 'bgm'), /is no sound/],
    ['a clip on a track of unknown kind', changed('third', {}, 'effects'), /unknown kind/],
    ['more media than there is, played fast', changed('second', { speed: 2.001 }), /outside its media/],
    ['a fade of negative length', changed('music', { fadeIn: ms(-1) }), /negative length/],
  ])('finds %s', (_, timeline, words) => {
    expect(() => checkTimeline(timeline)).toThrow(words);
  });
});
