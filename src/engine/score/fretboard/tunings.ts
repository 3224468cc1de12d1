import type { Pitch } from '../../kernel/index.ts';

/** A fretted instrument's open strings, in the order a downstroke meets them. */
export type Tuning = {
  readonly id: 'guitar' | 'ukulele' | 'banjo' | 'mandolin' | 'bouzouki';
  readonly strings: readonly Pitch[];
  /** Highest fret that chord shapes use, counted from the nut or capo. */
  readonly frets: number;
  /** The lowest string is not the first one (ukulele) or a fifth-string drone sounds: no bass note is expected of it. */
  readonly isReentrant: boolean;
};

export const GUITAR: Tuning = { id: 'guitar', strings: [40, 45, 50, 55, 59, 64], frets: 12, isReentrant: false };
/** High-G ukulele: g' c' e' a'. */
export const UKULELE: Tuning = { id: 'ukulele', strings: [67, 60, 64, 69], frets: 9, isReentrant: true };
/** The four long strings of an open-G banjo; the short drone string is left to the picking hand. */
export const BANJO: Tuning = { id: 'banjo', strings: [50, 55, 59, 62], frets: 12, isReentrant: true };
/** Courses of a mandolin, one pitch each. */
export const MANDOLIN: Tuning = { id: 'mandolin', strings: [55, 62, 69, 76], frets: 9, isReentrant: true };
/** An Irish bouzouki in G D A D. */
export const BOUZOUKI: Tuning = { id: 'bouzouki', strings: [43, 50, 57, 62], frets: 10, isReentrant: true };

const BY_INSTRUMENT: readonly (readonly [string, Tuning])[] = [
  ['ukulele', UKULELE],
  ['banjo', BANJO],
  ['mandolin', MANDOLIN],
  ['bouzouki', BOUZOUKI],
];

/** The tuning of a catalogue instrument; everything else that is strummed is fretted as a guitar. */
export function tuningOf(instrument: string): Tuning {
  return BY_INSTRUMENT.find(([id]) => id === instrument)?.[1] ?? GUITAR;
}
