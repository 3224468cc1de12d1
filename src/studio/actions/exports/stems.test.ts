import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportRequest, keepMusic, musicDraft } from '../../../../test/export-fixture.ts';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { RenderOutput, type WireDraft } from '../../../contract/service/index.ts';
import { readBrief } from '../../../engine/brief/index.ts';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import { compose } from '../../../engine/score/index.ts';
import { createAudioRenderer } from '../../audio-worker/index.ts';
import { waitForJob, watchJob } from '../../jobs/index.ts';
import { decodeFile } from '../../media/decode-fixture.ts';
import { createMediaExporter } from '../../media/index.ts';
import { diskFiles } from '../../store/disk-files.ts';
import { nodeInstall } from '../../store/node-install.ts';
import type { Job } from '../../store/records/jobs.ts';
import type { Caller } from '../service-ports.ts';
import { cancelExport } from './cancel-export.ts';
import { exportHandler } from './export-job.ts';
import { openExport } from './open-export.ts';
import { startExport } from './start-export.ts';

const mediaExporter = createMediaExporter();
const stemRenderer = createAudioRenderer({ workers: 2 });
const signal = new AbortController().signal;
const score = compose(readBrief('acoustic pop with piano', { durationSeconds: 4, seed: 4 }).brief, { candidates: 1 });
const other = compose(readBrief('calm piano', { durationSeconds: 2, seed: 5 }).brief, { candidates: 1 });
const scratch = new Set<string>();
let service: TestService;
let caller: Caller;
let sessionId = '';
let music = '';
let second = '';

beforeAll(async () => {
  service = await openTestService('pglite');
  ({ caller, sessionId } = await service.newCaller());
  const { ports, folder } = service;
  const keep = { accountId: caller.account.id, sessionId, folder, mediaExporter };
  music = await keepMusic(ports, { ...keep, score });
  second = await keepMusic(ports, { ...keep, score: other });
  const install = await nodeInstall();
  await ports.queue.work({
    generate: async () => Promise.reject(new Error('Nothing is generated here')),
    export: exportHandler({
      ...ports,
      mediaExporter,
      stemRenderer,
      files: diskFiles,
      install: {
        makeScratchFolder: async () => {
          const path = await install.makeScratchFolder();
          scratch.add(path);
          return path;
        },
        removeScratchFolder: async (path) => install.removeScratchFolder(path),
      },
    }),
  });
});

afterAll(async () => {
  await service.close();
  await Promise.all([mediaExporter.close(), stemRenderer.close()]);
});

async function start(id: string, draft: WireDraft): Promise<Job> {
  const request = { ...exportRequest(id, sessionId, draft), output: RenderOutput.parse({ format: 'stems' }) };
  return startExport(service.ports, caller, request, { hasAttribution: true });
}

async function finish(id: string, onProgress: (done: number) => void = () => undefined): Promise<Job | null> {
  return waitForJob(service.ports, { id, accountId: caller.account.id, signal, onProgress });
}

/** The files of a finished export, by their names in the order of the archive. */
async function unzipped(id: string): Promise<ReadonlyMap<string, Buffer>> {
  const { blobHash } = await openExport(service.ports, caller, id);
  const local = await service.ports.blobs.local(blobHash);
  const files = unzipSync(readFileSync(local.path));
  await local.release();
  return new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]));
}

/** The left channel of a WAV as our exporter writes it: 24 bits, two channels, sound last. */
function leftOf(wav: Buffer, samples: number): Float64Array {
  const from = wav.length - 6 * samples;
  expect(wav.toString('latin1', from - 8, from - 4)).toBe('data');
  return Float64Array.from({ length: samples }, (_, i) => wav.readIntLE(from + 6 * i, 3) / 2 ** 23);
}

