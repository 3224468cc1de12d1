import type { StyleId } from '../../../engine/brief/index.ts';
import { CHINESE_WORDS } from '../understand/chinese-words.ts';
import { tellEdit, tellNotice, tellState } from './chinese-edits.ts';
import { tellChineseDucking as tellDucking } from './tell-ducking.ts';
import { tellRevision } from './chinese-music.ts';
import { clockOf, percentOf, secondsOf } from './told-numbers.ts';
import type { MusicFacts, ToldChange, Wording } from './wording.ts';

const STYLES: { readonly [style in StyleId]: string } = {
  acoustic: '原声',
  folk: '民谣',
  pop: '流行',
  lofi: 'Lo-fi',
  'hip-hop': '嘻哈',
  trap: 'Trap',
  house: '浩室',
  edm: '电子舞曲',
  synthwave: '合成器浪潮',
  ambient: '氛围',
  cinematic: '电影感',
  epic: '史诗',
  orchestral: '管弦乐',
  piano: '钢琴',
  strings: '弦乐',
  jazz: '爵士',
  bossa: '波萨诺瓦',
  rock: '摇滚',
  funk: '放克',
  corporate: '商务',
  'deep-house': '深浩室',
  'tech-house': '科技浩室',
  techno: '科技舞曲',
  trance: '迷幻舞曲',
  'drum-and-bass': '鼓打贝斯',
  synthpop: '合成器流行',
  chiptune: '芯片音乐',
  downtempo: '慢拍电子',
  drone: '持续低音',
  meditation: '冥想',
  indie: '独立',
  'pop-rock': '流行摇滚',
  'post-rock': '后摇',
  blues: '布鲁斯',
  country: '乡村',
  bluegrass: '蓝草',
  disco: '迪斯科',
  soul: '灵魂乐',
  reggae: '雷鬼',
  'boom-bap': 'Boom bap',
  swing: '摇摆乐',
  'smooth-jazz': '顺滑爵士',
  latin: '拉丁',
  salsa: '萨尔萨',
  afrobeat: '非洲节拍',
  chamber: '室内乐',
  kids: '儿童音乐',
  holiday: '节日',
  flamenco: '弗拉门戈',
  celtic: '凯尔特',
  ragtime: '拉格泰姆',
  gospel: '福音',
};
/** The first word of each meaning in the table that reads Chinese. */
const NAMES: ReadonlyMap<string, string> = new Map(CHINESE_WORDS.toReversed().map(([chinese, english]) => [english, chinese]));
const MODES: { readonly [mode in MusicFacts['key']['mode']]: string } = {
  major: '大调',
  minor: '小调',
  dorian: '多利亚调式',
  phrygian: '弗里吉亚调式',
  lydian: '利底亚调式',
  mixolydian: '混合利底亚调式',
  'harmonic-minor': '和声小调',
};

/** Changes that are named one by one when many are taken back. */
const MOST_LABELS = 5;

