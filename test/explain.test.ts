import { afterAll, describe, expect, it } from 'vitest';
import { Explained } from '../src/contract/index.ts';
import { openWorkplace } from './cuesmith-process.ts';

const workplace = await openWorkplace();
afterAll(async () => workplace.remove());

async function explain(prompt: string, ...words: string[]): Promise<Explained> {
  const { code, stdout, stderr } = await workplace.run(['explain', prompt, ...words, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return Explained.parse(JSON.parse(stdout));
}

describe('cuesmith explain', () => {
  it('says for every piece of the prompt where it stands and what it did', async () => {
    const prompt = 'calm acoustic guitar, no drums, 96 bpm, with vocals';
    const { receipt, brief } = await explain(prompt);
    for (const line of receipt) {
      expect(prompt.slice(line.start, line.end)).toBe(line.words);
    }

    expect(brief).toMatchObject({ tempoBpm: 96 });
    expect(brief.without).toContain('drums');
    expect(receipt.find(({ words }) => words.includes('vocals'))?.status).toBe('refused');
  });

  it('shows the receipt below the words', async () => {
    const { code, stdout } = await workplace.run(['explain', 'calm piano blorptastic']);
    expect(code).toBe(0);
    const [words, marks] = stdout.split('\n');
    expect(words).toBe('calm piano blorptastic');
    expect(marks).toBe('✓✓✓✓ ✓✓✓✓✓ ···········');
    expect(stdout).toMatch(/Style .*\n(.*\n)*Tempo +\d/);
  });

  it('lets options beat words', async () => {
    const { brief } = await explain('calm piano in C major at 100 bpm', '--bpm', '80', '--key', 'F# minor', '--duration', '12');
    expect(brief).toMatchObject({ tempoBpm: 80, key: { tonic: 'F#', mode: 'minor' }, durationSeconds: 12 });
  });

  it('is the brief that make uses', async () => {
    const words = ['warm strings for a wedding, 5 seconds', '--seed', '9'];
    const made = await workplace.make([...words, '-o', 'a.mid']);
    const { brief, receipt } = await explain(words[0] ?? '', '--seed', '9');
    expect({ brief: made.brief, receipt: made.receipt }).toEqual({ brief, receipt });
  });
});
