import { type ClientFile, type ClientSession, hasClips, ServiceError } from '../../../client/index.ts';
import {
  ACCEPTED_FORMATS,
  chatTexts,
  type ChatTexts,
  type ExportWish,
  type Intent,
  type Language,
  languageOf,
  listTracks,
  nextSteps,
  routeIntent,
  stepsAfterExport,
  summariseTracks,
  USUAL_EXPORT,
  wordProblem,
} from '../../../client/words/index.ts';
import type { ChatEvent } from '../../../contract/index.ts';
import type { WireDraft } from '../../../contract/service/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { ChatFiles, ChatPlace } from '../../ports/chat-place.ts';
import { type Command, readCommand } from './read-command.ts';
import { deliverExport } from './deliver-export.ts';
import { tellTurn } from './tell-turn.ts';

/** Words that ask for the file in the middle of something else: then an agent's "click Export" is done, not only said. */
const WANTS_FILE = /\b(?:export|download|mp4|file|send me|give me the)\b|导出|下载|发给我|文件/iu;
/** What servers say of an account without limits: more than anybody buys. */
const UNLIMITED = 100_000_000;

/** What a message came to. */
export type Taken = 'done' | 'failed' | 'quit';

type Upload = Extract<Intent, { readonly kind: 'upload' }>;

/** A file's name without its ending. */
function stemOf(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{2,5}$/, '');
}

/** A chat with the agent of one server: takes messages one after the other and tells all that happens as events. */
export class Conversation {
  readonly #place: ChatPlace;
  readonly #files: ChatFiles;
  readonly #show: (event: ChatEvent) => void;
  readonly #outFolder: string;
  readonly #isLanguageFixed: boolean;
  #language: Language;
  #session: ClientSession | null = null;
  /** Names of files that were uploaded in this project. */
  #uploaded = new Set<string>();
  #lastFile: string | null = null;
  #hasFailed = false;

  constructor(
    chat: { readonly place: ChatPlace; readonly files: ChatFiles; readonly show: (event: ChatEvent) => void },
    options: {
      /** Where files are delivered. */
      readonly outFolder: string;
      readonly language: Language;
      /** False: the language follows the messages. */
      readonly isLanguageFixed: boolean;
    },
  ) {
    this.#place = chat.place;
    this.#files = chat.files;
    this.#show = chat.show;
    this.#outFolder = options.outFolder;
    this.#language = options.language;
    this.#isLanguageFixed = options.isLanguageFixed;
  }

  get language(): Language {
    return this.#language;
  }

  get #texts(): ChatTexts {
    return chatTexts(this.#language);
  }

  /** Connects, begins a project and greets. Throws what the client throws. */
  async open(): Promise<void> {
    await this.#place.client.connect();
    await this.#begin();
    this.#show({ kind: 'chat-ready', text: this.#texts.ready, steps: [...this.#texts.tries] });
  }

  /** Does what a message asks. What goes wrong is told and never thrown, except for bugs. */
  async take(message: string): Promise<Taken> {
    const text = message.trim();
    if (!this.#isLanguageFixed) {
      this.#language = languageOf(text, this.#language);
    }

    this.#show({ kind: 'message-taken', text });
    this.#hasFailed = false;
    const command = readCommand(text);
    let taken: Taken = 'done';
    try {
      taken = command === null ? await this.#route(text) : await this.#obey(command);
    } catch (problem) {
      this.#tellProblem(problem);
    }

    taken = this.#hasFailed ? 'failed' : taken;
    this.#show({ kind: 'message-done', ok: taken !== 'failed' });
    return taken;
  }

