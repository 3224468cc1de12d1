import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestService, type TestService } from '../../../test/service-fixture.ts';
import { summariseDraft, type WireDraft } from '../../contract/service/index.ts';
import type { EditRequest } from '../../engine/timeline/index.ts';
import { generateHandler } from '../actions/generate/generate-job.ts';
import type { Caller } from '../actions/service-ports.ts';
import { createAudioRenderer } from '../audio-worker/index.ts';
import { createMediaAnalyser, createMediaExporter } from '../media/index.ts';
import { writeClip } from '../media/clip-fixture.ts';
import type { JobHandler } from '../ports/queue.ts';
import { nodeInstall } from '../store/node-install.ts';
import { readBalance } from '../store/records/credits.ts';
import { listMedia, saveMedia } from '../store/records/media.ts';
import { listRevisions } from '../store/records/revisions.ts';
import { startTurn, endTurn } from '../store/records/turns.ts';
import { findScene } from './read-scene.ts';
import { beginUse } from './run-plan.ts';
import { mergeUses } from './tools/merge-uses.ts';
import type { PlannedUse } from './tools/tool-arguments.ts';
import type { ToolReport } from './tools/tool.ts';
import { wordingOf } from './wording/wording-of.ts';

const audioRenderer = createAudioRenderer({ workers: 1 });
const mediaExporter = createMediaExporter();
const mediaAnalyser = createMediaAnalyser();
const never = new AbortController().signal;
const noExports: JobHandler = async () => Promise.reject(new Error('Nothing is exported here'));

/** Wishes for music that is rendered quickly. */
const wish = { prompt: 'solo piano', words: 'solo piano', hints: { seed: 7 }, frame: null, keepsTitle: false };

