import { gainFromDb } from '../../../engine/kernel/index.ts';

/** −120 dB and less is silence. */
const SILENT_DB = -120;

/** A level in whole percent: 0 dB is 100, silence 0. */
export function percentOf(gainDb: number): number {
  return gainDb <= SILENT_DB ? 0 : Math.round(gainFromDb(gainDb) * 100);
}

/** Seconds with at most two decimals: `2.5`. */
export function secondsOf(milliseconds: number): string {
  return rounded(milliseconds / 1000);
}

/** A moment as a player shows it: `0:07`, `1:02.5`. */
export function clockOf(milliseconds: number): string {
  const hundredths = Math.round(milliseconds / 10);
  const minutes = Math.floor(hundredths / 6000);
  const [whole = '0', part] = rounded((hundredths % 6000) / 100).split('.');
  return `${minutes}:${whole.padStart(2, '0')}${part === undefined ? '' : `.${part}`}`;
}

/** At most two decimals, no zeros at the end. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const NOTE_NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
/** So many notes tell one tune from another. */
const MOST_NOTES = 6;

/** The beginning of a tune, from MIDI numbers to names: `C5 E5 G5 …`. */
export function tuneOf(numbers: string): string {
  const notes = numbers.split(' ').filter((text) => text !== '');
  const named = notes
    .slice(0, MOST_NOTES)
    .map((text) => `${NOTE_NAMES[Number(text) % 12] ?? ''}${Math.floor(Number(text) / 12) - 1}`);
  return `${named.join(' ')}${notes.length > MOST_NOTES ? ' …' : ''}`;
}

/** The word of the colour nearest to red, green and blue, each 0–255. */
export function colourWord(rgb: readonly [number, number, number]): (typeof COLOURS)[number][0] {
  const [word] = COLOURS.reduce((best, other) => (distance(other[1], rgb) < distance(best[1], rgb) ? other : best));
  return word;
}

/** The colours that text can be asked for: strong enough to be read on pictures. */
export const COLOURS = [
  ['white', [255, 255, 255]],
  ['black', [0, 0, 0]],
  ['grey', [158, 158, 158]],
  ['red', [229, 57, 53]],
  ['orange', [251, 140, 0]],
  ['yellow', [255, 214, 0]],
  ['gold', [212, 160, 23]],
  ['green', [67, 160, 71]],
  ['teal', [0, 150, 136]],
  ['blue', [30, 136, 229]],
  ['purple', [142, 36, 170]],
  ['pink', [236, 64, 122]],
  ['brown', [121, 85, 72]],
] as const;
export type ColourWord = (typeof COLOURS)[number][0];

function distance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, place) => sum + (value - (other[place] ?? 0)) ** 2, 0);
}
