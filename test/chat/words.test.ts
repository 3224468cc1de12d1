import { describe, expect, it } from 'vitest';
import type { WireDraft } from '../../src/contract/service/index.ts';
import { nextSteps } from '../../src/client/words/next-steps.ts';
import { readReply } from '../../src/client/words/read-reply.ts';
import { listTracks, summariseTracks, withoutSummary } from '../../src/client/words/summarise-tracks.ts';
import { translateGui } from '../../src/client/words/translate-gui.ts';
import { wordProblem } from '../../src/client/words/word-problem.ts';
import { problemOf, type ProblemKind, readProblem } from '../../src/client/service-problem.ts';
import { chinese } from '../../src/studio/agent/wording/chinese.ts';
import { english } from '../../src/studio/agent/wording/english.ts';

const DRAFT: WireDraft = {
  d: 10_000,
  t: [
    { tt: 0, m: { name: 'Video' }, sg: [{ s: 0, d: 10_000, m: { name: 'city timelapse', volume: 1 } }] },
    { tt: 1, m: { name: 'BGM' }, sg: [{ s: 0, d: 10_000, m: { name: 'Lo-fi', volume: 0.35 } }] },
    { tt: 7, m: { name: 'Title' }, sg: [{ s: 0, d: 3000, m: { text: 'Urban Dreams' } }] },
  ],
};

describe('the summary of the tracks', () => {
  it('is the founding document’s, letter by letter', () => {
    expect(summariseTracks(DRAFT, 'en')).toBe(
      'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)',
    );
  });

  it('speaks Chinese', () => {
    expect(summariseTracks(DRAFT, 'zh')).toBe(
      '时间线（3 条轨道）： 1. 视频：city timelapse（0-10秒） 2. 配乐：Lo-fi（0-10秒，35%） 3. 标题：“Urban Dreams”（0-3秒）',
    );
  });

  it('comes as lines too, whatever clips are called', () => {
    const draft = { t: [{ tt: 1, m: { name: 'BGM' }, sg: [{ d: 1000, m: { name: 'No 5 2. Etude', volume: 1 } }] }] };
    expect(listTracks(draft, 'en')).toEqual({ heading: 'Timeline (1 track):', tracks: ['1. BGM: No 5 2. Etude (0-1s, 100%)'] });
    expect(summariseTracks({}, 'en')).toBe('Timeline (0 tracks): empty');
    expect(summariseTracks({}, 'zh')).toBe('时间线（0 条轨道）：空');
  });

  it('is taken out of a reply', () => {
    expect(withoutSummary(`Done: it is there. ${summariseTracks(DRAFT, 'en')}\nNext: "undo".`)).toBe(
      'Done: it is there.\nNext: "undo".',
    );
  });
});

describe('talk about a screen', () => {
  it.each([
    ['Click Export to get the video.', 'Say "export" to get the video.', ['export']],
    [
      'Done! Now click the "Export" button in the top right corner to download it.',
      'Done! Say "export" to download it.',
      ['export'],
    ],
    ['Tap on the Download button.', 'Say "export".', ['export']],
    ['Open the timeline to check it.', 'See the tracks below to check it.', ['status']],
    ['You can preview it in the timeline.', 'See the tracks below.', ['status']],
    ['Preview in timeline.', 'See the tracks below.', ['status']],
    ['Drag the clip to 0:05.', 'Say "move the clip to 0:05".', []],
    [
      'Click Upload, or drag files onto the timeline: mp4, mov.',
      'Drop a file here, or paste its path or address: mp4, mov.',
      ['upload'],
    ],
    ['Drag and drop your files here.', 'Drop a file here.', ['upload']],
    ['Click "Undo" to go back.', 'Say "undo" to go back.', []],
    ['Click Regenerate for another take.', 'Say "regenerate" for another take.', []],
    ['The music is warmer now. Hover over the clip and scroll down in the sidebar.', 'The music is warmer now. ', []],
    ['Use the slider in the right panel.', 'Tell me what should change, and I will do it.', []],
    ['点击“导出”得到 MP4', '说“导出”得到 MP4', ['export']],
    ['请点击右上角的导出按钮下载视频。', '说“导出”下载视频。', ['export']],
    ['你可以在时间线中预览效果。', '你请看下面的轨道。', ['status']],
    ['打开时间线查看。', '请看下面的轨道查看。', ['status']],
    ['请把片段拖到第5秒。', '说“把片段移到第5秒”。', []],
    ['点击“上传”，或把文件拖到时间线上：支持 mp4。', '把文件拖到这里，或粘贴路径或链接：支持 mp4。', ['upload']],
    ['音乐更轻快了。用鼠标调整右侧面板。', '音乐更轻快了。', []],
    ['A click track, an open hi-hat and a drag on the snare.', null, []],
    ['The title "Click Export" is shown from 0 to 3 s.', null, []],
    ['Done. The music is at 35% (was 100%).', null, []],
    ['完成。音乐音量 35%。', null, []],
  ])('is put into words: %s', (said, wanted, actions) => {
    const language = /\p{Script=Han}/u.test(said) ? 'zh' : 'en';
    expect(translateGui(said, language)).toEqual({ text: wanted === null ? said : wanted.trimEnd(), actions });
  });

  it('never gets through from our own agent', () => {
    const topics = ['export', 'help', 'hello', 'upload', 'attachment', 'unclear', 'not-yet'] as const;
    for (const wording of [english, chinese]) {
      for (const hasDraft of [true, false]) {
        for (const topic of topics) {
          const { text } = translateGui(wording.explain(topic, { hasDraft, words: '' }), wording.language);
          expect(text).not.toMatch(/\bclick|\bdrag|button|点击|按钮|拖拽/i);
          expect(text.length).toBeGreaterThan(5);
        }
      }
    }
  });

  it('is left out of the offers of a reply', () => {
    expect(readReply(`Done: "Calm". ${summariseTracks(DRAFT, 'en')}\n${english.nextSteps(english.afterMusic())}`, 'en')).toEqual({
      text: 'Done: "Calm".',
      steps: ['"export"', '"music at 35%"', '"another one" or "calmer" for a new take'],
      actions: [],
    });
    expect(readReply(`完成。\n${chinese.nextSteps(chinese.afterEdit())}`, 'zh').steps).toEqual([
      '“导出”',
      '“撤销”恢复原样',
      '“时间线上有什么？”',
    ]);
  });
});

