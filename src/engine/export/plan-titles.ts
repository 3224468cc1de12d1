import { secondsOf, type Clip, type Timeline, type Track } from '../timeline/index.ts';
import type { TitlePlan } from './export-plan.ts';

/** The longest words a title may have, letters as a reader counts them; longer ones are cut with an ellipsis. */
const LONGEST_TITLE = 500;

/** The words on the timeline, or `title` instead of them at their place; null for none. */
export function titlesOf(timeline: Timeline, durationSeconds: number, title: string | null | undefined): TitlePlan[] {
  if (title === null) {
    return [];
  }

  const titles = timeline.tracks
    .filter((track) => track.kind === 'text')
    .flatMap((track) => track.clips.flatMap((clip) => titleOf(clip, track)));
  if (title === undefined) {
    return titles.filter(({ text }) => text !== '');
  }

  const text = tidy(title);
  if (text === '') {
    return [];
  }

  const usual: Omit<TitlePlan, 'text'> = {
    role: 'title',
    style: 'rise',
    size: 1,
    startSeconds: Math.min(0.5, durationSeconds / 8),
    endSeconds: Math.min(5, durationSeconds),
    colour: null,
    place: null,
  };
  return [{ ...(titles.find(({ role }) => role === 'title') ?? usual), text }];
}

function titleOf(clip: Clip, track: Track): TitlePlan[] {
  if (clip.media.kind !== 'text') {
    return [];
  }

  const { text, colour, place, style, size } = clip.media;
  const startSeconds = secondsOf(clip.start);
  return [
    {
      text: tidy(text),
      role: track.role === 'caption' ? 'caption' : 'title',
      style,
      size,
      startSeconds,
      endSeconds: startSeconds + secondsOf(clip.sourceRange.duration),
      colour,
      place,
    },
  ];
}

/** Plain words: control characters become spaces, line breaks stay, nothing is empty or doubled, and letters have their accents (fonts have few loose ones). */
function tidy(text: string): string {
  const lines = text
    .normalize('NFC')
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/u)
    .map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter((line) => line !== '');
  const words = lines.join('\n');
  const letters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(words)];
  return letters.length <= LONGEST_TITLE
    ? words
    : `${letters
        .slice(0, LONGEST_TITLE - 1)
        .map(({ segment }) => segment)
        .join('')
        .trimEnd()}…`;
}
