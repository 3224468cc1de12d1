import { compareTime, endOf, secondsOf } from '../rational-time.ts';
import { placeOf, SILENT_DB, type Clip, type Track } from '../timeline.ts';

/** A clip on the pictures of a timeline: everything in frames of it. */
export type PlacedClip = {
  /** Of its producer. */
  readonly id: string;
  readonly clip: Clip;
  /** `[startFrame, endFrame)` of the timeline. */
  readonly startFrame: number;
  readonly endFrame: number;
  /** The frame of its producer that comes first; the producer already runs at the clip's speed. */
  readonly inFrame: number;
  /** How long it comes in, 0 where it is cut to. */
  readonly enteringFrames: number;
  /** How long it goes on behind its end while the next one comes in. */
  readonly leavingFrames: number;
  /** Whether the clip before ends where it begins. */
  readonly isJoined: boolean;
  /** How long its sound crosses with the clip before, and with the one after; seconds. */
  readonly crossingInSeconds: number;
  readonly crossingOutSeconds: number;
};

/** A moment that is a whole frame but for rounding. */
const ROUNDING = 1e-6;

/** The clips of a track that last a frame at least, with what passes between them. */
export function placeClips(track: Track, framesPerSecond: number): PlacedClip[] {
  const frameOf = (seconds: number): number => Math.round(seconds * framesPerSecond);
  const spans = track.clips
    .map((clip) => {
      const [start, end] = [secondsOf(clip.start), secondsOf(endOf(placeOf(clip)))];
      return { clip, start, startFrame: frameOf(start), endFrame: frameOf(end) };
    })
    .filter(({ startFrame, endFrame }) => endFrame > startFrame);
  const entering = spans.map(({ clip, startFrame, endFrame }) =>
    clip.transition === null ? 0 : Math.min(frameOf(secondsOf(clip.transition.duration)), endFrame - startFrame),
  );
  return spans.map(({ clip, start, startFrame, endFrame }, place) => {
    const [before, after] = [spans[place - 1], spans[place + 1]];
    const isJoined = before?.endFrame === startFrame;
    const sourceSeconds = secondsOf(clip.sourceRange.start) / clip.speed + startFrame / framesPerSecond - start;
    const position = Math.max(0, sourceSeconds) * framesPerSecond;
    return {
      id: `clip-${track.id}-${clip.id}`,
      clip,
      startFrame,
      endFrame,
      // A picture is shown until the next is due; sound may begin half a frame early or late.
      inFrame: track.kind === 'audio' ? Math.round(position) : Math.floor(position + ROUNDING),
      enteringFrames: entering[place] ?? 0,
      leavingFrames: after?.startFrame === endFrame ? (entering[place + 1] ?? 0) : 0,
      isJoined,
      crossingInSeconds: before === undefined ? 0 : crossingOf(before.clip, clip),
      crossingOutSeconds: after === undefined ? 0 : crossingOf(clip, after.clip),
    };
  });
}

/** How long the sounds of two clips cross: as long as the transition, but no longer than the first recording goes on. */
function crossingOf(before: Clip, clip: Clip): number {
  if (clip.transition === null || compareTime(endOf(placeOf(before)), clip.start) !== 0) {
    return 0;
  }

  const wanted = Math.min(secondsOf(clip.transition.duration), secondsOf(clip.sourceRange.duration));
  const { media, sourceRange, speed } = before;
  const available = media.kind === 'media' ? media.availableRange : null;
  if (available === null || before.gainDb <= SILENT_DB) {
    return wanted;
  }

  const used = secondsOf(sourceRange.start) + secondsOf(sourceRange.duration) * speed;
  return Math.max(0, Math.min(wanted, (secondsOf(endOf(available)) - used) / speed));
}
