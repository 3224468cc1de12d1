import { fifthOf, seventhOf, thirdOf } from '../theory/chord.ts';
import { bassNote, chordHere, octaveOf, placeWeight, toneNear, type BassBar, type BassNote, type ChordHere } from './bass-bar.ts';
import { sustained, withApproach } from './bass-plain-lines.ts';

export const CLUB_LINES = ['rumble', 'rolling', 'deep', 'bounce', 'roller', 'reese', 'dub'] as const;
export type ClubLine = (typeof CLUB_LINES)[number];

/**
 * Two bars of a line in sixteenths: `R` root, `O` octave, `F` fifth, `S` seventh below the octave, `L` the fifth below, `T` third;
 * a small letter is a touch that busy players add and others leave out; `-` holds on, `/` before a note slides into it, `.` is silence.
 * A figure is told in two bars that the material keeps: a question and its answer.
 */
type Figure = readonly [question: string, answer: string];

type Habit = {
  readonly figures: readonly Figure[];
  /** Sixteenths that a note sounds short of its room: 0 is legato. */
  readonly cut: number;
  /** Whether notes lean by their place in the bar, or all speak alike as machines do. */
  readonly isEven: boolean;
};

const HABITS: Readonly<Record<ClubLine, Habit>> = {
  // The kick's own echo: nothing on the beat, a swell of soft sixteenths behind it that the next kick cuts off.
  rumble: {
    figures: [
      ['.rRr.rRr.rRr.rRr', '.rRr.rRr.rRr.rRr'],
      ['..Rr..Rr..Rr..Rr', '..Rr..Rr..Rr.rRr'],
      ['.rRR.rRR.rRR.rRR', '.rRR.rRR.rRR.rRF'],
      ['..R...R...R...R.', '..R..rR...R..rR.'],
    ],
    cut: 0.1,
    isEven: false,
  },
  // Trance: three sixteenths or one eighth between kicks, the octave only where the phrase turns.
  rolling: {
    figures: [
      ['..R-..R-..R-..R-', '..R-..R-..R-..R-'],
      ['.RRR.RRR.RRR.RRR', '.RRR.RRR.RRR.RRO'],
      ['..RR..RR..RR..RR', '..RR..RR..RR..OR'],
      ['.RRO.RRO.RRO.RRO', '.RRO.RRO.RRO.ROR'],
    ],
    cut: 0.22,
    isEven: true,
  },
  // Deep house: few round notes that leave the one to the kick or hold it, and a push into the next bar.
  deep: {
    figures: [
      ['R--...R-..o.....', '..r.R-...F--..r.'],
      ['R-....F-..R--...', 'R-..r...S-..F-..'],
      ['..R-..r.R-....L-', '..R-..r.F--.o...'],
      ['R--r..R-....f.R-', '...r..R-..O-..S-'],
      ['R-..R-....r...L.', 'R-..R-..o...S.L.'],
    ],
    cut: 0.25,
    isEven: false,
  },
  // Tech house: short, low and cheeky, off the kick, with one glance upwards a bar.
  bounce: {
    figures: [
      ['..R..rR...R..R.o', '..R..rR...S..RF.'],
      ['.rR...R.r.R...O.', '.rR...R.r.R..S.R'],
      ['..RR..r...RO..r.', '..RR..r.S.R...o.'],
      ['...R..R..rR...R.', '...R..R..RO..S.r'],
      ['R..R..R...r..RR.', 'R..R..R..S..O..r'],
    ],
    cut: 0.35,
    isEven: false,
  },
  // Drum and bass that rolls: a sub that walks with the break, long under the snare.
  roller: {
    figures: [
      ['R----.R---R-.r..', 'R----.R--.F---r.'],
      ['R-----..R--.R---', 'R-----..R--.S--.'],
      ['R---..R----.rR--', 'R---..F----.L---'],
      ['R--.R-----R--.r.', 'R--.R-----/O--S--'],
    ],
    cut: 0.15,
    isEven: true,
  },
  // The reese: one long growl, then a bend away from it and back.
  reese: {
    figures: [
      ['R-------------..', 'R-----/F-----/R---'],
      ['R---------/S---..', 'R-------../O-/R---'],
      ['R-----..R-------', 'R-----..R---/F---'],
      ['R---------------', 'R--.R--./O---/S---'],
    ],
    cut: 0.1,
    isEven: true,
  },
  // Dub and trip hop: heavy, behind, with a hole where the snare speaks.
  dub: {
    figures: [
      ['R---....r.R--.F-', 'R---......R-r.S-'],
      ['R--...R---....L-', 'R--...R-..F-..L-'],
      ['..R---..R-..T-F-', 'R---....R-....r.'],
      ['R-----r.....R-F-', 'R-----..O--.S-F-'],
    ],
    cut: 0.3,
    isEven: false,
  },
};

