import type { ChatEvent } from '../../../contract/index.ts';
import { assertNever } from '../../../engine/kernel/index.ts';
import { columnsOf, cutTo } from '../text-width.ts';
import { type Paint, paintFor } from '../terminal.ts';
import type { ChatView } from './chat-view.ts';
import { wrapWords } from './wrap-words.ts';

/** Text runs no wider than this: longer lines are hard to read. */
const WIDEST = 88;
const INDENT = '  ';
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const TICK_MS = 100;
/** From then on the time is shown. */
const SHOW_SECONDS_FROM = 3;
/** Takes the line under the cursor away. */
const CLEAR_LINE = '\r\u001b[2K';

type Working = { readonly text: string; readonly percent: number | null };

/** What a screen view draws on. */
export type Screen = {
  readonly write: (text: string) => void;
  /** Width of the window now, in columns. */
  readonly columns: () => number;
  readonly hasColour: boolean;
  readonly elapsedMs: () => number;
  /** Lets the prompt step aside while something is written above it. */
  readonly abovePrompt: (write: () => void) => void;
};

/** Draws a chat in a terminal: replies, a line that shows that work goes on, tracks and steps, in quiet colours. */
export class ScreenView implements ChatView {
  readonly #screen: Screen;
  readonly #paint: Paint;
  #working: Working | null = null;
  #startedMs = 0;
  #timer: NodeJS.Timeout | null = null;
  /** Whether somebody waits in front of the screen; else the prompt stands there. */
  #isWatched = true;
  #isLineDrawn = false;
  /** What stood there last: blocks of another kind are set off by an empty line. */
  #block: 'none' | 'words' | 'tracks' | 'steps' = 'none';

  constructor(screen: Screen) {
    this.#screen = screen;
    this.#paint = paintFor(screen.hasColour);
  }

  /** True while the work is waited for; false when the prompt is shown. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (!isWatched) {
      this.#stopDrawing();
    } else if (this.#working !== null) {
      this.#startDrawing();
    }
  }

  show(event: ChatEvent): void {
    switch (event.kind) {
      case 'chat-connecting':
        this.#work({ text: event.text, percent: null });
        break;
      case 'chat-ready':
        this.#rest();
        this.#write('words', this.#greeting(event));
        break;
      case 'message-taken':
        this.#block = 'none';
        this.#startedMs = this.#screen.elapsedMs();
        break;
      case 'work-progressed':
        this.#work(event);
        break;
      case 'message-done':
        this.#rest();
        this.#block = 'none';
        break;
      case 'reply-said':
        this.#write('words', this.#wrapped(event.text));
        break;
      case 'notice-told':
      case 'work-continuing':
        this.#write('words', this.#wrapped(event.text).map(this.#paint.dim));
        break;
      case 'files-uploaded':
      case 'file-delivered':
        this.#write('words', this.#marked(this.#paint.green('✓'), event.text));
        break;
      case 'credits-told':
        this.#write('words', this.#wrapped(event.text));
        break;
      case 'problem-met':
        this.#write('words', this.#marked(this.#paint.yellow('!'), event.text));
        break;
      case 'tracks-shown':
        this.#write('tracks', this.#tracks(event));
        break;
      case 'steps-offered':
        this.#write('steps', this.#steps(event));
        break;
      default:
        assertNever(event);
    }
  }

  get #width(): number {
    return Math.min(WIDEST, this.#screen.columns() - INDENT.length - 1);
  }

  #greeting({ text, steps }: Extract<ChatEvent, { readonly kind: 'chat-ready' }>): readonly string[] {
    return [
      this.#paint.bold('Cuesmith'),
      ...wrapWords(text, this.#width),
      '',
      ...steps.flatMap((step) => this.#hanging(this.#paint.dim('·'), step, (line) => line)),
    ];
  }

  #wrapped(text: string): readonly string[] {
    return wrapWords(text, this.#width);
  }

  #marked(mark: string, text: string): readonly string[] {
    return this.#hanging(mark, text, (line) => line);
  }

  /** A mark, and the text beside it. */
  #hanging(mark: string, text: string, paint: (line: string) => string): readonly string[] {
    return wrapWords(text, this.#width - 2).map((line, place) => `${place === 0 ? mark : ' '} ${paint(line)}`);
  }

