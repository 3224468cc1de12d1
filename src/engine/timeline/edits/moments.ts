import { secondsOf, type RationalTime } from '../rational-time.ts';
import { placeOf, type Clip } from '../timeline.ts';
import { endOf } from '../rational-time.ts';

/** Milliseconds as a time. */
export function fromMs(milliseconds: number): RationalTime {
  return { value: milliseconds, rate: 1000 };
}

/** The nearest whole millisecond. */
export function msOf(time: RationalTime): number {
  return Math.round((time.value * 1000) / time.rate);
}

/** When a clip ends on the timeline. */
export function endOfClip(clip: Clip): RationalTime {
  return endOf(placeOf(clip));
}

/** A moment as people write it: `1:05`, `0:12.5`. */
export function sayMoment(time: RationalTime): string {
  const tenths = Math.round(secondsOf(time) * 10);
  const seconds = Math.floor(tenths / 10);
  const fraction = tenths % 10 === 0 ? '' : `.${tenths % 10}`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}${fraction}`;
}

/** A length as people write it: `2.5 s`. */
export function sayLength(time: RationalTime): string {
  return `${Math.round(secondsOf(time) * 100) / 100} s`;
}

/** A clip as people know it: by its words or its name. */
export function sayClip(clip: Clip): string {
  return `"${clip.media.kind === 'text' ? clip.media.text : clip.name || clip.id}"`;
}
