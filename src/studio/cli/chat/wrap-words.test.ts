import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf } from '../text-width.ts';
import { wrapWords } from './wrap-words.ts';

it.each([
  ['one two three', 9, ['one two', 'three']],
  ['安静的钢琴，没有鼓。', 10, ['安静的钢', '琴，没有', '鼓。']],
  ['音量 35%，已保存（4 秒）。', 12, ['音量 35%，已', '保存（4', '秒）。']],
  ['a\nb', 10, ['a', 'b']],
  ['abcdefghijkl', 8, ['abcdefgh', 'ijkl']],
])('wraps %j to %i columns', (text, columns, lines) => {
  expect(wrapWords(text, columns)).toEqual(lines);
});

it('keeps every letter, and no line is wider than the window', () => {
  const words = fc.array(
    fc.constantFrom('calm', 'piano,', '钢琴', '，', '（30 秒）', 'https://example.org/a/very/long/path', '🎹'),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(words, fc.integer({ min: 8, max: 60 }), (parts, columns) => {
      const text = parts.join(' ');
      const lines = wrapWords(text, columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(Math.max(0, ...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
    }),
  );
});
