import type { Hue } from '../brief.ts';
import type { MoodWish } from './wishes.ts';

const ROWS: readonly (readonly [moods: string, hue: Hue])[] = [
  ['sunset, golden, warm, autumnal, tropical', 'warm'],
  ['late night, noir, cosmic wonder, creepy', 'night'],
  ['rainy, wintry, aquatic, cold blooded, foggy', 'cool'],
  ['natural, springlike, rustic', 'green'],
  ['romantic, flirty', 'rose'],
  ['cute, innocent', 'pastel'],
];
const HUES: ReadonlyMap<string, Hue> = new Map(
  ROWS.flatMap(([moods, hue]) => moods.split(', ').map((mood): [string, Hue] => [mood, hue])),
);

/** The colours of the picture: those named by word, else those of the first scene among the moods; null where nothing has a colour. */
export function chooseHue(named: readonly Hue[], moods: readonly MoodWish[]): Hue | null {
  return named[0] ?? moods.flatMap(({ mood, weight }) => (weight > 0 ? (HUES.get(mood) ?? []) : []))[0] ?? null;
}
