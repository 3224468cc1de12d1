import { afterAll, describe, expect, it } from 'vitest';
import { openWorkplace } from './cuesmith-process.ts';

const workplace = await openWorkplace();
afterAll(async () => workplace.remove());

// Long enough to be caught in every stage, with every kind of writer at work.
const WORDS = ['epic cinematic', '--duration', '20', '-o', 'a.mp4', '-o', 'a.flac', '--stems', 'stems', '--json'];

describe('Ctrl-C', () => {
  it.each(['Composing', 'Playing', 'Mixing', 'Mastering', 'Writing files'])(
    'while %s ends at once, with nothing half-written and no process left',
    async (stage) => {
      const finished = await workplace.run(WORDS, { signal: { name: 'SIGINT', at: stage } });
      expect(finished.code).toBe(130);
      expect(finished.stderr).toContain('Stopped');
      expect(await workplace.leftovers()).toEqual([]);
      // A file that was finished before the signal may stay, whole; names of unfinished ones may not.
      expect((await workplace.list()).filter((name) => /\.part|^\.|stems/.test(name))).toEqual([]);
      expect(await workplace.list()).not.toContain('a.mp4');
    },
  );

  it('passes through the launcher of an older Node', async () => {
    const pretend =
      "if(process.env.PRETEND_NODE){const node=process.env.PRETEND_NODE;delete process.env.PRETEND_NODE;Object.defineProperty(process,'versions',{value:{...process.versions,node}})}";
    const finished = await workplace.run(['epic cinematic', '--duration', '20', '-o', 'b.mp4', '--json'], {
      signal: { name: 'SIGTERM', at: 'Playing' },
      nodeWords: ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`],
      environment: { PRETEND_NODE: '18.0.0' },
    });
    expect(finished.code).toBe(143);
    expect(await workplace.leftovers()).toEqual([]);
    expect(await workplace.list()).not.toContain('b.mp4');
  });
});
