import { addText, changeText, setCaptions } from './add-text.ts';
import { addMarker, removeMarkers, rename, setFrame, setFrameRate } from './change-whole.ts';
import { cutOut } from './cut-out.ts';
import { moveClip, reorderClip } from './move-clip.ts';
import { placeMedia } from './place-media.ts';
import type { Planner } from './planner.ts';
import { removeClip } from './remove-clip.ts';
import { setFraming } from './set-framing.ts';
import { setLevel } from './set-level.ts';
import { setDucking, setFades } from './set-sound.ts';
import { setSpeed } from './set-speed.ts';
import { setTransition } from './set-transition.ts';
import { splitClip } from './split-clip.ts';
import { setClipLength, trimClip } from './trim-clip.ts';

/** One for every kind of request. */
export const PLANNERS: readonly Planner[] = [
  placeMedia,
  removeClip,
  trimClip,
  setClipLength,
  cutOut,
  splitClip,
  reorderClip,
  moveClip,
  setSpeed,
  setFraming,
  setTransition,
  setLevel,
  setFades,
  setDucking,
  addText,
  changeText,
  setCaptions,
  setFrame,
  setFrameRate,
  rename,
  addMarker,
  removeMarkers,
];
