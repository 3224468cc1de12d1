import { instrumentById, isExcluded } from '../../../brief/index.ts';
import { isRoleExcluded } from '../../band/instrument-nature.ts';
import { partsNamed, plainName } from '../name-parts.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** Takes parts out; the others go on as if nothing had happened. */
export const takeOut = changeKind('without', ({ brief, score }, { what }) => {
  const gone = new Set(what.flatMap((word) => partsNamed(score, word).map((part) => part.id)));
  if (gone.size === 0) {
    return refused(`Nobody plays ${what.join(' or ')} here; there are ${listOf(score.parts)}.`);
  }

  const parts = score.parts.filter((part) => !gone.has(part.id));
  if (parts.length === 0) {
    return refused(`Without ${what.join(' and ')} nothing would be left.`);
  }

  // A part's own id says nothing about what may play later.
  const names = what
    .map(plainName)
    .filter((name) =>
      score.parts.some((part) => isExcluded(instrumentById(part.instrument), [name]) || isRoleExcluded(part.role, [name])),
    );
  const stays = new Set(parts.map((part) => part.instrument));
  return revised({
    brief: {
      ...brief,
      without: [...new Set([...brief.without, ...names])],
      instruments: brief.instruments.filter((id) => stays.has(id)),
    },
    score: { ...score, parts },
  });
});

function listOf(parts: readonly { readonly instrument: string }[]): string {
  return [...new Set(parts.map((part) => instrumentById(part.instrument).name))].join(', ');
}
