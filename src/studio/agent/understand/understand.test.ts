import { describe, expect, it } from 'vitest';
import { WireDraft } from '../../../contract/service/index.ts';
import type { MediaFacts } from '../../../engine/timeline/index.ts';
import type { EditMultitrackArguments } from '../tools/tool-arguments.ts';
import { percentOf } from '../wording/told-numbers.ts';
import { knownWith } from './known-fixture.ts';
import type { Known } from './reading.ts';
import { CHINESE_WORDS } from './chinese-words.ts';
import { musicContentOf } from './music-content.ts';
import { translateChinese } from './translate-chinese.ts';
import { understand } from './understand.ts';

const fresh: Known = knownWith({});
const music: MediaFacts = {
  id: 'med_1',
  kind: 'music',
  name: 'Night Bus',
  durationMs: 30_000,
  width: null,
  height: null,
  hasSound: true,
};
const film: MediaFacts = { ...music, id: 'med_2', kind: 'video', name: 'harbour', durationMs: 60_000, width: 1920, height: 1080 };
const last: Known['last'] = {
  mediaId: 'med_1',
  details: {
    wish: { prompt: 'lo-fi beat, 30 seconds', words: 'lo-fi beat, 30 seconds', hints: {}, frame: null, keepsTitle: false },
    brief: { durationSeconds: 30, tempoBpm: 80, style: 'lofi', seed: 7 },
  },
};
const made: Known = knownWith(
  WireDraft.parse({
    d: 30_000,
    t: [
      { tt: 0, sg: [{ id: 'picture', s: 0, d: 30_000, m: { kind: 'generated', src: 'med_1' } }] },
      { tt: 1, m: { name: 'BGM' }, sg: [{ id: 'bgm', s: 0, d: 30_000, m: { src: 'med_1', volume: 1 } }] },
    ],
  }),
  { last, usedSeeds: [7] },
  [music],
);

/** A plan in few words: the tool, and what of its arguments decides. */
function gist(message: string, known: Known): string {
  const { uses } = understand(message, known);
  return uses
    .map((use) => {
      switch (use.tool) {
        case 'generate_music': {
          const { wish, takeOf, isAnother } = use.args;
          const { seed, ...hints } = wish.hints;
          if (takeOf === null) {
            return `music ${wish.prompt}${wish.frame === null ? '' : ` ${wish.frame.width}x${wish.frame.height}`}`;
          }

          const more = wish.prompt.replace(/^lo-fi beat, 30 seconds,? ?/, '');
          return `take${isAnother ? ' another' : ''}${seed === 7 ? '' : ' reseeded'} ${[more, ...Object.entries(hints).map(([name, value]) => `${name}=${String(value)}`)].filter((part) => part !== '').join(' ')}`.trim();
        }
        case 'edit_multitrack':
          return (use.args.requests ?? []).map(sayRequest).join('; ');
        case 'revise_music':
          return `revise ${use.args.changes.map((change) => Object.values(change).flat().map(plain).join(' ')).join('; ')}`;
        case 'make_cut':
          return `cut ${String(use.args.mediaId)} ${use.args.seconds}`;
        case 'use_music':
          return `use ${use.args.mediaId}`;
        case 'match_cuts':
          return `match cuts ${String(use.args.atMs)}`;
        case 'explain':
          return use.args.topic === 'notices'
            ? (use.args.notices ?? [])
                .map((notice) => ('words' in notice ? `${notice.kind} ${notice.words}` : notice.kind))
                .join('; ')
            : use.args.topic;
        case 'undo':
        case 'redo':
          return use.args.steps === 1 ? use.tool : `${use.tool} ${String(use.args.steps)}`;
        case 'show_timeline':
          return use.args.about === 'all' ? use.tool : `${use.tool} ${String(use.args.about)}`;
        case 'get_credits':
          return use.tool;
      }
    })
    .join(' + ');
}

/** A request in few words: its kind and what is not left as it is. Levels in percent. */
function sayRequest(request: NonNullable<EditMultitrackArguments['requests']>[number]): string {
  const { kind, ...rest } = request;
  const level = request.kind === 'set-level' && !request.isRelative ? `${percentOf(request.gainDb)}%` : null;
  const parts = Object.entries(rest).flatMap(([name, value]) =>
    value === null || name === 'newId' || name === 'isClosed' || name === 'isRelative' || (name === 'gainDb' && level !== null)
      ? []
      : [plain(value)],
  );
  return [kind, ...(level === null ? [] : [level]), ...parts].join(' ');
}

