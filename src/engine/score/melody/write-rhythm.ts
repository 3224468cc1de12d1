import type { Meter } from '../../brief/index.ts';
import { at, clamp, type Rng } from '../../kernel/index.ts';
import { gridOf, placeOnsets, weightOfSlot, type MeterGrid } from '../rhythm/meter-grid.ts';
import type { MelodyStyle } from '../styles/style.ts';
import { danceCells } from './dance-cells.ts';
import type { Beat, ThemeBar } from './theme-bar.ts';
import { turnTail } from './turn-tail.ts';

export type RhythmWish = {
  readonly style: MelodyStyle;
  readonly meter: Meter;
  readonly bars: number;
  /** Onsets a bar that the place asks for. */
  readonly onsets: number;
  /** Part of the bars in which nothing is played, 0–1. */
  readonly restRatio: number;
  /** A solo goes on inventing: no phrase takes up the one before. */
  readonly isSolo: boolean;
  /** A dance tune runs in even eighths and hardly breathes. */
  readonly isRunning: boolean;
  readonly rng: Rng;
};

type Shape = MelodyStyle['phraseShapes'][number]['shape'];

/** Letters of a four-part phrase: equal letters share their rhythm; a prime marks a change of pitch only. */
const SHAPES: { readonly [shape in Shape]: readonly (readonly string[])[] } = {
  sentence: [
    ['a', "a'", 'f', 'c'],
    ['a', "a'", 'b', 'c'],
  ],
  period: [['a', 'b', 'a', 'c']],
  'call-response': [
    ['a', 'r', "a'", 'c'],
    ['a', '-', "a'", 'c'],
  ],
  riff: [
    ['a', 'a', 'a', 'c'],
    ['a', "a'", 'a', 'c'],
  ],
  'long-line': [
    ['l', 'm', "l'", 'c'],
    ['l', 'm', 'n', 'c'],
  ],
};

/**
 * The rhythm and the plan of a theme: a motif from the style's cells, its returns, fragments and answers by a phrase
 * shape, breath at the ends of phrases, and whole bars of rest as many as the style wants. Eight bars are two phrases
 * whose first halves match: the first ends open, the second closed.
 */
export function writeRhythm(wish: RhythmWish): ThemeBar[] {
  const { style, rng } = wish;
  const shape = rng.weighted(
    style.phraseShapes.length > 0 ? style.phraseShapes : [{ shape: 'sentence' as const, weight: 1 }],
    (option) => option.weight,
  ).shape;
  const shapes = SHAPES[wish.isRunning ? (shape === 'riff' || shape === 'sentence' ? 'sentence' : 'period') : shape];
  // A refrain answers itself: where hardly any rest is wanted, no part of the phrase is left to others.
  const answered = shapes.filter((letters) => wish.restRatio >= 0.22 || !letters.includes('-'));
  const letters = rng.pick(answered.length > 0 ? answered : shapes);
  const phraseBars = style.motifBars === 2 && wish.bars >= 8 ? 8 : Math.min(4, wish.bars);
  const barsAPart = Math.max(1, phraseBars / 4);
  const grid = gridOf(wish.meter);
  const cells = new Map<string, readonly (readonly Beat[])[]>();
  const bars: ThemeBar[] = [];
  for (let bar = 0; bar < wish.bars; bar++) {
    const inPhrase = bar % phraseBars;
    const part = Math.min(3, Math.floor(inPhrase / barsAPart));
    const barOfPart = inPhrase % barsAPart;
    const isShortEnd = phraseBars < 4 && phraseBars > 1 && inPhrase === phraseBars - 1;
    const letter = isShortEnd ? 'c' : phraseBars === 1 ? 'a' : at(letters, part);
    const plain = letter.replace("'", '');
    const phrase = Math.floor(bar / phraseBars);
    // The first half of a phrase is the one before said again; its second half goes on elsewhere.
    const name = phrase > 0 && part >= 2 && plain !== 'a' && plain !== '-' ? `${plain}/${phrase}` : plain;
    const known =
      cells.get(name) ?? writePart(plain, barsAPart, { ...wish, grid, rng: rng.fork(`cell/${name}`) }, cells.get('a'));
    cells.set(name, known);
    const isAgain = part > 0 && letters.slice(0, part).some((other) => other.replace("'", '') === plain);
    const beats = at(known, barOfPart % known.length);
    // Said a second time a figure keeps its head; said a third time it must have something new to tell.
    const isTurned = isAgain && (part >= 2 || (letter.endsWith("'") && barsAPart === 1 && phrase % 2 === 0));
    const isPhraseEnd = inPhrase === phraseBars - 1;
    const isLastPhrase = bar + phraseBars >= wish.bars;
    const first = modelOf(bars, letters, {
      part,
      barOfPart,
      barsAPart,
      phraseStart: bar - inPhrase,
      phraseBars,
      letter,
      isSolo: wish.isSolo,
    });
    bars.push({
      beats: isTurned && plain !== 'c' ? turnTail(beats, { grid, rng: rng.fork(`turn/${part}/${barOfPart}`) }) : beats,
      model: first.model,
      relation: first.relation,
      close: isPhraseEnd ? (isLastPhrase && wish.bars > 1 ? 'closed' : 'open') : 'none',
      isMotif: plain === 'a' || plain === 'l',
    });
  }

  return rest(bars, { ...wish, grid, phraseBars });
}

