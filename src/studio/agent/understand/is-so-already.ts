import type { MusicChange } from '../../../engine/score/index.ts';
import type { MusicDetails } from '../../actions/generate/generate-request.ts';

/** How near a length or a tempo is to be the same. */
const NEAR = 0.05;

/** Whether music is like that before it is changed. */
export function isSoAlready(change: MusicChange, brief: MusicDetails['brief']): boolean {
  const { kind } = change;
  if (kind === 'length') {
    return Math.abs(change.seconds - brief.durationSeconds) < NEAR;
  }

  if (kind === 'tempo') {
    return Math.abs(change.bpm - brief.tempoBpm) < NEAR;
  }

  if (kind === 'key') {
    return JSON.stringify(brief['key']) === JSON.stringify(change.key);
  }

  return (kind === 'style' && change.style === brief.style) || (kind === 'loop' && brief['loop'] === change.isLoop);
}