/** Club lines: a two-bar figure of the material, played by its table; the last bar of a phrase turns it round. */
export function clubLine(bar: BassBar): BassNote[] {
  const line = CLUB_LINES.find((name) => name === bar.line);
  if (line === undefined || bar.grid.slots !== 16) {
    return plainOffbeats(bar);
  }

  const { figures, cut, isEven } = HABITS[line];
  const figure = bar.figure.fork('club').pick(figures);
  const isAnswer = bar.place.barInPhrase % 2 === 1;
  const written = parse(figure[isAnswer ? 1 : 0]);
  const whim = bar.chance.fork('club');
  const wanted = 0.25 + 0.55 * bar.settings.busyness + 0.25 * bar.place.energy;
  const touches = bar.figure.fork(`touches/${bar.place.barInPhrase % 4}`);
  const kept = written.filter((step) => !step.isTouch || touches.chance(wanted) !== whim.chance(0.08));
  const notes = kept.map((step, index) => {
    const here = chordHere(bar, step.slot);
    const end = Math.min(kept[index + 1]?.slot ?? bar.grid.slots, step.end, here.to);
    const length = Math.max(0.5, end - step.slot - cut * (end - step.slot > 1 ? 1 : 0.6));
    const weight = (isEven ? 0.96 : placeWeight(bar, step.slot)) * (step.isTouch ? 0.78 : 1) * whim.between(0.97, 1.03);
    return bassNote(step.slot, length, toneOf(bar, here, step.tone), weight, step.isSlide ? 'slide' : 'normal');
  });
  return withApproach(bar, turned(bar, covered(bar, notes)));
}

/** A chord that begins inside the bar has its bass heard although the figure is silent there. */
function covered(bar: BassBar, notes: readonly BassNote[]): BassNote[] {
  const missing = bar.chords.filter(
    (here) => here.from > 0 && here.to - here.from >= 4 && !notes.some((note) => note.slot >= here.from && note.slot < here.to),
  );
  return [
    ...notes,
    ...missing.map((here) => bassNote(here.from + 2, Math.min(1.8, here.to - here.from - 2), here.root, 0.9)),
  ].sort((left, right) => left.slot - right.slot);
}

/** The turn of a phrase: the line breaks off, jumps an octave or stutters, so that eight bars end somewhere. */
function turned(bar: BassBar, notes: readonly BassNote[]): BassNote[] {
  const { place, settings } = bar;
  const rng = bar.chance.fork('turn');
  const last = notes[notes.length - 1];
  if (last === undefined || !place.isPhraseEnd || !rng.chance(0.35 + 0.6 * settings.fills)) {
    return [...notes];
  }

  const here = chordHere(bar, last.slot);
  switch (rng.pick(['stop', 'octave', 'stutter'] as const)) {
    case 'stop':
      return notes.filter((note) => note.slot < 12);
    case 'octave':
      return notes.map((note) => (note.slot >= 13 ? { ...note, pitch: octaveOf(bar, here) } : note));
    case 'stutter':
      return [
        ...notes.filter((note) => note.slot < 12),
        ...[12, 13, 14, 15].map((slot, index) =>
          bassNote(slot, 0.6, index === 3 ? octaveOf(bar, here) : here.root, 0.8 + 0.06 * index),
        ),
      ];
  }
}

/** Metres without sixteen sixteenths: off-beats on the root. */
function plainOffbeats(bar: BassBar): BassNote[] {
  const off = bar.grid.isCompound ? 4 : 2;
  return sustained(
    bar,
    bar.grid.beats.map((beat) => beat + off),
    0.8,
    (_, here) => here.root,
  );
}

type Step = {
  readonly slot: number;
  readonly end: number;
  readonly tone: string;
  readonly isTouch: boolean;
  readonly isSlide: boolean;
};

function parse(text: string): readonly Step[] {
  const steps: Step[] = [];
  let slot = 0;
  let isSlide = false;
  for (const sign of text) {
    const last = steps[steps.length - 1];
    if (sign === '/') {
      isSlide = true;
      continue;
    }

    if (sign === '-' && last !== undefined) {
      steps[steps.length - 1] = { ...last, end: slot + 1 };
    } else if (sign !== '.') {
      const tone = sign.toUpperCase();
      steps.push({ slot, end: slot + 1, tone, isTouch: sign !== tone, isSlide });
      isSlide = false;
    }

    slot += 1;
  }

  return steps;
}

function toneOf(bar: BassBar, here: ChordHere, tone: string): number {
  switch (tone) {
    case 'O':
      return octaveOf(bar, here);
    case 'F':
      return toneNear(bar, fifthOf(here.chord), here.root + 7);
    case 'S':
      return toneNear(bar, seventhOf(here.chord) ?? fifthOf(here.chord), here.root + 10);
    case 'L':
      return toneNear(bar, fifthOf(here.chord), here.root - 5);
    case 'T':
      return toneNear(bar, thirdOf(here.chord), here.root + 4);
    default:
      return here.root;
  }
}