it('offers two or three steps that fit', () => {
  expect(nextSteps({}, 'en')).toEqual([
    '"upbeat acoustic background music, 20 seconds"',
    'drop a video here, and say what music it needs',
  ]);
  expect(nextSteps(DRAFT, 'zh')).toHaveLength(3);
  expect(nextSteps(DRAFT, 'en')).toContain('"export"');
});

describe('problems in words', () => {
  const told = (code: number, more: object = {}) =>
    readProblem(
      {
        code,
        status: null,
        message: 'Internal words',
        waitSeconds: null,
        requestId: 'req_1',
        credits: { bindId: null, registrationUrl: null, available: null, required: null },
        ...more,
      },
      { bindId: 'anon_1', webUrl: 'https://web.example' },
    );

  it.each([
    [2001, /out of credits.*https:\/\/web\.example\/register\?bind=anon_1/, /积分不够.*register\?bind=anon_1/],
    [402, /plan/, /套餐/],
    [4001, /mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac/, /mp4、mov/],
    [4002, /200 MB.*[Cc]ompress/, /200 MB.*压缩/],
    [429, /30 seconds/, /30 秒/],
    [1001, /renewed/, /过期/],
    [1002, /new one/, /新建/],
    [400, /id/, /标识/],
    [4009, /still at work/, /还在处理/],
  ])('says %i in both languages', (code, en, zh) => {
    expect(wordProblem(told(code), 'en')).toMatch(en);
    expect(wordProblem(told(code), 'zh')).toMatch(zh);
  });

  it('asks people who are registered to top up', () => {
    const registered = readProblem(
      {
        code: 2001,
        status: 403,
        message: null,
        waitSeconds: null,
        requestId: null,
        credits: { bindId: 'usr_1', registrationUrl: null, available: 3, required: 20 },
      },
      { bindId: null, webUrl: 'https://web.example' },
    );
    expect(wordProblem(registered, 'en')).toBe(
      'You are out of credits: this takes 20, and you have 3. Top up to go on. Exports are still free.',
    );
  });

  it('keeps codes, ids and insides to itself', () => {
    for (const code of [400, 402, 429, 1001, 1002, 1003, 1004, 2001, 4001, 4002, 4009, 5000, 5003]) {
      for (const language of ['en', 'zh'] as const) {
        expect(wordProblem(told(code), language)).not.toMatch(/req_|Internal|\b(?:1001|1002|2001|4001|4002|4009|5000)\b/);
      }
    }

    const others: readonly Exclude<ProblemKind, 'fault'>[] = [
      'unreachable',
      'timed-out',
      'unreadable-answer',
      'turn-lost',
      'export-failed',
    ];
    for (const kind of others) {
      expect(wordProblem({ ...problemOf('unreachable'), kind }, 'zh')).toMatch(/\p{Script=Han}/u);
    }
  });
});
