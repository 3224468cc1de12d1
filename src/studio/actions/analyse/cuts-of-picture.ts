import { type Clip, endOf, placeOf, secondsOf, type Timeline } from '../../../engine/timeline/index.ts';
import type { MediaFindings } from './media-findings.ts';

/** Cuts nearer to each other than this are one, in milliseconds: a picture at 24 a second takes 42. */
const SAME_CUT_MS = 60;

/**
 * The moments at which the picture of a timeline changes, in milliseconds, in order: where one clip follows another (with a transition: its
 * middle), and the cuts that were found inside its films. The beginning is none.
 */
export function cutsOfPicture(timeline: Timeline, findings: ReadonlyMap<string, MediaFindings>): readonly number[] {
  const clips = timeline.tracks.filter(({ kind }) => kind === 'video').flatMap((track) => track.clips.filter(isFootage));
  const borders = clips.flatMap((clip) => {
    const crossing = clip.transition === null ? 0 : secondsOf(clip.transition.duration) / 2;
    return [milliseconds(secondsOf(clip.start) + crossing)];
  });
  const inside = clips.flatMap((clip) => cutsInside(clip, findings));
  const cuts = [...borders, ...inside].filter((cut) => cut > SAME_CUT_MS).sort((left, right) => left - right);
  return cuts.filter((cut, place) => place === 0 || cut - (cuts[place - 1] ?? 0) > SAME_CUT_MS);
}

/** When the footage of a timeline ends, in milliseconds; 0 without any. Pictures that are drawn from music are none. */
export function pictureEndMs(timeline: Timeline): number {
  const ends = timeline.tracks
    .filter(({ kind }) => kind === 'video')
    .flatMap(({ clips }) => clips.filter(isFootage).map((clip) => milliseconds(secondsOf(endOf(placeOf(clip))))));
  return Math.max(0, ...ends);
}

function cutsInside(clip: Clip, findings: ReadonlyMap<string, MediaFindings>): readonly number[] {
  const { media, sourceRange, speed, start } = clip;
  const cuts = media.kind === 'media' && media.shows === 'video' ? (findings.get(media.mediaId)?.cuts ?? []) : [];
  const from = secondsOf(sourceRange.start) * 1000;
  const until = from + secondsOf(sourceRange.duration) * speed * 1000;
  return cuts
    .filter((cut) => cut > from + SAME_CUT_MS && cut < until - SAME_CUT_MS)
    .map((cut) => Math.round(secondsOf(start) * 1000 + (cut - from) / speed));
}

function isFootage({ media }: Clip): boolean {
  return media.kind === 'media' && (media.shows === 'video' || media.shows === 'image');
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
