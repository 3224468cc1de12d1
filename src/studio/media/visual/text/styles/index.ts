import type { TextStyle } from '../../../../../engine/timeline/index.ts';
import type { TextComposer } from '../text-style.ts';
import { composeCaption } from './caption.ts';
import { composeCinematic } from './cinematic.ts';
import { composeFade } from './fade.ts';
import { composeLowerThird } from './lower-third.ts';
import { composePop } from './pop.ts';
import { composeRise } from './rise.ts';
import { composeTypewriter } from './typewriter.ts';

/** Who sets a text in which style. */
export const TEXT_COMPOSERS: { readonly [style in TextStyle]: TextComposer } = {
  rise: composeRise,
  fade: composeFade,
  typewriter: composeTypewriter,
  pop: composePop,
  cinematic: composeCinematic,
  'lower-third': composeLowerThird,
  caption: composeCaption,
};
