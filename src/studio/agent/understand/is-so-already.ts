import type { MusicChange } from '../../../engine/score/index.ts';
import type { MusicDetails } from '../../actions/generate/generate-request.ts';

/** How near a length or a tempo is to be the same. */
const NEAR = 0.05;

/** Whether music is like that before it is changed. */
export function isSoAlready(change: MusicChange, brief: MusicDetails['brief']): boolean {
  switch (change.kind) {
    case 'length':
      return Math.abs(change.seconds - brief.durationSeconds) < NEAR;
    case 'tempo':
      return Math.abs(change.bpm - brief.tempoBpm) < NEAR;
    case 'style':
      return change.style === brief.style;
    case 'key':
      return JSON.stringify(brief['key']) === JSON.stringify(change.key);
    case 'loop':
      return brief['loop'] === change.isLoop;
    default:
      return false;
  }
}