/** Which earlier bar this one imitates: the same place of the phrase before, or the first part with its letter. */
function modelOf(
  bars: readonly ThemeBar[],
  letters: readonly string[],
  place: {
    readonly part: number;
    readonly barOfPart: number;
    readonly barsAPart: number;
    readonly phraseStart: number;
    readonly phraseBars: number;
    readonly letter: string;
    readonly isSolo: boolean;
  },
): Pick<ThemeBar, 'model' | 'relation'> {
  const { part, barOfPart, barsAPart, phraseStart, phraseBars, letter } = place;
  const here = phraseStart + part * barsAPart + barOfPart;
  const hasModel = phraseStart >= phraseBars && !place.isSolo;
  if (hasModel && part < 2) {
    return { model: here - phraseBars, relation: 'repeat' };
  }

  const plain = letter.replace("'", '');
  const earlier = letters.findIndex((other, i) => i < part && other.replace("'", '') === plain);
  if (plain === 'f') {
    return { model: phraseStart + barOfPart, relation: 'sequence' };
  }

  if (earlier < 0 || plain === 'c' || plain === '-') {
    const isAnswer = hasModel && plain !== 'c' && bars.length > here - phraseBars;
    return { model: isAnswer ? here - phraseBars : null, relation: isAnswer ? 'sequence' : 'free' };
  }

  return { model: phraseStart + earlier * barsAPart + barOfPart, relation: letter.endsWith("'") ? 'sequence' : 'repeat' };
}

type CellWish = RhythmWish & { readonly grid: MeterGrid };

function writePart(
  letter: string,
  barsAPart: number,
  wish: CellWish,
  motif: readonly (readonly Beat[])[] | undefined,
): (readonly Beat[])[] {
  const { rng } = wish;
  switch (letter) {
    case '-':
      return Array.from({ length: barsAPart }, () => []);
    case 'c':
      return Array.from({ length: barsAPart }, (_, bar) =>
        bar === barsAPart - 1 ? writeCadence(wish) : writeCell(wish, wish.onsets, bar),
      );
    case 'r':
      return Array.from({ length: barsAPart }, (_, bar) => writeCell(wish, Math.max(1, wish.onsets * 0.55), bar));
    case 'f':
      return motif === undefined ? [writeCell(wish, wish.onsets, 0)] : motif.map((beats) => fragment(beats, wish));
    case 'l':
    case 'm':
    case 'n':
      return Array.from({ length: barsAPart }, (_, bar) =>
        writeCell(wish, Math.max(1, wish.onsets * 0.75), bar + (letter === 'm' ? 1 : 0)),
      );
    default:
      return writeBars(barsAPart, wish, letter === 'a' ? wish.onsets : wish.onsets * rng.between(0.8, 1.25));
  }
}

