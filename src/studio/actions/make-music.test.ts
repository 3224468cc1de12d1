import { describe, expect, it } from 'vitest';
import { MadeMusic, type MakeProgress, type MakeRequest } from '../../contract/index.ts';
import { silence } from '../../engine/audio/index.ts';
import { SAMPLE_RATE, StudioError } from '../../engine/kernel/index.ts';
import type { AudioRenderer } from '../ports/audio-renderer.ts';
import type { Files } from '../ports/files.ts';
import type { MediaExporter } from '../ports/media-exporter.ts';
import { makeMusic, type MakePorts } from './make-music.ts';

const REQUEST: MakeRequest = {
  prompt: 'calm piano',
  hints: { durationSeconds: 4, seed: 3 },
  outputs: [{ path: 'a.wav', kind: 'wav' }],
  stemsFolder: null,
  scorePath: null,
  aspect: '16:9',
  framesPerSecond: 30,
  candidates: 1,
  overwrite: false,
};

/** Ports that live in memory: a disk of names, a renderer of silence, an exporter that only says what it wrote. */
function memoryPorts(
  wishes: { readonly failRender?: boolean; readonly failOn?: string; readonly existing?: readonly string[] } = {},
) {
  const disk = new Map<string, number>((wishes.existing ?? []).map((path) => [path, 1]));
  const folders = new Set<string>();
  let renders = 0;
  let stoppedEncoders = 0;
  const files: Files = {
    exists: async (path) => disk.has(path) || folders.has(path),
    assertCanWrite: async () => undefined,
    assertCanFill: async () => undefined,
    makeFolder: async (path) => {
      const made = !folders.has(path);
      folders.add(path);
      return { made };
    },
    removeEmptyFolder: async (path) => {
      folders.delete(path);
    },
    remove: async (path) => {
      disk.delete(path);
    },
    writeWhole: async (path, content) => {
      disk.set(path, content.length);
    },
    measure: async (path) => ({ bytes: disk.get(path) ?? 0, sha256: '0'.repeat(64) }),
  };
  const audioRenderer: AudioRenderer = {
    render: async ({ score, stems, onProgress }) => {
      renders++;
      if (wishes.failRender) {
        throw new StudioError('render.broken', 'The sound broke.');
      }

      onProgress({ stage: 'render', done: 1 });
      const master = silence(Math.round(score.durationSeconds * SAMPLE_RATE));
      return {
        master,
        stems: stems ? score.parts.map(({ id, instrument }) => ({ partId: id, instrument, audio: master })) : [],
        loudness: { integratedLufs: -14, truePeakDbtp: -1, loudnessRangeLu: 3 },
        timings: { renderMs: 5, masterMs: 2 },
      };
    },
    warmUp: async () => undefined,
    close: async () => undefined,
  };
  const write = async (path: string, onProgress: (done: number) => void) => {
    if (path === wishes.failOn) {
      throw new StudioError('files.disk-full', `Cannot write ${path}.`);
    }

    disk.set(path, 100);
    onProgress(1);
  };
  const mediaExporter: MediaExporter = {
    writeAudio: async ({ path, onProgress }) => write(path, onProgress),
    writeVideo: async ({ audio, path, signal, onProgress }) => {
      signal.addEventListener('abort', () => stoppedEncoders++);
      await audio;
      await write(path, onProgress);
    },
    describe: async () => ({ engine: 'memory', version: '1', videoEncoder: 'none' }),
    close: async () => undefined,
  };
  let nowMs = 0;
  const ports: MakePorts = { audioRenderer, mediaExporter, files, clock: { elapsedMs: () => nowMs++ } };
  return { ports, disk, folders, renders: () => renders, stoppedEncoders: () => stoppedEncoders };
}

function watchedRun() {
  const progress: MakeProgress[] = [];
  const stop = new AbortController();
  return { progress, stop, run: { signal: stop.signal, onProgress: (news: MakeProgress) => progress.push(news) } };
}