function plain(value: unknown): string {
  return typeof value === 'number'
    ? String(Math.round(value * 100) / 100)
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

describe('understanding a first message', () => {
  it.each([
    ['', 'unclear'],
    ['   ', 'unclear'],
    ['asdfgh qwerty', 'unclear'],
    ['🦑🦑', 'unclear'],
    ['what is the weather like?', 'unclear'],
    ['hello', 'hello'],
    ['Hi there!', 'hello'],
    ['你好', 'hello'],
    ['thanks', 'thanks'],
    ['Perfect, thank you!', 'thanks'],
    ['谢谢', 'thanks'],
    ['help', 'help'],
    ['What can you do?', 'help'],
    ['你能做什么？', 'help'],
    ['how many credits do I have', 'get_credits'],
    ['balance', 'get_credits'],
    ['积分', 'get_credits'],
    ['我还有多少余额？', 'get_credits'],
    ['how much does it cost?', 'get_credits'],
    ['status', 'show_timeline'],
    ['show tracks', 'show_timeline'],
    ["what's on the timeline?", 'show_timeline'],
    ['is it done?', 'show_timeline'],
    ['状态', 'show_timeline'],
    ['时间线上有什么', 'show_timeline'],
    ['export', 'export'],
    ['Export as MP4 please', 'export'],
    ['send me the video', 'export'],
    ['download', 'export'],
    ['导出', 'export'],
    ['下载视频', 'export'],
    ['how do I upload my own video?', 'upload'],
    ['上传', 'upload'],
    ['undo', 'undo'],
    ['撤销', 'undo'],
    ['another one', 'nothing-yet'],
    ['再来一个', 'nothing-yet'],
    ['cut the first 2 seconds', 'nothing-there'],
    ['add subtitles', 'which-words'],
    ['剪掉前两秒', 'nothing-there'],
    [
      'generate a 30-second royalty-free background track for my video',
      'music generate a 30-second royalty-free background track for my video',
    ],
    ['upbeat acoustic background music', 'music upbeat acoustic background music'],
    ['make a happy ukulele song titled "Sunny Day"', 'music make a happy ukulele song titled "Sunny Day"'],
    ['music for the end credits, 20 seconds', 'music music for the end credits, 20 seconds'],
    ['make music for the closing credits', 'music make music for the closing credits'],
    ['add BGM', 'music add BGM'],
    ['music', 'music music'],
    ['calm piano, 15 seconds', 'music calm piano, 15 seconds'],
    ['I need a dark cinematic score for TikTok', 'music I need a dark cinematic score for TikTok 1080x1920'],
    ['a square video with epic trailer music', 'music a square video with epic trailer music 1080x1080'],
    [
      'generating free background music for videos without copyright issues for content creators, YouTubers, TikTok creators',
      'music generating free background music for videos without copyright issues for content creators, YouTubers, TikTok creators',
    ],
    ['write a jazz tune I can download', 'music write a jazz tune I can download'],
    ['来一段30秒轻快的背景音乐', 'music 30 seconds, cheerful, background music'],
    ['做一首一分钟的史诗配乐，不要鼓', 'music 60 seconds, epic, soundtrack, without drums'],
    ['给我的视频配乐', 'music soundtrack'],
    ['生成一段竖屏的电子舞曲，120BPM', 'music edm, 120BPM 1080x1920'],
    ['D小调钢琴曲', 'music D minor, piano'],
    ['配乐', 'music soundtrack'],
    ['make it vertical', 'set-frame 1080 1920'],
    ['竖屏', 'set-frame 1080 1920'],
  ])('%j is %s', (message, expected) => {
    expect(gist(message, fresh)).toBe(expected);
  });
});

describe('understanding a message about music that is there', () => {
  it.each([
    ['another one', 'take another reseeded'],
    ['again', 'take another reseeded'],
    ['Try again!', 'take another reseeded'],
    ['give me a different version', 'take another reseeded'],
    ['再来一个', 'take another reseeded'],
    ['换一首', 'take another reseeded'],
    ['calmer', 'revise energy -0.4'],
    ['make it a bit darker', 'revise mode minor; production dark'],
    ['without drums', 'revise without drums'],
    ['more energetic please', 'revise energy 0.4'],
    ['faster', 'revise tempo-by 1.15'],
    ['make it slower', 'revise tempo-by 0.87'],
    ['shorter: 15 seconds', 'revise length 15'],
    ['longer', 'revise length 60'],
    ['in D minor', 'revise key {"tonic":"D","mode":"minor"}'],
    ['at 120 bpm', 'revise tempo 120'],
    ['20 seconds', 'revise length 20'],
    ['swap the piano for guitar', 'revise swap piano guitar'],
    ['replace the guitar with a piano please', 'revise swap guitar piano'],
    ['把吉他换成钢琴', 'revise swap guitar piano'],
    ['replace the music with jazz', 'take 30 seconds, replace the music with jazz'],
    ['add some strings', 'revise with strings'],
    ['更安静一点', 'revise energy -0.4'],
    ['快一点', 'revise tempo-by 1.15'],
    ['短一点，15秒', 'revise length 15'],
    ['换成D小调', 'revise key {"tonic":"D","mode":"minor"}'],
    ['去掉鼓', 'revise without drums'],
    ['music at 35%', 'set-level 35% ["bgm"]'],
    ['set the volume to 50 percent', 'set-level 50% ["bgm"]'],
    ['音乐音量35%', 'set-level 35% ["bgm"]'],
    ['lower it by 3 dB', 'set-level ["bgm"] -3'],
    ['turn the music down', 'set-level ["bgm"] -4'],
    ['louder', 'set-level ["bgm"] 4'],
    ['音乐小一点', 'set-level ["bgm"] -3'],
    ['mute the music', 'set-level 0% ["bgm"]'],
    ['fade out over 3 seconds', 'set-fades ["bgm"] 3000'],
    ['淡入', 'set-fades ["bgm"] 2000'],
    ["title 'Urban Dreams'", 'add-text title Urban Dreams'],
    ['set the title to Urban Dreams', 'add-text title Urban Dreams'],
    ['change the title to "Night Drive"', 'add-text title Night Drive'],
    ['call it Night Drive', 'add-text title Night Drive'],
    ['标题改成“城市之梦”', 'add-text title 城市之梦'],
    ['remove the title', 'nothing-there'],
    ['去掉标题', 'nothing-there'],
    ['make it square', 'set-frame 1080 1080'],
    ['16:9', 'set-frame 1920 1080'],
    ['改成竖屏', 'set-frame 1080 1920'],
    ['make a happy ukulele song', 'music make a happy ukulele song'],
    ['epic orchestral trailer, 20 seconds', 'music epic orchestral trailer, 20 seconds'],
    ['来一首爵士', 'music jazz'],
    ['split the clip at 5 seconds', 'nothing-there'],
    ['speed up the video', 'nothing-there'],
    ['delete the second clip', 'nothing-there'],
    ['导出', 'export'],
    ['what do we have', 'show_timeline'],
    ['credits', 'get_credits'],
    ['undo that', 'undo'],
    ['looks good, thanks', 'thanks'],
    ['how does this work?', 'help'],
    ['blorp', 'unclear'],
  ])('%j is %s', (message, expected) => {
    expect(gist(message, made)).toBe(expected);
  });
});

describe('understanding a message that wishes for several things', () => {
  it.each([
    ['title "Night Drive" and music at 20%', 'add-text title Night Drive; set-level 20% ["bgm"]'],
    [
      'music at 20%, title "Night and Day" and make it vertical',
      'set-level 20% ["bgm"]; add-text title Night and Day; set-frame 1080 1920',
    ],
    ['标题改成“夜路”，音乐音量50%', 'add-text title 夜路; set-level 50% ["bgm"]'],
    ['make it calmer and music at 50%', 'revise energy -0.4 + set-level 50% ["bgm"]'],
    ['generate calm piano and set the music to 30%', 'music generate calm piano + set-level 30% ["bgm"]'],
    ["lower the volume, it's too loud", 'set-level ["bgm"] -4'],
    ['title: Love and Peace', 'add-text title Love and Peace'],
    ['add a fade in and fade out', 'set-fades ["bgm"] 2000 2000'],
    ['生成一段轻快的原声背景音乐，导出1080p MP4', 'music cheerful, acoustic, background music, 1080p MP4'],
    ['make a happy song and send me the video', 'music make a happy song and send me the video'],
    ['我要导出30秒的音乐', 'export'],
  ])('%j is %s', (message, expected) => {
    expect(gist(message, made)).toBe(expected);
  });
});

describe('understanding what is no wish for other music', () => {
  const withFootage: Known = knownWith(
    WireDraft.parse({
      ...made.draft,
      t: [
        { tt: 0, sg: [{ id: 'clip', s: 0, d: 30_000, m: { kind: 'video', src: 'med_2', name: 'harbour' } }] },
        ...(made.draft.t ?? []).slice(1),
      ],
    }),
    { last, usedSeeds: [7] },
    [music, film],
  );

  it.each([
    ['make it 30 seconds', 'same'],
    ['30秒', 'same'],
    ['make it lo-fi', 'same'],
    ['add the clip twice', 'place-media med_2 video'],
    ['remove the music', 'remove-clip bgm'],
    ['change the title color to red', 'nothing-there'],
    ['make the title bigger', 'nothing-there'],
    ['标题颜色改成红色', 'nothing-there'],
    ['title "Red"', 'add-text title Red'],
    ['add a title', 'which-words'],
    ['can I use it on YouTube?', 'rights'],
    ['is it copyright free?', 'rights'],
    ['能商用吗？', 'rights'],
    ['is it free?', 'get_credits'],
    ['click Export', 'export'],
    ['volume 50', 'set-level 50% ["bgm"]'],
    ['音量调到50', 'set-level 50% ["bgm"]'],
    ['mute the video', 'set-level 0% ["clip"]'],
    ['把视频静音', 'set-level 0% ["clip"]'],
    ['turn down the original audio of the clip', 'set-level ["clip"] -4'],
    ['turn the music down in the video', 'set-level ["bgm"] -4'],
  ])('%j is %s', (message, expected) => {
    expect(gist(message, withFootage)).toBe(expected);
  });

  it('takes "mute the video" for the music where there is no other sound', () => {
    expect(gist('mute the video', made)).toBe('set-level 0% ["bgm"]');
  });
});

describe('a take of music that is there', () => {
  it('keeps the tempo that was said in so many words', () => {
    expect(gist('faster, 120 bpm', made)).toBe('revise tempo 120');
  });

  it('has a seed that no music of the session has', () => {
    const seedOf = (known: Known): number | undefined => {
      const [use] = understand('another one', known).uses;
      return use?.tool === 'generate_music' ? use.args.wish.hints.seed : undefined;
    };
    const second = seedOf(made);
    expect(seedOf({ ...made, usedSeeds: [7, second ?? 0] })).not.toBe(second);
  });

  it('leaves the shape and the title of the timeline alone, whatever the first wish said', () => {
    const upright: Known = {
      ...made,
      last: last && {
        ...last,
        details: { ...last.details, wish: { ...last.details.wish, frame: { width: 1080, height: 1920 } } },
      },
    };
    for (const message of ['another one', 'another one, but darker']) {
      const [use] = understand(message, upright).uses;
      expect(use).toMatchObject({ args: { wish: { frame: null, keepsTitle: true } } });
    }
  });
});

describe('the language of the answer', () => {
  it.each([
    ['积分', null, 'zh'],
    ['credits', null, 'en'],
    ['credits', 'zh-CN', 'zh'],
    ['how many credits do I have', 'zh-CN', 'en'],
    ['', 'zh', 'zh'],
    ['给我 lo-fi', 'en', 'zh'],
  ])('to %j in a session of %s is %s', (message, sessionLanguage, language) => {
    expect(understand(message, { ...fresh, sessionLanguage }).language).toBe(language);
  });
});

describe('Chinese words of music', () => {
  it('mean something to the reader of briefs, each of them', () => {
    const refused = new Set(['vocals']);
    for (const [chinese, english] of CHINESE_WORDS.filter(([, word]) => !refused.has(word))) {
      expect(musicContentOf(`${english} music`).brief, chinese).not.toBeNull();
      expect(translateChinese(chinese)).toBe(english);
    }
  });

  it.each([
    ['半分钟', '30 seconds'],
    ['一分半', '90 seconds'],
    ['两分钟', '120 seconds'],
    ['1分20秒', '80 seconds'],
    ['十五秒', '15 seconds'],
    ['一百二十秒', '120 seconds'],
    ['升C小调', 'C# minor'],
    ['降E大调', 'Eb major'],
    ['plain words', 'plain words'],
  ])('%s is %s', (chinese, english) => {
    expect(translateChinese(chinese)).toBe(english);
  });
});

describe('a message on a timeline of very many clips', () => {
  const film: MediaFacts = {
    id: 'med_1',
    kind: 'video',
    name: 'film',
    durationMs: 9000,
    width: 1920,
    height: 1080,
    hasSound: true,
  };
  const known = knownWith(
    { t: [{ tt: 0, sg: Array.from({ length: 900 }, (_, at) => ({ id: `s${at}`, s: 700 * at, d: 700, m: { src: 'med_1' } })) }] },
    {},
    [film],
  );

  it('is told to come in parts where it would hold up everybody else', () => {
    const each = JSON.stringify(understand('make all clips 1.1 times as fast', known).uses);
    expect(each).toContain('too much for one message');
    const many = understand(Array.from({ length: 60 }, (_, at) => `lower clip ${at + 1} by 3 dB`).join(', '), known).uses;
    const edits = many.flatMap((use) => (use.tool === 'edit_multitrack' ? use.args.requests : []));
    expect(edits.length).toBeGreaterThan(20);
    expect(edits.length).toBeLessThan(60);
    expect(JSON.stringify(many)).toContain('too much for one message');
  });
});