/** Bars of one thought: the second moves otherwise than the first, so that two bars are a figure and not one bar twice. */
function writeBars(count: number, wish: CellWish, onsets: number): (readonly Beat[])[] {
  const bars: (readonly Beat[])[] = [];
  for (let bar = 0; bar < count; bar++) {
    const before = bars.at(-1);
    const isSame = (beats: readonly Beat[]): boolean =>
      before !== undefined && beats.map((beat) => beat.slot).join() === before.map((beat) => beat.slot).join();
    let beats = writeCell(wish, onsets, bar);
    for (let attempt = 0; attempt < 3 && isSame(beats); attempt++) {
      beats = writeCell({ ...wish, rng: wish.rng.fork(`other/${bar}/${attempt}`) }, onsets, bar);
    }

    bars.push(beats);
  }

  return bars;
}

/** One bar from the style's cells, of about as many notes as asked. */
function writeCell(wish: CellWish, onsets: number, bar: number): Beat[] {
  const { style, grid, rng } = wish;
  const cells = style.cells.length > 0 ? style.cells : [{ onsets: [0, 4, 8, 12], weight: 1 }];
  const target = wish.isRunning ? grid.slots * 0.45 : Math.max(1, onsets * (grid.slots / 16));
  const own = wish.isRunning || grid.isCompound ? danceCells(grid) : [];
  const placed =
    own.length > 0
      ? own
      : cells
          .map((cell) => ({ slots: placeOnsets(grid, cell.onsets, bar), weight: cell.weight }))
          .filter(({ slots }) => slots.length > 0);
  const pool = placed.length > 0 ? placed : [{ slots: [0], weight: 1 }];
  const chosen = rng.weighted(
    pool,
    ({ slots, weight }) => weight / (1 + (slots.length - target) * (slots.length - target) * 1.5),
  );
  return lengthen(anticipate(thin(chosen.slots, target, grid, rng), wish), grid, rng);
}

/** Leaves out the lightest notes of a cell that is much fuller than wanted. */
function thin(slots: readonly number[], target: number, grid: MeterGrid, rng: Rng): number[] {
  const kept = [...slots];
  while (kept.length > Math.max(1, target + 1.4)) {
    const light = kept
      .slice(1)
      .map((slot) => ({ slot, weight: weightOfSlot(grid, slot) + rng.next() }))
      .sort((left, right) => left.weight - right.weight || left.slot - right.slot)[0];
    if (light === undefined) {
      break;
    }

    kept.splice(kept.indexOf(light.slot), 1);
  }

  return kept;
}

/** Sings a beat early, an eighth before it, as often as the style leans forward. */
function anticipate(slots: readonly number[], wish: CellWish): number[] {
  const { style, grid, rng } = wish;
  if (grid.isCompound) {
    return [...slots];
  }

  const moved = slots.map((slot, i) => {
    const early = slot - 2;
    const isBeat = slot > 0 && weightOfSlot(grid, slot) === 2;
    return isBeat && early > (slots[i - 1] ?? -1) && rng.chance(style.syncopation * 0.45) ? early : slot;
  });
  return [...new Set(moved)].sort((left, right) => left - right);
}

/** Gives notes their lengths: to the next note or a little less, and never so long at the end that nobody breathes. */
function lengthen(slots: readonly number[], grid: MeterGrid, rng: Rng): Beat[] {
  return slots.map((slot, i) => {
    const gap = (slots[i + 1] ?? grid.slots) - slot;
    const isLast = i === slots.length - 1;
    const most = isLast ? Math.max(2, gap - (gap > 4 ? rng.pick([0, 2, 2]) : 0)) : gap;
    return { slot, length: Math.max(1, gap > 8 ? Math.min(most, rng.pick([6, 8, 8, 10])) : most) };
  });
}

