import { clamp, SAMPLE_RATE, type Seconds } from '../kernel/index.ts';
import type { Score } from '../score/index.ts';
import { newClip, newTimeline, newTrack } from './new-clip.ts';
import { timeFromSeconds, type RationalTime, type TimeRange } from './rational-time.ts';
import type { Clip, Timeline, Track } from './timeline.ts';

/** Before this moment the picture stands alone; a title on the very first frame would be cut off by most players' fade-in. */
const TITLE_START_SECONDS = 0.5;
/** Comfortable silent reading, characters a second. */
const READING_SPEED = 13;

/**
 * Lays a score's music from the start of a new timeline, the generated picture above it for as long, and the title, if there is
 * one, over its opening seconds. Times are samples at `SAMPLE_RATE`.
 */
export function placeMusic({ score, title = null }: { readonly score: Score; readonly title?: string | null }): Timeline {
  const whole: TimeRange = { start: at(0), duration: at(score.durationSeconds) };
  const tracks: Track[] = [
    newTrack({
      kind: 'video',
      id: 'video-1',
      name: 'Picture',
      clips: [clip('visual-1', score.title, { kind: 'generated-visual', seed: score.seed }, whole)],
    }),
    newTrack({
      kind: 'audio',
      id: 'audio-1',
      name: 'Music',
      clips: [clip('music-1', score.title, { kind: 'music', seed: score.seed, availableRange: whole }, whole)],
    }),
  ];
  const text = title?.trim() ?? '';
  if (text !== '') {
    const place = titlePlace(text, score.durationSeconds);
    tracks.push(
      newTrack({
        kind: 'text',
        id: 'text-1',
        name: 'Titles',
        clips: [clip('title-1', text, { kind: 'text', text, colour: null, place: null, style: 'rise', size: 1 }, place)],
      }),
    );
  }

  return newTimeline({ name: score.title, tracks });
}

/** Long enough to read twice, 4 to 7 seconds, and gone before the piece ends where there is time for that. */
function titlePlace(text: string, durationSeconds: Seconds): TimeRange {
  const start = Math.min(TITLE_START_SECONDS, durationSeconds / 8);
  const wanted = clamp(1.5 + (2 * text.length) / READING_SPEED, 4, 7);
  return {
    start: at(start),
    duration: at(Math.max(0.5, Math.min(wanted, durationSeconds - start - Math.min(0.25, durationSeconds / 8)))),
  };
}

function clip(id: string, name: string, media: Clip['media'], place: TimeRange): Clip {
  return newClip({ id, name, media, start: place.start, sourceRange: { start: at(0), duration: place.duration } });
}

function at(seconds: Seconds): RationalTime {
  return timeFromSeconds(seconds, SAMPLE_RATE);
}
