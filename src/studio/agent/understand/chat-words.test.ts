import { describe, expect, it } from 'vitest';
import { WireDraft } from '../../../contract/service/index.ts';
import type { MediaFacts } from '../../../engine/timeline/index.ts';
import { chinese } from '../wording/chinese.ts';
import { knownWith } from './known-fixture.ts';
import type { Known, PastChange } from './reading.ts';
import { understand } from './understand.ts';

const film: MediaFacts = { id: 'f1', kind: 'video', name: 'beach', durationMs: 9000, width: 1920, height: 1080, hasSound: true };
const media: readonly MediaFacts[] = [
  film,
  { ...film, id: 'f2', name: 'drone shot', hasSound: false },
  { ...film, id: 'f3', name: '日落' },
  { ...film, id: 'f4', name: 'IMG_2041' },
  { ...film, id: 'f5', kind: 'audio', name: 'narration', durationMs: 3000, width: null, height: null },
  { ...film, id: 'm1', kind: 'music', name: 'Night Bus', durationMs: 20_000, width: null, height: null },
];
const draft = WireDraft.parse({
  d: 20_000,
  m: { title: 'Summer', width: 1920, height: 1080 },
  t: [
    {
      id: 'v',
      tt: 0,
      m: { name: 'Video' },
      sg: [
        { id: 'beach', s: 0, d: 8000, m: { kind: 'video', src: 'f1', name: 'beach' } },
        { id: 'drone', s: 8000, d: 6000, m: { kind: 'video', src: 'f2', name: 'drone shot' } },
        { id: 'sunset', s: 14_000, d: 6000, m: { kind: 'video', src: 'f3', name: '日落' } },
      ],
    },
    { id: 'a', tt: 1, m: { name: 'BGM' }, sg: [{ id: 'music', s: 0, d: 20_000, m: { src: 'm1', name: 'Lo-fi', volume: 1 } }] },
    {
      id: 'o',
      tt: 1,
      m: { name: 'Voice', role: 'voice' },
      sg: [{ id: 'voice', s: 9000, d: 3000, m: { src: 'f5', name: 'narration' } }],
    },
    { id: 't', tt: 7, m: { name: 'Title' }, sg: [{ id: 'title', s: 0, d: 3000, m: { text: 'Lisbon' } }] },
    { id: 'c', tt: 7, m: { name: 'Captions', role: 'caption' }, sg: [{ id: 'hi', s: 5000, d: 2000, m: { text: '你好' } }] },
  ],
});
const last: Known['last'] = {
  mediaId: 'm1',
  details: {
    wish: { prompt: 'lo-fi', words: 'lo-fi', hints: {}, frame: null, keepsTitle: false },
    brief: { durationSeconds: 20, tempoBpm: 80, style: 'lofi', seed: 7 },
  },
};
const past = (change: Partial<PastChange>): PastChange => ({ requests: [], changes: [], isUndo: false, undone: 0, ...change });
const known = (recent: readonly PastChange[] = []): Known => knownWith(draft, { last, recent }, media);

/** What a message does: tools, kinds and the values that matter. */
function gist(message: string, recent: readonly PastChange[] = []): string {
  return understand(message, known(recent))
    .uses.map((use) => {
      const { args } = use;
      const things = 'requests' in args ? args.requests : 'changes' in args ? args.changes : [args];
      const said = things.map((thing) =>
        Object.values(thing)
          .flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]))
          .flatMap((value) =>
            typeof value === 'string' ? [value] : typeof value === 'number' ? [String(Math.round(value * 10) / 10)] : [],
          )
          .join(' '),
      );
      return use.tool === 'edit_multitrack' ? said.join(' + ') : `${use.tool}: ${said.join(' + ')}`.trim();
    })
    .join('; ');
}

