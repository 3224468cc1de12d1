import type { PtyChat } from './pty-chat.ts';

/** What is said in a chat, in order. */
export type ChatScript = {
  readonly language: 'en' | 'zh';
  readonly title: string;
  readonly intro: string;
  readonly messages: readonly string[];
};

/** Chats from "hello" to a delivered video. Lengths and sizes are small: they are played in tests. */
export const SCRIPTS: readonly ChatScript[] = [
  {
    language: 'en',
    title: 'A chat, from hello to a video',
    intro:
      'What `cuesmith chat` shows in a terminal, as a test plays it (`npm run transcripts` writes this page). Numbers vary from run to run.',
    messages: [
      'hello',
      '5 seconds of upbeat acoustic background music in G major at 112 bpm',
      'music at 35%',
      "title 'Urban Dreams' for the first 3 seconds",
      'make it vertical, then export at 240p',
    ],
  },
  {
    language: 'zh',
    title: '一次对话：从你好到视频',
    intro: '这是 `cuesmith chat` 在终端里的样子，由测试实际运行得到（`npm run transcripts` 生成本页）。数字每次会有不同。',
    messages: [
      '你好',
      '来一段5秒安静的钢琴曲，D小调，70 bpm',
      '音乐音量35%',
      '前三秒标题“城市之梦”',
      '撤销',
      '显示轨道',
      '导出240p',
    ],
  },
];

/** Plays a script to its end and gives what the screen showed, without the greeting of the system around it. */
export async function playScript(chat: PtyChat, { messages }: ChatScript): Promise<string> {
  await chat.ready();
  for (const message of messages) {
    await chat.say(message);
  }

  chat.type('\u0004');
  await chat.ended;
  return chat
    .screen()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** The page that shows a chat. */
export function transcriptPage({ title, intro }: ChatScript, screen: string): string {
  return `# ${title}\n\n${intro}\n\n\`\`\`text\n${screen}\n\`\`\`\n`;
}

/** What stays the same from run to run: numbers and sizes differ, and with them where lines break. */
export function stablePart(text: string): string {
  return text
    .replaceAll(/\d+(?:[.:]\d+)*/g, '#')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?:KB|MB)/g, 'size');
}
