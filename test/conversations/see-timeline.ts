import { type Clip, durationOf, endOf, placeOf, secondsOf, type Timeline, type Track } from '../../src/engine/timeline/index.ts';
import { colourWord, percentOf, rounded } from '../../src/studio/agent/wording/told-numbers.ts';

/** A timeline as the conversations write it: each clip by its name, with what is not usual about it. */
export function seeTimeline(timeline: Timeline, isNamed: boolean): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const { frame } = timeline;
  if (frame !== null) {
    seen.set('the frame', `${frame.width}x${frame.height}`);
  }

  if (isNamed) {
    seen.set('the project', `named ${timeline.name}`);
  }

  for (const track of timeline.tracks.filter(({ kind }) => kind !== 'other')) {
    for (const clip of track.clips.filter(({ media }) => media.kind !== 'media' || media.shows !== 'music-picture')) {
      const name = nameOf(clip, track);
      const label = [name, ...Array.from({ length: 20 }, (_, count) => `${name}#${count + 2}`)].find((each) => !seen.has(each));
      seen.set(label ?? name, stateOf(clip));
    }
  }

  return seen;
}

/** The level of a clip at a moment of the timeline, in percent. */
export function levelAt(clip: Clip, second: number): number {
  const at = second - secondsOf(clip.start);
  const points = clip.levels;
  const after = points.findIndex((point) => secondsOf(point.at) >= at);
  const next = points[after === -1 ? points.length - 1 : after];
  const before = after > 0 ? points[after - 1] : next;
  if (next === undefined || before === undefined) {
    return percentOf(clip.gainDb);
  }

  const [from, to] = [secondsOf(before.at), secondsOf(next.at)];
  const part = to <= from ? 1 : Math.min(1, Math.max(0, (at - from) / (to - from)));
  return percentOf(clip.gainDb + before.gainDb + (next.gainDb - before.gainDb) * part);
}

/** The clip that a conversation calls so; null when it is not there. */
export function clipCalled(timeline: Timeline, name: string): Clip | null {
  return timeline.tracks.flatMap((track) => track.clips.filter((clip) => nameOf(clip, track) === name))[0] ?? null;
}

/** Seconds. */
export function lengthOf(timeline: Timeline): number {
  return secondsOf(durationOf(timeline));
}

function nameOf(clip: Clip, track: Track): string {
  if (clip.media.kind === 'text') {
    return `${track.role === 'caption' || clip.media.style === 'caption' ? 'C' : 'T'}:${clip.media.text}`;
  }

  return track.role === 'music' || track.name === 'BGM' ? 'music' : clip.name;
}

function stateOf(clip: Clip): string {
  const { media, framing, ducking, transition } = clip;
  const place = placeOf(clip);
  const seconds = (time: { readonly value: number; readonly rate: number }): string => rounded(secondsOf(time));
  const [fadeIn, fadeOut] = [seconds(clip.fadeIn), seconds(clip.fadeOut)];
  const isText = media.kind === 'text';
  return [
    `${seconds(place.start)}-${seconds(endOf(place))}`,
    !isText && clip.sourceRange.start.value > 0 ? `from ${seconds(clip.sourceRange.start)}` : '',
    clip.speed === 1 ? '' : `x${rounded(clip.speed)}`,
    clip.gainDb === 0 ? '' : `${percentOf(clip.gainDb)}%`,
    clip.levels.length === 0 ? '' : 'shaped',
    fadeIn === '0' && fadeOut === '0' ? '' : `fade ${fadeIn}/${fadeOut}`,
    ducking === null ? '' : `duck ${rounded(ducking.depthDb)} ${ducking.under}`,
    framing === null || framing.fit === 'blur' ? '' : framing.fit,
    (framing?.crop ?? null) === null
      ? ''
      : `crop ${Object.values(framing?.crop ?? {})
          .map(rounded)
          .join(' ')}`,
    (framing?.motion ?? null) === null ? '' : 'motion',
    transition === null ? '' : `${transition.kind} ${seconds(transition.duration)}`,
    ...(isText
      ? [
          media.style === 'rise' ? '' : media.style,
          media.colour === null ? '' : colourWord([media.colour[0], media.colour[1], media.colour[2]]),
          media.place === null ? '' : `${media.place.at}-${media.place.align}`,
          media.size === 1 ? '' : `size ${rounded(media.size)}`,
        ]
      : []),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
