import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeClip } from '../../src/studio/media/clip-fixture.ts';
import { readMp4 } from '../read-mp4.ts';
import { readWav } from '../read-wav.ts';
import { McpSession } from './mcp-session.ts';

let root: string;
let work: string;
let session: McpSession;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cuesmith-mcp-'));
  work = await mkdtemp(join(root, 'work-'));
  await writeClip(join(work, 'water.mp4'), {
    width: 320,
    height: 240,
    framesPerSecond: 25,
    frames: 75,
    isTagged: true,
    lumaOf: (frame) => (frame < 40 ? 60 : 160),
  });
  session = await McpSession.overStdio(['--data', join(root, 'data')], work);
});
afterAll(async () => {
  await session.close();
  await rm(root, { recursive: true, force: true });
});

const idOf = (data: { readonly [key: string]: unknown }): string => String(data['job_id']);

describe('what is offered', () => {
  it('is every tool with title, description, schemas and annotations', async () => {
    const { tools } = await session.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'make_music',
      'score_video',
      'edit_timeline',
      'export_video',
      'get_status',
      'get_timeline',
      'list_projects',
      'undo',
      'redo',
      'upload_asset',
      'explain_prompt',
      'list_styles',
      'cancel',
    ]);
    for (const { name, title, description, inputSchema, outputSchema, annotations } of tools) {
      expect([name, title !== undefined, (description ?? '').length > 40]).toEqual([name, true, true]);
      expect([inputSchema.type, outputSchema?.type, typeof annotations?.readOnlyHint]).toEqual(['object', 'object', 'boolean']);
    }
  });

  it('says how it is to be used, and offers prompts whose styles complete', async () => {
    expect(session.client.getInstructions()).toContain('make_music');
    const { prompts } = await session.client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      'background_music',
      'score_my_video',
      'rescore_clip',
      'podcast_intro',
      'ad_lengths',
      'stems_for_editing',
    ]);
    const ref = { type: 'ref/prompt' as const, name: 'podcast_intro' };
    const { completion } = await session.client.complete({ ref, argument: { name: 'style', value: 'lo' } });
    expect(completion.values[0]).toBe('Lo-fi');
    const { messages } = await session.client.getPrompt({ name: 'background_music', arguments: { use: 'vlog', seconds: '20' } });
    expect(JSON.stringify(messages)).toMatch(/vlog.*exactly 20 seconds/);
    expect(JSON.stringify(messages)).not.toMatch(/[{](use|style|seconds)[}]/);
  });

  it('answers without a service what needs none', async () => {
    const explained = await session.call('explain_prompt', { prompt: 'calm piano, 68 bpm, no drums, with vocals' });
    expect(explained.data).toMatchObject({ music: { tempo_bpm: 68 }, critic: null });
    expect(explained.text).toContain('✗ vocals');
    for (const kind of ['styles', 'moods', 'instruments', 'uses']) {
      const { data } = await session.call('list_styles', { kind });
      expect([kind, Array.isArray(data['entries']) && data['entries'].length > 20]).toEqual([kind, true]);
    }

    expect(await readdir(root)).not.toContain('data');
  });
});

describe('music of words', () => {
  it('becomes a file of exactly the asked length, and progress is told', async () => {
    const heard: number[] = [];
    const made = await session.call(
      'make_music',
      { prompt: 'calm piano', duration_seconds: 3, seed: 7, idempotency_key: 'first' },
      { onProgress: ({ progress }) => heard.push(progress) },
    );
    expect(made.isError, made.text).toBe(false);
    expect(made.data).toMatchObject({
      status: 'completed',
      music: { seed: 7, duration_seconds: 3 },
      project: { name: 'Calm piano' },
    });
    expect(made.links).toHaveLength(1);
    const path = fileURLToPath(made.links[0] ?? '');
    expect(path.startsWith(work)).toBe(true);
    expect((await readWav(path)).frames).toBe(3 * 48_000);
    expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
    expect([heard.length > 2, heard.at(-1)]).toEqual([true, 1]);

    const again = await session.call('make_music', { prompt: 'calm piano', duration_seconds: 3, idempotency_key: 'first' });
    expect([again.data['project'], again.data['status']]).toEqual([made.data['project'], 'completed']);
    expect((await session.call('list_projects')).data).toMatchObject({ total: 1 });
  });

  it('is changed by words, taken back and done again', async () => {
    const uri = 'cuesmith://projects/Calm%20piano/timeline';
    const changed: string[] = [];
    session.client.setNotificationHandler('notifications/resources/updated', ({ params }) => void changed.push(params.uri));
    await session.client.subscribeResource({ uri });
    const edited = await session.call('edit_timeline', { project: 'calm piano', words: 'music at 40%' });
    expect(edited.data).toMatchObject({ status: 'completed', is_changed: true, problem: null });
    expect(edited.text).toContain('40%');
    expect(changed).toEqual([uri]);
    await session.client.unsubscribeResource({ uri });
    const undone = await session.call('undo', { project: 'Calm piano' });
    expect(undone.data).toMatchObject({ is_changed: true });
    expect(undone.data['timeline']).toContain('100%');
    expect((await session.call('redo', { project: 'Calm piano' })).data['timeline']).toContain('40%');
    expect((await session.call('redo', { project: 'Calm piano' })).text).toContain('nothing to do again');
    expect((await session.call('get_timeline', { project: 'Calm piano' })).data).toMatchObject({ media: [{ kind: 'music' }] });
    expect(changed).toEqual([uri]);
  });

  it('is read as resources: timeline, receipt and critics', async () => {
    const { resources } = await session.client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('cuesmith://styles');
    expect(resources.filter(({ uri }) => uri.startsWith('cuesmith://projects/'))).toHaveLength(3);
    const read = async (part: string): Promise<unknown> => {
      const { contents } = await session.client.readResource({ uri: `cuesmith://projects/Calm%20piano/${part}` });
      const [first] = contents;
      return JSON.parse(first !== undefined && 'text' in first ? first.text : '');
    };
    expect(await read('timeline')).toMatchObject({ project: { title: 'Calm piano' } });
    expect(await read('receipt')).toMatchObject({ prompt: 'calm piano', music: { seed: 7 } });
    expect(await read('critic')).toMatchObject({ mark: expect.any(Number), terms: expect.any(Array) });
    const { resourceTemplates } = await session.client.listResourceTemplates();
    expect(resourceTemplates).toHaveLength(3);
    await expect(read('secrets')).rejects.toThrow();
  });

  it('is exported in other kinds, without overwriting', async () => {
    for (const format of ['mp3', 'mid', 'stems', 'otio', 'wav']) {
      const { data, links, text } = await session.call('export_video', { project: 'Calm piano', format });
      expect([data['status'], links.length], text).toEqual(['completed', 1]);
    }

    const names = (await readdir(work)).sort();
    expect(names).toEqual([
      'Calm Piano stems.zip',
      'Calm Piano-2.wav',
      'Calm Piano.mid',
      'Calm Piano.mp3',
      'Calm Piano.otio',
      'Calm Piano.wav',
      'water.mp4',
    ]);
  });
});

