import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../kernel/index.ts';
import { newClip, newTimeline, newTrack, type Clip, type Timeline, type Track } from '../timeline/index.ts';
import { describeDraftDucking, planSound, type SoundClip } from './index.ts';

type Given = Partial<Clip> & { readonly id: string; readonly at: number; readonly lasts: number; readonly from?: number };

/** A clip of a file of 20 s; seconds. */
function clip({ id, at, lasts, from = 0, ...more }: Given, shows: 'sound' | 'video' = 'sound', mediaId = 'talk'): Clip {
  const seconds = (value: number): { readonly value: number; readonly rate: number } => ({
    value: Math.round(value * 1000),
    rate: 1000,
  });
  return newClip({
    id,
    name: '',
    media: { kind: 'media', mediaId, shows, availableRange: { start: seconds(0), duration: seconds(20) } },
    start: seconds(at),
    sourceRange: { start: seconds(from), duration: seconds(lasts) },
    ...more,
  });
}

function timeline(...tracks: readonly (readonly [Track['kind'], Track['role'], ...Clip[]])[]): Timeline {
  return newTimeline({
    name: '',
    tracks: tracks.map(([kind, role, ...clips], place) => newTrack({ id: `t${place}`, name: '', kind, role, clips })),
  });
}

function clipsOf(...clips: readonly Clip[]): readonly SoundClip[] {
  return planSound(timeline(['audio', 'sound', ...clips])).clips;
}

const CROSSFADE = { kind: 'crossfade' as const, duration: { value: 1, rate: 1 } };
const EDGE = { samples: 240, shape: 'smooth' };
const NONE = { samples: 0, shape: 'smooth' };

describe('the plan of sound', () => {
  it('lets a clip go on under a transition as far as its file does, and crosses both at one power', () => {
    const [first, second] = clipsOf(
      clip({ id: 'a', at: 0, lasts: 5 }),
      clip({ id: 'b', at: 5, lasts: 5, from: 8, transition: CROSSFADE }),
    );
    expect(first).toMatchObject({ endSample: 6 * SAMPLE_RATE, fadeOut: { samples: SAMPLE_RATE, shape: 'even-power' } });
    expect(second).toMatchObject({ startSample: 5 * SAMPLE_RATE, fadeIn: { samples: SAMPLE_RATE, shape: 'even-power' } });

    const [ending, next] = clipsOf(
      clip({ id: 'a', at: 0, lasts: 5, from: 14.75 }),
      clip({ id: 'b', at: 5, lasts: 5, transition: CROSSFADE }),
    );
    expect([ending?.fadeOut.samples, next?.fadeIn.samples]).toEqual([12_000, 12_000]);
  });

  it('rounds off cuts inside a recording, but not its own ends, and not where a clip was split', () => {
    expect(clipsOf(clip({ id: 'a', at: 0, lasts: 20 }))[0]).toMatchObject({ fadeIn: NONE, fadeOut: NONE });
    expect(clipsOf(clip({ id: 'a', at: 0, lasts: 5, from: 3 }))[0]).toMatchObject({ fadeIn: EDGE, fadeOut: EDGE });
    const split = clipsOf(clip({ id: 'a', at: 0, lasts: 5 }), clip({ id: 'b', at: 5, lasts: 15, from: 5 }));
    expect(split.map(({ fadeIn, fadeOut }) => [fadeIn, fadeOut])).toEqual([
      [NONE, NONE],
      [NONE, NONE],
    ]);
  });

  it('knows what is music, voice, footage and other sound', () => {
    const at = { at: 0, lasts: 2 };
    const plan = planSound(
      timeline(
        ['video', null, clip({ id: 'film', ...at }, 'video')],
        ['audio', null, clip({ id: 'ours', ...at }, 'sound', 'piece')],
        ['audio', null, clip({ id: 'theirs', ...at })],
        ['audio', 'voice', clip({ id: 'voice', ...at })],
        ['audio', 'music', clip({ id: 'song', ...at })],
        ['audio', 'voice', clip({ id: 'muted', ...at, gainDb: -120 })],
      ),
      { music: new Set(['piece']) },
    );
    expect(plan.clips.map(({ clipId, role }) => [clipId, role])).toEqual([
      ['film', 'footage'],
      ['ours', 'music'],
      ['theirs', 'sound'],
      ['voice', 'voice'],
      ['song', 'music'],
    ]);
    expect(plan.loudness).toEqual({ lufs: -14, when: 'spoken' });
  });

  it('tells how music will give way, with speech as it lies on the timeline at its speed', () => {
    const plan = planSound(
      timeline(
        ['video', null, clip({ id: 'film', at: 4, lasts: 6, from: 2, speed: 2 }, 'video')],
        ['audio', 'music', clip({ id: 'music', at: 0, lasts: 20, ducking: { depthDb: 12, under: 'speech' } }, 'sound', 'piece')],
      ),
    );
    const said = [
      { fromMs: 0, toMs: 1500 },
      { fromMs: 4000, toMs: 6000 },
      { fromMs: 12_000, toMs: 16_000 },
    ];
    expect(describeDraftDucking(plan, new Map([['talk', said]]))).toEqual([
      { clipId: 'music', under: 'speech', stretches: 2, seconds: 2, depthDb: 12 },
    ]);
    expect(describeDraftDucking(plan, new Map())).toMatchObject([{ stretches: 0, seconds: 0, depthDb: 0 }]);
  });
});
