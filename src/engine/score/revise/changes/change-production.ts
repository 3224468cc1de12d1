import { Production } from '../../../brief/index.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** Treatments that contradict one another: the newer word wins. */
const OPPOSITES: readonly (readonly [Production, Production])[] = [
  ['bright', 'dark'],
  ['airy', 'dark'],
  ['bright', 'warm'],
  ['dry', 'reverb'],
  ['clean', 'gritty'],
  ['clean', 'vinyl'],
  ['clean', 'tape'],
  ['clean', 'vintage'],
  ['punchy', 'soft'],
  ['clean', 'radio'],
  ['clean', 'vhs'],
  ['clean', 'crushed'],
  ['bright', 'underwater'],
  ['bright', 'distant'],
  ['dry', 'plate'],
  ['dry', 'spring'],
  ['dry', 'chamber'],
  ['dry', 'cathedral'],
];

/** Another treatment of the mix; every part is played as before. */
export const changeProduction = changeKind('production', ({ brief, score }, { word }) => {
  const read = Production.safeParse(word.trim().toLowerCase());
  if (!read.success) {
    return refused(`The mix knows ${Production.options.join(', ')}; "${word}" is none of them.`);
  }

  const wished = read.data;
  if (brief.production.includes(wished)) {
    return refused(`The mix is ${wished} already.`);
  }

  const contradicts = (other: Production): boolean =>
    OPPOSITES.some((pair) => pair.includes(other) && pair.includes(wished) && other !== wished);
  const production = [...brief.production.filter((other) => !contradicts(other)), wished];
  return revised({ brief: { ...brief, production }, score: { ...score, colour: { ...score.colour, production } } });
});