describe('turns that work on music', () => {
  let service: TestService;
  let folder = '';
  beforeAll(async () => {
    service = await openTestService('pglite');
    folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
    const install = await nodeInstall();
    await service.ports.queue.work({
      generate: generateHandler({ ...service.ports, audioRenderer, mediaAnalyser, mediaExporter, install }),
      export: noExports,
    });
  });
  afterAll(async () => {
    await service.close();
    await Promise.all([audioRenderer.close(), mediaExporter.close(), rm(folder, { recursive: true })]);
  });

  type Place = { readonly caller: Caller; readonly sessionId: string };

  /** A session with a film of `seconds` that changes its picture every two seconds. */
  async function withFilm(seconds: number, credits = 100): Promise<Place> {
    const { ports } = service;
    const place = await service.newCaller(credits);
    const path = join(folder, `${place.sessionId}.mp4`);
    await writeClip(path, {
      width: 96,
      height: 54,
      framesPerSecond: 25,
      frames: seconds * 25,
      lumaOf: (frame) => (Math.floor(frame / 50) % 2 === 0 ? 40 : 200),
    });
    const blob = await ports.blobs.putFile(path);
    await saveMedia(ports.database, {
      id: `med_film_${place.sessionId}`,
      accountId: place.caller.account.id,
      sessionId: place.sessionId,
      origin: 'uploaded',
      kind: 'video',
      blobHash: blob.hash,
      bytes: blob.bytes,
      contentType: 'video/mp4',
      filename: 'film.mp4',
      title: 'film',
      prompt: null,
      durationMs: seconds * 1000,
      width: 96,
      height: 54,
      framesPerSecond: 25,
      thumbnailHash: null,
      peaksHash: null,
      details: { codecs: ['h264'], hasSound: false },
      createdAt: ports.wallClock.now(),
    });
    return place;
  }

  /** Carries the uses out as a turn would, and gives what each of them reported. */
  async function carryOut({ caller, sessionId }: Place, uses: readonly PlannedUse[]): Promise<readonly ToolReport[]> {
    const { ports } = service;
    const now = ports.wallClock.now();
    const turn = await startTurn(ports.database, {
      id: ports.ids.make('turn'),
      sessionId,
      accountId: caller.account.id,
      invocationId: ports.ids.make('invocation'),
      processId: 'prc_test',
      now,
    });
    if (turn === null) {
      throw new Error('Expected no other turn');
    }

    const reports: ToolReport[] = [];
    for (const use of mergeUses(uses)) {
      const found = await findScene(ports, caller, sessionId);
      const begun = await beginUse({ ...found, ports, caller, turn, wording: wordingOf('en'), signal: never }, use);
      reports.push(await begun.use.finish(() => undefined));
    }

    await endTurn(ports.database, { id: turn.id, status: 'completed', spent: null, error: null, now });
    return reports;
  }

  const draftOf = async ({ caller, sessionId }: Place): Promise<WireDraft> =>
    (await findScene(service.ports, caller, sessionId)).draft;
  const soundOf = (draft: WireDraft): NonNullable<NonNullable<WireDraft['t']>[number]['sg']>[number] | undefined =>
    draft.t?.find(({ tt }) => tt === 1)?.sg?.[0];
  const edit = (...requests: readonly EditRequest[]): PlannedUse => ({
    tool: 'edit_multitrack',
    args: { requests: [...requests] },
  });
  const level = (clipId: string, gainDb: number): EditRequest => ({
    kind: 'set-level',
    clipIds: [clipId],
    gainDb,
    isRelative: false,
    fromMs: null,
    toMs: null,
  });

  it('make it, place footage and set its level in one revision, fit it when the picture is trimmed, and land it on cuts', async () => {
    const place = await withFilm(8);
    const { sessionId, caller } = place;
    const [made] = await carryOut(place, [
      edit({
        kind: 'place-media',
        mediaId: `med_film_${sessionId}`,
        on: 'video',
        atMs: null,
        durationMs: null,
        newId: 'seg_film',
      }),
      { tool: 'generate_music', args: { wish, takeOf: null, isAnother: false, newId: 'seg_music' } },
      edit(level('seg_music', -6)),
    ]);
    expect(made?.said).toContain('100% → 50%');
    const draft = await draftOf(place);
    expect(summariseDraft(draft)).toMatch(/film \(0-8s\).* \(0-8s, 50%\)/);
    expect(await listRevisions(service.ports.database, { sessionId, limit: 9 })).toHaveLength(1);
    const first = soundOf(draft);

    // The picture gets shorter: the music is fitted to it, keeps its level and its place, and both are one revision.
    const trim: EditRequest = { kind: 'trim-clip', clipId: 'seg_film', headMs: 2000, tailMs: 0, isClosed: true };
    const [trimmed] = await carryOut(place, [edit(trim)]);
    expect(trimmed?.said).toContain('8 s → 6 s');
    const fitted = await draftOf(place);
    const second = soundOf(fitted);
    expect(second).toMatchObject({ id: first?.id, s: 0, d: 6000, m: { volume: first?.m?.volume } });
    expect(second?.m?.src).not.toBe(first?.m?.src);
    const revisions = await listRevisions(service.ports.database, { sessionId, limit: 9 });
    expect(revisions.map(({ label }) => label)).toEqual(['Fit the music to the picture', 'Add music']);
    expect((await readBalance(service.ports.database, caller.account.id))?.available).toBe(60);

    const [landed] = await carryOut(place, [{ tool: 'match_cuts', args: {} }]);
    // The film's cuts at 4 and 6 s are now at 2 and 4.
    expect(landed?.said).toMatch(/lands on 0:02 .* 0:04 .* ms off/);
    expect(soundOf(await draftOf(place))).toMatchObject({ id: first?.id, d: 6000 });
    const film = (await listMedia(service.ports.database, sessionId)).find(({ kind }) => kind === 'video');
    expect(film?.details).toMatchObject({ findings: { cuts: [2000, 4000, 6000], speech: [] } });

    await carryOut(place, [{ tool: 'undo', args: { steps: 2 } }]);
    expect(await draftOf(place)).toEqual(draft);
  });

  it('change what is named, say from what to what, and make nothing where nothing changes', async () => {
    const place = await withFilm(6);
    const { sessionId, caller } = place;
    await carryOut(place, [{ tool: 'generate_music', args: { wish, takeOf: null, isAnother: false } }]);
    const mediaId = soundOf(await draftOf(place))?.m?.src ?? '';
    const changes = [{ kind: 'transpose', semitones: 2 } as const];
    const [revised] = await carryOut(place, [
      { tool: 'revise_music', args: { mediaId, changes } },
      edit({ kind: 'add-text', role: 'title', text: 'Lisbon', fromMs: null, toMs: null, newId: null }),
    ]);
    expect(revised?.said).toMatch(/key \S+ \S+ → \S+ \S+/);
    expect(revised?.said).toContain('Lisbon');
    expect(await listRevisions(service.ports.database, { sessionId, limit: 9 })).toHaveLength(2);
    const files = await listMedia(service.ports.database, sessionId);
    expect(files.at(-1)?.details).toMatchObject({ revisionOf: mediaId });
    const spent = (await readBalance(service.ports.database, caller.account.id))?.available;
    const [nothing] = await carryOut(place, [
      { tool: 'revise_music', args: { mediaId: files.at(-1)?.id ?? '', changes: [{ kind: 'transpose', semitones: 0 }] } },
    ]);
    expect(nothing?.draft).toBeNull();
    expect((await readBalance(service.ports.database, caller.account.id))?.available).toBe(spent);
  });

  it('trim the picture alone when the music is to stay, or cannot be paid', async () => {
    const place = await withFilm(6, 20);
    const { sessionId } = place;
    await carryOut(place, [{ tool: 'generate_music', args: { wish, takeOf: null, isAnother: false } }]);
    const film = (await draftOf(place)).t?.find(({ tt }) => tt === 0)?.sg?.[0]?.id ?? '';
    const trim: EditRequest = { kind: 'trim-clip', clipId: film, headMs: 0, tailMs: 1000, isClosed: true };
    const [kept] = await carryOut(place, [{ tool: 'edit_multitrack', args: { requests: [trim], keepsMusic: true } }]);
    expect(kept?.said).toContain('The music stays as it is.');
    await carryOut(place, [{ tool: 'undo', args: {} }]);
    const [poor] = await carryOut(place, [edit(trim)]);
    expect(poor?.said).toContain('not enough credits');
    expect(soundOf(await draftOf(place))).toMatchObject({ d: 6000 });
    expect(await listRevisions(service.ports.database, { sessionId, limit: 9 })).toHaveLength(4);
  });
});
