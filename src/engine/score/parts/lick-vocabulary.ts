import type { Articulation } from '../score.ts';

/** One note of a gesture: semitones above the lick's home, length in sixteenths, how it is played, and a second string's interval (0 for none). */
export type LickNote = {
  readonly step: number;
  readonly length: number;
  readonly articulation: Articulation;
  readonly under: number;
};

/** How a player of one kind answers: what the gestures are counted from, and the gestures themselves. */
export type LickVocabulary = {
  /** `key`: gestures keep the key's home under every chord (blues); `chord`: they follow the chord. */
  readonly home: 'key' | 'chord';
  /** Gestures that open or carry on, for major-like and minor-like homes. */
  readonly major: readonly (readonly LickNote[])[];
  readonly minor: readonly (readonly LickNote[])[];
  /** Sixteenths that the landing note is held at the least. */
  readonly landing: number;
};

export const LICK_KINDS = ['blues', 'country', 'flat-pick', 'soul', 'gospel', 'rock', 'reggae', 'strings'] as const;
export type LickKind = (typeof LICK_KINDS)[number];

/**
 * Reads gestures parted by `|`: tokens `step:length` with `s` slid or bent into, `l` slurred, `m` muted, `a` accented, and `+n` a string
 * sounding n semitones under it.
 */
function gestures(text: string): readonly (readonly LickNote[])[] {
  return text.split('|').map((gesture) =>
    gesture
      .trim()
      .split(/\s+/)
      .map((token) => {
        const [head = '', under = '0'] = token.split('+');
        const [step = '0', rest = '1'] = head.split(':');
        return { step: Number(step), length: Number.parseFloat(rest), articulation: articulationOf(rest), under: Number(under) };
      }),
  );
}

function articulationOf(text: string): Articulation {
  return text.endsWith('s')
    ? 'slide'
    : text.endsWith('l')
      ? 'legato'
      : text.endsWith('m')
        ? 'mute'
        : text.endsWith('a')
          ? 'accent'
          : 'normal';
}

/** Blues over any of its three chords: minor third rubbed into the major one, the flat fifth on its way, the seventh that falls. */
const BLUES = gestures(
  '3:1 4:1s 7:2 | 10:2 12:2 | 12:2 10:1 7:1l 5:2 | 5:1 6:1s 5:1l 3:1l 0:2 | 7:2 10:2 9:2 | 15:2 15:1s 12:3 | 12:2 15:1 16:1s 12:2' +
    ' | 3:1 4:2s | 10:1 12:2 | 15:2s 12:1l | 5:1 3:1l 0:1 | 7:1 10:1 12:1 | 3:1 5:1s 7:2 7:2 | 0:2 3:2 4:2s | 10:1 12:1s 12:2 10:2 7:2 | 7:1 6:1l 5:2 3:2 | 17:2s 15:1l 12:1 10:2',
);
const BLUES_MINOR = gestures(
  '3:2 5:2 7:2 | 10:2 12:2 | 12:2 10:1 7:1l 5:2 | 5:1 6:1s 5:1l 3:1l 0:2 | 7:2 10:2 12:2 | 15:2 17:2s 15:2 | 3:1 5:1s 7:3 | 10:1 12:1s 10:2 7:2 | 3:1 5:2s | 10:1 12:2 | 15:2s 12:1l | 5:1 3:1l 0:1 | 7:1 10:1 12:1',
);

