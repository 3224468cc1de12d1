import type { StyleId } from '../../brief/index.ts';
import { acousticStyle } from './acoustic.ts';
import { ambientStyle } from './ambient.ts';
import { indieStyle } from './indie.ts';
import { popRockStyle } from './pop-rock.ts';
import { postRockStyle } from './post-rock.ts';
import { bluesStyle } from './blues.ts';
import { countryStyle } from './country.ts';
import { bluegrassStyle } from './bluegrass.ts';
import { discoStyle } from './disco.ts';
import { soulStyle } from './soul.ts';
import { reggaeStyle } from './reggae.ts';
import { boomBapStyle } from './boom-bap.ts';
import { bossaStyle } from './bossa.ts';
import { chiptuneStyle } from './chiptune.ts';
import { cinematicStyle } from './cinematic.ts';
import { corporateStyle } from './corporate.ts';
import { deepHouseStyle } from './deep-house.ts';
import { downtempoStyle } from './downtempo.ts';
import { droneStyle } from './drone.ts';
import { drumAndBassStyle } from './drum-and-bass.ts';
import { edmStyle } from './edm.ts';
import { epicStyle } from './epic.ts';
import { folkStyle } from './folk.ts';
import { funkStyle } from './funk.ts';
import { hipHopStyle } from './hip-hop.ts';
import { houseStyle } from './house.ts';
import { jazzStyle } from './jazz.ts';
import { lofiStyle } from './lofi.ts';
import { meditationStyle } from './meditation.ts';
import { orchestralStyle } from './orchestral.ts';
import { pianoStyle } from './piano.ts';
import { popStyle } from './pop.ts';
import { rockStyle } from './rock.ts';
import { stringsStyle } from './strings.ts';
import { synthpopStyle } from './synthpop.ts';
import { synthwaveStyle } from './synthwave.ts';
import { techHouseStyle } from './tech-house.ts';
import { technoStyle } from './techno.ts';
import { tranceStyle } from './trance.ts';
import { trapStyle } from './trap.ts';
import { swingStyle } from './swing.ts';
import { smoothJazzStyle } from './smooth-jazz.ts';
import { latinStyle } from './latin.ts';
import { salsaStyle } from './salsa.ts';
import { afrobeatStyle } from './afrobeat.ts';
import { chamberStyle } from './chamber.ts';
import { kidsStyle } from './kids.ts';
import { holidayStyle } from './holiday.ts';
import { flamencoStyle } from './flamenco.ts';
import { celticStyle } from './celtic.ts';
import { ragtimeStyle } from './ragtime.ts';
import { gospelStyle } from './gospel.ts';
import type { Style } from './style.ts';

/** Every style, a line each; the compiler rejects the table while one is missing. */
const STYLES: { readonly [id in StyleId]: Style } = {
  acoustic: acousticStyle,
  folk: folkStyle,
  pop: popStyle,
  lofi: lofiStyle,
  'hip-hop': hipHopStyle,
  trap: trapStyle,
  house: houseStyle,
  edm: edmStyle,
  synthwave: synthwaveStyle,
  ambient: ambientStyle,
  cinematic: cinematicStyle,
  epic: epicStyle,
  orchestral: orchestralStyle,
  piano: pianoStyle,
  strings: stringsStyle,
  jazz: jazzStyle,
  bossa: bossaStyle,
  rock: rockStyle,
  funk: funkStyle,
  corporate: corporateStyle,
  'deep-house': deepHouseStyle,
  'tech-house': techHouseStyle,
  techno: technoStyle,
  trance: tranceStyle,
  'drum-and-bass': drumAndBassStyle,
  synthpop: synthpopStyle,
  chiptune: chiptuneStyle,
  downtempo: downtempoStyle,
  drone: droneStyle,
  meditation: meditationStyle,
  indie: indieStyle,
  'pop-rock': popRockStyle,
  'post-rock': postRockStyle,
  blues: bluesStyle,
  country: countryStyle,
  bluegrass: bluegrassStyle,
  disco: discoStyle,
  soul: soulStyle,
  reggae: reggaeStyle,
  'boom-bap': boomBapStyle,
  swing: swingStyle,
  'smooth-jazz': smoothJazzStyle,
  latin: latinStyle,
  salsa: salsaStyle,
  afrobeat: afrobeatStyle,
  chamber: chamberStyle,
  kids: kidsStyle,
  holiday: holidayStyle,
  flamenco: flamencoStyle,
  celtic: celticStyle,
  ragtime: ragtimeStyle,
  gospel: gospelStyle,
};

/** The style of this id. */
export function styleOf(id: StyleId): Style {
  return STYLES[id];
}
