import { describe, expect, it } from 'vitest';
import { readBrief } from '../../../engine/brief/index.ts';
import { dropContradicted } from './drop-contradicted.ts';

describe('a wish that is changed', () => {
  it.each([
    ['upbeat acoustic background music', 'calmer', 'acoustic background music'],
    ['cheerful acoustic, 30 seconds', 'sad', 'acoustic, 30 seconds'],
    ['happy ukulele', 'playful', 'happy ukulele'],
    ['upbeat acoustic background music', 'make it jazz', 'upbeat background music'],
    ['calm piano, 30 seconds', 'make it rock', 'calm piano, 30 seconds'],
    ['lo-fi beat', 'make it jazz', ''],
    ['lo-fi beat', 'add some jazz', 'lo-fi beat'],
    ['lo-fi beat', 'without drums', 'lo-fi beat'],
    ['no sad music, happy pop', 'blorp', 'no sad music, happy pop'],
  ])('from %j by %j keeps %j', (prompt, change, expected) => {
    expect(dropContradicted(prompt, change)).toBe(expected);
  });

  it('has the style that it was changed to', () => {
    const prompt = 'upbeat acoustic background music';
    expect(readBrief(`${dropContradicted(prompt, 'make it jazz')}, make it jazz`).brief.style).toBe('jazz');
  });
});
