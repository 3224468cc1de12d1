import type { MelodyPlan } from '../../learned/index.ts';
import type { Style } from '../styles/style.ts';

type Sources = MelodyPlan['sources'];

/** Popular songs of a century ago, with the plainness of hymns: how most background music wants to sing. */
const SONG: Sources = [
  { source: 'openewld', weight: 0.6 },
  { source: 'openhymnal', weight: 0.25 },
  { source: 'lieder', weight: 0.15 },
];

/** Art songs, for orchestras and recitals. */
const ART_SONG: Sources = [
  { source: 'lieder', weight: 0.75 },
  { source: 'openhymnal', weight: 0.25 },
];

/** Hymns, for calm and for grandeur. */
const HYMN: Sources = [
  { source: 'openhymnal', weight: 0.6 },
  { source: 'lieder', weight: 0.4 },
];

/** Show tunes and standards, with the chromatic turns of art songs. */
const STANDARD: Sources = [
  { source: 'openewld', weight: 0.8 },
  { source: 'lieder', weight: 0.2 },
];

/** Fiddle tunes among songs. */
const FIDDLE: Sources = [
  { source: 'oneill', weight: 0.3 },
  { source: 'ryan', weight: 0.2 },
  { source: 'openewld', weight: 0.3 },
  { source: 'openhymnal', weight: 0.2 },
];

/** Whose songs a style's themes learn from; styles that are not named sing as songs do. */
const TRADITIONS: readonly { readonly sources: Sources; readonly styles: readonly string[] }[] = [
  { sources: FIDDLE, styles: ['folk', 'bluegrass', 'country', 'celtic'] },
  { sources: ART_SONG, styles: ['orchestral', 'piano', 'strings', 'string-quartet', 'chamber', 'classical', 'waltz'] },
  { sources: HYMN, styles: ['ambient', 'meditation', 'cinematic', 'epic', 'drone', 'holiday', 'post-rock'] },
  { sources: STANDARD, styles: ['jazz', 'bossa', 'swing', 'blues', 'soul', 'smooth-jazz'] },
];

/** Whose way of singing a style's themes take up. */
export function traditionOf(style: Pick<Style, 'id'>): Sources {
  return TRADITIONS.find(({ styles }) => styles.includes(style.id))?.sources ?? SONG;
}
