import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireDraft } from '../../../contract/service/index.ts';
import type { MediaFacts } from '../../../engine/timeline/index.ts';
import { knownWith } from './known-fixture.ts';
import { readClauses } from './read-clauses.ts';
import type { Known, PastChange } from './reading.ts';
import { RECOGNISERS } from './recognisers.ts';

const film: MediaFacts = {
  id: 'f1',
  kind: 'video',
  name: 'harbour',
  durationMs: 8000,
  width: 1920,
  height: 1080,
  hasSound: true,
};
const media: readonly MediaFacts[] = [
  film,
  { ...film, id: 'f2', name: 'market' },
  { ...film, id: 'f3', name: 'rooftop' },
  { ...film, id: 'f4', kind: 'image', name: 'map', durationMs: null, hasSound: false },
  { ...film, id: 'f5', kind: 'audio', name: 'hello', durationMs: 4000, width: null, height: null },
  { ...film, id: 'm1', kind: 'music', name: 'Night Bus', durationMs: 20_000, width: null, height: null },
];
const draft = WireDraft.parse({
  d: 20_000,
  m: { title: 'Lisbon', width: 1920, height: 1080 },
  t: [
    {
      id: 'v',
      tt: 0,
      m: { name: 'Video' },
      sg: [
        { id: 'h', s: 0, d: 8000, m: { kind: 'video', src: 'f1', name: 'harbour' } },
        { id: 'k', s: 8000, d: 6000, m: { kind: 'video', src: 'f2', name: 'market' } },
        { id: 'r', s: 14_000, d: 6000, m: { kind: 'video', src: 'f3', name: 'rooftop' } },
      ],
    },
    { id: 'a', tt: 1, m: { name: 'BGM' }, sg: [{ id: 'b', s: 0, d: 20_000, m: { src: 'm1', name: 'Lo-fi', volume: 1 } }] },
    { id: 't', tt: 7, m: { name: 'Title' }, sg: [{ id: 'w', s: 0, d: 4000, m: { text: 'Lisbon' } }] },
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

/** What a message does, in few words. */
function gist(message: string, scene: Known): string {
  const { uses, notices, missed } = readClauses(message, scene);
  const said = uses.map((use) => {
    const { args } = use;
    const things = 'requests' in args ? (args.requests ?? []) : 'changes' in args ? args.changes : [args];
    return `${use.tool === 'edit_multitrack' ? '' : `${use.tool}: `}${things.map(plain).join('; ')}`;
  });
  return [...said, ...notices.map(({ kind }) => kind), ...missed.map((words) => `? ${words}`)].join(' + ');
}

function plain(thing: object): string {
  return Object.entries(thing)
    .filter(([name, value]) => value !== null && !['newId', 'isClosed', 'words', 'keepsMusic'].includes(name))
    .map(([, value]) =>
      typeof value === 'number'
        ? String(Math.round(value * 100) / 100)
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
    )
    .join(' ');
}

describe('a wish about the timeline', () => {
  it.each([
    ['mute all the clips', 'set-level ["h","k","r"] -120 false'],
    ['mute the market', 'set-level ["k"] -120 false'],
    ['unmute the market', 'set-level ["k"] 0 false'],
    ['keep the sound of the harbour at 30%', 'set-level ["h"] -10.46 false'],
    ['music down to 20%', 'set-level ["b"] -13.98 false'],
    ['lower the music by 20%', 'set-level ["b"] -1.94 true'],
    ['music at -6 dB', 'set-level ["b"] -6 false'],
    ['make the music half as loud', 'set-level ["b"] -6 true'],
    ['the music is too loud', 'set-level ["b"] -4 true'],
    ['make the second half of the music quieter', 'set-level ["b"] -4 true 10000 20000'],
    ['music quieter from 0:10 to the end', 'set-level ["b"] -4 true 10000 20000'],
    ['make the music louder and quieter', 'contradiction'],
    ['volume 500%', 'set-level ["b"] 6.02 false + limited'],
    ['fade the music out over 3 seconds', 'set-fades ["b"] 3000'],
    ['no fades', 'set-fades ["b"] 0 0'],
    ['duck the music under my voice by 9 dB', 'set-ducking ["b"] {"depthDb":9,"under":"speech"}'],
    ['stop ducking', 'set-ducking ["b"]'],
    ["title 'Hi' for the first 3 seconds, red, top left", 'change-text w Hi 0 3000 [229,57,53] {"align":"left","at":"top"}'],
    ['title Urban Dreams for 3 seconds', 'change-text w Urban Dreams 3000'],
    ['add the title Urban Dreams for three seconds', 'change-text w Urban Dreams 3000'],
    ["another title 'Fin' at the end for 3 seconds", 'add-text title Fin 17000 20000'],
    ["another title 'Hi' for 3 seconds", 'add-text title Hi 0 3000'],
    ['标题 城市之梦 显示3秒', 'change-text w 城市之梦 3000'],
    ['标题“城市之梦”显示3秒', 'change-text w 城市之梦 3000'],
    ['remove everything', 'remove-clip h; remove-clip k; remove-clip r; remove-clip b; remove-clip w'],
    ['start over', 'remove-clip h; remove-clip k; remove-clip r; remove-clip b; remove-clip w'],
    ['清空时间线', 'remove-clip h; remove-clip k; remove-clip r; remove-clip b; remove-clip w'],
    ['全部删除，重新开始', 'remove-clip h; remove-clip k; remove-clip r; remove-clip b; remove-clip w + nothing-there'],
    ['remove everything except the music', 'remove-clip w; remove-clip h; remove-clip k; remove-clip r'],
    ['delete everything, but keep the market', 'remove-clip b; remove-clip w; remove-clip h; remove-clip r'],
    ['除了音乐都删掉', 'remove-clip w; remove-clip h; remove-clip k; remove-clip r'],
    ['remove everything but the wombat', 'no-such-clip'],
    ['drop the beat when the market starts', 'revise_music: drop 8'],
    ['music quieter while the market plays', 'set-level ["b"] -4 true 8000 14000'],
    ['音乐在market出现的时候推起来', 'revise_music: build-up 8'],
    ['我不喜欢这个旋律，换一个', 'revise_music: new-melody'],
    ['replace the harbour with the map', 'remove-clip h; place-media f4 video 0'],
    ['把market.mp4换成map.png', 'remove-clip k; place-media f4 video 8000'],
    ['darker', 'revise_music: mode minor; production dark'],
    ['a bit more hopeful', 'revise_music: mode major; energy 0.12; production bright'],
    ['the music is too dark', 'revise_music: mode major; production bright'],
    ['make the mix brighter', 'revise_music: production bright'],
    ['更欢快', 'revise_music: mode major; energy 0.28'],
    ['音乐悲伤一点', 'revise_music: mode minor; energy -0.24'],
    ["add a caption 'Good morning' from 0:04 to 0:07", 'add-text caption Good morning 4000 7000'],
    ['make the title bigger', 'change-text w 1.3'],
    ['the title in yellow, please', 'change-text w [255,214,0]'],
    ['show the title until 0:06', 'change-text w 0 6000'],
    ['move the title to the bottom', 'change-text w {"align":"center","at":"bottom"}'],
    ['remove the title', 'remove-clip w'],
    ["add 'Fin' as a title on the last 2 seconds", 'add-text title Fin 18000 20000'],
    ['put my voice-over at 2 seconds', 'place-media f5 voice 2000; set-ducking ["b"] {"depthDb":12,"under":"speech"}'],
    ['add the map at the end for 3 seconds', 'place-media f4 video 3000'],
    ['put the map between the harbour and the market', 'place-media f4 video 8000'],
    ['use the map as an overlay at 0:05', 'place-media f4 overlay 5000'],
    ['cut the first 2 seconds of the second clip', 'trim-clip k 2000 0'],
    ['trim one second off the end of the harbour', 'trim-clip h 0 1000'],
    ['trim 40 seconds off the rooftop', 'trim-too-long'],
    ['make the harbour 4 seconds long', 'set-clip-length h 4000'],
    ['cut out from 0:05 to 0:08', 'cut-out 5000 8000'],
    ['remove the last 3 seconds', 'cut-out 17000 20000'],
    ['split the harbour at 0:03', 'split-clip h 3000'],
    ['split the last clip in half', 'split-clip r 17000'],
    ['delete the second clip', 'remove-clip k'],
    ['delete clip 9', 'no-such-clip'],
    ['remove the music', 'remove-clip b'],
    ['move the rooftop to the front', 'reorder-clip r 0'],
    ['swap the harbour and the market', 'reorder-clip k 0; reorder-clip h 1'],
    ['put the market after the rooftop', 'reorder-clip k 2'],
    ['make the market twice as fast', 'set-speed k 2'],
    ['slow the harbour down to half speed', 'set-speed h 0.5'],
    ['speed the rooftop up by 20%', 'set-speed r 1.2'],
    ['rooftop at 9x', 'set-speed r 4 + limited'],
    ['harbour in slow motion', 'set-speed h 0.5'],
    ['crossfade between all the clips', 'set-transition crossfade 600'],
    ['crossfade from the harbour to the market', 'set-transition k crossfade 600'],
    ['dip to black before the rooftop', 'set-transition r dip-to-black 600'],
    ['remove the transitions', 'set-transition 600'],
    ['fill the frame with the market', 'set-framing k fill'],
    ['crop the harbour to the left half', 'set-framing h {"x":0,"y":0,"width":0.5,"height":1}'],
    [
      'zoom out slowly on the rooftop',
      'set-framing r {"from":{"x":0.1,"y":0.1,"width":0.8,"height":0.8},"to":{"x":0,"y":0,"width":1,"height":1}}',
    ],
    [
      'pan left across the harbour',
      'set-framing h {"from":{"x":0.2,"y":0.1,"width":0.8,"height":0.8},"to":{"x":0,"y":0.1,"width":0.8,"height":0.8}}',
    ],
    ['make it vertical', 'set-frame 1080 1920'],
    ['24 fps', 'set-frame-rate 24'],
    ["rename the project to 'Trip'", 'rename Trip'],
    ['mark 0:12 as a hit', 'add-marker 12000  hit'],
    ['calmer', 'revise_music: energy -0.4'],
    ['much livelier', 'revise_music: energy 0.7'],
    ['a bit faster', 'revise_music: tempo-by 1.08'],
    ['at 96 bpm', 'revise_music: tempo 96'],
    ['in A major', 'revise_music: key {"tonic":"A","mode":"major"}'],
    ['make it minor', 'revise_music: mode minor'],
    ['up two semitones', 'revise_music: transpose 2'],
    ['no drums', 'revise_music: without ["drums"]'],
    ['remove the bass and the piano', 'revise_music: without ["bass","piano"]'],
    ['add strings', 'revise_music: with ["strings"]'],
    ['swap the piano for a guitar', 'revise_music: swap piano guitar'],
    ['another melody', 'revise_music: new-melody'],
    ['new drums', 'revise_music: new-drums'],
    ['build up at 0:12', 'revise_music: build-up 12'],
    ['drop at 0:12', 'revise_music: drop 12'],
    ['more bass', 'revise_music: balance bass 3'],
    ['the drums 3 dB quieter', 'revise_music: balance drums -3'],
    ['make it loop', 'revise_music: loop true'],
    ['let it end with a fade', 'revise_music: ending fade'],
    ['make the music as long as the video', 'revise_music: length 20'],
    ['make the music 30 seconds', 'revise_music: length 30'],
    ['play it as jazz', 'revise_music: style jazz'],
    ['match the cuts', 'match_cuts: m1'],
    ['land the drop on the cut at 0:12', 'match_cuts: m1 [12000]'],
    ['undo the last two', 'undo: 2'],
    ['go back to the first version', 'undo: all'],
    ['redo', 'redo: 1'],
    ['how long is it?', 'show_timeline: length'],
    ['what tempo is it?', 'show_timeline: music'],
    ['how loud is the music?', 'show_timeline: levels'],
    ['which clips do I have?', 'show_timeline: clips'],
    ['export it', 'explain: export'],
    ['第二个片段静音', 'set-level ["k"] -120 false'],
    ['音乐调到一半', 'set-level ["b"] -6.02 false'],
    ['音乐小三分贝', 'set-level ["b"] -3 true'],
    ['后半段音乐小声一点', 'set-level ["b"] -3 true 10000 20000'],
    ['标题改成蓝色，放在左下角', 'change-text w [30,136,229] {"align":"left","at":"bottom"}'],
    ['加一条字幕“早上好”，从第4秒到第7秒', 'add-text caption 早上好 4000 7000'],
    ['删掉字幕', 'nothing-there'],
    ['把map放到最后，显示3秒', 'place-media f4 video 3000'],
    ['剪掉第一个片段的前两秒', 'trim-clip h 2000 0'],
    ['删掉第5秒到第8秒', 'cut-out 5000 8000'],
    ['把harbour和market互换位置', 'reorder-clip k 0; reorder-clip h 1'],
    ['harbour两倍速', 'set-speed h 2'],
    ['最后一个片段慢动作', 'set-speed r 0.5'],
    ['所有片段之间加黑场过渡', 'set-transition dip-to-black 600'],
    ['market铺满画面', 'set-framing k fill'],
    [
      'rooftop慢慢拉远',
      'set-framing r {"from":{"x":0.1,"y":0.1,"width":0.8,"height":0.8},"to":{"x":0,"y":0,"width":1,"height":1}}',
    ],
    ['更有活力一点', 'revise_music: energy 0.4'],
    ['换成A大调', 'revise_music: key {"tonic":"A","mode":"major"}'],
    ['不要鼓', 'revise_music: without ["drums"]'],
    ['把钢琴换成吉他', 'revise_music: swap piano guitar'],
    ['加点弦乐', 'revise_music: with ["strings"]'],
    ['在第12秒渐强', 'revise_music: build-up 12'],
    ['卡点', 'match_cuts: m1'],
    ['撤销最近两次', 'undo: 2'],
    ['现在多长', 'show_timeline: length'],
    ['put the rooftop in front of the harbour', 'reorder-clip r 0'],
  ])('%j is %s', (message, expected) => {
    expect(gist(message, known())).toBe(expected);
  });
});

describe('what was done last', () => {
  const quieter = past({
    requests: [{ kind: 'set-level', clipIds: ['b'], gainDb: -4, isRelative: true, fromMs: null, toMs: null }],
  });
  const trimmed = past({ requests: [{ kind: 'trim-clip', clipId: 'h', headMs: 2000, tailMs: 0, isClosed: true }] });

  it.each([
    ['more', quieter, 'set-level ["b"] -4 true'],
    ['a bit more', quieter, 'set-level ["b"] -2 true'],
    ['a bit less', quieter, 'set-level ["b"] 2 true'],
    ['再多一点', quieter, 'set-level ["b"] -4 true'],
    ['no, the market', trimmed, 'undo: 1 + trim-clip k 2000 0'],
    ['不对，是第三个片段', trimmed, 'undo: 1 + trim-clip r 2000 0'],
    ['no, the other one', trimmed, 'which'],
    ['more', past({ changes: [{ kind: 'energy', by: -0.4 }] }), 'revise_music: energy -0.4'],
    ['bring it back', past({ isUndo: true, undone: 3 }), 'redo: 3'],
    ['more', past({}), 'nothing-before'],
  ])('is what %j means', (message, change, expected) => {
    expect(gist(message, known([change]))).toBe(expected);
  });
});

describe('a file with a number for a name', () => {
  const named = (places: readonly string[]): Known =>
    knownWith(
      WireDraft.parse({
        d: 16_000,
        t: [
          {
            id: 'v',
            tt: 0,
            sg: places.map((id, place) => ({
              id: `c${place + 1}`,
              s: place * 8000,
              d: 8000,
              m: { kind: 'video', src: id, name: id === 'f1' ? 'a' : 'two' },
            })),
          },
        ],
      }),
      {},
      [
        { ...film, id: 'f1', name: 'a' },
        { ...film, id: 'f2', name: 'two' },
      ],
    );

  it.each([
    ['remove two.mp4', ['f1', 'f2'], 'remove-clip c2'],
    ['mute two', ['f1', 'f2'], 'set-level ["c2"] -120 false'],
    ['mute clip two', ['f2', 'f1'], 'set-level ["c2"] -120 false'],
    ['trim two seconds off two.mp4', ['f1', 'f2'], 'trim-clip c2 0 2000'],
    ['swap a.mp4 for two.mp4', ['f1', 'f2'], 'reorder-clip c2 0; reorder-clip c1 1'],
    ['swap a.mp4 for two.mp4', ['f1'], 'remove-clip c1; place-media f2 video 0 8000'],
    ['把a.mp4换成two.mp4', ['f1'], 'remove-clip c1; place-media f2 video 0 8000'],
  ])('is meant by %j with %j on the timeline', (message, places, expected) => {
    expect(gist(message, named(places))).toBe(expected);
  });
});

describe('reading part by part', () => {
  it('has a name of its own for each recogniser', () => {
    expect(new Set(RECOGNISERS.map(({ name }) => name)).size).toBe(RECOGNISERS.length);
  });

  it('leaves nothing of a message out in silence', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('mute the harbour', 'dance the lambada', '把第二个片段静音', 'xyzzy'), {
          minLength: 1,
          maxLength: 4,
        }),
        (parts) => {
          const { missed } = readClauses(parts.join(', '), known());
          expect(missed.length).toBe(parts.filter((part) => part === 'dance the lambada' || part === 'xyzzy').length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes any text, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        readClauses(text, known());
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    'a',
    '1:00 ',
    'from 0:10 to ',
    "the '",
    '“',
    'fade in and out ',
    '淡入淡出',
    'more bass and ',
    'title ',
    ', ',
    '第二个片段',
    'zoom the the ',
  ])('is not held up by %j over and over', (piece) => {
    // The message is cut at its longest that is read part by part; a pattern that goes back and forth would never end here.
    readClauses(piece.repeat(Math.ceil(2000 / piece.length)).slice(0, 2000), known());
  });
});
