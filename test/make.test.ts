import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMidi } from 'midi-file';
import { afterAll, describe, expect, it } from 'vitest';
import { fileOf, openWorkplace } from './cuesmith-process.ts';
import { readMp4 } from './read-mp4.ts';
import { readWav } from './read-wav.ts';

const workplace = await openWorkplace();
afterAll(async () => workplace.remove());
const at = (name: string) => join(workplace.folder, name);

describe('README’s main command', () => {
  it('makes a 1080p MP4 named after the prompt', async () => {
    const { code, stdout, stderr } = await workplace.run(['upbeat acoustic background music', '--duration', '4']);
    expect([code, stdout, stderr]).toEqual([0, 'upbeat-acoustic-background-music.mp4\n', '']);
    expect(await readMp4(at('upbeat-acoustic-background-music.mp4'))).toMatchObject({
      isFastStart: true,
      video: { codec: 'avc1', profile: 100, width: 1920, height: 1080, frames: 120, framesPerSecond: 30 },
      audio: { codec: 'mp4a', channels: 2, sampleRate: 48_000 },
    });
    expect(await workplace.leftovers()).toEqual([]);
  });

  it('never replaces an earlier take', async () => {
    const first = await stat(at('upbeat-acoustic-background-music.mp4'));
    const { stdout } = await workplace.run(['upbeat acoustic background music', '--duration', '1']);
    expect(stdout).toBe('upbeat-acoustic-background-music-2.mp4\n');
    expect((await stat(at('upbeat-acoustic-background-music.mp4'))).mtimeMs).toBe(first.mtimeMs);
  });
});

