import { endOf, secondsOf } from '../rational-time.ts';
import { placeOf, type Timeline } from '../timeline.ts';
import type { Caption } from './read-captions.ts';

/** The captions of a timeline in order of time: the text clips of its caption tracks, or in caption style. */
export function captionsOf(timeline: Timeline): readonly Caption[] {
  return timeline.tracks
    .flatMap((track) =>
      track.clips.flatMap((clip): Caption[] => {
        const { media } = clip;
        const isCaption = media.kind === 'text' && (track.role === 'caption' || media.style === 'caption');
        const place = placeOf(clip);
        const [fromMs, toMs] = [place.start, endOf(place)].map((time) => Math.round(1000 * secondsOf(time)));
        return isCaption ? [{ fromMs: fromMs ?? 0, toMs: toMs ?? 0, text: media.text }] : [];
      }),
    )
    .sort((left, right) => left.fromMs - right.fromMs || left.toMs - right.toMs);
}

/** Captions as a SubRip file (UTF-8, line ends as Windows has them, which every player reads). */
export function writeSrt(captions: readonly Caption[]): string {
  return captions
    .map(
      ({ fromMs, toMs, text }, index) =>
        `${index + 1}\r\n${clock(fromMs, ',')} --> ${clock(toMs, ',')}\r\n${linesOf(text).join('\r\n')}\r\n\r\n`,
    )
    .join('');
}

/** Captions as a WebVTT file. */
export function writeVtt(captions: readonly Caption[]): string {
  const cues = captions.map(
    ({ fromMs, toMs, text }) => `${clock(fromMs, '.')} --> ${clock(toMs, '.')}\n${linesOf(text).map(escaped).join('\n')}\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** An empty line or an arrow would end a caption in the middle. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replaceAll('-->', '→'))
    .filter((line) => line !== '');
}

function escaped(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function clock(milliseconds: number, point: ',' | '.'): string {
  const digits = (value: number, count: number): string => String(Math.floor(value)).padStart(count, '0');
  const seconds = milliseconds / 1000;
  return `${digits(seconds / 3600, 2)}:${digits((seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}${point}${digits(milliseconds % 1000, 3)}`;
}
