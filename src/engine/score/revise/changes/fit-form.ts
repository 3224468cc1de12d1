import type { Brief } from '../../../brief/index.ts';
import { clamp } from '../../../kernel/index.ts';
import { compose } from '../../compose.ts';
import { fitScore, SHORTEST_FITTED } from '../../fit/fit-score.ts';
import { evenTempo, lengthPlanOf, type Piece } from '../../fit/piece.ts';
import { changeKind, refused, revised, type Revision } from '../revision.ts';

/** Pieces of fewer bars are a gesture: there is nothing in them to repeat. */
const LEAST_BARS = 3;

export const changeLength = changeKind('length', (piece, { seconds }) =>
  seconds === piece.score.durationSeconds
    ? refused(`The music is ${seconds} s long already.`)
    : refit(piece, { ...atOwnTempo(piece), durationSeconds: seconds, stated: { ...piece.brief.stated, duration: true } }),
);

/** Another tempo for the same notes; the form gains or loses bars so that the length stays. */
export const changeTempo = changeKind('tempo', (piece, { bpm }) => toTempo(piece, bpm));

export const changeTempoBy = changeKind('tempo-by', (piece, { factor }) =>
  toTempo(piece, clamp(Math.round(evenTempo(piece.score) * factor * 10) / 10, 30, 300)),
);

export const changeLoop = changeKind('loop', (piece, { isLoop }) => {
  const { brief } = piece;
  if (isLoop === brief.loop) {
    return refused(isLoop ? 'The music is a loop already.' : 'The music is no loop.');
  }

  return refit(piece, {
    ...atOwnTempo(piece),
    loop: isLoop,
    ending: isLoop ? 'loop' : 'ring',
    stated: { ...brief.stated, ending: true },
  });
});

export const changeEnding = changeKind('ending', (piece, { ending }) =>
  ending === piece.score.ending
    ? refused(`The music ends in a ${ending} already.`)
    : refit(piece, { ...atOwnTempo(piece), loop: false, ending, stated: { ...piece.brief.stated, ending: true } }, 0),
);

/** Bars and accents land on the given moments; without any the tempo is even again. */
export const changeHits = changeKind('hits', (piece, { atSeconds }) => {
  if (atSeconds.length === 0 && piece.brief.hits.length === 0) {
    return refused('The music holds to no moments.');
  }

  return refit(piece, { ...atOwnTempo(piece), hits: [...new Set(atSeconds)].sort((left, right) => left - right) });
});

function toTempo(piece: Piece, bpm: number): Revision {
  const { brief } = piece;
  if (Math.abs(bpm - evenTempo(piece.score)) < 0.05) {
    return refused(`The music is at ${bpm} bpm already.`);
  }

  return refit(piece, { ...brief, tempoBpm: bpm, tempoRange: [bpm, bpm], stated: { ...brief.stated, tempo: true } });
}

/** The brief with the tempo that the music really has: the form solver may have moved within the range that was asked for. */
function atOwnTempo({ brief, score }: Piece): Brief {
  return { ...brief, tempoBpm: evenTempo(score) };
}

/** The piece in the form that a changed brief asks for: its own bars laid out anew. What is too short to lay out is written anew from its seed. */
function refit(piece: Piece, wish: Brief, freedom?: number): Revision {
  const { bars } = lengthPlanOf(piece.score);
  const shortest = Math.min(wish.durationSeconds, piece.score.durationSeconds);
  const isTooLittle = bars < LEAST_BARS && wish.durationSeconds > piece.score.durationSeconds * 1.5;
  if (shortest < SHORTEST_FITTED || isTooLittle) {
    return revised({ brief: wish, score: compose(wish) });
  }

  const { score, tempoBpm } = fitScore(piece, wish, { freedom });
  if (score.parts.length === 0) {
    return revised({ brief: wish, score: compose(wish) });
  }

  const tempoRange = [Math.min(wish.tempoRange[0], tempoBpm), Math.max(wish.tempoRange[1], tempoBpm)] as const;
  return revised({ brief: { ...wish, tempoBpm, tempoRange }, score });
}
