import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import type { WireDraft } from '../../../contract/service/index.ts';
import { waitForJob, watchJob } from '../../jobs/index.ts';
import { decodeFile } from '../../media/decode-fixture.ts';
import { createAudioRenderer } from '../../audio-worker/index.ts';
import { createMediaExporter } from '../../media/index.ts';
import type { Install } from '../../ports/install.ts';
import { diskFiles } from '../../store/disk-files.ts';
import { nodeInstall } from '../../store/node-install.ts';
import type { Job } from '../../store/records/jobs.ts';
import type { Caller } from '../service-ports.ts';
import { cancelExport } from './cancel-export.ts';
import { exportHandler } from './export-job.ts';
import { ExportResult } from './export-request.ts';
import { exportRequest, keepMusic, musicDraft } from '../../../../test/export-fixture.ts';
import { openExport } from './open-export.ts';
import { readExport } from './read-export.ts';
import { retryExport } from './retry-export.ts';
import { startExport } from './start-export.ts';

const mediaExporter = createMediaExporter();
const stemRenderer = createAudioRenderer({ workers: 1 });
const attributed = { hasAttribution: true };
const signal = new AbortController().signal;
const scratch = new Set<string>();
let service: TestService;
let caller: Caller;
let sessionId = '';
let music = '';

beforeAll(async () => {
  service = await openTestService('pglite');
  ({ caller, sessionId } = await service.newCaller());
  const { ports, folder } = service;
  music = await keepMusic(ports, { accountId: caller.account.id, sessionId, folder, mediaExporter });
  const install = watched(await nodeInstall());
  await ports.queue.work({
    generate: async () => Promise.reject(new Error('Nothing is generated here')),
    export: exportHandler({ ...ports, mediaExporter, stemRenderer, files: diskFiles, install }),
  });
});

afterAll(async () => {
  await service.close();
  await Promise.all([mediaExporter.close(), stemRenderer.close()]);
});

/** Remembers which folders are in use. */
function watched(install: Install): Pick<Install, 'makeScratchFolder' | 'removeScratchFolder'> {
  return {
    async makeScratchFolder() {
      const path = await install.makeScratchFolder();
      scratch.add(path);
      return path;
    },
    async removeScratchFolder(path) {
      await install.removeScratchFolder(path);
      scratch.delete(path);
    },
  };
}

async function start(id: string, draft: WireDraft, by = caller): Promise<Job> {
  return startExport(service.ports, by, exportRequest(id, sessionId, draft), attributed);
}

async function finish(id: string, onProgress: (done: number) => void = () => undefined): Promise<Job | null> {
  return waitForJob(service.ports, { id, accountId: caller.account.id, signal, onProgress });
}

/** Waits until the export has come as far as `progress` per cent. */
async function reach(id: string, progress: number): Promise<void> {
  for await (const job of watchJob(service.ports, { id, accountId: caller.account.id, signal })) {
    if (job.progress >= progress) {
      return;
    }
  }
}

