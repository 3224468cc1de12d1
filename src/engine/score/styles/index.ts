import type { StyleId } from '../../brief/index.ts';
import { StudioError } from '../../kernel/index.ts';
import { acousticStyle } from './acoustic.ts';
import { ambientStyle } from './ambient.ts';
import { cinematicStyle } from './cinematic.ts';
import { corporateStyle } from './corporate.ts';
import { edmStyle } from './edm.ts';
import { epicStyle } from './epic.ts';
import { folkStyle } from './folk.ts';
import { hipHopStyle } from './hip-hop.ts';
import { houseStyle } from './house.ts';
import { lofiStyle } from './lofi.ts';
import { orchestralStyle } from './orchestral.ts';
import { pianoStyle } from './piano.ts';
import { popStyle } from './pop.ts';
import { stringsStyle } from './strings.ts';
import { synthwaveStyle } from './synthwave.ts';
import { jazzStyle } from './jazz.ts';
import { bossaStyle } from './bossa.ts';
import { rockStyle } from './rock.ts';
import { funkStyle } from './funk.ts';
import type { Style } from './style.ts';
import { trapStyle } from './trap.ts';

/** Every style, a line each. */
const STYLES: ReadonlyMap<StyleId, Style> = new Map<StyleId, Style>([
  ['acoustic', acousticStyle],
  ['folk', folkStyle],
  ['pop', popStyle],
  ['lofi', lofiStyle],
  ['hip-hop', hipHopStyle],
  ['trap', trapStyle],
  ['house', houseStyle],
  ['edm', edmStyle],
  ['ambient', ambientStyle],
  ['cinematic', cinematicStyle],
  ['epic', epicStyle],
  ['orchestral', orchestralStyle],
  ['piano', pianoStyle],
  ['strings', stringsStyle],
  ['synthwave', synthwaveStyle],
  ['jazz', jazzStyle],
  ['bossa', bossaStyle],
  ['rock', rockStyle],
  ['funk', funkStyle],
  ['corporate', corporateStyle],
]);

/** The style of this id. */
export function styleOf(id: StyleId): Style {
  const style = STYLES.get(id);
  if (style === undefined) {
    throw new StudioError('score.style-unknown', `Expected one of the styles ${[...STYLES.keys()].join(', ')}, came "${id}".`);
  }

  return style;
}
