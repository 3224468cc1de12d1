import { describe, expect, it } from 'vitest';
import { readBrief } from '../../read-brief.ts';

describe('changes of key', () => {
  it.each([
    ['pop ballad with a key change in the last chorus', { semitones: 2, at: 'last-refrain' }],
    ['rock, modulates up a whole step at 0:40, 60 seconds', { semitones: 2, at: 40 }],
    ['happy folk with key change up a semitone for the final chorus', { semitones: 1, at: 'last-refrain' }],
    ['C major pop, key goes down a minor third at the bridge', { semitones: -3, at: 'bridge' }],
    ['C major pop, modulate to Eb at the bridge', { semitones: 3, at: 'bridge' }],
    ['pop with a half step key change', { semitones: 1, at: 'last-refrain' }],
    ['pop with a truck driver modulation', { semitones: 2, at: 'last-refrain' }],
    ['流行歌，最后一段副歌升调', { semitones: 2, at: 'last-refrain' }],
    ['pop, no key change', null],
    ['moving to a new city, pop', null],
    ['changes of the seasons, piano', null],
  ] as const)('are read from “%s”', (prompt, keyChange) => {
    expect(readBrief(prompt).brief.keyChange).toEqual(keyChange);
  });

  it('say in the receipt what will be done', () => {
    const line = readBrief('rock, modulates up a whole step at 0:40').receipt.find(({ words }) => words.startsWith('modulates'));
    expect(line).toMatchObject({ decision: 'key change 2 half steps up at 0:40', status: 'honoured' });
  });
});

describe('changes of metre', () => {
  it.each(['folk, switch to 3/4 at the bridge', 'folk that changes to 6/8 in the chorus', 'folk, the beat turns to 7/8'])(
    'are refused with a reason and leave the metre of the piece alone: %s',
    (prompt) => {
      const { brief, receipt } = readBrief(prompt);
      expect(brief.stated.meter).toBe(false);
      expect(receipt.find(({ status }) => status === 'refused')?.note).toMatch(/One metre is kept/);
    },
  );
});
