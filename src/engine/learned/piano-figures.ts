import { PIANO_FIGURES } from './weights/piano-figures.ts';

/** What one hand strikes at one place of a bar. */
export type FigureStroke = {
  /** Sixteenths from the bar line. */
  readonly slot: number;
  /** Left hand: tones of the triad up from the lowest note, 0 the bass. Right hand: notes of the hand's chord down from its top, 0 the top. */
  readonly places: readonly number[];
  /** It sounds on under the strokes that follow. */
  readonly isHeld: boolean;
};

/** A bar's figure of one hand. */
export type HandFigure = {
  readonly strokes: readonly FigureStroke[];
  /** In how many songs it was found. */
  readonly works: number;
};

/** A left hand with its usual lowest note (MIDI), what comes after it where it does not go on, and what the right hand plays over it, with counts. */
export type LeftFigure = HandFigure & {
  readonly bass: number;
  readonly next: readonly { readonly index: number; readonly count: number }[];
  readonly over: readonly { readonly index: number; readonly count: number }[];
};

export type FigureShape = 'four' | 'three' | 'six';

/** Figures of one metre, those of most songs first: 16 sixteenths, 12 in three beats, or 12 in two beats of three eighths. */
export type FigureTable = { readonly left: readonly LeftFigure[]; readonly right: readonly HandFigure[] };

const read = new Map<FigureShape, FigureTable>();

/** The figures of piano accompaniment that several songs share, as counted by training/figures. */
export function pianoFigures(shape: FigureShape): FigureTable {
  const known = read.get(shape);
  if (known !== undefined) {
    return known;
  }

  const { left, right } = PIANO_FIGURES[shape];
  const table: FigureTable = {
    left: left.map(({ figure, works, bass, next, over }) => ({
      strokes: strokesOf(figure),
      works,
      bass,
      next: countsOf(next),
      over: countsOf(over),
    })),
    right: right.map(({ figure, works }) => ({ strokes: strokesOf(figure), works })),
  };
  read.set(shape, table);
  return table;
}

/** `0:0+ 4:24` is the bass held from the downbeat and two tones on the second quarter; `-` is a rest. */
function strokesOf(text: string): readonly FigureStroke[] {
  return text === '-'
    ? []
    : text.split(' ').map((stroke) => {
        const [slot = '0', places = ''] = stroke.split(':');
        return { slot: Number(slot), places: [...places.replace('+', '')].map(Number), isHeld: places.endsWith('+') };
      });
}

function countsOf(text: string): readonly { readonly index: number; readonly count: number }[] {
  return text === ''
    ? []
    : text.split(' ').map((pair) => {
        const [index = '0', count = '0'] = pair.split('x');
        return { index: Number(index), count: Number(count) };
      });
}
