import { ask, keepMusic, question } from './recognise/ask.ts';
import { clear } from './recognise/clear.ts';
import { ducking } from './recognise/ducking.ts';
import { exchange } from './recognise/exchange.ts';
import { fades } from './recognise/fades.ts';
import { history, more } from './recognise/history.ts';
import { hits } from './recognise/hits.ts';
import { level } from './recognise/level.ts';
import { move } from './recognise/move.ts';
import { music } from './recognise/music.ts';
import { framing, speed, transition } from './recognise/picture.ts';
import { place, reorder } from './recognise/place.ts';
import type { Recogniser } from './recognise/recogniser.ts';
import { text } from './recognise/text.ts';
import { remove, split, total, trim } from './recognise/trim.ts';
import { frame, frameRate, marker, rename } from './recognise/whole.ts';

/** Everything that a part of a message can ask for. Of those that understand a part equally well the first decides. */
export const RECOGNISERS: readonly Recogniser[] = [
  keepMusic,
  clear,
  question,
  rename,
  more,
  text,
  frame,
  frameRate,
  marker,
  hits,
  transition,
  fades,
  ducking,
  level,
  split,
  total,
  exchange,
  reorder,
  move,
  place,
  speed,
  trim,
  remove,
  framing,
  music,
  history,
  ask,
];
