import { instrumentById } from '../../../brief/index.ts';
import { canPlay } from '../../band/instrument-nature.ts';
import type { Player } from '../../band/player.ts';
import { join } from '../../band/solo-plans.ts';
import type { Piece } from '../../fit/piece.ts';
import type { Part } from '../../score.ts';
import { styleOf } from '../../styles/index.ts';
import { openWorkshop } from '../../workshop.ts';
import { instrumentNamed, withoutLess } from '../name-parts.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** New players beside those who are there, each as the style has it or as what its instrument does best. */
export const addInstruments = changeKind('with', (piece, { instruments }) => {
  let { brief, score } = piece;
  const refusals: string[] = [];
  for (const word of instruments) {
    const instrument = instrumentNamed(word, styleOf(brief.style));
    if (instrument === null) {
      refusals.push(`No instrument is called "${word}".`);
      continue;
    }

    if (score.parts.some((part) => part.instrument === instrument.id)) {
      refusals.push(`${instrument.name} plays already.`);
      continue;
    }

    const wish = {
      ...brief,
      instruments: [...new Set([...brief.instruments, instrument.id])],
      without: withoutLess(brief.without, instrument),
    };
    const part = writeNew({ brief: wish, score }, instrument.id);
    if (part === null) {
      refusals.push(`${instrument.name} finds nothing to play here.`);
      continue;
    }

    brief = wish;
    score = { ...score, parts: [...score.parts, part] };
  }

  return score === piece.score ? refused(refusals.join(' ')) : revised({ brief, score });
});

function writeNew(piece: Piece, id: string): Part | null {
  const workshop = openWorkshop(piece);
  const instrument = instrumentById(id);
  const isFree = (player: Player): boolean => !piece.score.parts.some((part) => part.id === player.plan.id);
  const seated = workshop.band.filter((player) => player.instrument.id === id && canPlay(player.plan.generator, instrument));
  const joining = join(instrument, piece.brief).map((player, i): Player => {
    const plain = isFree(player) ? player.plan.id : `${player.plan.id}-${i + 2}`;
    return { ...player, plan: { ...player.plan, id: plain } };
  });
  for (const player of [...seated.filter(isFree), ...joining]) {
    const part = isFree(player) ? workshop.write({ ...player, isAsked: true }, `part/${player.plan.id}`) : null;
    if (part !== null) {
      return part;
    }
  }

  return null;
}
