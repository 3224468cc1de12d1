import { expect, it } from 'vitest';
import type { WireDraft } from '../../src/contract/service/index.ts';
import { compareDrafts } from '../../src/client/timeline/compare-states.ts';
import { wordChange } from '../../src/client/words/word-change.ts';

const clip = { id: 'a', s: 0, d: 10_000, m: { name: 'beach.mp4', volume: 1 } };
const music = { id: 'b', s: 0, d: 10_000, m: { name: 'Lo-fi', volume: 1 } };
const draft = (
  music_: typeof music,
  more: NonNullable<WireDraft['t']> = [],
  m: WireDraft['m'] = { width: 1920, height: 1080 },
): WireDraft => ({
  d: 10_000,
  m,
  t: [{ id: 'v', tt: 0, m: { name: 'Video' }, sg: [clip] }, { id: 'm', tt: 1, m: { name: 'BGM' }, sg: [music_] }, ...more],
});
const title = { id: 't', tt: 7, m: { name: 'Title' }, sg: [{ id: 'c', s: 0, d: 3000, m: { text: 'Hi' } }] };

it.each([
  [
    'a level',
    draft({ ...music, m: { ...music.m, volume: 0.35 } }),
    'Lo-fi is at 35% (was 100%).',
    'Lo-fi的音量是 35%（原为 100%）。',
  ],
  ['a move', draft({ ...music, s: 2500 }), 'Lo-fi starts at 2.5s (was 0s).', 'Lo-fi从 2.5 秒开始（原为 0 秒）。'],
  ['a title', draft(music, [title]), 'Added Title: "Hi" (0-3s).', '已添加Title：“Hi”（0-3 秒）。'],
  [
    'a shape',
    draft(music, [], { width: 1080, height: 1920 }),
    'The picture is 1080×1920 (was 1920×1080).',
    '画面是 1080×1920（原为 1920×1080）。',
  ],
  ['nothing', draft(music), '', ''],
])('words %s that was changed without a word', (_, after, english, chinese) => {
  const changes = compareDrafts(draft(music), after);
  expect(wordChange(changes, 'en')).toBe(english);
  expect(wordChange(changes, 'zh')).toBe(chinese);
});

it('names a new length only where nothing else says it', () => {
  const before = draft(music);
  expect(wordChange(compareDrafts(before, { ...before, d: 8000 }), 'en')).toBe('It is 8s long (was 10s).');
  const shorter = { ...draft({ ...music, d: 8000 }), d: 8000 };
  expect(wordChange(compareDrafts(before, shorter), 'en')).toBe('Lo-fi is 8s long (was 10s).');
});