/** Country: thirds hammered on, sixths, pedal-steel bends with a string held still above or below, plucked hard. */
const COUNTRY = gestures(
  '2:1 4:1l 7:1 9:1 | 12:2 9:1 7:1 4:2 | 3:1m 4:1a 7:1 9:1 12:2 | 14:1+7 16:3s+9 | 16:2+9 14:1s+7 12:3+5 | 14:2+7 16:2s+9 14:2s+7 | 9:1+5 11:1s+7 12:3+8 | 19:1+3 19:1+5 21:1s+5 19:3s+3 | 4:1 7:1 9:1 10:1 12:2' +
    ' | 7:1 9:1l 12:1 14:1 16:2s | 12:1a 12:1m 10:1 9:1 7:2 | 9:1 10:1 11:1 12:3a',
);
const COUNTRY_MINOR = gestures(
  '3:1 5:1l 7:1 10:1 | 12:2 10:1 7:1 3:2 | 7:1 10:1l 12:1 14:1 15:2s | 15:2+8 14:1+7 12:3+9 | 12:1a 12:1m 10:1 7:1 5:2',
);

/** Flat-picking: running sixteenths round the chord, the blue third on the way up, home at the end. */
const FLAT_PICK = gestures(
  '0:1 2:1 3:1 4:1 7:1 9:1 | 12:1 9:1 7:1 4:1 2:1 0:1 | 7:1 9:1 12:1 9:1 7:1 4:1 | 4:1 7:1 9:1 12:1 14:1 16:1 | 16:1 14:1 12:1 9:1 7:1 9:1' +
    ' | 0:1 4:1 7:1 4:1 9:1 7:1 | 3:1 4:1 7:1 9:1 10:1 11:1 | 12:1 11:1 9:1 7:1 4:1 3:1',
);
const FLAT_PICK_MINOR = gestures(
  '0:1 2:1 3:1 5:1 7:1 10:1 | 12:1 10:1 7:1 5:1 3:1 2:1 | 7:1 10:1 12:1 10:1 7:1 5:1 | 3:1 5:1 7:1 10:1 12:1 14:1 | 15:1 14:1 12:1 10:1 7:1 10:1',
);

/** Soul guitar: fourths and thirds on two strings, slid and hammered, between the singer's lines. */
const SOUL = gestures(
  '14:1+5 16:3s+4 | 12:2+5 14:1l+5 12:3+5 | 7:1 9:1l 12:2+5 14:2+5 | 16:2+4 14:2+5 12:2+3 | 19:2s+5 16:2+4 14:2 | 9:1 12:1l 14:1 16:1 14:2 12:2',
);
const SOUL_MINOR = gestures(
  '10:1+5 12:3s+5 | 15:2+5 14:1l+5 12:3+5 | 7:1 10:1l 12:2+5 15:2+5 | 17:2+5 15:2+5 12:2+5 | 12:1 15:1l 17:1 15:1 12:2 10:2',
);

/** Gospel organ and piano: crushed thirds, runs down the five-note scale in one breath, chords that walk up to the next line. */
const GOSPEL = gestures(
  '12:0.5 14:0.5l 15:0.5 16:1.5 19:2 | 24:0.5 21:0.5 19:0.5 16:0.5 14:0.5 12:1.5 | 7:0.5 9:0.5 12:1 14:0.5 16:0.5 19:2 | 15:0.5 16:1.5+4 14:1+5 12:2+5' +
    ' | 4:0.5 5:0.5 6:0.5 7:1.5 12:2 | 19:1+3 21:1+4 22:1+3 21:1+5 19:2+3 | 16:1+4 17:1+5 16:1+4 14:1+5 12:2+5 | 3:0.5 4:1.5 7:1 9:1 12:2',
);
const GOSPEL_MINOR = gestures(
  '12:0.5 14:0.5l 15:2 19:2 | 24:0.5 22:0.5 19:0.5 17:0.5 15:0.5 12:1.5 | 7:0.5 10:0.5 12:1 15:0.5 17:0.5 19:2 | 14:0.5 15:1.5+3 14:1+4 12:2+5' +
    ' | 5:0.5 6:0.5 7:2 12:2 | 19:1+4 20:1+5 19:1+4 17:1+5 15:2+3 | 3:0.5 5:0.5 7:1 10:1 12:2',
);