/** The agent in Chinese. KEEP IN STEP with `english.ts`. */
export const chinese: Wording = {
  language: 'zh',

  making(music, change) {
    if (change === null) {
      return `正在制作：${describe(music)}。`;
    }

    const differences = differencesOf(change.from, music);
    return change.isAnother && differences.length === 0
      ? `正在按同样的想法再做一版：${describe(music)}。`
      : `正在制作新的一版${differences.length === 0 ? '' : `（${differences.join('，')}）`}：${describe(music)}。`;
  },
  notUsed: (words) => `没有用上的词：${words.map((word) => `“${word}”`).join('、')}。`,
  made({ title, music, replaced, footage }) {
    const before = replaced === title ? '上一版' : `《${replaced}》`;
    const place = replaced === null ? '已放到时间线上' : `已替换时间线上的${before}`;
    const shown = footage === 0 ? '' : `它会配在你上传的 ${footage} 个素材下面。`;
    return `完成：《${title}》（${describe(music)}）${place}。${shown}`;
  },
  revising({ title, refitMs, price }) {
    const cost = price === null ? '' : `（${price} 积分，与新的一版相同）`;
    return refitMs === null
      ? `正在修改《${title}》${cost}。`
      : `画面现在长 ${secondsOf(refitMs)} 秒，正在让《${title}》适配它${cost}。`;
  },
  revised: tellRevision,
  notRefitted: (reason) =>
    reason === 'kept' ? '音乐保持不变。' : '积分不够，音乐没有适配新的长度。有积分后说“让音乐适配画面”即可。',
  timeline: (summary) => summary,
  afterMusic: () => ['点击“导出”得到 MP4', '“音乐音量35%”', '“再来一个”或“更安静一点”做新的一版'],
  keptAside: ({ title, number, durationMs }) => `第 ${number} 个已保留在素材中：《${title}》，${secondsOf(durationMs)} 秒。`,
  afterTakes: () => ['“用第二个”换成另一版', '点击“导出”得到 MP4', '“音乐音量35%”'],
  cutting: ({ title, seconds, price }) =>
    `正在把《${title}》剪成 ${secondsOf(seconds * 1000)} 秒${price === null ? '' : `（${price} 积分，与新的一版相同）`}。`,
  usedMusic: ({ title, replaced }) =>
    replaced === null || replaced === title
      ? `完成：《${title}》${replaced === null ? '已放到时间线上' : '换成了另一版'}。`
      : `完成：时间线上的《${replaced}》已换成《${title}》。`,
  changed: (changes) => `完成。${changes.map(told).join('')}`,
  unchanged: (states) => `已经是这样：${states.map(({ what, after }) => `${CHANGED[what]} ${after}`).join('，')}。`,
  edited: (edits, isFirst) => `${isFirst ? '完成。' : ''}${edits.map(tellEdit).join('')}`,
  alreadySo: (edits) => `已经是这样：${edits.map(tellState).join('，')}。`,
  notices: (notices) => notices.map(tellNotice).join(''),
  heldBack: () => '所以这条消息里的其他改动也没有做。',
  none(what) {
    const lines = {
      music: '时间线上还没有音乐。告诉我想要什么样的，例如“30秒安静的钢琴曲”。',
      title: '时间线上没有标题。说 标题“城市之梦” 就能加上。',
      footage: '时间线上还没有内容。',
      undo: '没有可以撤销的内容：时间线就是最初的样子。',
      cuts: '时间线上没有可以踩的切点。',
      redo: '没有可以重做的内容：上次改动之后没有撤销过。',
    };
    return lines[what];
  },
  undone: (label) => `已撤销：${labelled(label)}。`,
  undoneSteps: (labels) => `已撤销：${many(labels)}。`,
  redoneSteps: (labels) => `已重做：${many(labels)}。`,
  length: (milliseconds) => `现在长 ${secondsOf(milliseconds)}秒（${clockOf(milliseconds)}）。`,
  aboutMusic: (music) => `《${music.title}》：${describe(music)}。`,
  aboutClips({ shown, unplaced }) {
    const clips = shown.map(
      ({ name, fromMs, toMs }, place) => `${place + 1}. ${name}（${secondsOf(fromMs)}-${secondsOf(toMs)}秒）`,
    );
    const there = clips.length === 0 ? '时间线上还没有片段。' : `时间线上有：${clips.join('，')}。`;
    return unplaced.length === 0 ? there : `${there}已上传、还没放上去的：${unplaced.join('、')}。`;
  },
  aboutLevels: (levels) =>
    levels.length === 0
      ? '时间线上还没有声音。'
      : `${levels.map(({ name, gainDb, isShaped, ducking }) => `${name === null ? '音乐' : `“${name}”`}音量 ${percentOf(gainDb)}%${isShaped ? '（中间有变化）' : ''}${ducking === null ? '' : `，${tellDucking(ducking)}`}`).join('，')}。`,
  ducked: (ducking) => `音乐${tellDucking(ducking)}。`,
  underSpeech: (percent, ducking) => `这里有人说话，所以音乐音量是 ${percent}%，${tellDucking(ducking)}。`,
  afterEdit: () => ['点击“导出”得到 MP4', '“撤销”恢复原样', '“时间线上有什么？”'],
  credits({ available, frozen, price, isUnlimited }) {
    if (isUnlimited) {
      return '你的积分没有上限。提问和导出都免费。';
    }

    const reserved = frozen === 0 ? '' : `另有 ${frozen} 积分为正在进行的工作预留。`;
    return `你还有 ${available} 积分。${reserved}制作一段音乐需要 ${price} 积分；提问和导出都免费。`;
  },
  stillMaking: (percent) => `音乐正在制作中（${percent}%），完成后会自动出现在时间线上。`,
  explain(topic, { hasDraft, words }) {
    const lines = {
      notices: '',
      export: hasDraft
        ? '点击“导出”即可得到带声音的 1080p MP4 视频，也可以在那里选 WAV、MP3、M4A、GIF 等格式。导出免费。'
        : '现在还没有可以导出的内容。先告诉我想要什么音乐，例如“30秒轻快的原声背景音乐”，然后点击“导出”。',
      help: '我会制作免版税的音乐，并放到你的时间线上。告诉我情绪、风格、乐器、长度、速度或调性，例如“30秒轻快的原声背景音乐”。我也能剪辑：试试“剪掉第二个片段的前两秒”“所有片段之间加叠化”“音乐音量35%”“标题‘你好’三秒”“改成竖屏”或“撤销”。',
      hello: '你好！告诉我需要什么音乐，例如“给城市视频来一段30秒的 lo-fi”，或者先上传素材。',
      thanks: '不客气！',
      'never-mind': '好的，一切保持原样。',
      upload:
        '点击“上传”，或把文件拖到时间线上：支持 mp4、mov、avi、webm、mkv、jpg、png、gif、webp、mp3、wav、m4a、aac，每个不超过 200 MB。然后告诉我配什么音乐。',
      attachment: '消息里不能直接带文件。请点击“上传”把它加入项目，然后告诉我配什么音乐。',
      rights: '这里制作的音乐归你所有：免版税，全新创作，不含任何他人的录音。可以用在视频里，也可以商用，无需署名。',
      'which-title': '标题写什么？例如：标题“城市之梦”。',
      same: '音乐已经是这样了，没有重做，也没有扣除积分。想要不同的一版，请说“再来一个”。',
      unclear:
        words === ''
          ? '想要什么样的音乐？说一种情绪、风格或长度就够了，例如“30秒安静的钢琴曲”。'
          : `没有听懂“${words}”。请说要改什么，例如“音乐音量35%”，或者想要什么音乐，例如“30秒安静的钢琴曲”。`,
      'nothing-yet': '这里还没有可以再做一版的音乐。想要什么样的？说一种情绪、风格或长度就够了。',
      'not-yet': `目前还不能对时间线这样修改（“${words}”），什么都没有改动。现在可以：剪辑、移动、裁剪片段，调整速度、转场和声音，修改标题和字幕，改音乐，以及撤销。`,
    };
    return lines[topic];
  },
  cannotMake: (reason) => `做不了这个：${reason} 没有扣除积分。`,
  failed: (reason) => `音乐没有做成：${reason} 没有扣除积分。`,
  cancelled: () => '音乐的制作已取消，没有扣除积分。',
  stopping(music) {
    const lines = {
      none: '服务器在完成之前正在重启，没有扣除积分。请稍后再发一次。',
      running: '服务器正在重启。音乐会继续制作，完成后自动出现在时间线上，不会重复扣积分。',
      done: '服务器正在重启，但音乐已经做好：它在时间线上，只扣了一次积分。',
      failed: '服务器正在重启，音乐没有做成，没有扣除积分。请稍后再发一次。',
    };
    return lines[music];
  },
  fault(music) {
    const lines = {
      none: '这里出了问题，没有改动任何内容，也没有扣除积分。请再发一次。',
      running: '这里出了问题。音乐会继续制作，完成后自动出现在时间线上，不会重复扣积分。',
      done: '这里出了问题，但音乐已经做好：它在时间线上，只扣了一次积分。',
      failed: '这里出了问题，音乐没有做成，没有扣除积分。请再发一次。',
    };
    return lines[music];
  },
  ended: () => '这一轮已从外部结束。请查看时间线的当前状态。',
  interrupted(music) {
    const lines = {
      none: '服务器在处理时停止了，没有改动任何内容，也没有扣除积分。请再发一次。',
      running: '服务器中途停止过。音乐仍在制作，完成后自动出现在时间线上，不会重复扣积分。',
      done: '服务器中途停止过，但音乐已经做好：它在时间线上，只扣了一次积分。',
      failed: '服务器中途停止过，音乐没有做成，没有扣除积分。请再发一次。',
    };
    return lines[music];
  },
  nextSteps: (steps) => `接下来可以：${steps.join('；')}。`,
};

