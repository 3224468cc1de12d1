import type { Language } from './language.ts';

/** What a chat says by itself, in one language. */
export type ChatTexts = {
  readonly connecting: string;
  readonly ready: string;
  /** Things to try, as somebody would say them. */
  readonly tries: readonly string[];
  readonly tryLabel: string;
  readonly nextLabel: string;
  readonly thinking: string;
  readonly writingMusic: string;
  readonly makingPicture: string;
  readonly editing: string;
  readonly uploading: string;
  readonly exporting: string;
  readonly downloading: string;
  /** The founding document's words. */
  readonly stillWorking: string;
  /** After Ctrl-C: nobody waits any more. */
  readonly leftAlone: string;
  readonly quitHint: string;
  readonly goodbye: string;
  /** Of work that runs in this process when it ends. */
  readonly goesOnLater: string;
  readonly connectionLost: string;
  readonly waiting: (seconds: number) => string;
  readonly newProject: string;
  readonly projectReplaced: string;
  readonly howToUpload: (formats: readonly string[]) => string;
  readonly uploaded: (files: readonly string[]) => string;
  readonly fileMissing: (path: string) => string;
  readonly nothingChanged: string;
  readonly delivered: (file: { readonly name: string; readonly facts: readonly string[] }) => string;
  readonly seconds: (seconds: number) => string;
  readonly credits: (credits: { readonly available: number; readonly frozen: number }) => string;
  readonly creditsUnlimited: string;
  readonly batchStep: (step: { readonly place: number; readonly count: number; readonly name: string }) => string;
  readonly playing: (name: string) => string;
  readonly nothingToPlay: string;
  readonly noPlayer: (path: string) => string;
  readonly playStep: string;
  readonly help: readonly string[];
  readonly unknownCommand: (command: string) => string;
  /** What is said to the agent in somebody's place. */
  readonly say: {
    readonly undo: string;
    /** One file on the timeline in the place of another. */
    readonly swap: (before: string, after: string) => string;
  };
};

const ENGLISH: ChatTexts = {
  connecting: 'Connecting...',
  ready: 'Ready. Say what music you need, or drop a video here.',
  tries: [
    '"generate a 30-second royalty-free background track for my video"',
    '"upbeat acoustic background music, 20 seconds, then export it"',
    '"calm piano in D minor, no drums, with the title ‘Urban Dreams’"',
  ],
  tryLabel: 'Try',
  nextLabel: 'Next',
  thinking: 'working…',
  writingMusic: 'writing the music…',
  makingPicture: 'making the picture…',
  editing: 'changing the timeline…',
  uploading: 'taking the file in…',
  exporting: 'making the file…',
  downloading: 'saving the file…',
  stillWorking: '⏳ Still working...',
  leftAlone: 'I stopped waiting; the work goes on, and shows here when it is done.',
  quitHint: 'Press Ctrl-C again to quit.',
  goodbye: 'Bye!',
  goesOnLater: 'What was not finished goes on when Cuesmith runs again.',
  connectionLost: 'The connection broke off. I am watching the project until the work is done…',
  waiting: (seconds) => `The server is busy. Trying again in ${seconds} s…`,
  newProject: 'A new project, with an empty timeline.',
  projectReplaced: 'The project was gone on the server, so this is a new one.',
  howToUpload: (formats) => `Drop a file here, or paste its path or address: ${formats.join(', ')}, up to 200 MB each.`,
  uploaded: (files) => `Got ${files.join(', ')}.`,
  fileMissing: (path) => `I cannot find "${path}". Check the path, or drop the file here.`,
  nothingChanged: 'Nothing changed on the timeline.',
  delivered: ({ name, facts }) => `Saved ${name}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}.`,
  seconds: (seconds) => `${seconds} s`,
  credits: ({ available, frozen }) =>
    `You have ${available} ${available === 1 ? 'credit' : 'credits'}${frozen === 0 ? '' : `, and ${frozen} more are reserved for work that is running`}. Exports are free.`,
  creditsUnlimited: 'Everything is free here: you have unlimited credits.',
  batchStep: ({ place, count, name }) => `${place} of ${count}: ${name}`,
  playing: (name) => `Playing ${name}.`,
  nothingToPlay: 'There is no file to play yet. Say "export" first.',
  noPlayer: (path) => `No player was found on this machine. The file is ${path}.`,
  playStep: '"play" to hear it',
  help: [
    'Say what you need in your own words: a mood, a style, instruments, a length, a change.',
    'Drop files here, or paste paths and addresses. "for each" makes one video of each file.',
    '/export [mp4|wav|…]  makes the file and saves it',
    '/status  shows the tracks      /undo  takes the last change back',
    '/credits  shows your credits   /new   begins a new project',
    '/quit  ends the chat (Ctrl-D too); Ctrl-C stops waiting',
  ],
  unknownCommand: (command) => `I do not know ${command}. /help lists what there is.`,
  say: { undo: 'undo', swap: (before, after) => `remove ${before} and add ${after}` },
};

