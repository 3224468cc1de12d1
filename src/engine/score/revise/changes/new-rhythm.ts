import type { Piece } from '../../fit/piece.ts';
import type { Part, Role } from '../../score.ts';
import { openWorkshop, playerFor } from '../../workshop.ts';
import { differenceOf, differenceOfStrokes } from '../compare-lines.ts';
import { otherWays } from '../other-ways.ts';
import { changeKind, refused, revised, type Revision } from '../revision.ts';

/** Share of the strokes (or notes) that must be others for it to be heard as another beat. */
const ANOTHER = 0.42;

export const newDrums = changeKind('new-drums', (piece) => {
  const { parts } = piece.score;
  const role = parts.some((part) => part.role === 'drums') ? 'drums' : 'percussion';
  return writeAgain(piece, role, 'There are no drums here; ask for some to be added.');
});

export const newBass = changeKind('new-bass', (piece) =>
  writeAgain(piece, 'bass', 'There is no bass here; ask for one to be added.'),
);

/** The parts of a role written anew: the nearest way of playing that is heard as another. */
function writeAgain(piece: Piece, role: Role, reason: string): Revision {
  const { score } = piece;
  if (!score.parts.some((part) => part.role === role)) {
    return refused(reason);
  }

  const brief = { ...piece.brief, take: piece.brief.take + 1 };
  const workshop = openWorkshop({ brief, score });
  const parts = score.parts.map((part): Part => {
    if (part.role !== role) {
      return part;
    }

    const player = playerFor(part, workshop);
    let best = part;
    let bestDifference = 0;
    otherWays(player.plan).forEach((params, attempt) => {
      const written = workshop.write({ ...player, plan: { ...player.plan, params } }, `again/${attempt}/${part.id}`);
      const difference =
        written === null ? 0 : role === 'bass' ? differenceOf(part.notes, written.notes) : differenceOfStrokes(part, written);
      // The nearest way that is another beat will do; until one is found, the farthest.
      if (written !== null && difference > bestDifference && bestDifference < ANOTHER) {
        best = written;
        bestDifference = difference;
      }
    });

    return best;
  });
  return revised({ brief, score: { ...score, parts } });
}