const LABELS: ReadonlyMap<string, string> = new Map([
  ['Add music', '添加音乐'],
  ['Replace the music', '替换音乐'],
  ['Replace the draft', '替换草稿'],
  ['Set the level of the music', '调整音乐音量'],
  ['Change the music', '修改音乐'],
  ['Fit the music to the picture', '让音乐适配画面'],
  ['Add media', '加入素材'],
  ['Remove a clip', '删除片段'],
  ['Trim a clip', '修剪片段'],
  ['Change the length of a clip', '修改片段长度'],
  ['Cut a stretch out', '剪掉一段'],
  ['Split a clip', '切开片段'],
  ['Change the order of clips', '调整片段顺序'],
  ['Move a clip', '移动片段'],
  ['Change the speed of a clip', '修改片段速度'],
  ['Change how a clip stands in the picture', '修改片段画面'],
  ['Change the transitions', '修改转场'],
  ['Set the level of sound', '调整音量'],
  ['Set the fades of sound', '设置声音的淡入淡出'],
  ['Set the ducking', '设置音乐避让'],
  ['Add a text', '添加文字'],
  ['Change a text', '修改文字'],
  ['Set the captions', '设置字幕'],
  ['Set the frame rate', '设置帧率'],
  ['Rename the project', '项目改名'],
  ['Add a marker', '添加标记'],
  ['Remove markers', '删除标记'],
  ['Set the title', '修改标题'],
  ['Remove the title', '去掉标题'],
  ['Set the shape of the picture', '修改画面比例'],
  ['Set the fades of the music', '设置淡入淡出'],
  ['Change the timeline', '修改时间线'],
]);

