import type { Brief } from '../../brief/index.ts';
import { assert, type Seconds } from '../../kernel/index.ts';
import { compose } from '../compose.ts';
import { homeOf, singerOf } from '../critic/fingerprint.ts';
import { secondsAt } from '../form/tempo-time.ts';
import type { ComposeOptions, Score, Section, SectionKind } from '../score.ts';
import { fitScore, SHORTEST_FITTED } from './fit-score.ts';
import { evenTempo, type Piece } from './piece.ts';

/** A cut of this length or less, seconds, has no time to lead up to its hook: it begins with it. */
const HOOK_FIRST = 16;
/** In longer ones the hook has come when this share of them is over. */
const LATEST_HOOK = 0.45;
/** The idea is written at this length at least, seconds, so that it has a hook to cut to. */
const WHOLE = 45;
/** Shares by which the tempo may give way in long and in short cuts: two bars cannot be chosen from as finely as forty. */
const FREE_SHARE = 0.03;
const FREE_SHARE_SHORT = 0.09;
/** No piece begins with one of these, nor is its hook there. */
const PASSING: ReadonlySet<SectionKind> = new Set(['solo', 'break', 'bridge']);

/**
 * One idea at several lengths, seconds, in their order: the longest is composed, and the others are its own bars in forms that
 * fit, each with a real ending. Key, theme, band and nearly the tempo are the same; short cuts begin with the hook. Cuts under four
 * seconds are gestures, written anew in the idea's key and tempo. Equal briefs give equal cuts.
 */
export function composeCuts(brief: Brief, lengths: readonly number[], options: ComposeOptions = {}): Piece[] {
  assert(lengths.length > 0, 'a cut has a length');
  const longest = lengths.reduce((most, seconds) => Math.max(most, seconds), WHOLE);
  const whole = lasting(brief, longest);
  const score = compose(whole, options);
  const idea: Piece = { brief: whole, score };
  return lengths.map((seconds) => (seconds === longest ? idea : cutTo(idea, seconds)));
}

function lasting(brief: Brief, durationSeconds: number): Brief {
  const inside = (atSeconds: number): boolean => atSeconds < durationSeconds;
  return {
    ...brief,
    durationSeconds,
    hits: brief.hits.filter(inside),
    energy: { ...brief.energy, points: brief.energy.points.filter((point) => inside(point.atSeconds)) },
    stated: { ...brief.stated, duration: true },
  };
}

function cutTo(idea: Piece, seconds: number): Piece {
  const tempoBpm = evenTempo(idea.score);
  const wish: Brief = { ...lasting(idea.brief, seconds), tempoBpm };
  if (seconds < SHORTEST_FITTED) {
    const share = wish.stated.tempo ? 0 : FREE_SHARE_SHORT;
    const gesture: Brief = { ...wish, tempoRange: [tempoBpm * (1 - share), tempoBpm * (1 + share)] };
    return { brief: gesture, score: compose(gesture) };
  }

  const isShort = seconds <= HOOK_FIRST;
  const openingBar = openingFor(idea, isShort ? 0 : LATEST_HOOK * seconds);
  const fitted = fitScore(idea, wish, { freedom: isShort ? FREE_SHARE_SHORT : FREE_SHARE, openingBar });
  return { brief: { ...wish, tempoBpm: fitted.tempoBpm }, score: fitted.score };
}

/** The first section's bar from which the hook is no further away than `most` seconds: the piece's own first one, if that is near enough. */
function openingFor({ score }: Piece, most: Seconds): number {
  const hook = hookOf(score);
  const start = secondsAt(score.tempoMap, hook.startTick);
  const near = score.sections.find(
    ({ startTick, kind }) => !PASSING.has(kind) && start - secondsAt(score.tempoMap, startTick) <= most + 1e-6,
  );
  return near?.startBar ?? hook.startBar;
}

/** Where the tune is first itself: the first section that has the material of the liveliest one with a theme in it. */
function hookOf(score: Score): Section {
  const told = score.sections.filter(({ kind }) => !PASSING.has(kind) && kind !== 'intro' && kind !== 'outro');
  const home = homeOf(told.length === 0 ? score : { ...score, sections: told }, singerOf(score));
  return told.find(({ material, energy }) => material === home.material && energy > 0.75 * home.energy) ?? home;
}
