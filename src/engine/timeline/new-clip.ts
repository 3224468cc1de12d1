import type { RationalTime } from './rational-time.ts';
import type { Clip, Timeline, Track } from './timeline.ts';

const NOTHING: RationalTime = { value: 0, rate: 1 };

/** A clip with what is not given left alone: full level, no fades, its own speed, no framing, no transition. */
export function newClip(
  given: Pick<Clip, 'id' | 'name' | 'media' | 'start' | 'sourceRange'> & Partial<Omit<Clip, 'kind'>>,
): Clip {
  return {
    kind: 'clip',
    gainDb: 0,
    speed: 1,
    fadeIn: NOTHING,
    fadeOut: NOTHING,
    levels: [],
    ducking: null,
    framing: null,
    transition: null,
    metadata: {},
    ...given,
  };
}

/** A track without a role of its own unless one is given. */
export function newTrack(given: Pick<Track, 'id' | 'kind' | 'name' | 'clips'> & Partial<Track>): Track {
  return { role: null, metadata: {}, ...given };
}

/** A timeline whose frame and rate are not chosen unless they are given. */
export function newTimeline(given: Pick<Timeline, 'name' | 'tracks'> & Partial<Timeline>): Timeline {
  return { frame: null, framesPerSecond: null, markers: [], metadata: {}, ...given };
}