/** The end of a phrase: one to three notes that settle on a long one, then breath. */
function writeCadence(wish: CellWish): Beat[] {
  const { grid, rng } = wish;
  const half = grid.beats[Math.floor(grid.beats.length / 2)] ?? Math.floor(grid.slots / 2);
  const beat = grid.beats[1] ?? half;
  const hold = (slot: number): Beat => ({ slot, length: Math.max(2, Math.min(grid.slots - slot - 2, rng.pick([6, 8, 8, 10]))) });
  if (wish.isRunning && half >= 4) {
    const run = Array.from({ length: Math.floor(half / 2) }, (_, i) => ({ slot: i * 2, length: 2 }));
    return [...run, { slot: half, length: Math.max(2, grid.slots - half - (rng.chance(0.5) ? 2 : 0)) }];
  }

  const kind =
    wish.onsets < 2.2 ? 0 : rng.weighted([0, 1, 2, 3], (option) => at([1, 1.4, 1.2, wish.onsets >= 3.5 ? 1 : 0.2], option));
  switch (kind) {
    case 0:
      return [hold(0)];
    case 1:
      return [{ slot: 0, length: beat }, hold(beat)];
    case 2:
      return [{ slot: 0, length: half > 4 ? half - 2 : half }, hold(half)];
    default:
      return [
        { slot: 0, length: Math.max(2, Math.floor(half / 2)) },
        { slot: Math.max(2, Math.floor(half / 2)), length: half - Math.max(2, Math.floor(half / 2)) },
        hold(half),
      ];
  }
}

/** The head of a motif, said twice as short: the energy of a sentence's second half. */
function fragment(beats: readonly Beat[], wish: CellWish): Beat[] {
  const { grid } = wish;
  const half = grid.isCompound || grid.beats.length % 2 === 0 ? grid.slots / 2 : (grid.beats[2] ?? grid.slots / 2);
  const head = beats.filter((beat) => beat.slot < half);
  if (head.length < 2 || grid.beats.length < 4) {
    return [...beats];
  }

  const clipped = head.map((beat) => ({ slot: beat.slot, length: Math.min(beat.length, half - beat.slot) }));
  return [...clipped, ...clipped.map((beat) => ({ slot: beat.slot + half, length: beat.length }))];
}

/**
 * Empties bars until the melody leaves as much room as wanted: the ends of phrases first, so that what is sung stays
 * together and then breathes. The bar before a silence closes the phrase in place of the one that fell silent.
 */
function rest(
  bars: readonly ThemeBar[],
  wish: RhythmWish & { readonly grid: MeterGrid; readonly phraseBars: number },
): ThemeBar[] {
  const { grid, phraseBars, rng } = wish;
  const sounding = bars.reduce((sum, bar) => sum + bar.beats.reduce((length, beat) => length + beat.length, 0), 0);
  const wantedSlots =
    (clamp(wish.restRatio, 0, 0.7) - 0.12) * bars.length * grid.slots - (bars.length * grid.slots - sounding) * 0.5;
  let wanted = Math.round(wantedSlots / grid.slots);
  const silent = new Set<number>();
  const phrases = Math.ceil(bars.length / phraseBars);
  const order = Array.from({ length: phrases }, (_, phrase) => phrases - 1 - phrase);
  const first = rng.chance(0.5) ? order : [...order].reverse();
  for (let depth = 1; depth < phraseBars && wanted > 0; depth++) {
    for (const phrase of first) {
      const bar = Math.min(bars.length, (phrase + 1) * phraseBars) - depth;
      if (wanted > 0 && bar > phrase * phraseBars && at(bars, bar).beats.length > 0) {
        silent.add(bar);
        wanted--;
      }
    }
  }

  return bars.map((bar, index): ThemeBar => {
    if (silent.has(index)) {
      return { ...bar, beats: [], model: null, relation: 'free', close: 'none' };
    }

    const isClosing = silent.has(index + 1) && Math.floor((index + 1) / phraseBars) === Math.floor(index / phraseBars);
    const phraseEnd = Math.min(bars.length, (Math.floor(index / phraseBars) + 1) * phraseBars) - 1;
    const model = bar.model !== null && silent.has(bar.model) ? null : bar.model;
    const closed = isClosing ? at(bars, phraseEnd).close : bar.close;
    return {
      ...bar,
      beats: isClosing ? settle(bar.beats, grid) : bar.beats,
      model,
      relation: model === null ? 'free' : bar.relation,
      close: closed,
    };
  });
}

/** Lets the last note before a silence ring as long as its bar allows. */
function settle(beats: readonly Beat[], grid: MeterGrid): Beat[] {
  return beats.map((beat, i) =>
    i === beats.length - 1
      ? { slot: beat.slot, length: Math.max(beat.length, Math.min(grid.slots, grid.slots - beat.slot + 2)) }
      : beat,
  );
}
