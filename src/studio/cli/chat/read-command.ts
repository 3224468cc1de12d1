/** What is said to the chat itself, not to the agent. */
export type Command =
  | { readonly kind: 'quit' | 'help' | 'new' | 'undo' | 'play' }
  /** A short form of words. */
  | { readonly kind: 'route'; readonly words: string }
  | { readonly kind: 'unknown'; readonly word: string };

const COMMANDS: { readonly [word: string]: (rest: string) => Command } = {
  quit: () => ({ kind: 'quit' }),
  exit: () => ({ kind: 'quit' }),
  q: () => ({ kind: 'quit' }),
  help: () => ({ kind: 'help' }),
  '?': () => ({ kind: 'help' }),
  new: () => ({ kind: 'new' }),
  undo: () => ({ kind: 'undo' }),
  play: () => ({ kind: 'play' }),
  export: (rest) => ({
    kind: 'route',
    words: rest === '' ? 'export' : `export ${/^\d{3,4}p$/.test(rest) ? 'at' : 'as'} ${rest}`,
  }),
  status: () => ({ kind: 'route', words: 'status' }),
  credits: () => ({ kind: 'route', words: 'credits' }),
};
const PLAY =
  /^(?:please )?(?:play|listen)(?: (?:it|this|that|(?:the |my )?(?:file|video|music|track|song|result)))?[\s!.]*$|^(?:播放|试听|听一听|放来听听)(?:一下|它|视频|音乐|文件)?[吧。！\s]*$/iu;
const QUIT = /^(?:quit|exit|bye(?: bye)?|goodbye|good bye)[\s!.]*$|^(?:退出|再见|拜拜)[了吧。！\s]*$/iu;

/** Reads `/export`, "quit", "play" and the like; null for everything else. A path is no command. */
export function readCommand(text: string): Command | null {
  if (QUIT.test(text)) {
    return { kind: 'quit' };
  }

  if (PLAY.test(text)) {
    return { kind: 'play' };
  }

  const [, word, rest = ''] = /^\/([a-z?]+)(?:\s+(.*))?$/isu.exec(text) ?? [];
  if (word === undefined) {
    return null;
  }

  return COMMANDS[word.toLowerCase()]?.(rest.trim().toLowerCase()) ?? { kind: 'unknown', word: `/${word}` };
}