/** Rock: pentatonic boxes, bends that stay up, double stops. */
const ROCK = gestures(
  '7:1 9:1 12:2 | 14:2s 12:1l 9:1 | 12:1+5 12:1+5 14:2s+5 | 16:3s 14:1l 12:2 | 9:1 7:1l 4:2 2:2 | 12:2 14:1 16:3s | 19:2s 16:2 14:2',
);
const ROCK_MINOR = gestures(
  '7:1 10:1 12:2 | 15:2s 12:1l 10:1 | 12:1+5 12:1+5 15:2s+5 | 17:3s 15:1l 12:2 | 10:1 7:1l 5:2 3:2 | 12:2 15:1 17:3s | 19:2s 17:2 15:2',
);

/** Reggae: a few tones of the chord, picked with the bass's patience. */
const REGGAE = gestures('0:2m 4:2m 7:2m | 7:2m 7:1m 4:3m | 12:2m 9:2m 7:2m | 4:2m 7:2m 9:2m 7:2m | 0:2m 0:2m 7:3m');
const REGGAE_MINOR = gestures('0:2m 3:2m 7:2m | 7:2m 7:1m 3:3m | 12:2m 10:2m 7:2m | 3:2m 7:2m 10:2m 7:2m | 0:2m 0:2m 7:3m');

/** Disco's strings: runs up the five-note scale, octaves that fall, held high notes that hand over. */
const STRINGS = gestures(
  '0:1 2:1 4:1 7:1 9:1 12:1 14:1 16:1 | 12:1 14:1 16:1 19:1 21:1 24:3 | 24:2a 12:2 24:2a | 19:3 16:1 19:4 | 16:1 14:1 12:1 9:1 7:1 4:1' +
    ' | 7:2a 19:2a 16:2 14:2 | 12:1 12:1 14:1 14:1 16:1 16:1 19:2 | 4:1 7:1 9:1 12:1 16:4a | 12:1 14:1 16:1 19:1 | 24:1a 12:1 24:2a | 19:1 21:1 24:2a',
);
const STRINGS_MINOR = gestures(
  '0:1 3:1 5:1 7:1 10:1 12:1 15:1 17:1 | 12:1 15:1 17:1 19:1 22:1 24:3 | 24:2a 12:2 24:2a | 19:3 15:1 19:4 | 17:1 15:1 12:1 10:1 7:1 5:1' +
    ' | 7:2a 19:2a 15:2 12:2 | 12:1 12:1 15:1 15:1 17:1 17:1 19:2 | 3:1 7:1 10:1 12:1 15:4a | 12:1 15:1 17:1 19:1 | 24:1a 12:1 24:2a | 19:1 22:1 24:2a',
);

/** The vocabularies by kind. */
export const LICKS: { readonly [kind in LickKind]: LickVocabulary } = {
  blues: { home: 'key', major: BLUES, minor: BLUES_MINOR, landing: 3 },
  country: { home: 'chord', major: COUNTRY, minor: COUNTRY_MINOR, landing: 2 },
  'flat-pick': { home: 'chord', major: FLAT_PICK, minor: FLAT_PICK_MINOR, landing: 2 },
  soul: { home: 'chord', major: SOUL, minor: SOUL_MINOR, landing: 3 },
  gospel: { home: 'chord', major: GOSPEL, minor: GOSPEL_MINOR, landing: 2 },
  rock: { home: 'key', major: ROCK, minor: ROCK_MINOR, landing: 4 },
  strings: { home: 'chord', major: STRINGS, minor: STRINGS_MINOR, landing: 4 },
  reggae: { home: 'chord', major: REGGAE, minor: REGGAE_MINOR, landing: 2 },
};

/** The run that closes a bluegrass verse: root, second, both thirds, fifth, sixth and home, in sixteenths and a landing. */
export const CLOSING_RUN: readonly LickNote[] = gestures('0:2a 2:1 3:1l 4:2 7:1 9:1l 12:4a')[0] ?? [];