describe('an export', { timeout: 60_000 }, () => {
  it('makes the file of a draft, with progress that only rises, and makes an equal one at once', async () => {
    const progress: number[] = [];
    expect(await start('render_1', musicDraft(music, 2500))).toMatchObject({ status: 'pending', progress: 0 });
    const job = await finish('render_1', (done) => progress.push(done));
    expect(job).toMatchObject({ status: 'completed', progress: 100 });
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(ExportResult.parse(job?.result)).toMatchObject({ durationMs: 2500, width: 432, height: 240, title: 'Urban Dreams' });

    const file = await openExport(service.ports, caller, 'render_1');
    expect(file).toMatchObject({ filename: 'Urban Dreams.mp4', contentType: 'video/mp4' });
    const local = await service.ports.blobs.local(file.blobHash);
    const { video, audio, metadata } = await decodeFile(local.path);
    await local.release();
    expect(video).toMatchObject({ frames: 60, framesPerSecond: 24, width: 432, height: 240 });
    expect(audio?.containerSamples).toBe(120_000);
    expect(metadata).toMatchObject({ title: 'Urban Dreams' });
    expect(scratch.size).toBe(0);

    const again = await start('render_2', musicDraft(music, 2500));
    expect(again).toMatchObject({ status: 'completed', progress: 100, blobHash: job?.blobHash });
  });

  it('copies from a former export all that did not change', async () => {
    const draft = musicDraft(music, 4000);
    await start('render_before', draft);
    const before = await finish('render_before');
    expect(ExportResult.parse(before?.result).made).toMatchObject({ copiedFrames: expect.any(Number), encoder: 'libx264' });
    const quieter = {
      ...draft,
      t: draft.t?.map((track) =>
        track.tt === 1 ? { ...track, sg: [{ s: 0, d: 4000, m: { src: music, volume: 0.3 } }] } : track,
      ),
    };
    await start('render_quieter', quieter);
    const quiet = await finish('render_quieter');
    expect(ExportResult.parse(quiet?.result).made).toMatchObject({ copiedFrames: 96, hasCopiedSound: false });
    await start('render_untitled', { ...quieter, t: quieter.t?.filter(({ tt }) => tt !== 7) });
    const untitled = await finish('render_untitled');
    // The words stood in the first second.
    expect(ExportResult.parse(untitled?.result).made).toMatchObject({ copiedFrames: 72, hasCopiedSound: true });
    await start('render_gone', { ...quieter, t: quieter.t?.filter(({ tt }) => tt !== 1) });
    await service.ports.blobs.delete(untitled?.blobHash ?? '');
    await service.ports.blobs.delete(quiet?.blobHash ?? '');
    await service.ports.blobs.delete(before?.blobHash ?? '');
    expect(await finish('render_gone')).toMatchObject({ status: 'completed' });
  });

  it('is the same export for the same id and body, and a conflict for another body or another person', async () => {
    const draft = musicDraft(music, 1000);
    const [first, second] = [await start('render_same', draft), await start('render_same', draft)];
    expect([second.id, second.createdAt]).toEqual([first.id, first.createdAt]);
    await expect(start('render_same', musicDraft(music, 1100))).rejects.toMatchObject({ refusal: 'conflict' });
    const other = await service.newCaller();
    const request = { ...exportRequest('render_same', other.sessionId, { t: [{ tt: 7, sg: [{ d: 500, m: { text: 'Hi' } }] }] }) };
    await expect(startExport(service.ports, other.caller, request, attributed)).rejects.toMatchObject({ refusal: 'conflict' });
    expect(await finish('render_same')).toMatchObject({ status: 'completed' });
  });

  it('stops when it is cancelled, leaves nothing behind, and can be tried again', async () => {
    await start('render_cancel', musicDraft(music, 12_000));
    await reach('render_cancel', 5);
    expect(await cancelExport(service.ports, caller, 'render_cancel')).toMatchObject({ status: 'cancelled' });
    await expect(openExport(service.ports, caller, 'render_cancel')).rejects.toMatchObject({ refusal: 'export-not-found' });
    await start('render_after', musicDraft(music, 1200));
    await finish('render_after');
    expect(scratch.size).toBe(0);

    const { progress, status } = await retryExport(service.ports, caller, { id: 'render_cancel', hasAttribution: true });
    expect([status, progress >= 5]).toEqual(['pending', true]);
    expect(await finish('render_cancel')).toMatchObject({ status: 'completed', attempt: 2 });
    await expect(retryExport(service.ports, caller, { id: 'render_cancel', hasAttribution: true })).rejects.toMatchObject({
      refusal: 'conflict',
    });
  });

  it('goes on when its media process is killed', async () => {
    await start('render_killed', musicDraft(music, 9000));
    // As soon as it is there: later it might be done before the signal comes.
    const started = await vi.waitUntil(() => mediaProcesses(), { timeout: 60_000 });
    for (const pid of started) {
      process.kill(pid, 'SIGKILL');
    }

    const job = await finish('render_killed');
    expect(job).toMatchObject({ status: 'completed', errorMessage: null });
    expect(job?.attempt).toBeGreaterThan(1);
  });

  it('of somebody else, of nobody, or of the free plan without its headers is refused', async () => {
    const other = await service.newCaller();
    const refused = { refusal: 'export-not-found' };
    await expect(readExport(service.ports, other.caller, 'render_1')).rejects.toMatchObject(refused);
    await expect(cancelExport(service.ports, other.caller, 'render_1')).rejects.toMatchObject(refused);
    await expect(retryExport(service.ports, other.caller, { id: 'render_1', hasAttribution: true })).rejects.toMatchObject(
      refused,
    );
    await expect(openExport(service.ports, caller, 'render_none')).rejects.toMatchObject(refused);
    const request = exportRequest('render_x', sessionId, musicDraft(music, 1000));
    await expect(startExport(service.ports, other.caller, request, attributed)).rejects.toMatchObject({
      refusal: 'session-not-found',
    });
    await expect(startExport(service.ports, caller, request, { hasAttribution: false })).rejects.toMatchObject({
      refusal: 'export-blocked',
    });
    const foreign = exportRequest('render_x', other.sessionId, musicDraft(music, 1000));
    await expect(startExport(service.ports, other.caller, foreign, attributed)).rejects.toMatchObject({
      refusal: 'invalid-body',
      message: expect.stringContaining('t[0].sg[0].m.src'),
    });
  });
});

/** Media processes that this one has started; null when there is none. */
function mediaProcesses(): readonly number[] | null {
  const found = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('media/job/main'))
    .map((line) => Number.parseInt(line, 10));
  return found.length === 0 ? null : found;
}