describe('a message as people chat', () => {
  it.each([
    ['drop the volume by 4db after 0:10', 'set-level music -4 10000 20000'],
    ['lose the audio on the beach', 'set-level beach -120'],
    ['lop 2 secs off the end of the beach', 'trim-clip beach 0 2000'],
    ['shave a second off the start of the beach', 'trim-clip beach 1000 0'],
    ['can u speed up the drone by 1.5x', 'set-speed drone 1.5'],
    ['slow mo on the beach', 'set-speed beach 0.5'],
    ['put the narration 1 sec later', 'move-clip voice 10000'],
    ['mute everything', 'set-level music voice beach sunset -120'],
    ['trim it to 10 seconds total', 'cut-out 10000 20000'],
    ['vertical, 35%', 'set-frame 1080 1920 + set-level music -9.1'],
    ['vertical, 35%, title Hello', 'set-frame 1080 1920 + set-level music -9.1 + change-text title Hello'],
    ['chuck IMG_2041 at the end', 'place-media f4 video clip-1'],
    ['nope still too loud', 'set-level music -4'],
    ['delete the thing at 0:09', 'explain: notices'],
    ['duck it harder', 'set-ducking music'],
    ['i hate the drums, remove them', 'revise_music: without drums'],
    ['sth more upbeat with a guitar', 'revise_music: with guitar + energy 0.4'],
    ['is the music lower when i talk?', 'show_timeline: levels'],
    ['what have i uploaded?', 'show_timeline: clips'],
    ['fade in the picture from white', 'set-transition beach dip-to-white 600'],
    ['有人说话时音乐降10dB', 'set-ducking music'],
    ['音乐有点吵', 'set-level music -4'],
    ['音乐调到三成', 'set-level music -10.5'],
    ['日落后面砍两秒', 'trim-clip sunset 0 2000'],
    ['12秒以后的都不要', 'cut-out 12000 20000'],
    ['总长剪到10秒', 'cut-out 10000 20000'],
    ['kill the music for the first 5 seconds', 'set-level music -120 0 5000'],
    ['make the ending less abrupt', 'revise_music: ending ring'],
    ["the title's too small", 'change-text title 1.3'],
    ['start with the drone', 'reorder-clip drone 0'],
    ['put a dissolve between the beach and the drone', 'set-transition drone crossfade 600'],
    ['前5秒不要音乐', 'set-level music -120 0 5000'],
    ['音乐3秒淡入', 'set-fades music 3000'],
    ['全部静音', 'set-level music voice beach sunset -120'],
    ['把“你好”这句改成“大家好”', 'change-text hi 大家好'],
    ['鼓太吵了,去掉', 'revise_music: without drums'],
    ['更欢快一点,加点吉他', 'revise_music: with guitar + mode major + energy 0.3'],
    ['速度改成90', 'revise_music: tempo 90'],
    ['我说话的时候音乐会变小吗', 'show_timeline: levels'],
    ['现在是什么情况', 'show_timeline: all'],
    ['i want the music to start at 3 seconds', 'move-clip'],
    ['move the title to 0:03', 'move-clip title'],
    ['音乐从第3秒开始', 'move-clip'],
    ['how many clips are there?', 'show_timeline: clips'],
    ['where does the beach clip start?', 'show_timeline: clips'],
    ['有几个片段', 'show_timeline: clips'],
    ['never mind', 'explain: never-mind'],
    ['算了', 'explain: never-mind'],
  ])('%j is %s', (message, expected) => {
    expect(gist(message)).toContain(expected);
  });

  it.each([
    'blur the water on the drone thing',
    'reverse the drone clip',
    'loop the drone clip twice',
    'bring something to the beach clip',
    'freeze the last frame',
    '无人机和日落那个片段弄一下',
    '日落循环两遍',
    'fade to black at the end',
    'make the beach louder than the music',
    '日落太长了',
  ])('%j is about clips, and makes no music', (message) => {
    const { uses } = understand(message, known());
    expect(uses.map(({ tool }) => tool)).not.toContain('generate_music');
    expect(uses.map(({ tool }) => tool)).not.toContain('revise_music');
  });

  it('moves a title and does not write that into it', () => {
    expect(understand('move the title down a bit', known()).uses).toMatchObject([
      { args: { requests: [{ kind: 'change-text', clipId: 'title', place: { at: 'bottom' } }] } },
    ]);
    expect(gist('标题往下挪一点')).toBe('change-text title');
  });

  it('makes another take for "redo it" where nothing was undone, and does again what was', () => {
    expect(gist('redo it', [past({ changes: [{ kind: 'energy', by: 0.4 }] })])).toContain('generate_music');
    expect(gist('redo it', [past({ isUndo: true, undone: 1 })])).toContain('redo');
  });

  it('puts back what was changed last', () => {
    const moved = past({ requests: [{ kind: 'reorder-clip', clipId: 'drone', place: 0 }] });
    expect(gist('put them back', [moved])).toBe('undo: 1');
    expect(gist('换回来', [moved])).toBe('undo: 1');
  });

  it('tells in Chinese why the timeline refuses something', () => {
    const { uses } = understand('把日落延长到30秒', known());
    const told = uses.flatMap((use) => (use.tool === 'explain' ? (use.args.notices ?? []) : []));
    expect(told).toMatchObject([{ kind: 'refused', refusal: { reason: 'file-too-short', name: '日落', ms: 9000 } }]);
    expect(chinese.notices(told)).toBe('“把日落延长到30秒”没有做：“日落”的素材只够 9 秒，不能更长；可以放慢它。');
  });
});
