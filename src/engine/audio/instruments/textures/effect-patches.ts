import type { PatchColour } from '../synth/synth-setting.ts';

/** The ways in which each transition sounds; what they are like decides which style takes which. */
export const EFFECT_PATCHES: readonly {
  readonly id: string;
  readonly instrument: string;
  readonly colours: readonly PatchColour[];
}[] = [
  { id: 'noise-rise', instrument: 'riser', colours: ['film', 'pop', 'soft', 'dream', 'minimal'] },
  { id: 'tuned-rise', instrument: 'riser', colours: ['big', 'retro', 'bright', 'dark', 'club'] },
  { id: 'trembling-rise', instrument: 'riser', colours: ['film', 'hard', 'club', 'dark'] },
  { id: 'quickening-rise', instrument: 'riser', colours: ['club', 'chip', 'hard', 'digital', 'big'] },
  { id: 'great-drums', instrument: 'impact', colours: ['film', 'hard', 'dark'] },
  { id: 'sub-crack', instrument: 'impact', colours: ['club', 'big', 'hard', 'digital', 'pop'] },
  { id: 'distant-boom', instrument: 'impact', colours: ['dream', 'film', 'soft', 'dusty', 'minimal'] },
  { id: 'boom-and-wash', instrument: 'impact', colours: ['retro', 'big', 'analogue', 'bright', 'funk'] },
  { id: 'noise-fall', instrument: 'downlifter', colours: ['pop', 'club', 'big', 'soft', 'film', 'minimal'] },
  { id: 'tuned-fall', instrument: 'downlifter', colours: ['retro', 'club', 'bright', 'chip', 'hard'] },
  { id: 'tape-stop', instrument: 'downlifter', colours: ['dusty', 'funk', 'retro', 'dark', 'digital'] },
  { id: 'short-sub', instrument: 'sub-drop', colours: ['club', 'minimal', 'hard', 'pop'] },
  { id: 'long-sub', instrument: 'sub-drop', colours: ['film', 'big', 'dark', 'dream'] },
];
