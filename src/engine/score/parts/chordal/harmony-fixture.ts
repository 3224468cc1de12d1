import type { Key, Meter } from '../../../brief/index.ts';
import { Rng } from '../../../kernel/index.ts';
import { contextOf, pieceOf, planOf } from '../../rhythm/piece-fixture.ts';
import type { ChordQuality, ChordSpan, Section } from '../../score.ts';
import type { PartPlan } from '../../styles/style.ts';
import type { PartContext, ThemeNote } from '../part-context.ts';

/** Pieces for the laws of the harmony parts: random forms, chords of every quality, a theme on top. Tests only. */
export type HarmonyWish = {
  readonly seed: number;
  readonly meter: Meter;
  readonly hasFinal?: boolean;
  readonly drawsBefore?: number;
  /** One section of so many bars at this energy over a four-bar loop, instead of a random form. */
  readonly steady?: { readonly bars: number; readonly energy: number };
  readonly hasTheme?: boolean;
};

export const QUALITIES: readonly ChordQuality[] = [
  'maj',
  'min',
  'dim',
  'aug',
  'sus2',
  'sus4',
  '5',
  '6',
  'min6',
  '7',
  'maj7',
  'min7',
  'm7b5',
  'dim7',
  '7sus4',
  'add9',
  'minadd9',
  '9',
  'maj9',
  'min9',
  '13',
  'min11',
  'maj7#11',
  '7b9',
  '7#9',
  'minmaj7',
];

export const FIXTURE_KEY: Key = { tonic: 'C', mode: 'major' };

/** A context for one player of a random or steady piece. */
export function harmonyContext(
  wish: HarmonyWish,
  player: {
    readonly generator: string;
    readonly instrument: string;
    readonly params?: PartPlan['params'];
    readonly register?: readonly [number, number];
  },
): PartContext {
  const piece = pieceOf({
    seed: wish.seed,
    meter: wish.meter,
    hasFinal: wish.hasFinal ?? true,
    drawsBefore: wish.drawsBefore ?? 0,
  });
  const plan: PartPlan = {
    ...planOf(player.generator, player.instrument, player.params ?? {}),
    role: 'chords',
    register: player.register ?? [48, 79],
  };
  const base = contextOf(piece, plan);
  const { barTicks } = piece;
  const bars = wish.steady?.bars ?? piece.bars;
  const sections: readonly Section[] =
    wish.steady === undefined
      ? piece.sections
      : [
          {
            id: 'verse-0',
            kind: 'verse',
            material: 'A',
            startBar: 0,
            bars,
            startTick: 0,
            endTick: bars * barTicks,
            energy: wish.steady.energy,
          },
        ];
  const finalTick = (wish.hasFinal ?? true) ? (bars - 1) * barTicks : null;
  return {
    ...base,
    bars,
    sections,
    finalTick,
    endTick: bars * barTicks,
    chords: chordsOf({ rng: new Rng(wish.seed, 'chords'), bars, barTicks, isLoop: wish.steady !== undefined }),
    theme: wish.hasTheme === true ? themeOf(new Rng(wish.seed, 'theme'), bars, barTicks) : [],
  };
}

function chordsOf(task: {
  readonly rng: Rng;
  readonly bars: number;
  readonly barTicks: number;
  readonly isLoop: boolean;
}): ChordSpan[] {
  const loop: readonly (readonly [number, ChordQuality])[] = [
    [0, 'add9'],
    [7, 'maj'],
    [9, 'min7'],
    [5, 'maj'],
  ];
  return Array.from({ length: task.bars }, (_, bar): ChordSpan => {
    const isLast = bar === task.bars - 1;
    const [root, quality] = isLast
      ? ([0, 'maj'] as const)
      : task.isLoop
        ? (loop[bar % 4] ?? loop[0]!)
        : ([task.rng.integer(0, 11), task.rng.pick(QUALITIES)] as const);
    return {
      startTick: bar * task.barTicks,
      endTick: (bar + 1) * task.barTicks,
      root,
      quality,
      bass: root,
      degree: 'I',
      symbol: `${root}${quality}`,
    };
  });
}

function themeOf(rng: Rng, bars: number, barTicks: number): ThemeNote[] {
  return Array.from({ length: bars * 2 }, (_, index): ThemeNote => {
    const startTick = Math.round((index * barTicks) / 2);
    return { startTick, durationTicks: Math.round(barTicks / 3), pitch: 72 + rng.integer(0, 9), velocity: 0.6 };
  }).filter((_, index) => index % 5 !== 4);
}
