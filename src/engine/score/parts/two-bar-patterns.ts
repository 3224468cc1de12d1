/**
 * A figure of two bars in sixteenths: the clave's side of three, then its side of two. `0` `1` `2` the chord's voices from the
 * bottom, `3` the bottom an octave up, `O` bottom and octave together, `T` the top voice with the octave below it, `d` the two upper
 * voices, `C` all of them, `-` sounds on, `.` silence. Capitals are accented.
 */
export type TwoBars = readonly [three: string, two: string];

/** A player who thinks in two bars. */
export type TwoBarHabit = {
  /** Calm, moving and full. */
  readonly tiers: readonly (readonly TwoBars[])[];
  /** Sixteenths of a note that is not told to sound on. */
  readonly short: number;
  /** Whether the last off-beat of a bar belongs to the next bar's chord. */
  readonly isAhead: boolean;
  readonly touch: number;
  /** Voices the figure counts on. */
  readonly voices: 3 | 4;
};

export const TWO_BAR_KINDS = ['montuno', 'mambo', 'afro-tenor', 'afro-chop', 'afro-horns', 'highlife', 'latin-pluck'] as const;
export type TwoBarKind = (typeof TWO_BAR_KINDS)[number];

export const TWO_BAR_HABITS: { readonly [kind in TwoBarKind]: TwoBarHabit } = {
  // The piano of salsa: octaves off the beat, inner voices between; only the side of two begins on the beat.
  montuno: {
    tiers: [
      [
        ['..d...O...d...O.', 'O...d.O...d...O.'],
        ['......O-......O-', 'O-....O-......O-'],
      ],
      [
        ['..O.1.O...O.2.O.', 'O.1.2.O...O.1.O.'],
        ['..d...O...d...O.', 'O.d...O.d...O.d.'],
        ['..O.2.1.O...2.O.', 'O.2.1.O.2...1.O.'],
      ],
      [
        ['..O.d.O...O.d.O.', 'O.d.O.d.O...d.O.'],
        ['..O.1.O.2.O.1.O.', 'O.1.2.O.1.O.2.O.'],
        ['2.O.1.2.O.1.2.O.', 'O.2.1.O.2.1.O.d.'],
        ['..C.1.O...C.2.O.', 'C.1.2.C...O.1.C.'],
      ],
    ],
    short: 1.4,
    isAhead: true,
    touch: 0.98,
    voices: 3,
  },
  // Horns in the mambo: one riff, said again and again, that leaves the singers' half empty.
  mambo: {
    tiers: [
      [
        ['................', '................'],
        ['............C-..', '................'],
      ],
      [
        ['......C...C-....', '................'],
        ['................', 'C...C-....C...C-'],
        ['..C...C-........', '........C-C-C-..'],
      ],
      [
        ['..C...C-..C...C-', 'C...C-..........'],
        ['C.....C...C-C-..', '..C...C.....C---'],
        ['..C-C...C-..C-..', 'C-......C.C.C-..'],
        ['......C-C-..C.C.', 'C-....C-C-..C-..'],
      ],
    ],
    short: 1.2,
    isAhead: true,
    touch: 1.08,
    voices: 4,
  },
  // The tenor guitar: a muted line that never stops, each round the same but for a touch.
  'afro-tenor': {
    tiers: [
      [
        ['0...2...1.......', '0...2.....1.....'],
        ['0.....2.....1...', '0.....2.1.......'],
      ],
      [
        ['0..2..1.2...0.1.', '0..2..1...2.1...'],
        ['0.2.1..0..2.1...', '0.2.1..2..1.0...'],
        ['3..2.1..0..1.2..', '3..2.1..2..1....'],
      ],
      [
        ['0.20.1.2.02.1.2.', '0.20.1.2.01.2.1.'],
        ['32.1.2.0.2.1.02.', '32.1.2.0.1.2.01.'],
        ['0..20.12..0.21..', '0..20.12..1.20.1'],
      ],
    ],
    short: 0.8,
    isAhead: false,
    touch: 0.86,
    voices: 3,
  },
  // The second guitar: two strings, chopped where the first one breathes.
  'afro-chop': {
    tiers: [
      [
        ['......d.......d.', '......d.........'],
        ['....d.......d...', '....d...........'],
      ],
      [
        ['..d...d...d...d.', '..d...d...d..d..'],
        ['...d..d....d..d.', '...d..d.....d...'],
        ['..dd......dd....', '..dd....d...d...'],
      ],
      [
        ['.d.d..d..d.d..d.', '.d.d..d..d..d.d.'],
        ['..dd..d...dd..d.', '..dd..d..d.d.d..'],
        ['d..d..d.d..d..d.', 'd..d..d.d.d.d...'],
      ],
    ],
    short: 0.6,
    isAhead: false,
    touch: 0.9,
    voices: 3,
  },
  // Horns in unison: a long line that states, waits, and answers itself.
  'afro-horns': {
    tiers: [
      [
        ['................', '................'],
        ['O-------........', '................'],
      ],
      [
        ['..O.O-..T-..O---', '................'],
        ['................', 'T--.O-..T.T-....'],
        ['O--T--O---......', '......O.O-......'],
      ],
      [
        ['..O.O-..T-..O---', '....T.T-..O-O---'],
        ['T--.T-O-..O.T---', '..T-..O-T-O-....'],
        ['C--.C-..C.C-....', 'O-T-O-..C-C-C---'],
      ],
    ],
    short: 1.2,
    isAhead: false,
    touch: 1.04,
    voices: 3,
  },
  // Highlife: thirds and sixths that climb and fall, always on the move.
  highlife: {
    tiers: [
      [
        ['0...d.....d.....', '0...d...2.......'],
        ['d.....d.....2...', 'd.....2.........'],
      ],
      [
        ['0.2.d.2.d..2.d..', '0.2.d.2.3..2.1..'],
        ['d..d..2.d..2.1..', 'd..d..2.3.2.1...'],
      ],
      [
        ['0.2.d.23d.2.1.2.', '3.2.d.21d.2.1.0.'],
        ['d.2d.2d.3.2d.2d.', 'd.2d.2d.3.2.1.0.'],
        ['012.d.2.d.2.3.2.', '012.d.2.3.2.1.2.'],
      ],
    ],
    short: 1.6,
    isAhead: false,
    touch: 0.9,
    voices: 3,
  },
  // Plucks over a dembow: three, three and two, the chord broken differently each time.
  'latin-pluck': {
    tiers: [
      [
        ['0-----2-----1---', '0-----2-----3---'],
        ['C-----------2---', 'C-----------1---'],
      ],
      [
        ['0--1--2-0--1--2-', '0--2--1-3--2--1-'],
        ['0..2..1.0..2..3.', '0..2..1.3..2..1.'],
        ['C-....d-C-....2.', 'C-....d-..d-2...'],
        ['..0--2..1--3..2.', '0--2--1.......d.'],
      ],
      [
        ['0.12..1.3.12..2.', '0.12..1.3.21..0.'],
        ['C..d..d.C..d..2.', 'C..d..d.3.2.1.2.'],
        ['02.1.23.02.1.23.', '02.1.23.32.1.20.'],
        ['C--.12.3..C-.12.', '3.21..0.d--d--..'],
      ],
    ],
    short: 1.6,
    isAhead: true,
    touch: 0.92,
    voices: 3,
  },
};