  #tracks({ heading, tracks }: Extract<ChatEvent, { readonly kind: 'tracks-shown' }>): readonly string[] {
    const { dim } = this.#paint;
    return [
      dim(heading.replace(/[:：]$/u, '')),
      ...tracks.flatMap((track) => {
        const [, number = '', said = track] = /^(\d+\.) (.*)$/su.exec(track) ?? [];
        return wrapWords(said, this.#width - number.length - 1).map((line, place) =>
          place === 0 ? `${dim(number)} ${line}` : `${' '.repeat(number.length + 1)}${line}`,
        );
      }),
    ];
  }

  #steps({ steps, label }: Extract<ChatEvent, { readonly kind: 'steps-offered' }>): readonly string[] {
    const { dim } = this.#paint;
    const gap = columnsOf(label) + 2;
    const lines: string[] = [];
    let line = '';
    for (const step of steps) {
      const longer = line === '' ? step : `${line}  ·  ${step}`;
      if (line !== '' && gap + columnsOf(longer) > this.#width) {
        lines.push(line);
        line = step;
      } else {
        line = longer;
      }
    }

    return [...lines, line].map(
      (each, place) => `${place === 0 ? `${dim(label)}  ` : ' '.repeat(gap)}${each.replaceAll('  ·  ', dim('  ·  '))}`,
    );
  }

  #write(block: 'words' | 'tracks' | 'steps', lines: readonly string[]): void {
    const isApart = this.#block !== 'none' && (block !== 'words' || this.#block !== 'words');
    const text = `${isApart ? '\n' : ''}${lines.map((line) => (line === '' ? '\n' : `${INDENT}${line}\n`)).join('')}`;
    this.#block = block;
    if (!this.#isWatched) {
      this.#screen.abovePrompt(() => this.#screen.write(text));
      return;
    }

    this.#erase();
    this.#screen.write(text);
    this.#draw();
  }

  #work(working: Working): void {
    if (this.#working === null && this.#startedMs === 0) {
      this.#startedMs = this.#screen.elapsedMs();
    }

    // A download tells of every piece: the clock draws often enough.
    const isNews = this.#working?.text !== working.text || this.#timer === null;
    this.#working = working;
    if (this.#isWatched && isNews) {
      this.#startDrawing();
    }
  }

  #rest(): void {
    this.#working = null;
    this.#stopDrawing();
  }

  #startDrawing(): void {
    this.#timer ??= setInterval(() => this.#draw(), TICK_MS);
    this.#draw();
  }

  #stopDrawing(): void {
    if (this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }

    this.#erase();
  }

  #erase(): void {
    if (this.#isLineDrawn) {
      this.#screen.write(CLEAR_LINE);
      this.#isLineDrawn = false;
    }
  }

  #draw(): void {
    if (this.#working === null || !this.#isWatched) {
      return;
    }

    const elapsedMs = this.#screen.elapsedMs();
    const seconds = Math.floor((elapsedMs - this.#startedMs) / 1000);
    const { text, percent } = this.#working;
    const facts = [...(percent === null ? [] : [`${percent} %`]), ...(seconds < SHOW_SECONDS_FROM ? [] : [`${seconds} s`])];
    const spinner = SPINNER[Math.floor(elapsedMs / TICK_MS) % SPINNER.length] ?? '';
    const line = cutTo([text, ...facts].join('  '), this.#width - 2);
    this.#screen.write(`${CLEAR_LINE}${INDENT}${this.#paint.cyan(spinner)} ${this.#paint.dim(line)}`);
    this.#isLineDrawn = true;
  }
}