const CHINESE: ChatTexts = {
  connecting: '正在连接…',
  ready: '准备好了。说说需要什么音乐，或把视频拖进来。',
  tries: ['“给我的视频来一段30秒的免版税背景音乐”', '“20秒轻快的原声背景音乐，然后导出”', '“安静的钢琴，D小调，不要鼓”'],
  tryLabel: '试试',
  nextLabel: '接下来',
  thinking: '处理中…',
  writingMusic: '正在写音乐…',
  makingPicture: '正在制作画面…',
  editing: '正在修改时间线…',
  uploading: '正在接收文件…',
  exporting: '正在导出…',
  downloading: '正在保存…',
  stillWorking: '⏳ 仍在处理中...',
  leftAlone: '不再等待；工作会继续，完成后显示在这里。',
  quitHint: '再按一次 Ctrl-C 退出。',
  goodbye: '再见！',
  goesOnLater: '没做完的部分会在下次运行 Cuesmith 时继续。',
  connectionLost: '连接断开了。我会看着项目，直到做完…',
  waiting: (seconds) => `服务器正忙，${seconds} 秒后再试…`,
  newProject: '新项目，时间线是空的。',
  projectReplaced: '服务器上已经没有原来的项目，这是一个新项目。',
  howToUpload: (formats) => `把文件拖到这里，或粘贴路径或链接：${formats.join('、')}，每个不超过 200 MB。`,
  uploaded: (files) => `收到 ${files.join('、')}。`,
  fileMissing: (path) => `找不到“${path}”。请检查路径，或把文件拖进来。`,
  nothingChanged: '时间线没有变化。',
  delivered: ({ name, facts }) => `已保存 ${name}${facts.length === 0 ? '' : `（${facts.join('，')}）`}。`,
  seconds: (seconds) => `${seconds} 秒`,
  credits: ({ available, frozen }) =>
    `你还有 ${available} 积分${frozen === 0 ? '' : `，另有 ${frozen} 积分为正在进行的工作预留`}。导出免费。`,
  creditsUnlimited: '这里全部免费：你的积分没有上限。',
  batchStep: ({ place, count, name }) => `第 ${place} 个，共 ${count} 个：${name}`,
  playing: (name) => `正在播放 ${name}。`,
  nothingToPlay: '还没有可以播放的文件，先说“导出”。',
  noPlayer: (path) => `这台电脑上没有找到播放器。文件在 ${path}。`,
  playStep: '“播放”听一听',
  help: [
    '用自己的话说就行：情绪、风格、乐器、长度，或想改什么。',
    '把文件拖进来，或粘贴路径或链接。说“每个”会给每个文件各做一个视频。',
    '/export [mp4|wav|…]  导出并保存',
    '/status  查看轨道      /undo  撤销上一步',
    '/credits  查看积分     /new   新建项目',
    '/quit  退出（Ctrl-D 也行）；Ctrl-C 停止等待',
  ],
  unknownCommand: (command) => `没有 ${command} 这个命令。/help 列出所有命令。`,
  say: { undo: '撤销', swap: (before, after) => `删除 ${before}，把 ${after} 放到时间线上` },
};

/** What the chat says by itself in a language. */
export function chatTexts(language: Language): ChatTexts {
  return language === 'en' ? ENGLISH : CHINESE;
}
