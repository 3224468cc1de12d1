export type { Performance, PlayedNote, PlayedPart } from './performance.ts';
export { silence, type Stereo } from './stereo.ts';
export { KIT_PIECES, type KitPiece, type Stem } from './stem.ts';
export { perform } from './perform.ts';
export { renderStem } from './render-stem.ts';
export { loadSoundBank, type OneShots, type PresetId, SoundBank } from './sound-bank.ts';