describe('one run, every file', () => {
  it('shares one render between all kinds, stems and score', async () => {
    const kinds = ['mp4', 'wav', 'mp3', 'm4a', 'flac', 'mid'] as const;
    const words = [
      'folk waltz with fiddle',
      '--duration',
      '6',
      '--title',
      'Ünïcode “Ëxtra” 雨',
      '--stems',
      'stems',
      '--score',
      'take.json',
      '--seed',
      '5',
    ];
    const made = await workplace.make([...words, ...kinds.flatMap((kind) => ['-o', `take.${kind}`])]);

    for (const file of made.files) {
      const content = await readFile(at(file.path));
      expect(file).toMatchObject({
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        durationSeconds: 6,
      });
    }

    expect(made.files.filter(({ kind }) => kind !== 'stem').map(({ kind }) => kind)).toEqual([...kinds, 'score']);
    expect((await readMp4(at('take.mp4'))).title).toBe('Ünïcode “Ëxtra” 雨');
    expect(await readWav(at('take.wav'))).toMatchObject({ channels: 2, sampleRate: 48_000, frames: 6 * 48_000 });
    expect((await readFile(at('take.flac'))).toString('latin1', 0, 4)).toBe('fLaC');
    expect((await readFile(at('take.m4a'))).toString('latin1', 4, 8)).toBe('ftyp');
    expect((await readFile(at('take.mp3'))).toString('latin1', 0, 3)).toBe('ID3');

    const stems = made.files.filter(({ kind }) => kind === 'stem');
    expect(stems.length).toBeGreaterThanOrEqual(2);
    for (const stem of stems) {
      const { frames, peak } = await readWav(at(stem.path));
      expect(frames).toBe(6 * 48_000);
      expect(peak, stem.path).toBeGreaterThan(0.001);
    }

    const midi = parseMidi(await readFile(at('take.mid')));
    expect(midi.header.format).toBe(1);
    expect(midi.tracks.length).toBe(stems.length + 1);
    const events = midi.tracks.flat().map(({ type }) => type);
    expect(events).toEqual(expect.arrayContaining(['setTempo', 'timeSignature', 'keySignature', 'trackName']));
  });

  it('answers with numbers that fit the files', async () => {
    const made = await workplace.make(['calm piano', '--duration', '5', '-o', 'numbers.wav', '--bpm', '72', '--key', 'D minor']);
    expect(made.brief).toMatchObject({ durationSeconds: 5, tempoBpm: 72, key: { tonic: 'D', mode: 'minor' } });
    expect(made.loudness?.integratedLufs).toBeGreaterThan(-14.5);
    expect(made.loudness?.integratedLufs).toBeLessThan(-13.5);
    expect(made.loudness?.truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(made.timings.totalMs).toBeGreaterThanOrEqual(made.timings.composeMs);
    const { peak, mean } = await readWav(at('numbers.wav'));
    expect(peak).toBeLessThan(0.9);
    expect(Math.abs(mean)).toBeLessThan(0.001);
  });
});

describe('wishes', () => {
  it('leaves out what must not play', async () => {
    const made = await workplace.make([
      'upbeat pop',
      '--duration',
      '8',
      '--without',
      'drums,piano',
      '-o',
      'without.mid',
      '--score',
      'without.json',
    ]);
    expect(made.brief.without).toEqual(expect.arrayContaining(['drums', 'piano']));
    const score: unknown = JSON.parse(await readFile(at('without.json'), 'utf8'));
    const text = JSON.stringify(score);
    expect(text).not.toMatch(/"instrument":"(kit-[a-z-]+|piano|felt-piano)"/);
  });

  it.each([
    ['9:16', 1080, 1920],
    ['1:1', 1080, 1080],
    ['4:5', 1080, 1350],
  ])('draws %s', async (aspect, width, height) => {
    const name = `shape-${width}x${height}.mp4`;
    await workplace.make(['ambient', '--duration', '1', '--aspect', aspect, '--fps', '24', '-o', name]);
    expect((await readMp4(at(name))).video).toMatchObject({ width, height, frames: 24, framesPerSecond: 24 });
  });

  it.each([1, 1.5, 13.37])('is exactly %d s long', async (seconds) => {
    const name = `exact-${String(seconds)}.wav`;
    await workplace.make(['jazz', '--duration', String(seconds), '-o', name]);
    expect((await readWav(at(name))).frames).toBe(Math.round(seconds * 48_000));
  });

  it('loops', async () => {
    const made = await workplace.make(['house', '--loop', '--duration', '8', '-o', 'loop.wav']);
    expect(made.brief).toMatchObject({ loop: true, ending: 'loop' });
    expect((await readWav(at('loop.wav'))).frames).toBe(8 * 48_000);
  });

  it('composes ten minutes', async () => {
    const made = await workplace.make(['orchestral adventure', '--duration', '10:00', '-o', 'long.mid']);
    expect(fileOf(made, 'mid').durationSeconds).toBe(600);
    expect(made.loudness).toBeNull();
  });
});

describe('the same seed', () => {
  it('gives the same bytes in two processes, whatever the number of threads', async () => {
    const words = ['lofi beat', '--seed', '11', '--duration', '6'];
    const first = await workplace.make([...words, '-o', 'one.wav', '-o', 'one.mid', '--score', 'one.json']);
    const { code, stdout } = await workplace.run([...words, '-o', 'two.wav', '-o', 'two.mid', '--score', 'two.json', '--json'], {
      environment: { CUESMITH_WORKERS: '1' },
    });
    expect(code).toBe(0);
    const second: { files: { sha256: string }[] } = JSON.parse(stdout);
    expect(second.files.map(({ sha256 }) => sha256)).toEqual(first.files.map(({ sha256 }) => sha256));
  });

  it('is made of the prompt when none is given, and another one is another take', async () => {
    const one = await workplace.make(['funk', '--duration', '4', '-o', 'f1.mid']);
    const same = await workplace.make(['funk', '--duration', '4', '-o', 'f2.mid']);
    const other = await workplace.make(['funk', '--duration', '4', '--seed', String(one.seed + 1), '-o', 'f3.mid']);
    expect(fileOf(same, 'mid').sha256).toBe(fileOf(one, 'mid').sha256);
    expect(fileOf(other, 'mid').sha256).not.toBe(fileOf(one, 'mid').sha256);
  });
});

describe('output', () => {
  it('sends progress to stderr and one object to stdout', async () => {
    const { stdout, stderr } = await workplace.run(['calm', '--duration', '1', '-o', 'streams.wav', '--json']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/Composing…\nPlaying…\n/);
  });

  it('replaces a file when told to', async () => {
    await writeFile(at('old.mid'), 'old');
    await workplace.make(['calm', '--duration', '1', '-o', 'old.mid', '--force']);
    expect((await readFile(at('old.mid'))).toString('latin1', 0, 4)).toBe('MThd');
  });

  it('leaves nothing but the files asked for', async () => {
    expect((await workplace.list()).filter((name) => name.includes('part') || name.startsWith('.'))).toEqual([]);
    expect(await workplace.leftovers()).toEqual([]);
  });
});