/** Labels in a row; of many the first few. */
function many(labels: readonly string[]): string {
  const more = labels.length - MOST_LABELS;
  return `${labels.slice(0, MOST_LABELS).map(labelled).join('；')}${more > 0 ? `，以及另外 ${more} 项` : ''}`;
}

function labelled(label: string): string {
  return LABELS.get(label) ?? label;
}

function describe(music: MusicFacts): string {
  const loop = music.loop ? '循环' : '';
  return [
    `${seconds(music)}${STYLES[music.style]}${loop}音乐`,
    namesOf(music.moods.slice(0, 2)),
    keyOf(music),
    tempoOf(music),
    music.instruments.length === 0 ? '' : `乐器：${namesOf(music.instruments.slice(0, 4))}`,
    music.without.length === 0 ? '' : `不含${namesOf(music.without.slice(0, 4))}`,
  ]
    .filter((part) => part !== '')
    .join('，');
}

/** Moods or instruments in Chinese; one without a word there in English. */
function namesOf(ids: readonly string[]): string {
  return ids.map((id) => NAMES.get(id.replaceAll('-', ' ')) ?? id.replaceAll('-', ' ')).join('、');
}

function differencesOf(from: MusicFacts, to: MusicFacts): readonly string[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ['长度', seconds(from), seconds(to)],
    ['速度', tempoOf(from), tempoOf(to)],
    ['调性', keyOf(from), keyOf(to)],
    ['风格', STYLES[from.style], STYLES[to.style]],
    ['情绪', namesOf(from.moods) || '不限', namesOf(to.moods) || '不限'],
    ['乐器', namesOf(from.instruments) || '不限', namesOf(to.instruments) || '不限'],
    ['不含', namesOf(from.without) || '无', namesOf(to.without) || '无'],
  ];
  return rows.filter(([, before, after]) => before !== after).map(([name, before, after]) => `${name} ${before} → ${after}`);
}

const CHANGED = { volume: '音乐音量', title: '标题', frame: '画面', fade: '淡入淡出' } as const;

function told({ what, before, after }: ToldChange): string {
  return `${CHANGED[what]}：${before || '无'} → ${after || '无'}。`;
}

function seconds(music: MusicFacts): string {
  return `${Math.round(music.durationSeconds * 10) / 10}秒`;
}

function tempoOf(music: MusicFacts): string {
  return `${Math.round(music.tempoBpm)} BPM`;
}

function keyOf({ key }: MusicFacts): string {
  return `${key.tonic} ${MODES[key.mode]}`;
}