describe('an export of stems', { timeout: 60_000 }, () => {
  it('is a zip of one WAV per part that together are the music, with its score and a word about them', async () => {
    const progress: number[] = [];
    await start('stems', musicDraft(music, 3000));
    const job = await finish('stems', (done) => progress.push(done));
    expect(job).toMatchObject({ status: 'completed', errorMessage: null });
    expect(progress).toEqual([...progress].sort((one, next) => one - next));
    expect(await openExport(service.ports, caller, 'stems')).toMatchObject({
      filename: 'Urban Dreams stems.zip',
      contentType: 'application/zip',
    });

    const files = await unzipped('stems');
    const wavs = [...files].filter(([name]) => name.endsWith('.wav'));
    const sounding = score.parts.filter(({ notes }) => notes.length > 0);
    expect(wavs.length).toBe(sounding.length + 1);
    expect(wavs.map(([name]) => name)).toContainEqual(expect.stringMatching(/^\d\d Grand Piano/));
    expect(wavs.map(([name]) => name.slice(0, 2))).toEqual(wavs.map((_, place) => String(place + 1).padStart(2, '0')));
    expect(wavs.at(-1)?.[0]).toMatch(/Room and echoes\.wav$/);
    expect([...files.keys()].slice(-2)).toEqual(['score.mid', 'score.json']);
    expect(JSON.parse(files.get('score.json')?.toString() ?? '')).toEqual(score);
    expect(files.get('score.mid')?.toString('latin1', 0, 4)).toBe('MThd');
    const readme = files.get('README.txt')?.toString() ?? '';
    for (const told of ['bpm', score.key.tonic, 'without credit or royalty', 'before mastering', ...wavs.map(([name]) => name)]) {
      expect(readme).toContain(told);
    }

    const samples = 4 * SAMPLE_RATE;
    const stems = wavs.map(([, wav]) => leftOf(wav, samples));
    const sum = Float64Array.from({ length: samples }, (_, i) => stems.reduce((all, stem) => all + stem[i]!, 0));
    const { master } = await stemRenderer.render({ score, stems: false, signal, onProgress: () => undefined });
    const dot = (left: ArrayLike<number>, right: ArrayLike<number>): number =>
      Array.from(left).reduce((all, x, i) => all + x * (right[i] ?? 0), 0);
    expect(dot(sum, master.left) / Math.sqrt(dot(sum, sum) * dot(master.left, master.left))).toBeGreaterThan(0.8);
    expect(scratch.size).toBeGreaterThan(0);
    for (const folder of scratch) {
      await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });

  it('has WAVs that players read', async () => {
    await start('stems_read', musicDraft(music, 3000));
    await finish('stems_read');
    const [name, wav] = [...(await unzipped('stems_read'))].find(([each]) => each.endsWith('.wav')) ?? ['', Buffer.alloc(0)];
    const path = `${service.folder}/stem.wav`;
    await diskFiles.writeWhole(path, wav);
    const { audio, metadata } = await decodeFile(path);
    expect(audio?.containerSamples).toBe(4 * SAMPLE_RATE);
    expect(name).toContain(String(metadata['title']).replace(/^.* \((.*)\)$/, '$1'));
  });

  it('is the same file whatever the timeline does with the music, made at once', async () => {
    await start('stems_plain', musicDraft(music, 3000));
    const plain = await finish('stems_plain');
    const quieter = { ...musicDraft(music, 1500), t: [{ tt: 1, sg: [{ s: 500, d: 900, m: { src: music, volume: 0.2 } }] }] };
    expect(await start('stems_quiet', quieter)).toMatchObject({ status: 'completed', blobHash: plain?.blobHash });
  });

  it('has a folder for each of several pieces', async () => {
    const draft = musicDraft(music, 3000);
    const both = {
      ...draft,
      t: [
        ...(draft.t ?? []),
        {
          tt: 1,
          sg: [
            { s: 4000, d: 1000, m: { src: second } },
            { s: 6000, d: 1000, m: { src: music } },
          ],
        },
      ],
    };
    await start('stems_both', both);
    expect(await finish('stems_both')).toMatchObject({ status: 'completed' });
    const names = [...(await unzipped('stems_both')).keys()];
    expect(names[0]).toBe('README.txt');
    expect(new Set(names.slice(1).map((name) => name.slice(0, name.indexOf('/'))))).toEqual(
      new Set([`01 ${score.title}`, `02 ${other.title}`]),
    );
    expect(names.filter((name) => name.endsWith('/score.mid')).length).toBe(2);
  });

  it('stops when it is cancelled', async () => {
    const long = compose(readBrief('epic orchestral', { durationSeconds: 40, seed: 1 }).brief, { candidates: 1 });
    const { ports, folder } = service;
    const place = { accountId: caller.account.id, sessionId, folder, mediaExporter };
    await start('stems_stop', musicDraft(await keepMusic(ports, { ...place, score: long }), 3000));
    for await (const { progress } of watchJob(ports, { id: 'stems_stop', accountId: caller.account.id, signal })) {
      if (progress > 0) {
        break;
      }
    }

    expect(await cancelExport(ports, caller, 'stems_stop')).toMatchObject({ status: 'cancelled' });
    await start('stems_next', musicDraft(second, 1000));
    expect(await finish('stems_next')).toMatchObject({ status: 'completed' });
  });

  it('says before it begins that there is no music made here', async () => {
    await expect(start('stems_none', { t: [{ tt: 7, sg: [{ s: 0, d: 900, m: { text: 'Hi' } }] }] })).rejects.toMatchObject({
      refusal: 'invalid-body',
      message: expect.stringContaining('no music'),
    });
  });
});
