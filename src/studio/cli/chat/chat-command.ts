import { createInterface } from 'node:readline';
import type { ClientNotice } from '../../../client/index.ts';
import { ServiceError } from '../../../client/index.ts';
import { chatTexts, type Language, languageNamed, wordProblem } from '../../../client/words/index.ts';
import type { ChatEvent } from '../../../contract/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { ChatPlace } from '../../ports/chat-place.ts';
import type { CommandLine } from '../command-line.ts';
import { EXIT_DONE, EXIT_FAILURE, EXIT_STOPPED } from '../report-problem.ts';
import type { ChatOptions } from './chat-options.ts';
import { ChatScreen } from './chat-screen.ts';
import type { Keyboard } from './chat-desk.ts';
import type { ChatView } from './chat-view.ts';
import { Conversation } from './conversation.ts';
import { jsonView, linesView } from './plain-views.ts';

type Talk = {
  readonly view: ChatView;
  readonly language: Language;
  /** Talks, and gives the exit code. */
  readonly run: (conversation: Conversation, place: ChatPlace) => Promise<number>;
  readonly close: () => void;
};

/** `cuesmith chat`: a conversation at a terminal, or with a program behind a pipe. Gives the exit code. */
export async function runChat(line: CommandLine, options: ChatOptions): Promise<number> {
  const { chat } = line;
  const outFolder = options.out ?? '.';
  await chat.files.prepareFolder(outFolder);
  const language = options.language ?? (chat.locale === null ? null : languageNamed(chat.locale)) ?? 'en';
  const talk = await openTalk(line, options, language);
  const show = (event: ChatEvent): void => talk.view.show(event);
  let place: ChatPlace | null = null;
  try {
    show({ kind: 'chat-connecting', text: chatTexts(language).connecting });
    const spoken = { language: () => conversation?.language ?? language, show };
    let conversation: Conversation | null = null;
    place = await chat.open({
      api: options.api ?? null,
      data: options.data ?? null,
      onNotice: (notice) => tellNotice(notice, spoken),
    });
    conversation = new Conversation(
      { place, files: chat.files, show },
      { outFolder, language, isLanguageFixed: options.language !== undefined },
    );
    await conversation.open();
    return await talk.run(conversation, place);
  } catch (problem) {
    throw problem instanceof ServiceError
      ? new StudioError(problem.code, wordProblem(problem.problem, language), { cause: problem })
      : problem;
  } finally {
    talk.close();
    await place?.close();
  }
}

async function openTalk(line: CommandLine, { json = false, color }: ChatOptions, language: Language): Promise<Talk> {
  const { chat, clock, terminal } = line;
  const keyboard = chat.keyboard();
  if (json || !terminal.isOutTerminal || keyboard.stdin.isTTY !== true) {
    return {
      view: json ? jsonView(terminal) : linesView(terminal),
      language,
      run: async (conversation) => talkThroughPipe(conversation, { keyboard, signal: line.signal }),
      close: () => undefined,
    };
  }

  const history = await chat.files.readHistory();
  const screen = new ChatScreen(keyboard, { hasColour: terminal.hasColour && color, clock, history });
  return {
    view: screen.view,
    language,
    close: () => screen.close(),
    async run(conversation, place) {
      const { how, typed, isWorkLeft } = await screen.run(conversation, line.signal);
      await chat.files.keepHistory([...history, ...typed]);
      const texts = chatTexts(conversation.language);
      terminal.out(`\n  ${isWorkLeft && place.isHere ? texts.goesOnLater : texts.goodbye}\n`);
      return how === 'quit' ? EXIT_DONE : EXIT_STOPPED;
    },
  };
}

/** A message a line, each answered before the next one is read. */
async function talkThroughPipe(
  conversation: Conversation,
  { keyboard, signal }: { readonly keyboard: Keyboard; readonly signal: AbortSignal },
): Promise<number> {
  let hasFailed = false;
  const lines = createInterface({ input: keyboard.stdin, terminal: false, crlfDelay: Infinity });
  const stopped = new Promise<'stopped'>((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  try {
    for await (const text of lines) {
      if (text.trim() === '') {
        continue;
      }

      const taken = signal.aborted ? 'stopped' : await Promise.race([conversation.take(text), stopped]);
      if (taken === 'stopped') {
        return EXIT_STOPPED;
      }

      hasFailed ||= taken === 'failed';
      if (taken === 'quit') {
        break;
      }
    }
  } finally {
    lines.close();
  }

  return signal.aborted ? EXIT_STOPPED : hasFailed ? EXIT_FAILURE : EXIT_DONE;
}

/** What the client does beside its calls, where it is worth a word. */
function tellNotice(
  notice: ClientNotice,
  { language, show }: { readonly language: () => Language; readonly show: (event: ChatEvent) => void },
): void {
  const texts = chatTexts(language());
  switch (notice.kind) {
    case 'waiting':
      show({ kind: 'notice-told', text: texts.waiting(Math.ceil(notice.seconds)) });
      break;
    case 'session-replaced':
      show({ kind: 'notice-told', text: texts.projectReplaced });
      break;
    case 'connecting':
    case 'connected':
    case 'token-renewed':
      break;
  }
}
