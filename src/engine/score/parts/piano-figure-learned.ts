import { at, clamp, exp, pow, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import { pianoFigures, type FigureStroke, type FigureTable, type HandFigure, type LeftFigure } from '../../learned/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordPitchClasses } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { type Bar, chordPieceAt, themeBusyness, themeFloor } from './chordal/bars.ts';
import { lowPitch } from './chordal/chord-player.ts';
import { forShape, metricWeight, piecesOf, SIXTEENTH, type MetrePiece } from './chordal/metre.ts';
import { riseAhead } from './chordal/pattern-choice.ts';
import { keepBelow, type VoicedHarmony } from './chordal/voiced-harmony.ts';
import { loudness, type NoteWriter } from './chordal/writer.ts';
import type { PartContext } from './part-context.ts';

/** What the two hands know when they play learned figures. */
export type FigurePlayer = {
  readonly context: PartContext;
  readonly harmony: VoicedHarmony;
  readonly writer: NoteWriter;
  /** Lowest pitch of the right hand. */
  readonly low: Pitch;
  readonly settings: { readonly density: number; readonly right: number; readonly rubato: number; readonly leftTop: Pitch };
};

/** A bar's figures for both hands; slots count from the bar line. */
export type HandFigures = { readonly left: readonly PlacedStroke[]; readonly right: readonly FigureStroke[] };
type PlacedStroke = FigureStroke & { readonly usualBass: Pitch; readonly isClose: boolean };

/**
 * Chooses what both hands do in a bar from the learned figures: a section's material keeps its main figure, the third bar of four
 * takes what usually follows it, phrase ends take a calmer follower, and every other phrase and later visits find another one.
 */
export function chooseFigures(player: FigurePlayer, bar: Bar): HandFigures {
  const left: PlacedStroke[] = [];
  const right: FigureStroke[] = [];
  for (const piece of piecesOf(player.context.brief.meter)) {
    const shape = forShape({ four: 'four', three: 'three', six: 'six' } as const, piece.shape);
    const table = pianoFigures(shape);
    const [leftFigure, rightFigure] = chooseHands(player, { bar, piece, table });
    const isClose = leftFigure.strokes.some(({ places }) => places.includes(1));
    for (const stroke of within(leftFigure.strokes, piece)) {
      left.push({ ...stroke, usualBass: leftFigure.bass, isClose });
    }

    right.push(...within(rightFigure?.strokes ?? [], piece));
  }

  return { left, right };
}

type Choice = { readonly bar: Bar; readonly piece: MetrePiece; readonly table: FigureTable };

function within(strokes: readonly FigureStroke[], piece: MetrePiece): FigureStroke[] {
  return strokes.filter(({ slot }) => slot < piece.slots).map((stroke) => ({ ...stroke, slot: stroke.slot + piece.firstSlot }));
}

function chooseHands(player: FigurePlayer, choice: Choice): readonly [LeftFigure, HandFigure | null] {
  const { context, settings } = player;
  const { bar, piece, table } = choice;
  const room = 0.12 * themeBusyness(context, bar.startTick, bar.endTick);
  const energy = clamp(bar.section.energy + settings.density - room, 0, 1);
  const wish = { onsets: onsetsAt(energy) * (piece.slots / 16) * paceOf(context), context };
  const memory = context.rng.fork(`figures/${bar.section.material}/${bar.section.kind}/${piece.firstSlot}`);
  const isOther = bar.phrase % 2 === 1 && bar.visit > 0;
  const main = pickLeft(table.left, { ...wish, rng: memory.fork(isOther ? 'other' : 'main'), needsDownbeat: true });
  // Hands go on with what they do more often than not, as the songs do; a phrase's end is heard by its change.
  const turns = memory.fork('turns').chance(0.5);
  const turn = bar.isPhraseEnd ? 'end' : bar.phraseBar % 4 === 2 && turns ? 'turn' : null;
  const left =
    turn === null
      ? main
      : follower(table, main, {
          ...wish,
          onsets: wish.onsets * (turn === 'end' && bar.energy < 0.7 ? 0.65 : 1.05),
          rng: memory.fork(`${turn}/${bar.phrase % 2}`),
          needsDownbeat: true,
        });
  const over = left.over.length > 0 ? left.over : table.right.map(({ works }, index) => ({ index, count: works * 0.3 }));
  const rightWish = wish.onsets * clamp(settings.right * 1.15, 0, 1.2);
  const known = over.filter(({ index }) => isPlayable(at(table.right, index), context));
  const right =
    known.length === 0 || settings.right <= 0
      ? null
      : at(
          table.right,
          memory
            .fork(`right/${turn ?? 'main'}`)
            .weighted(known, ({ index, count }) => pow(count, 0.4) * fits(at(table.right, index).strokes.length, rightWish))
            .index,
        );
  return [left, right];
}

/** Strokes of a hand in a bar of four quarters at an energy: a few when calm, quavers and more when loud. */
function onsetsAt(energy: number): number {
  return 1.2 + 9 * energy;
}

/** Fast pieces need fewer notes a bar. */
function paceOf(context: PartContext): number {
  return clamp(Math.sqrt(108 / context.brief.tempoBpm), 0.7, 1.2);
}

/** A bell over the number of strokes; wider for busy bars. Never 0, so that something always fits. */
function fits(strokes: number, wanted: number): number {
  const far = (strokes - wanted) / (0.15 * wanted + 0.5);
  return exp(-0.5 * far * far) + 1e-6;
}

/** Sixteenths only where hands have time for them. */
function isPlayable(figure: HandFigure, context: PartContext): boolean {
  const isFast = context.brief.tempoBpm > 112;
  return !isFast || figure.strokes.every((stroke, index) => index === 0 || stroke.slot - at(figure.strokes, index - 1).slot > 1);
}

type LeftWish = { readonly onsets: number; readonly context: PartContext; readonly rng: Rng; readonly needsDownbeat: boolean };

function weightOf(figure: LeftFigure, wish: LeftWish): number {
  if (!isPlayable(figure, wish.context) || (wish.needsDownbeat && figure.strokes[0]?.slot !== 0)) {
    return 0;
  }

  // What moves through the chord says more than what repeats it.
  const places = new Set(figure.strokes.flatMap((stroke) => stroke.places)).size;
  return pow(figure.works, 0.3) * fits(figure.strokes.length, wish.onsets) * (0.5 + 0.5 * places);
}

function pickLeft(figures: readonly LeftFigure[], wish: LeftWish): LeftFigure {
  return wish.rng.weighted(figures, (figure) => weightOf(figure, wish));
}

/** What was found to come after a figure, as far as it has about the wanted number of strokes; else any figure that has. */
function follower(table: FigureTable, figure: LeftFigure, wish: LeftWish): LeftFigure {
  const known = figure.next
    .map(({ index, count }) => ({ figure: at(table.left, index), count }))
    .filter((next) => weightOf(next.figure, wish) > 0 && fits(next.figure.strokes.length, wish.onsets) > 0.1);
  return known.length === 0
    ? pickLeft(table.left, wish)
    : wish.rng.weighted(known, (next) => next.count * fits(next.figure.strokes.length, wish.onsets)).figure;
}

/** Plays the left hand's strokes of a bar. */
export function playLearnedLeft(player: FigurePlayer, bar: Bar, strokes: readonly PlacedStroke[]): void {
  const { context, writer } = player;
  const rng = bar.rng.fork('left');
  const rise = riseAhead(context, bar);
  const slots = Math.round((bar.endTick - bar.startTick) / SIXTEENTH);
  const stop = rise < -0.08 && bar.section.bars >= 4 ? slots * 0.4 : slots;
  strokes.forEach((stroke, index) => {
    const draw = rng.next();
    const tick = bar.startTick + stroke.slot * SIXTEENTH;
    const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
    const isWeak = stroke.slot % 4 !== 0 && !stroke.places.includes(0);
    if (piece === null || stroke.slot >= stop || (isWeak && draw < 0.04)) {
      return;
    }

    // A chord that changes under the figure begins with its bass, whatever the figure has there.
    const isChange = piece.startTick > bar.startTick && tick - piece.startTick < SIXTEENTH && !stroke.places.includes(0);
    const places = isChange ? [0, ...stroke.places.slice(1)] : stroke.places;
    const after = stroke.isHeld ? undefined : strokes[index + 1];
    const end = Math.min(piece.endTick, after === undefined ? bar.endTick : bar.startTick + after.slot * SIXTEENTH);
    const ladder = ladderOf(player, { chord: piece.chord, stroke });
    const swell = rise > 0.08 ? 0.94 + 0.16 * (stroke.slot / slots) : 1;
    for (const place of places) {
      const pitch = ladder[place];
      if (pitch !== undefined) {
        const isBass = place === 0;
        const weight =
          (isBass ? 0.96 : places.length > 1 ? 0.74 : 0.79) * (0.88 + 0.14 * metricWeight(context.brief.meter, stroke.slot));
        writer.add({
          startTick: tick,
          durationTicks: Math.max(SIXTEENTH, end - tick + (isBass ? Math.round(context.beatTicks / 2) : 0)),
          pitch,
          velocity: loudness(bar, weight * 0.88 * swell, rng),
          articulation: 'normal',
        });
      }
    }
  });
}

/** Tones of the triad from the bass up; close figures lie high enough to stay clear. */
function ladderOf(player: FigurePlayer, task: { readonly chord: ChordSpan; readonly stroke: PlacedStroke }): readonly Pitch[] {
  const { context, settings, low } = player;
  const { chord, stroke } = task;
  const lowest = lowPitch(chord.bass, settings.leftTop, context.instrument.low);
  const octaves = [lowest - 12, lowest, lowest + 12].filter(
    (pitch) =>
      pitch >= Math.max(context.instrument.low, stroke.isClose ? 43 : 31) && pitch <= settings.leftTop + (stroke.isClose ? 5 : 0),
  );
  const usual = Math.min(stroke.usualBass, settings.leftTop);
  const bass = octaves.reduce(
    (best, pitch) => (Math.abs(pitch - usual) < Math.abs(best - usual) ? pitch : best),
    octaves[0] ?? lowest,
  );
  const triad = chordPitchClasses(chord).slice(0, 3);
  const ladder = [bass];
  for (let pitch = bass + 1; pitch < low + 12 && ladder.length < 10; pitch++) {
    if (triad.includes(foldPitchClass(pitch)) && (pitch - bass > 2 || stroke.isClose)) {
      ladder.push(pitch);
    }
  }

  return ladder;
}

/** Plays the right hand's strokes of a bar on the part's voicings, under the theme. */
export function playLearnedRight(player: FigurePlayer, bar: Bar, strokes: readonly FigureStroke[]): void {
  const { context, writer, settings } = player;
  const rng = bar.rng.fork('right');
  const floor = themeFloor(context, bar.startTick, bar.endTick);
  const isQuiet = riseAhead(context, bar) < -0.08 && bar.section.bars >= 4;
  strokes.forEach((stroke, index) => {
    const tick: Tick = bar.startTick + stroke.slot * SIXTEENTH;
    const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
    if (piece === null || (stroke.slot > 0 && rng.chance(0.03)) || (isQuiet && stroke.slot > 2)) {
      return;
    }

    const voicing = keepBelow(player.harmony.voicingAt(tick), floor, player.low);
    const after = stroke.isHeld ? undefined : strokes[index + 1];
    const end = Math.min(piece.endTick, after === undefined ? bar.endTick : bar.startTick + after.slot * SIXTEENTH);
    const pitches = new Set(stroke.places.flatMap((place) => voicing[Math.max(0, voicing.length - 1 - place)] ?? []));
    const weight = (pitches.size > 1 ? 0.76 : 0.84) * (0.88 + 0.14 * metricWeight(context.brief.meter, stroke.slot));
    const isRolled = pitches.size > 2 && settings.rubato > 0.3 && rng.chance(0.12 * settings.rubato);
    for (const pitch of pitches) {
      writer.add({
        startTick: tick,
        durationTicks: Math.max(SIXTEENTH, end - tick),
        pitch,
        velocity: loudness(bar, weight * 0.86, rng),
        articulation: isRolled ? 'roll' : 'normal',
      });
    }
  });
}