  async #obey(command: Command): Promise<Taken> {
    const texts = this.#texts;
    switch (command.kind) {
      case 'quit':
        return 'quit';
      case 'help':
        this.#show({ kind: 'reply-said', text: texts.help.join('\n') });
        return 'done';
      case 'new':
        await this.#begin();
        this.#show({ kind: 'notice-told', text: texts.newProject });
        return 'done';
      case 'undo':
        await this.#say(texts.say.undo);
        return 'done';
      case 'play':
        await this.#play();
        return 'done';
      case 'route':
        return this.#route(command.words);
      case 'unknown':
        this.#fail('chat.unknown-command', texts.unknownCommand(command.word));
        return 'failed';
    }
  }

  async #route(text: string): Promise<Taken> {
    const names = await this.#namesToBring(text);
    const intent = routeIntent(text, (name) => names.has(name));
    switch (intent.kind) {
      case 'credits':
        await this.#tellCredits();
        break;
      case 'status': {
        const { draft } = await this.#openSession.state();
        this.#showTracks(draft);
        this.#offer(nextSteps(draft, this.#language));
        break;
      }
      case 'upload':
        await this.#upload(intent);
        break;
      case 'export':
        if (intent.before === null || (await this.#say(intent.before, { offers: false }))) {
          await this.#export(intent.wish);
        }

        break;
      case 'say':
        await this.#say(intent.text);
        break;
    }

    return 'done';
  }

  /** Says something to the agent and tells what comes of it; false when it met a problem. */
  async #say(
    text: string,
    { offers = true, isQuiet = false }: { readonly offers?: boolean; readonly isQuiet?: boolean } = {},
  ): Promise<boolean> {
    const show = isQuiet ? this.#showWorkOnly : this.#show;
    const told = await tellTurn(this.#openSession.send(text, { isStreaming: true }), { language: this.#language, show });
    for (const problem of told.problems) {
      this.#fail(String(problem.code), wordProblem(problem, this.#language));
    }

    const { summary } = told;
    if (told.isFailed) {
      this.#hasFailed = true;
      return false;
    }

    const draft = summary?.state?.draft ?? null;
    if (draft !== null && !isQuiet && (told.isTimelineChanged || told.actions.includes('status'))) {
      this.#showTracks(draft);
    }

    if (draft !== null && told.actions.includes('export') && WANTS_FILE.test(text) && hasClips(draft)) {
      await this.#export(USUAL_EXPORT);
      return true;
    }

    if (offers) {
      this.#offer(
        told.steps.length > 0 || draft === null || !told.isTimelineChanged ? told.steps : nextSteps(draft, this.#language),
      );
    }

    return true;
  }

  async #upload({ files, urls, words, isBatch }: Upload): Promise<void> {
    const texts = this.#texts;
    if (files.length + urls.length === 0) {
      this.#show({ kind: 'reply-said', text: texts.howToUpload(ACCEPTED_FORMATS) });
      return;
    }

    const found = await Promise.all(files.map(async ({ path }) => ({ path, file: await this.#files.attach(path) })));
    const missing = found.filter(({ file }) => file === null);
    for (const { path } of missing) {
      this.#fail('chat.file-missing', texts.fileMissing(path));
    }

    const sources = [...found.flatMap(({ file }) => (file === null ? [] : [file])), ...urls];
    if (missing.length > 0 || sources.length === 0) {
      return;
    }

    if (isBatch) {
      await this.#batch(sources, words);
      return;
    }

    await this.#bring(sources);
    if (words !== '') {
      await this.#route(words);
      return;
    }

    this.#offer(nextSteps({ t: [{ tt: 0, sg: [{ d: 0 }] }] }, this.#language));
  }

  /** One video of each file, one after the other in this project: each takes the place of the one before it. */
  async #batch(sources: readonly (File | string)[], words: string): Promise<void> {
    const texts = this.#texts;
    let before: string | null = null;
    for (const [index, source] of sources.entries()) {
      const name = typeof source === 'string' ? source : source.name;
      this.#show({ kind: 'notice-told', text: texts.batchStep({ place: index + 1, count: sources.length, name }) });
      const [file] = await this.#bring([source]);
      if (before !== null && file !== undefined && !(await this.#swap(before, file.name))) {
        // An agent that cannot take one file for another gets an empty timeline.
        await this.#begin();
        await this.#bring([source], { isQuiet: true });
      }

      if (words !== '' && !(await this.#say(words, { offers: false }))) {
        return;
      }

      before = file?.name ?? null;
      await this.#export(USUAL_EXPORT, { name: before, offers: index === sources.length - 1 });
    }
  }

  /** Puts a file on the timeline in the place of another; false when it is not there afterwards. */
  async #swap(before: string, after: string): Promise<boolean> {
    await this.#say(this.#texts.say.swap(before, after), { offers: false, isQuiet: true });
    const { draft } = await this.#openSession.state();
    const names = (draft.t ?? [])
      .filter(({ tt }) => tt === 0)
      .flatMap(({ sg }) => sg ?? [])
      .map(({ m }) => stemOf(m?.name ?? ''));
    return names.includes(stemOf(after)) && !names.includes(stemOf(before));
  }

  async #bring(
    sources: readonly (File | string)[],
    { isQuiet = false }: { readonly isQuiet?: boolean } = {},
  ): Promise<readonly ClientFile[]> {
    const texts = this.#texts;
    this.#show({ kind: 'work-progressed', work: 'upload', percent: null, text: texts.uploading });
    const files = await this.#openSession.upload(sources, {
      onProgress: ({ sentBytes, totalBytes }) => {
        const percent = totalBytes === 0 ? 100 : Math.floor((sentBytes / totalBytes) * 100);
        this.#show({ kind: 'work-progressed', work: 'upload', percent, text: texts.uploading });
      },
    });
    for (const { name } of files) {
      this.#uploaded.add(name);
    }

    const told = files.map(({ name, durationSeconds }) =>
      durationSeconds === null ? name : `${name} (${texts.seconds(Math.round(durationSeconds * 10) / 10)})`,
    );
    if (!isQuiet) {
      this.#show({ kind: 'files-uploaded', names: files.map(({ name }) => name), text: texts.uploaded(told) });
    }

    return files;
  }

  async #export(
    wish: ExportWish,
    { name = null, offers = true }: { readonly name?: string | null; readonly offers?: boolean } = {},
  ): Promise<void> {
    const delivered = await deliverExport(
      { client: this.#place.client, session: this.#openSession, files: this.#files, show: this.#show },
      { wish, name, folder: this.#outFolder, texts: this.#texts },
    );
    this.#lastFile = delivered.path;
    if (offers) {
      this.#offer([this.#texts.playStep, ...stepsAfterExport(delivered.draft, this.#language).slice(0, 2)]);
    }
  }

  async #play(): Promise<void> {
    const path = this.#lastFile;
    if (path === null) {
      this.#show({ kind: 'reply-said', text: this.#texts.nothingToPlay });
      return;
    }

    const isPlaying = await this.#files.play(path);
    this.#show({ kind: 'reply-said', text: isPlaying ? this.#texts.playing(path) : this.#texts.noPlayer(path) });
  }

  async #tellCredits(): Promise<void> {
    const { available, frozen } = await this.#place.client.credits();
    const text = available >= UNLIMITED ? this.#texts.creditsUnlimited : this.#texts.credits({ available, frozen });
    this.#show({ kind: 'credits-told', available, frozen, text });
  }

  async #begin(): Promise<void> {
    this.#session = await this.#place.client.openSession({ language: this.#language });
    this.#uploaded = new Set();
  }

  get #openSession(): ClientSession {
    if (this.#session === null) {
      throw new StudioError('chat.not-open', 'A chat is opened before it takes messages.');
    }

    return this.#session;
  }

  /** Bare names in a message that are files beside us and not on the timeline already. */
  async #namesToBring(text: string): Promise<ReadonlySet<string>> {
    const intent = routeIntent(text);
    const bare = intent.kind === 'upload' ? intent.files.filter(({ isNameOnly }) => isNameOnly).map(({ path }) => path) : [];
    const found = await Promise.all(
      bare.map(async (name) => ((await this.#files.exists(name)) && !this.#uploaded.has(name) ? [name] : [])),
    );
    // A message that is nothing but a name means a file: that it is missing is worth hearing.
    const isAll = intent.kind === 'upload' && intent.words === '' && !bare.some((name) => this.#uploaded.has(name));
    return new Set(isAll ? bare : found.flat());
  }

  /** For what the chat says to the agent in somebody's place. */
  readonly #showWorkOnly = (event: ChatEvent): void => {
    if (event.kind === 'work-progressed' || event.kind === 'work-continuing') {
      this.#show(event);
    }
  };

  #showTracks(draft: WireDraft): void {
    const { heading, tracks } = listTracks(draft, this.#language);
    this.#show({ kind: 'tracks-shown', text: summariseTracks(draft, this.#language), heading, tracks: [...tracks] });
  }

  #offer(steps: readonly string[]): void {
    if (steps.length > 0) {
      const [colon, joint] = this.#language === 'en' ? [': ', '; '] : ['：', '；'];
      const label = this.#texts.nextLabel;
      this.#show({ kind: 'steps-offered', label, steps: [...steps], text: `${label}${colon}${steps.join(joint)}` });
    }
  }

  #fail(code: string, text: string): void {
    this.#hasFailed = true;
    this.#show({ kind: 'problem-met', code, text });
  }

  /** Tells what a person can act on; throws bugs. */
  #tellProblem(problem: unknown): void {
    if (problem instanceof ServiceError) {
      this.#fail(String(problem.problem.code || problem.problem.kind), wordProblem(problem.problem, this.#language));
    } else if (problem instanceof StudioError) {
      this.#fail(problem.code, problem.message);
    } else {
      throw problem;
    }
  }
}
