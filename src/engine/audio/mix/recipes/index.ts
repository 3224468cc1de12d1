import type { StyleId } from '../../../brief/index.ts';
import { assert } from '../../../kernel/index.ts';
import type { MixRecipe } from '../recipe.ts';
import { acousticRecipe } from './acoustic.ts';
import { ambientRecipe } from './ambient.ts';
import { indieRecipe } from './indie.ts';
import { popRockRecipe } from './pop-rock.ts';
import { postRockRecipe } from './post-rock.ts';
import { bluesRecipe } from './blues.ts';
import { countryRecipe } from './country.ts';
import { bluegrassRecipe } from './bluegrass.ts';
import { discoRecipe } from './disco.ts';
import { soulRecipe } from './soul.ts';
import { reggaeRecipe } from './reggae.ts';
import { boomBapRecipe } from './boom-bap.ts';
import { bossaRecipe } from './bossa.ts';
import { chiptuneRecipe } from './chiptune.ts';
import { cinematicRecipe } from './cinematic.ts';
import { corporateRecipe } from './corporate.ts';
import { deepHouseRecipe } from './deep-house.ts';
import { downtempoRecipe } from './downtempo.ts';
import { droneRecipe } from './drone.ts';
import { drumAndBassRecipe } from './drum-and-bass.ts';
import { edmRecipe } from './edm.ts';
import { epicRecipe } from './epic.ts';
import { folkRecipe } from './folk.ts';
import { funkRecipe } from './funk.ts';
import { hipHopRecipe } from './hip-hop.ts';
import { houseRecipe } from './house.ts';
import { jazzRecipe } from './jazz.ts';
import { lofiRecipe } from './lofi.ts';
import { meditationRecipe } from './meditation.ts';
import { orchestralRecipe } from './orchestral.ts';
import { pianoRecipe } from './piano.ts';
import { popRecipe } from './pop.ts';
import { rockRecipe } from './rock.ts';
import { stringsRecipe } from './strings.ts';
import { synthpopRecipe } from './synthpop.ts';
import { synthwaveRecipe } from './synthwave.ts';
import { techHouseRecipe } from './tech-house.ts';
import { technoRecipe } from './techno.ts';
import { tranceRecipe } from './trance.ts';
import { trapRecipe } from './trap.ts';
import { swingRecipe } from './swing.ts';
import { smoothJazzRecipe } from './smooth-jazz.ts';
import { latinRecipe } from './latin.ts';
import { salsaRecipe } from './salsa.ts';
import { afrobeatRecipe } from './afrobeat.ts';
import { chamberRecipe } from './chamber.ts';
import { kidsRecipe } from './kids.ts';
import { holidayRecipe } from './holiday.ts';
import { flamencoRecipe } from './flamenco.ts';
import { celticRecipe } from './celtic.ts';
import { ragtimeRecipe } from './ragtime.ts';
import { gospelRecipe } from './gospel.ts';

/** Every style's mix recipe, in the order of the styles. */
export const MIX_RECIPES: readonly MixRecipe[] = [
  acousticRecipe,
  folkRecipe,
  popRecipe,
  lofiRecipe,
  hipHopRecipe,
  trapRecipe,
  houseRecipe,
  edmRecipe,
  synthwaveRecipe,
  ambientRecipe,
  cinematicRecipe,
  epicRecipe,
  orchestralRecipe,
  pianoRecipe,
  stringsRecipe,
  jazzRecipe,
  bossaRecipe,
  rockRecipe,
  funkRecipe,
  corporateRecipe,
  deepHouseRecipe,
  techHouseRecipe,
  technoRecipe,
  tranceRecipe,
  drumAndBassRecipe,
  synthpopRecipe,
  chiptuneRecipe,
  downtempoRecipe,
  droneRecipe,
  meditationRecipe,
  indieRecipe,
  popRockRecipe,
  postRockRecipe,
  bluesRecipe,
  countryRecipe,
  bluegrassRecipe,
  discoRecipe,
  soulRecipe,
  reggaeRecipe,
  boomBapRecipe,
  swingRecipe,
  smoothJazzRecipe,
  latinRecipe,
  salsaRecipe,
  afrobeatRecipe,
  chamberRecipe,
  kidsRecipe,
  holidayRecipe,
  flamencoRecipe,
  celticRecipe,
  ragtimeRecipe,
  gospelRecipe,
];

const byStyle = new Map(MIX_RECIPES.map((recipe) => [recipe.id, recipe]));

/** The mix recipe of a style. */
export function mixRecipe(style: StyleId): MixRecipe {
  const recipe = byStyle.get(style);
  assert(recipe !== undefined, `style "${style}" has no mix recipe`);
  return recipe;
}
