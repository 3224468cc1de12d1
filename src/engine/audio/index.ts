export type { Performance, PlayedNote, PlayedPart } from './performance.ts';
export { silence, type Stereo } from './stereo.ts';
