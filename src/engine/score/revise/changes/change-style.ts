import { isExcluded } from '../../../brief/index.ts';
import { standInsFor } from '../../band/instrument-nature.ts';
import { plainPlan, type Player } from '../../band/player.ts';
import { blendGroove } from '../../rhythm/blend-groove.ts';
import type { Part } from '../../score.ts';
import { titleOf } from '../../title-of.ts';
import { openWorkshop } from '../../workshop.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** The same tune, chords and form played by another style's band, in its groove. */
export const changeStyle = changeKind('style', (piece, { style }) => {
  if (style === piece.brief.style) {
    return refused(`The music is ${style} already.`);
  }

  const { score } = piece;
  const brief = { ...piece.brief, style, blend: [], stated: { ...piece.brief.stated, style: true } };
  const workshop = openWorkshop({ brief, score });
  const band = [...workshop.band, ...leaderFor(workshop.band, brief.without, score.parts)];
  const parts = band.flatMap((player): Part[] => {
    const part = workshop.write(player, `part/${player.plan.id}`);
    return part === null || isExcluded(player.instrument, brief.without) ? [] : [part];
  });
  const title = brief.title ?? titleOf(brief);
  return parts.length === 0
    ? refused(`Nobody of a ${style} band may play here.`)
    : revised({ brief, score: { ...score, style, title, groove: blendGroove(workshop.style.groove, []), parts } });
});

/** Somebody to play the tune where the new band has nobody for it and there was one. */
function leaderFor(band: readonly Player[], without: readonly string[], parts: readonly Part[]): Player[] {
  const led = parts.some((part) => part.role === 'lead');
  if (!led || band.some((player) => player.plan.role === 'lead')) {
    return [];
  }

  const [instrument] = standInsFor('lead', without);
  return instrument === undefined
    ? []
    : [
        {
          plan: plainPlan(`lead-${instrument.id}`, { role: 'lead', generator: 'melody', params: {} }, instrument),
          instrument,
          isAsked: true,
        },
      ];
}
