export type { Performance, PlayedNote, PlayedPart } from './performance.ts';
export { silence, type Stereo } from './stereo.ts';
export { KIT_PIECES, type KitPiece, type Stem } from './stem.ts';
