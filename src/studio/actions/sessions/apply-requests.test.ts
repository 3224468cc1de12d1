import { expect, it } from 'vitest';
import { type EditRequest, newClip, newTimeline, newTrack } from '../../../engine/timeline/index.ts';
import { applyRequests } from './apply-requests.ts';

const seconds = (value: number): { readonly value: number; readonly rate: number } => ({ value, rate: 1 });

it('refuses the rest of a message that would hold up everybody else, and does what came before', () => {
  const clips = Array.from({ length: 5000 }, (_, at) =>
    newClip({
      id: `clip-${at}`,
      name: '',
      media: { kind: 'media', mediaId: 'med_1', shows: 'image', availableRange: null },
      start: seconds(at),
      sourceRange: { start: seconds(0), duration: seconds(1) },
    }),
  );
  const timeline = newTimeline({ name: '', tracks: [newTrack({ kind: 'video', id: 'track', name: '', clips })] });
  const requests = Array.from({ length: 60 }, (_, at): EditRequest => ({
    kind: 'set-framing',
    clipId: `clip-${at}`,
    fit: 'fill',
  }));
  const context = { media: new Map(), makeId: (kind: string) => kind };
  const { outcomes, timeline: after } = applyRequests(timeline, { requests, isSeparable: true, context });
  expect(outcomes.map(({ kind }) => kind)).toEqual([...Array<string>(11).fill('done'), ...Array<string>(49).fill('refused')]);
  expect(outcomes.at(-1)?.refusal?.message).toMatch(/too much for one message/);
  expect(after.tracks[0]?.clips.filter(({ framing }) => framing !== null)).toHaveLength(11);
});
