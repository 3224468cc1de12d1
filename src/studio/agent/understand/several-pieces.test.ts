import { expect, it } from 'vitest';
import { WireDraft } from '../../../contract/service/index.ts';
import type { MediaFacts } from '../../../engine/timeline/index.ts';
import type { PlannedUse } from '../tools/tool-arguments.ts';
import { knownWith } from './known-fixture.ts';
import type { Known } from './reading.ts';
import { understand } from './understand.ts';

const fresh = knownWith({});
const wish = { prompt: 'lo-fi beat', words: 'lo-fi beat', hints: { seed: 7 }, frame: null, keepsTitle: false };
const music = (number: number, durationMs: number): MediaFacts => ({
  id: `med_${number}`,
  kind: 'music',
  name: 'Night Bus',
  durationMs,
  width: null,
  height: null,
  hasSound: true,
});
const made: Known = knownWith(
  WireDraft.parse({ d: 30_000, t: [{ tt: 1, m: { name: 'BGM' }, sg: [{ id: 'bgm', s: 0, d: 30_000, m: { src: 'med_1' } }] }] }),
  {
    last: { mediaId: 'med_1', details: { wish, brief: { durationSeconds: 30, tempoBpm: 80, style: 'lofi', seed: 7 } } },
    takes: [1, 2, 3].map((number) => ({ mediaId: `med_${number}`, number })),
  },
  [music(1, 30_000), music(2, 15_000), music(3, 6_000)],
);

function gist(message: string, known: Known): string {
  return understand(message, known)
    .uses.map((use: PlannedUse) => {
      if (use.tool === 'generate_music') {
        const { wish: asked, take } = use.args;
        const which = take === undefined || take === null ? '' : `${take.number}${take.isAside ? ' aside' : ''}: `;
        return `${which}${asked.prompt}${asked.hints.seed === undefined ? '' : ' seeded'}`;
      }

      if (use.tool === 'make_cut') {
        return `cut ${use.args.seconds} of ${use.args.mediaId ?? 'what is made'}`;
      }

      return use.tool === 'use_music' ? `use ${use.args.mediaId}` : use.tool === 'explain' ? use.args.topic : use.tool;
    })
    .join(' + ');
}

it.each([
  ['Give me three versions of a calm piano track', /^1: (.*calm piano.*) \+ 2 aside: \1 \+ 3 aside: \1$/],
  ['upbeat corporate music, 2 different versions', /^1: (.*corporate.*) \+ 2 aside: \1$/],
  ['给我三个版本的安静钢琴曲', /^1: (.*piano.*) \+ 2 aside: \1 \+ 3 aside: \1$/],
  ['来两版轻快的配乐', /^1: (.+) \+ 2 aside: \1$/],
  ['give me three versions', /^nothing-yet$/],
])('makes as many takes of new music as "%s" asks for', (message, gisted) => {
  expect(gist(message, fresh)).toMatch(gisted);
});

it.each([
  ['give me three versions', '1: lo-fi beat + 2 aside: lo-fi beat + 3 aside: lo-fi beat'],
  ['make two more variations of it', '1: lo-fi beat + 2 aside: lo-fi beat'],
  ['再来三个版本', '1: lo-fi beat + 2 aside: lo-fi beat + 3 aside: lo-fi beat'],
])('makes takes without a seed of what is there for "%s"', (message, gisted) => {
  expect(gist(message, made)).toBe(gisted);
});

it.each([
  ['make 6, 15 and 30 second cuts', 'cut 6 of med_1 + cut 15 of med_1 + cut 30 of med_1'],
  ['cut it to 6s, 15s and 30s', 'cut 6 of med_1 + cut 15 of med_1 + cut 30 of med_1'],
  ['six and fifteen second versions please', 'cut 6 of med_1 + cut 15 of med_1'],
  ['剪成6秒、15秒和30秒', 'cut 6 of med_1 + cut 15 of med_1 + cut 30 of med_1'],
  ['把音乐做成十五秒和三十秒的版本', 'cut 15 of med_1 + cut 30 of med_1'],
])('makes cuts of what is there for "%s"', (message, gisted) => {
  expect(gist(message, made)).toBe(gisted);
});

it('makes new music at the longest of the lengths, and cuts of that', () => {
  expect(gist('make 6, 15 and 30 second cuts of an upbeat pop ad', fresh)).toMatch(
    /^1: .*upbeat pop ad.*30 seconds \+ cut 6 of what is made \+ cut 15 of what is made$/,
  );
});

it.each([
  ['use the second one', 'use med_2'],
  ['Go with number 3', 'use med_3'],
  ['use the last one', 'use med_3'],
  ['use the 15 second one', 'use med_2'],
  ['用第二个', 'use med_2'],
  ['用6秒的那个', 'use med_3'],
])('chooses among them: "%s"', (message, gisted) => {
  expect(gist(message, made)).toBe(gisted);
});

it.each([
  'make three vertical versions of the video',
  'cut the first 5 seconds',
  '剪掉前5秒',
  'use the second clip',
  'make it 15 seconds',
])('leaves "%s" to others', (message) => {
  expect(gist(message, made)).not.toMatch(/aside|^cut |use med/);
});
