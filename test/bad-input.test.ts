import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../src/contract/index.ts';
import { type Finished, openWorkplace, type RunOptions } from './cuesmith-process.ts';

const workplace = await openWorkplace();
afterAll(async () => workplace.remove());

/** Runs what must fail, and checks what holds for every failure: no stack, no answer, nothing left behind. */
async function fail(words: readonly string[], options?: RunOptions): Promise<Finished> {
  const before = await workplace.list();
  const finished = await workplace.run(words, options);
  expect(finished.stdout).toBe('');
  expect(finished.stderr).toMatch(/^cuesmith: \S/);
  expect(finished.stderr).not.toMatch(/\n\s+at |node:internal|undefined|\[object/);
  expect(await workplace.list()).toEqual(before);
  expect(await workplace.leftovers()).toEqual([]);
  return finished;
}

describe('prompts that cannot be used', () => {
  it.each([
    ['nothing', []],
    ['an empty prompt', ['']],
    ['only spaces', ['  \t ']],
  ])('asks for words when there is %s', async (_, words) => {
    expect(await fail(words)).toMatchObject({ code: 2, stderr: expect.stringContaining('Say what the music should be like') });
  });

  it('names the command that was probably meant', async () => {
    expect(await fail(['instrumnts'])).toMatchObject({ code: 2, stderr: expect.stringContaining('cuesmith instruments') });
  });
});

describe('odd prompts', () => {
  // Either music or a clear reason: never a crash.
  it.each([
    ['only emoji', '🎸🎸🔥😀'],
    ['only numbers', '1234 5678'],
    ['contradictory wishes', 'fast slow waltz in 4/4'],
    ['a markup bomb', '<script>alert(1)</script> "; DROP TABLE songs; --'],
    ['control characters', 'calm\u0000\u0007\u001b[K piano\u200b\ufeff'],
    ['lone surrogates', 'calm \ud800 piano'],
    ['another script', 'спокойная музыка'],
  ])('makes something of %s', async (_, prompt) => {
    const { code, stdout, stderr } = await workplace.run(['explain', prompt.replaceAll('\u0000', ''), '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toHaveProperty('brief.style');
  });

  it.each([
    ['only emoji', '🎸🔥'],
    ['only numbers', '42'],
    ['contradictory wishes', 'fast slow waltz in 4/4, no instruments, solo drums without drums'],
  ])('makes music of %s', async (name, prompt) => {
    const made = await workplace.make([prompt, '--duration', '2', '-o', `${name.replace(' ', '-')}.wav`]);
    expect(made.files).toHaveLength(1);
  });

  it('reads ten thousand words', async () => {
    const prompt = Array.from({ length: 10_000 }, (_, place) => ['calm', 'piano', 'blorp', 'with', 'guitar'][place % 5]).join(
      ' ',
    );
    const { code, stdout, stderr } = await workplace.run(['explain', prompt, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toHaveProperty('prompt', prompt);
    const made = await workplace.make([prompt, '--duration', '1', '-o', 'words.mid']);
    expect(made.files).toHaveLength(1);
  });
});

describe('options that make no sense', () => {
  it.each([
    ['--duration', '0', /1 second to 10 minutes/],
    ['--duration', '-5', /1 second to 10 minutes/],
    ['--duration', '3h', /1 second to 10 minutes/],
    ['--duration', 'soon', /Give seconds or minutes/],
    ['--bpm', '900', /30 to 300/],
    ['--bpm', 'fast', /30 to 300/],
    ['--key', 'H sharp', /key/i],
    ['--style', 'polka-metal', /The styles are acoustic/],
    ['--with', 'kazoo9000', /cuesmith instruments/],
    ['--without', 'kazoo9000', /cuesmith instruments/],
    ['--aspect', '21:9', /16:9, 9:16, 1:1, 4:5/],
    ['--fps', '29', /24, 25, 30, 60/],
    ['--seed', '-1', /whole number/],
    ['--candidates', '0', /1 to 64/],
    ['-o', 'music.ogg', /\.mp4, \.wav/],
    ['--title', ' ', /1 to 200/],
  ])('refuses %s %s', async (option, value, reason) => {
    expect(await fail(['calm piano', option, value])).toMatchObject({ code: 2, stderr: expect.stringMatching(reason) });
  });

  it('suggests the option that was probably meant', async () => {
    expect(await fail(['calm piano', '--durtion', '3'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/unknown option '--durtion'.*did you mean --duration/is),
    });
  });

  it('says which option lacks its value', async () => {
    expect(await fail(['calm piano', '--bpm'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--bpm') });
  });

  it('does not write one file twice', async () => {
    expect(await fail(['calm piano', '-o', 'a.wav', '-o', './a.wav'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('asked for twice'),
    });
  });

  it.each(['three hours of calm piano', 'a track of 0 seconds', 'calm piano at 900 bpm'])(
    'says what it made of "%s", or why it did not',
    async (prompt) => {
      const { code, stdout, stderr } = await workplace.run(['explain', prompt, '--json']);
      if (code === 2) {
        expect(Problem.parse(JSON.parse(stdout)).error.message.length).toBeGreaterThan(20);
        expect(stderr).toMatch(/^cuesmith: /);
      } else {
        expect(code).toBe(0);
        const { receipt }: { receipt: { status: string }[] } = JSON.parse(stdout);
        expect(receipt.map(({ status }) => status)).toEqual(
          expect.arrayContaining([expect.stringMatching(/approximated|refused/)]),
        );
      }
    },
  );

  it('gives programs an object to read', async () => {
    const { code, stdout } = await workplace.run(['calm piano', '--bpm', '900', '--json']);
    expect(code).toBe(2);
    expect(Problem.parse(JSON.parse(stdout)).error).toMatchObject({
      code: 'usage.options',
      message: expect.stringContaining('30 to 300'),
    });
  });
});

describe('places that cannot be written', () => {
  it('leaves a file that exists alone', async () => {
    await writeFile(join(workplace.folder, 'mine.wav'), 'mine');
    expect(await fail(['calm piano', '-o', 'mine.wav'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    expect(await readFile(join(workplace.folder, 'mine.wav'), 'utf8')).toBe('mine');
  });

  it('does not make folders that may be typing errors', async () => {
    expect(await fail(['calm piano', '-o', 'no/such/place/a.wav'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/does not exist.*mkdir -p/),
    });
  });

  it('does not write below a file', async () => {
    await writeFile(join(workplace.folder, 'file'), '');
    expect(await fail(['calm piano', '-o', 'file/a.mp4'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is a file, not a folder'),
    });
    expect(await fail(['calm piano', '--stems', 'file', '-o', 'b.wav'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a file has that name'),
    });
    expect(await fail(['calm piano', '--score', 'file/a.json', '-o', 'b.wav'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is a file, not a folder'),
    });
  });

  it('does not write over a folder', async () => {
    await mkdir(join(workplace.folder, 'folder.wav'));
    expect(await fail(['calm piano', '-o', 'folder.wav', '--force'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a folder has that name'),
    });
  });

  it('says so when a name is too long', async () => {
    expect(await fail(['calm piano', '-o', `${'x'.repeat(300)}.wav`])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('name is too long'),
    });
  });

  // A limit on the size of files fails writes half-way, as a full disk does, and needs no rights to set up.
  it.each(['wav', 'mp3', 'm4a', 'flac', 'mp4'])('leaves nothing half-written of a %s when the disk is full', async (kind) => {
    const finished = await fail(['calm piano', '--duration', '10', '-o', `full.${kind}`], { before: 'ulimit -f 64' });
    expect(finished).toMatchObject({ code: 1, stderr: expect.stringMatching(/full/i) });
  });

  it('takes back stems when the disk is full', async () => {
    const finished = await fail(['calm piano', '--duration', '10', '-o', 'small.mid', '--stems', 'stems'], {
      before: 'ulimit -f 64',
    });
    expect(finished).toMatchObject({ code: 1, stderr: expect.stringMatching(/full/i) });
  });
});
