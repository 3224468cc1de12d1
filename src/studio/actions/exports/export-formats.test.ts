import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportRequest, keepMusic, musicDraft } from '../../../../test/export-fixture.ts';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { RenderOutput, type WireDraft } from '../../../contract/service/index.ts';
import { waitForJob } from '../../jobs/index.ts';
import { decodeFile } from '../../media/decode-fixture.ts';
import { createAudioRenderer } from '../../audio-worker/index.ts';
import { createMediaExporter } from '../../media/index.ts';
import { diskFiles } from '../../store/disk-files.ts';
import { nodeInstall } from '../../store/node-install.ts';
import type { Caller } from '../service-ports.ts';
import { exportHandler } from './export-job.ts';
import { ExportResult } from './export-request.ts';
import { startExport } from './start-export.ts';

const mediaExporter = createMediaExporter();
const stemRenderer = createAudioRenderer({ workers: 1 });
const signal = new AbortController().signal;
let service: TestService;
let caller: Caller;
let sessionId = '';
let music = '';

beforeAll(async () => {
  service = await openTestService('pglite');
  ({ caller, sessionId } = await service.newCaller());
  const { ports, folder } = service;
  music = await keepMusic(ports, { accountId: caller.account.id, sessionId, folder, mediaExporter });
  await ports.queue.work({
    generate: async () => Promise.reject(new Error('Nothing is generated here')),
    export: exportHandler({ ...ports, mediaExporter, stemRenderer, files: diskFiles, install: await nodeInstall() }),
  });
});

afterAll(async () => {
  await service.close();
  await Promise.all([mediaExporter.close(), stemRenderer.close()]);
});

/** Exports a draft; what came of it, and where the file is. */
async function exported(
  id: string,
  draft: WireDraft,
  output: Partial<RenderOutput>,
): Promise<{ readonly result: ExportResult; readonly path: string }> {
  const request = { ...exportRequest(id, sessionId, draft), output: RenderOutput.parse(output) };
  await startExport(service.ports, caller, request, { hasAttribution: true });
  const job = await waitForJob(service.ports, { id, accountId: caller.account.id, signal, onProgress: () => undefined });
  expect(job).toMatchObject({ status: 'completed', errorMessage: null });
  const local = await service.ports.blobs.local(job?.blobHash ?? '');
  await local.release();
  return { result: ExportResult.parse(job?.result), path: local.path };
}

describe('an export', { timeout: 60_000 }, () => {
  it('is a small moving picture of the first ten seconds as gif', async () => {
    const { result, path } = await exported('gif', musicDraft(music, 12_000), { format: 'gif' });
    expect(result).toMatchObject({ contentType: 'image/gif', filename: 'Urban Dreams.gif', width: 480, height: 270 });
    const { video, audio } = await decodeFile(path);
    expect(video).toMatchObject({ codec: 'gif', width: 480, height: 270, frames: 120 });
    // GIF counts in hundredths of a second.
    expect(Math.abs((video?.framesPerSecond ?? 0) - 12)).toBeLessThan(1);
    expect(result.bytes).toBeLessThan(3_000_000);
    expect(audio).toBe(null);
    expect(new Set(video?.lumas.map((luma) => luma.toFixed(3))).size).toBeGreaterThan(30);
  });

  it('writes the timeline, its captions and the score of its music', async () => {
    const draft = musicDraft(music, 3000);
    const captioned = {
      ...draft,
      m: { ...draft.m, width: 1080, height: 1920, fps: 25, markers: [{ id: 'm1', name: 'Drop', at: 1000, kind: 'hit' }] },
      t: [
        ...(draft.t ?? []),
        { tt: 7, m: { role: 'caption' }, sg: [{ s: 500, d: 1500, m: { text: 'Hello', style: 'caption' } }] },
      ],
    };
    const read = async (format: RenderOutput['format']): Promise<Buffer> =>
      readFileSync((await exported(`doc_${format}`, captioned, { format })).path);
    expect((await read('srt')).toString()).toBe('1\r\n00:00:00,500 --> 00:00:02,000\r\nHello\r\n\r\n');
    expect((await read('vtt')).toString()).toContain('00:00:00.500 --> 00:00:02.000\nHello');
    expect(JSON.parse((await read('otio')).toString())).toMatchObject({
      OTIO_SCHEMA: 'Timeline.1',
      name: 'Urban Dreams',
      metadata: { cuesmith: { frame: { width: 1080, height: 1920 }, framesPerSecond: 25 } },
      tracks: { markers: [{ name: 'Drop' }] },
    });
    expect((await read('mlt')).toString()).toMatch(/<profile[^>]+width="1080" height="1920"/);
    expect((await read('mid')).subarray(0, 4).toString()).toBe('MThd');
    expect(JSON.parse((await read('json')).toString())).toMatchObject({ durationSeconds: 12 });
  });

  it('says what is missing for a format before it begins', async () => {
    const start = async (format: RenderOutput['format']): Promise<unknown> =>
      startExport(
        service.ports,
        caller,
        {
          ...exportRequest(`none_${format}`, sessionId, { t: [{ tt: 7, sg: [{ s: 0, d: 900, m: { text: 'Hi' } }] }] }),
          output: RenderOutput.parse({ format }),
        },
        { hasAttribution: true },
      );
    await expect(start('srt')).rejects.toMatchObject({
      refusal: 'invalid-body',
      message: expect.stringContaining('no captions'),
    });
    await expect(start('mid')).rejects.toMatchObject({ refusal: 'invalid-body', message: expect.stringContaining('no music') });
    expect(RenderOutput.safeParse({ format: 'avi' }).error?.message).toContain('mp4');
  });

  it('takes size and rate of a preset, and warns of what does not fit where it goes', async () => {
    const title = { t: [{ tt: 7, sg: [{ s: 0, d: 400, m: { text: 'Hi' } }] }], m: { width: 1920, height: 1080, fps: 24 } };
    const square = await exported('square', title, { preset: 'instagram-square' });
    expect(square.result).toMatchObject({ width: 1080, height: 1080, warnings: [] });
    expect((await decodeFile(square.path)).video).toMatchObject({ framesPerSecond: 30, width: 1080 });
    const small = await exported('small', title, { preset: 'instagram-square', resolution: '240x240', fps: 25 });
    expect(small.result).toMatchObject({ width: 240, height: 240 });
    const long = {
      ...title,
      t: [
        {
          tt: 7,
          sg: [
            { s: 0, d: 200, m: { text: 'Hi' } },
            { s: 150_000, d: 200, m: { text: 'Ho' } },
          ],
        },
      ],
    };
    const { result } = await exported('long', long, { preset: 'x', resolution: '240x240', fps: 24 });
    expect(result.warnings).toEqual([expect.stringContaining('X takes films of up to 140 seconds')]);
  });
});
