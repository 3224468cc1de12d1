import type { Json } from '../../../engine/kernel/index.ts';
import { type Clip, secondsOf } from '../../../engine/timeline/index.ts';
import { musicBriefOf } from '../tools/music-brief.ts';
import type { FoundSession } from '../read-scene.ts';

/** How much of a name a model is shown: names are other people's words. */
const LONGEST_NAME = 80;
const MOST_CLIPS = 200;
const MOST_FILES = 100;

/** What a model must know of a session to plan edits of it, as data: tracks, clips and files with their ids, times in milliseconds. */
export function describeScene({ timeline, media }: Pick<FoundSession, 'timeline' | 'media'>): Json {
  let left = MOST_CLIPS;
  return {
    frame: timeline.frame === null ? null : { ...timeline.frame },
    framesPerSecond: timeline.framesPerSecond,
    tracks: timeline.tracks.map(({ kind, role, name, clips }) => {
      const shown = clips.slice(0, left);
      left -= shown.length;
      return { kind, role, name: shortened(name), clips: shown.map(describeClip), more: clips.length - shown.length };
    }),
    files: media.slice(-MOST_FILES).map((file) => ({
      id: file.id,
      kind: file.kind,
      name: shortened(file.title),
      durationMs: file.durationMs,
      ...describeMusic(file),
    })),
  };
}

function describeMusic(file: FoundSession['media'][number]): { readonly [key: string]: Json } {
  const brief = file.kind === 'music' ? musicBriefOf(file) : null;
  return brief === null
    ? {}
    : { style: brief.style, tempoBpm: brief.tempoBpm, key: `${brief.key.tonic} ${brief.key.mode}`, moods: [...brief.moods] };
}

function describeClip(clip: Clip): Json {
  const { media } = clip;
  return {
    id: clip.id,
    name: shortened(clip.name),
    startMs: Math.round(secondsOf(clip.start) * 1000),
    durationMs: Math.round(secondsOf(clip.sourceRange.duration) * 1000),
    ...(media.kind === 'media' ? { mediaId: media.mediaId, shows: media.shows } : {}),
    ...(media.kind === 'text' ? { text: shortened(media.text), style: media.style } : {}),
    ...(clip.speed === 1 ? {} : { speed: clip.speed }),
    ...(clip.gainDb === 0 ? {} : { gainDb: clip.gainDb }),
    ...(clip.transition === null ? {} : { transition: clip.transition.kind }),
    ...(clip.ducking === null ? {} : { duckingDb: clip.ducking.depthDb }),
  };
}

function shortened(name: string): string {
  return [...name].slice(0, LONGEST_NAME).join('');
}
