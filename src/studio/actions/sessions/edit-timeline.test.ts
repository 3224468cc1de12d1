import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { JsonValue, summariseDraft, WireDraft } from '../../../contract/service/index.ts';
import { EditRequest } from '../../../engine/timeline/index.ts';
import { saveMedia } from '../../store/records/media.ts';
import { listRevisions, saveDraft } from '../../store/records/revisions.ts';
import { findSession } from '../../store/records/sessions.ts';
import type { Caller } from '../service-ports.ts';
import { editTimeline, type EditedTimeline } from './edit-timeline.ts';
import { lastTouchedClips } from './last-touched-clips.ts';
import { redoRevisions, undoRevisions } from './undo-revisions.ts';

describe.each(DATABASE_KINDS)('a timeline edited on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openTestService(kind);
  });
  afterAll(async () => service.close());

  type Place = { readonly caller: Caller; readonly sessionId: string };

  const draftOf = async ({ caller, sessionId }: Place): Promise<WireDraft> =>
    WireDraft.parse((await findSession(service.ports.database, { id: sessionId, accountId: caller.account.id }))?.draft);
  const edit = async ({ caller, sessionId }: Place, requests: readonly object[], isSeparable = false): Promise<EditedTimeline> =>
    editTimeline(service.ports, caller, {
      sessionId,
      turnId: null,
      isSeparable,
      requests: requests.map((request) => EditRequest.parse(request)),
    });
  const undo = async ({ caller, sessionId }: Place, steps: number | 'all' = 1): ReturnType<typeof undoRevisions> =>
    undoRevisions(service.ports, caller, { sessionId, turnId: null, steps });
  const redo = async ({ caller, sessionId }: Place, steps: number | 'all' = 1): ReturnType<typeof redoRevisions> =>
    redoRevisions(service.ports, caller, { sessionId, turnId: null, steps });

  /** A session with two films of 8 and 6 seconds, on its timeline one behind the other. */
  async function withFilms(): Promise<Place> {
    const place = await service.newCaller();
    for (const [name, durationMs] of [
      ['harbour', 8000],
      ['market', 6000],
    ] as const) {
      await saveMedia(service.ports.database, {
        id: `med_${name}_${place.sessionId}`,
        accountId: place.caller.account.id,
        sessionId: place.sessionId,
        origin: 'uploaded',
        kind: 'video',
        blobHash: '0'.repeat(64),
        bytes: 1,
        contentType: 'video/mp4',
        filename: `${name}.mp4`,
        title: name,
        prompt: null,
        durationMs,
        width: 1920,
        height: 1080,
        framesPerSecond: 30,
        thumbnailHash: null,
        peaksHash: null,
        details: { codecs: ['h264'], hasSound: true },
        createdAt: service.ports.wallClock.now(),
      });
    }

    const placed = ['harbour', 'market'].map((name) => ({
      kind: 'place-media',
      mediaId: `med_${name}_${place.sessionId}`,
      on: 'video',
      atMs: null,
      durationMs: null,
      newId: `seg_${name}`,
    }));
    const done = await edit(place, placed);
    expect(done.outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'done']);
    return place;
  }

  const trim = (clipId: string, headMs: number): object => ({ kind: 'trim-clip', clipId, headMs, tailMs: 0, isClosed: true });

  it('is one revision for a message, with its edit, its inverse and its length', async () => {
    const place = await withFilms();
    expect(summariseDraft(await draftOf(place))).toContain('harbour (0-8s), market (8-14s)');
    await edit(place, [trim('seg_harbour', 2000), { kind: 'set-speed', clipId: 'seg_market', speed: 2 }]);
    const draft = await draftOf(place);
    expect(draft.d).toBe(9000);
    expect(summariseDraft(draft)).toContain('harbour (0-6s), market (6-9s');
    const revisions = await listRevisions(service.ports.database, { sessionId: place.sessionId, limit: 9 });
    expect(revisions.map(({ label }) => label)).toEqual(['Change the timeline', 'Add media']);
    expect(revisions[0]).toMatchObject({ edit: { kind: 'edits', touched: ['seg_harbour', 'seg_market'] } });
    expect(revisions[0]?.inverse).toMatchObject({ edits: expect.any(Array) });
    expect(await lastTouchedClips(service.ports.database, place.sessionId)).toEqual(['seg_market', 'seg_harbour']);
  });

  it('does all of a message or nothing of it, unless its parts can stand alone', async () => {
    const place = await withFilms();
    const before = await draftOf(place);
    const requests = [trim('seg_harbour', 2000), { kind: 'split-clip', clipId: 'seg_market', atMs: 99_000 }];
    const refused = await edit(place, requests);
    expect(refused.isChanged).toBe(false);
    expect(refused.outcomes.map((outcome) => outcome.kind)).toEqual(['held-back', 'refused']);
    expect(refused.outcomes[1]?.refusal?.message).toMatch(/market/);
    expect(await draftOf(place)).toEqual(before);

    const parted = await edit(place, requests, true);
    expect(parted.outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'refused']);
    expect(summariseDraft(await draftOf(place))).toContain('harbour (0-6s), market (6-12s)');
  });

  it('saves nothing and claims nothing where it is that way already', async () => {
    const place = await withFilms();
    const again = await edit(place, [{ kind: 'set-speed', clipId: 'seg_market', speed: 1 }]);
    expect(again).toMatchObject({ isChanged: false, outcomes: [{ kind: 'unchanged' }] });
    expect(await listRevisions(service.ports.database, { sessionId: place.sessionId, limit: 9 })).toHaveLength(1);
  });

  it('gives a title of an empty timeline the time it takes to read it', async () => {
    const place = await service.newCaller();
    await edit(place, [{ kind: 'add-text', role: 'title', text: 'Urban Dreams', fromMs: null, toMs: null }]);
    expect(await draftOf(place)).toMatchObject({
      d: 4500,
      t: [{ tt: 7, sg: [{ s: 500, d: 4000, m: { text: 'Urban Dreams' } }] }],
    });
  });

  it('goes back and forth by messages, several at a time, until something else is changed', async () => {
    const place = await withFilms();
    const states = [await draftOf(place)];
    for (const request of [trim('seg_harbour', 2000), trim('seg_market', 1000), { kind: 'rename', name: 'Lisbon' }]) {
      await edit(place, [request]);
      states.push(await draftOf(place));
    }

    expect((await undo(place))?.labels).toEqual(['Rename the project']);
    expect(await draftOf(place)).toEqual(states[2]);
    expect((await undo(place, 2))?.labels).toEqual(['Trim a clip', 'Trim a clip']);
    expect(await draftOf(place)).toEqual(states[0]);
    expect((await redo(place))?.labels).toEqual(['Trim a clip']);
    expect(await draftOf(place)).toEqual(states[1]);
    expect((await redo(place, 'all'))?.labels).toEqual(['Rename the project', 'Trim a clip']);
    expect(await draftOf(place)).toEqual(states[3]);
    expect(await redo(place)).toBeNull();

    await undo(place);
    await edit(place, [{ kind: 'set-frame', width: 1080, height: 1920 }]);
    expect(await redo(place)).toBeNull();
    expect((await undo(place, 'all'))?.labels).toHaveLength(4);
    expect(await draftOf(place)).toEqual({});
    expect(await undo(place)).toBeNull();
    await redo(place, 1);
    expect(await draftOf(place)).toEqual(states[0]);
  });

  it('takes a draft that a client replaced as a whole back to the one before it, as that was spelled', async () => {
    const place = await withFilms();
    const before = await draftOf(place);
    const foreign = JsonValue.parse({
      d: 5,
      x: 1,
      t: [
        { tt: 99, q: 'kept' },
        { tt: 1, sg: [{ d: 1000, m: { name: 'a', odd: true } }] },
      ],
    });
    await saveDraft(service.ports.database, {
      sessionId: place.sessionId,
      after: 1,
      draft: foreign,
      edit: null,
      inverse: null,
      label: 'Replace the draft',
      turnId: null,
      now: service.ports.wallClock.now(),
    });
    await edit(place, [{ kind: 'rename', name: 'Mine' }]);
    expect(await draftOf(place)).toMatchObject({ x: 1, m: { title: 'Mine' }, t: [{ tt: 99, q: 'kept' }, { tt: 1 }] });
    await undo(place);
    expect(await draftOf(place)).toEqual(foreign);
    await undo(place);
    expect(await draftOf(place)).toEqual(before);
  });

  it('is edited by several writers at once without losing any of it', async () => {
    const place = await withFilms();
    await Promise.all(
      ['a', 'b', 'c'].map(async (name, index) =>
        edit(place, [{ kind: 'add-marker', atMs: 1000 * (index + 1), name, marker: 'note' }]),
      ),
    );
    const { m } = await draftOf(place);
    expect(m).toMatchObject({ markers: [{ at: 1000 }, { at: 2000 }, { at: 3000 }] });
  });
});
