import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EditedProject, ExportedProject, MadeFilm, ProjectList, ShownProject } from '../src/contract/index.ts';
import { speak } from '../src/engine/audio/ducking/speech-fixture.ts';
import { Rng } from '../src/engine/kernel/index.ts';
import { writeClip } from '../src/studio/media/clip-fixture.ts';
import { readPackets } from '../src/studio/media/packet-fixture.ts';
import { openWorkplace, type RunOptions } from './cuesmith-process.ts';
import { readMp4 } from './read-mp4.ts';
import { startServer } from './serve-process.ts';

const workplace = await openWorkplace();
const at = (name: string) => join(workplace.folder, name);
const data = at('data');
const FILM = { width: 640, height: 360, framesPerSecond: 25, isTagged: true };
/** Seconds at which the films cut. */
const CUTS = [2.4, 4.2];

const run = async (words: readonly string[], options: RunOptions = {}) =>
  workplace.run(words, { ...options, environment: { CUESMITH_DATA: data } });
const answerOf = async (words: readonly string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await run([...words, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

beforeAll(async () => {
  const { sound } = speak({
    pitchHz: 120,
    tract: 1,
    phrases: [
      [2, 1.5],
      [1.5, 1],
    ],
    levelDb: -20,
    rng: new Rng(7).fork('speaker'),
  });
  const lumaOf = (frame: number) => [40, 150, 70][CUTS.filter((cut) => frame >= cut * FILM.framesPerSecond).length] ?? 0;
  await writeClip(at('talk.mp4'), { ...FILM, frames: 150, lumaOf, sound });
  await writeClip(at('still water.mp4'), { ...FILM, frames: 75, lumaOf: () => 90 });
  await writeFile(at('words.srt'), '1\n00:00:00,500 --> 00:00:02,000\nHello there\n\n2\n00:00:03,000 --> 00:00:04,500\n你好\n');
});
afterAll(async () => workplace.remove());

describe('cuesmith score', () => {
  it('makes music as long as the film, lands it on moments and cuts, and lets it give way to speech', async () => {
    const { code, stdout, stderr } = await run([
      'score',
      'talk.mp4',
      'warm',
      'folk',
      '--hit',
      '0:03.3',
      '--match-cuts',
      '--project',
      'Talk',
    ]);
    expect([code, stdout]).toEqual([0, 'talk-scored.mp4\n']);
    expect(stderr).toMatch(/hits +3, at most \d+\.\d ms/);
    expect(stderr).toMatch(/0:02\.4 .* ms\n.*0:03\.3 .* ms\n.*0:04\.2 .* ms\n/);
    expect(stderr).toMatch(/ducking +under speech, 1 time, \d\.\d s in all, down 12 dB/);
    expect(await readMp4(at('talk-scored.mp4'))).toMatchObject({
      isFastStart: true,
      video: { codec: 'avc1', width: 640, height: 360, frames: 150, framesPerSecond: 25 },
      audio: { codec: 'mp4a', channels: 2, sampleRate: 48_000 },
    });
    expect(await workplace.leftovers()).toEqual([]);
  });

  it('copies the pictures that nothing covers, bit for bit', async () => {
    const [film, scored] = [await readPackets(at('talk.mp4')), await readPackets(at('talk-scored.mp4'))];
    expect(scored.video.map(({ hash }) => hash)).toEqual(film.video.map(({ hash }) => hash));
  });

  it('keeps nothing but its files without a project, and tells programs all it knows', async () => {
    const made = MadeFilm.parse(
      await answerOf(['score', 'still water.mp4', 'calm piano', '-o', 'water.wav', '-o', 'water.json', '--seed', '4']),
    );
    expect(made).toMatchObject({ project: null, seed: 4, hits: [], ducking: null, brief: { durationSeconds: 3 } });
    expect(made.files.map(({ path, kind, durationSeconds }) => [path, kind, durationSeconds])).toEqual([
      ['water.wav', 'wav', 3],
      ['water.json', 'json', 3],
    ]);
    const { projects } = ProjectList.parse(await answerOf(['timeline', 'list']));
    expect(projects.map(({ title }) => title)).toEqual(['Talk']);
    expect(await workplace.leftovers()).toEqual([]);
  });

  it.each([
    [['score', 'nothing.mp4', 'calm piano'], 1, 'nothing.mp4'],
    [['score', 'words.srt', 'calm piano'], 1, 'words.srt'],
    [['score', 'talk.mp4', 'calm piano', '--hit', '0:30'], 2, 'ends after 6 s'],
    [['score', 'talk.mp4', 'calm piano', '--project', 'talk'], 2, 'already'],
    [['score', 'talk.mp4', 'calm piano', '--captions', 'talk.mp4'], 1, 'SRT'],
    [['score', 'talk.mp4', 'calm piano', '-o', 'talk.mp4'], 2, '--force'],
    [['score', 'talk.mp4', 'calm piano', '--duck', '50'], 2, '3 to 30'],
    [['make', 'calm piano', '--mute'], 2, '--video'],
    [['make', 'calm piano', '--video', 'talk.mp4', '--stems', 'stems'], 2, '--stems'],
    [['timeline', 'show', 'nobody'], 2, '"Talk"'],
    [['timeline', 'edit', 'Talk'], 2, 'Say what to change'],
    [['timeline', 'edit', 'Talk', 'louder', '--undo'], 2, 'not both'],
  ])('refuses what cannot be, and leaves nothing: %j', async (words, code, said) => {
    const before = await workplace.list();
    const ended = await run(words);
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(said)]);
    expect((await workplace.list()).filter((name) => !name.startsWith('data'))).toEqual(
      before.filter((name) => !name.startsWith('data')),
    );
    expect(await workplace.leftovers()).toEqual([]);
  });

  it('leaves nothing when it is stopped', async () => {
    const words = ['score', 'talk.mp4', 'epic cinematic', '-o', 'stopped.mp4', '--project', 'Stopped', '--json'];
    const ended = await run(words, { signal: { name: 'SIGINT', at: 'Making music' } });
    expect([ended.code, ended.stderr]).toEqual([130, expect.stringContaining('Stopped.')]);
    expect(await workplace.list()).not.toContain('stopped.mp4');
    expect(await workplace.leftovers()).toEqual([]);
    const { projects } = ProjectList.parse(await answerOf(['timeline', 'list']));
    expect(projects.map(({ title }) => title)).toEqual(['Talk']);
  });
});

describe('cuesmith make --video', () => {
  it('lays music under footage with a title, captions and another shape', async () => {
    const words = ['make', 'upbeat pop', '--video', 'still water.mp4', '--video', 'talk.mp4', '--title', 'By the sea'];
    const look = ['--captions', 'words.srt', '--mute', '--fit', 'fill', '--aspect', '1:1', '--project', 'Reel', '-o', 'reel.mp4'];
    const made = MadeFilm.parse(await answerOf([...words, ...look]));
    expect(made).toMatchObject({ brief: { durationSeconds: 9 }, project: { title: 'Reel' } });
    expect(await readMp4(at('reel.mp4'))).toMatchObject({
      title: 'By the sea',
      video: { width: 1080, height: 1080, frames: 225, framesPerSecond: 25 },
    });
    const { timeline } = ShownProject.parse(await answerOf(['timeline', 'show', 'reel']));
    const clips = timeline.tracks.flatMap((track) => track.clips);
    const footage = clips.filter(({ media }) => media.kind === 'media' && media.shows === 'video');
    expect(footage.map(({ gainDb, framing }) => [gainDb, framing?.fit])).toEqual([
      [0, 'fill'],
      [-120, 'fill'],
    ]);
    const texts = clips.flatMap(({ media }) => (media.kind === 'text' ? [media.text] : []));
    expect(texts).toEqual(expect.arrayContaining(['By the sea', 'Hello there', '你好']));
    expect((await run(['timeline', 'show', 'reel', '--srt'])).stdout).toContain('00:00:03,000 --> 00:00:04,500\r\n你好');
  });
});

describe('cuesmith timeline', () => {
  const shown = async (): Promise<string> => (await run(['timeline', 'show', 'talk'])).stdout;

  it('goes on with a project by words, and takes them back', async () => {
    const first = await shown();
    expect(first).toMatch(/^Talk {2}0:06 · 640×360 · 25 pictures a second · 1 change\n/);
    expect(first).toMatch(/0:00 – 0:06 +talk\n/);
    // Music under speech is placed at 40 %.
    expect(first).toContain('−8.0 dB');
    const edited = EditedProject.parse(await answerOf(['timeline', 'edit', 'talk', 'music', 'at', '30%']));
    expect(edited).toMatchObject({ isChanged: true, revision: 2, problem: null, summary: expect.stringContaining('30%') });
    expect(edited.said.join('\n')).toContain('30%');
    expect(await shown()).toContain('−10.5 dB');
    const undone = await run(['timeline', 'edit', 'talk', '--undo']);
    expect([undone.code, undone.stdout]).toEqual([0, expect.stringContaining('Took back')]);
    expect(await shown()).not.toContain('−10.5 dB');
    expect((await run(['timeline', 'edit', 'talk', '--redo'])).code).toBe(0);
    const nothing = await run(['timeline', 'edit', 'talk', '--redo']);
    expect([nothing.code, nothing.stdout]).toEqual([1, 'There is nothing to do again.\n']);
  });

  it('exports what it shows, copying all pictures when only sound changed', async () => {
    const exported = ExportedProject.parse(
      await answerOf(['timeline', 'export', 'talk', '-o', 'again.mp4', '-o', 'talk.otio', '-o', 'talk.mid']),
    );
    expect(exported.files.map(({ kind, copiedFrames }) => [kind, copiedFrames])).toEqual([
      ['mp4', 150],
      ['otio', null],
      ['mid', null],
    ]);
    const [film, again] = [await readPackets(at('talk.mp4')), await readPackets(at('again.mp4'))];
    expect(again.video.map(({ hash }) => hash)).toEqual(film.video.map(({ hash }) => hash));
    const otio: unknown = JSON.parse((await run(['timeline', 'show', 'talk', '--otio'])).stdout);
    expect(otio).toMatchObject({ OTIO_SCHEMA: 'Timeline.1' });
  });

  it('shares its projects with the server, and says where one is that holds them', async () => {
    const server = await startServer(data);
    try {
      const { code, stderr } = await run(['timeline', 'list']);
      expect([code, stderr]).toEqual([1, expect.stringContaining(server.url)]);
      const sessions = await fetch(`${server.url}/apps/nemo_agent/users/me/sessions`);
      expect(await sessions.json()).toHaveLength(2);
    } finally {
      await server.kill();
    }
  });
});
