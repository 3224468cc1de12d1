import type { MelodyPlan } from '../../learned/index.ts';
import type { MelodyStyle } from '../styles/style.ts';

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

const TRADITIONS: { readonly [name in NonNullable<MelodyStyle['tradition']>]: Sources } = {
  fiddle: FIDDLE,
  'art-song': ART_SONG,
  hymn: HYMN,
  standard: STANDARD,
};

/** Whose way of singing a style's themes take up: that of popular songs where it names none. */
export function sourcesOf({ tradition }: Pick<MelodyStyle, 'tradition'>): Sources {
  return tradition === undefined ? SONG : TRADITIONS[tradition];
}
