import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { chatTexts } from '../../../client/words/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { paintFor } from '../terminal.ts';
import type { Keyboard } from './chat-desk.ts';
import type { Conversation, Taken } from './conversation.ts';
import { ScreenView } from './screen-view.ts';

/** How a chat in front of a screen ended. */
export type ScreenEnd = { readonly how: 'quit' | 'interrupted'; readonly typed: readonly string[]; readonly isWorkLeft: boolean };

/** Most lines of earlier chats that the arrow keys bring back. */
const MOST_HISTORY = 500;

/** A chat with a person: prompt, history, and Ctrl-C, which stops the waiting first and the chat then. */
export class ChatScreen {
  readonly view: ScreenView;
  readonly #keyboard: Keyboard;
  readonly #readline: Interface;
  readonly #lines: string[] = [];
  readonly #typed: string[] = [];
  #isPrompting = false;
  #isClosed = false;
  #wake: () => void = () => undefined;
  /** Set while work is waited for. */
  #leave: (() => void) | null = null;
  #end: 'quit' | 'interrupted' | null = null;

  constructor(
    keyboard: Keyboard,
    options: {
      readonly hasColour: boolean;
      readonly clock: Clock;
      /** Oldest first. */
      readonly history: readonly string[];
    },
  ) {
    this.#keyboard = keyboard;
    const { stdin, stdout } = keyboard;
    const prompt = `${paintFor(options.hasColour).cyan('›')} `;
    this.#readline = createInterface({
      input: stdin,
      output: this.#echo(stdout),
      terminal: true,
      prompt,
      history: options.history.toReversed(),
      historySize: MOST_HISTORY,
      removeHistoryDuplicates: true,
    });
    this.view = new ScreenView({
      write: (text) => stdout.write(text),
      columns: () => stdout.columns || 80,
      hasColour: options.hasColour,
      elapsedMs: () => options.clock.elapsedMs(),
      abovePrompt: (write) => this.#abovePrompt(write),
    });
    this.#readline.on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    this.#readline.on('SIGINT', () => this.#interrupt());
    this.#readline.on('close', () => {
      this.#isClosed = true;
      this.#end ??= 'quit';
      this.#leave?.();
      this.#wake();
    });
  }

  /** Talks until the person leaves. */
  async run(conversation: Conversation, signal: AbortSignal): Promise<ScreenEnd> {
    const stop = (): void => this.#finish('interrupted');
    signal.addEventListener('abort', stop, { once: true });
    let last: Promise<Taken> = Promise.resolve('done');
    let waiting = 0;
    try {
      for (;;) {
        const text = await this.#nextLine();
        if (text === null) {
          return { how: this.#end ?? 'quit', typed: this.#typed, isWorkLeft: waiting > 0 };
        }

        // What was left alone is finished first.
        waiting++;
        const before = last;
        last = before.then(async () => conversation.take(text)).finally(() => waiting--);
        const taken = await this.#waitFor(last, conversation);
        if (taken === 'quit') {
          this.#finish('quit');
        }
      }
    } finally {
      signal.removeEventListener('abort', stop);
      // A failure of work that nobody waits for any more has been told.
      last.catch(() => undefined);
      this.close();
    }
  }

  close(): void {
    this.view.watch(false);
    this.#isPrompting = true;
    this.#readline.close();
  }

  async #waitFor(work: Promise<Taken>, conversation: Conversation): Promise<Taken | 'left'> {
    const left = new Promise<'left'>((resolve) => {
      this.#leave = () => resolve('left');
    });
    this.view.watch(true);
    try {
      const taken = await Promise.race([work, left]);
      if (taken === 'left' && this.#end === null) {
        this.view.show({ kind: 'notice-told', text: chatTexts(conversation.language).leftAlone });
      }

      return taken;
    } finally {
      this.#leave = null;
      this.view.watch(false);
    }
  }

  async #nextLine(): Promise<string | null> {
    for (;;) {
      const line = this.#end === null ? this.#lines.shift() : undefined;
      if (line !== undefined && line.trim() !== '') {
        const isTypedAhead = !this.#isPrompting;
        this.#isPrompting = false;
        if (isTypedAhead) {
          this.#keyboard.stdout.write(`\n${this.#readline.getPrompt()}${line}\n`);
        }

        this.#typed.push(line);
        return line;
      }

      if (this.#isClosed || this.#end !== null) {
        return null;
      }

      if (line === undefined) {
        if (!this.#isPrompting) {
          this.#keyboard.stdout.write('\n');
        }

        this.#isPrompting = true;
        this.#readline.prompt(true);
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #interrupt(): void {
    if (this.#leave !== null) {
      this.#leave();
    } else if (this.#readline.line !== '') {
      // As shells do: the line goes, the chat stays.
      this.#readline.write(null, { ctrl: true, name: 'e' });
      this.#readline.write(null, { ctrl: true, name: 'u' });
    } else {
      this.#finish('interrupted');
    }
  }

  #finish(how: 'quit' | 'interrupted'): void {
    this.#end ??= how;
    if (!this.#isClosed) {
      this.#readline.close();
    }
  }

  /** Takes the prompt away, lets something be written, and puts it back with what was typed. */
  #abovePrompt(write: () => void): void {
    const isShown = this.#isPrompting && !this.#isClosed;
    if (isShown) {
      const { rows } = this.#readline.getCursorPos();
      this.#keyboard.stdout.write(`${rows > 0 ? `\u001b[${rows}A` : ''}\r\u001b[0J`);
    }

    write();
    if (isShown) {
      this.#keyboard.stdout.write('\n');
      this.#readline.prompt(true);
    }
  }

  /** What readline writes: shown at the prompt only, so that keys pressed meanwhile do not run through the progress. */
  #echo(stdout: NodeJS.WriteStream): Writable {
    const isPrompting = (): boolean => this.#isPrompting;
    const echo = new Writable({
      write(chunk: Buffer, _, done) {
        if (isPrompting()) {
          stdout.write(chunk);
        }

        done();
      },
    });
    Object.defineProperty(echo, 'columns', { get: () => stdout.columns });
    stdout.on('resize', () => echo.emit('resize'));
    return echo;
  }
}