describe('music for a film', () => {
  it('gives the film with its music, as long as it was', async () => {
    const scored = await session.call('score_video', {
      video: 'water.mp4',
      prompt: 'warm folk guitar',
      match_cuts: true,
    });
    expect(scored.isError, scored.text).toBe(false);
    expect(scored.data).toMatchObject({ status: 'completed', project: { name: 'Water' } });
    const { video, audio } = await readMp4(fileURLToPath(scored.links[0] ?? ''));
    expect([video.frames, video.width, audio.channels]).toEqual([75, 320, 2]);
  });

  it('goes on when nobody waits for it, and is found again', async () => {
    const begun = await session.call('score_video', {
      video: pathToFileURL(join(work, 'water.mp4')).href,
      prompt: 'calm piano',
      format: 'mp3',
      wait_seconds: 0,
    });
    expect(begun.data).toMatchObject({ status: 'running', project: { name: 'Water 2' } });
    const done = await session.call('get_status', { job_id: idOf(begun.data), wait_seconds: 60 });
    expect(done.data).toMatchObject({ status: 'completed', progress: 1 });
    expect((await session.call('cancel', { job_id: idOf(begun.data) })).data).toMatchObject({ was_stopped: false });
  });

  it('takes files in, to be placed by words', async () => {
    const taken = await session.call('upload_asset', { file: join(work, 'water.mp4'), project: 'Calm piano' });
    expect(taken.data).toMatchObject({ asset: { kind: 'video', duration_seconds: 3, width: 320 } });
  });
});

describe('a call that is taken back', () => {
  it('stops its work and leaves no project; one that its client is tired of goes on', async () => {
    const stop = new AbortController();
    const asked = { prompt: 'epic orchestra', duration_seconds: 60, project: 'Stopped', format: 'mp4' };
    const onProgress = (): void => stop.abort('the person pressed stop');
    await expect(session.call('make_music', asked, { signal: stop.signal, onProgress })).rejects.toThrow();
    await expect
      .poll(async () => JSON.stringify((await session.call('list_projects')).data['projects']), { timeout: 30_000 })
      .not.toContain('Stopped');

    await expect(
      session.call('make_music', { ...asked, duration_seconds: 4, project: 'Slow', format: 'wav' }, { timeoutMs: 50 }),
    ).rejects.toThrow(/timed out/i);
    await expect
      .poll(async () => (await session.call('get_timeline', { project: 'Slow' })).text, { timeout: 60_000 })
      .toContain('BGM');
  });
});

describe('what cannot be done', () => {
  it('is an error of the tool with a code and what to do', async () => {
    const missing = await session.call('export_video', { project: 'nowhere' });
    expect([missing.isError, missing.code]).toEqual([true, 'usage.no-project']);
    expect(missing.text).toMatch(/"Calm piano".*list_projects/);
    const film = await session.call('score_video', { video: join(work, 'none.mp4'), prompt: 'folk' });
    expect([film.isError, film.text.includes('none.mp4')]).toEqual([true, true]);
    const sound = await session.call('score_video', { video: join(work, 'Calm Piano.wav'), prompt: 'folk' });
    expect([sound.isError, sound.code]).toEqual([true, 'film.no-picture']);
    const address = await session.call('upload_asset', { file: 'http://127.0.0.1:1/x.mp4' });
    expect([address.isError, address.code]).toEqual([true, 'refused.invalid-body, 422']);
    expect((await session.call('get_status', { job_id: 'job_none' })).code).toBe('usage.no-job');
    expect((await session.call('make_music', { prompt: 'folk', duration_seconds: 0.1 })).isError).toBe(true);
    expect((await session.call('make_music', { prompt: '   ' })).isError).toBe(true);
    const names = JSON.stringify((await session.call('list_projects')).data);
    expect(names).not.toMatch(/none|x\.mp4/);
  });
});

it('writes nothing but the protocol on its output', () => {
  expect(session.errors).toEqual([]);
});
