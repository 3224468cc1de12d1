import { describe, expect, it } from 'vitest';
import { openDraft, WireDraft } from '../../contract/service/index.ts';
import type { Media } from '../store/records/media.ts';
import type { Session } from '../store/records/sessions.ts';
import { knownOf } from './read-scene.ts';

const now = new Date(0);
const session: Session = {
  id: '1',
  taskId: 'task_1',
  taskName: 'project',
  accountId: 'anon_1',
  appName: 'nemo_agent',
  title: 'project',
  language: null,
  draft: {},
  revision: 0,
  state: {},
  createdAt: now,
  updatedAt: now,
};

function music(id: string, seed: number): Media {
  return {
    id,
    accountId: 'anon_1',
    sessionId: '1',
    origin: 'generated',
    kind: 'music',
    blobHash: String(seed).repeat(64),
    bytes: 1,
    contentType: 'audio/flac',
    filename: 'music.flac',
    title: 'Music',
    prompt: 'calm',
    durationMs: 1000,
    width: null,
    height: null,
    framesPerSecond: null,
    thumbnailHash: null,
    peaksHash: null,
    details: {
      wish: { prompt: 'calm', words: 'calm', hints: {}, frame: null },
      brief: { durationSeconds: 1, tempoBpm: 80, style: 'piano', seed },
    },
    createdAt: now,
  };
}

describe('what a message is read with', () => {
  const media = [music('med_1', 1), music('med_2', 2)];

  it.each([
    ['what was made last, on an empty timeline', {}, 'med_2'],
    ['what plays, after an undo', { t: [{ tt: 1, sg: [{ s: 0, d: 1000, m: { src: 'med_1' } }] }] }, 'med_1'],
  ])('takes for the music of the session %s', (_, draft, expected) => {
    const wire = WireDraft.parse(draft);
    const timeline = openDraft(wire, { title: 'project', media: new Map(media.map((file) => [file.id, file])) });
    const context = { media: new Map(), makeId: (kind: string) => kind };
    const known = knownOf({ session, draft: wire, media, timeline, context, revisions: [] }, false);
    expect(known.last?.mediaId).toBe(expected);
    expect(known.usedSeeds).toEqual([1, 2]);
  });
});
