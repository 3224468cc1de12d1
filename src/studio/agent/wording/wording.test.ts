import { describe, expect, it } from 'vitest';
import { readBrief } from '../../../engine/brief/index.ts';
import { wordingOf } from './wording-of.ts';

describe('what changed about music', () => {
  const { brief: from } = readBrief('15 seconds of calm lo-fi in C major, 80 bpm', {});
  const { brief: to } = readBrief('15 seconds of sad lo-fi in C major, 80 bpm, with piano, without drums', {});

  it.each([
    ['en', ['mood calm → sad', 'piano', 'without drums']],
    ['zh', ['情绪 安静 → 悲伤', '钢琴', '不含架子鼓']],
  ] as const)('is told in full in %s', (language, expected) => {
    const said = wordingOf(language).making(to, { from, isAnother: false });
    for (const words of expected) {
      expect(said).toContain(words);
    }
  });
});