describe('makeMusic', () => {
  it('answers with what the contract says', async () => {
    const { ports } = memoryPorts();
    const made = await makeMusic(ports, REQUEST, watchedRun().run);
    expect(MadeMusic.parse(made)).toEqual(made);
    expect(made.files).toMatchObject([{ path: 'a.wav', kind: 'wav', durationSeconds: 4 }]);
  });

  it('renders once for any number of files', async () => {
    const { ports, renders, disk } = memoryPorts();
    const outputs = (['mp4', 'wav', 'mp3', 'm4a', 'flac', 'mid'] as const).map((kind) => ({ path: `a.${kind}`, kind }));
    const made = await makeMusic(ports, { ...REQUEST, outputs, scorePath: 'a.json', stemsFolder: 'stems' }, watchedRun().run);
    expect(renders()).toBe(1);
    expect(made.files.filter(({ kind }) => kind !== 'stem').map(({ path }) => path)).toEqual([
      ...outputs.map(({ path }) => path),
      'a.json',
    ]);
    expect([...disk.keys()].filter((path) => path.startsWith('stems/')).length).toBe(
      made.files.filter(({ kind }) => kind === 'stem').length,
    );
  });

  it('makes no sound when only notes are asked for', async () => {
    const { ports, renders } = memoryPorts();
    const made = await makeMusic(
      ports,
      { ...REQUEST, outputs: [{ path: 'a.mid', kind: 'mid' }], scorePath: 'a.json' },
      watchedRun().run,
    );
    expect(renders()).toBe(0);
    expect(made.loudness).toBeNull();
    expect(made.files.map(({ kind }) => kind)).toEqual(['mid', 'score']);
  });

  it('reports every stage up to its end', async () => {
    const { ports } = memoryPorts();
    const { progress, run } = watchedRun();
    await makeMusic(ports, REQUEST, run);
    for (const stage of ['compose', 'render', 'export'] as const) {
      expect(progress.filter((news) => news.stage === stage).at(-1)?.done).toBe(1);
    }
  });

  it('refuses to replace a file unless told to', async () => {
    const { ports, renders } = memoryPorts({ existing: ['a.wav'] });
    await expect(makeMusic(ports, REQUEST, watchedRun().run)).rejects.toMatchObject({ code: 'usage.output-exists' });
    expect(renders()).toBe(0);
    await expect(makeMusic(ports, { ...REQUEST, overwrite: true }, watchedRun().run)).resolves.toBeDefined();
  });

  it('stops the encoder when the render fails, and says why the render failed', async () => {
    const { ports, disk, stoppedEncoders } = memoryPorts({ failRender: true });
    await expect(
      makeMusic(ports, { ...REQUEST, outputs: [{ path: 'a.mp4', kind: 'mp4' }] }, watchedRun().run),
    ).rejects.toMatchObject({ code: 'render.broken' });
    expect(stoppedEncoders()).toBe(1);
    expect(disk.size).toBe(0);
  });

  it('takes back the files that were finished before a failure, so that the same command can be tried again', async () => {
    const { ports, disk } = memoryPorts({ failRender: true });
    const outputs = (['mid', 'wav'] as const).map((kind) => ({ path: `a.${kind}`, kind }));
    await expect(makeMusic(ports, { ...REQUEST, outputs, scorePath: 'a.json' }, watchedRun().run)).rejects.toMatchObject({
      code: 'render.broken',
    });
    expect([...disk.keys()]).toEqual([]);
  });

  it('takes back a set of stems that could not be finished', async () => {
    const { ports, disk, folders } = memoryPorts();
    const whole = await makeMusic(ports, { ...REQUEST, stemsFolder: 'stems' }, watchedRun().run);
    const last = whole.files.filter(({ kind }) => kind === 'stem').at(-1);
    expect(last).toBeDefined();
    disk.clear();
    folders.clear();
    const broken = memoryPorts({ failOn: last?.path ?? '' });
    await expect(makeMusic(broken.ports, { ...REQUEST, stemsFolder: 'stems' }, watchedRun().run)).rejects.toMatchObject({
      code: 'files.disk-full',
    });
    expect([...broken.disk.keys()].filter((path) => path.startsWith('stems'))).toEqual([]);
    expect(broken.folders.size).toBe(0);
  });

  it('says that it was stopped, whatever broke on the way out', async () => {
    const { ports } = memoryPorts({ failRender: true });
    const { run, stop } = watchedRun();
    const making = makeMusic(ports, REQUEST, run);
    stop.abort();
    await expect(making).rejects.toMatchObject({ code: 'job.stopped' });
  });
});
