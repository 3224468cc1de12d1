import type { EditRequest } from '../../../engine/timeline/index.ts';

/** What a revision is called by what was asked for. */
const LABELS: { readonly [kind in EditRequest['kind']]: string } = {
  'place-media': 'Add media',
  'remove-clip': 'Remove a clip',
  'trim-clip': 'Trim a clip',
  'set-clip-length': 'Change the length of a clip',
  'cut-out': 'Cut a stretch out',
  'split-clip': 'Split a clip',
  'reorder-clip': 'Change the order of clips',
  'move-clip': 'Move a clip',
  'set-speed': 'Change the speed of a clip',
  'set-framing': 'Change how a clip stands in the picture',
  'set-transition': 'Change the transitions',
  'set-level': 'Set the level of sound',
  'set-fades': 'Set the fades of sound',
  'set-ducking': 'Set the ducking',
  'add-text': 'Add a text',
  'change-text': 'Change a text',
  'set-captions': 'Set the captions',
  'set-frame': 'Set the shape of the picture',
  'set-frame-rate': 'Set the frame rate',
  rename: 'Rename the project',
  'add-marker': 'Add a marker',
  'remove-markers': 'Remove markers',
};

/** What a revision made by these requests is called, for people: one thing by its name, several `Change the timeline`. */
export function labelOf(requests: readonly EditRequest[]): string {
  const labels = new Set(requests.map(({ kind }) => LABELS[kind]));
  return labels.size === 1 ? [...labels].join('') : 'Change the timeline';
}
