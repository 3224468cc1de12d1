import { homedir } from 'node:os';
import { basename } from 'node:path';
import type { z } from 'zod';
import {
  type Aspect,
  FILM_KINDS,
  FilmRequest,
  type FilmProgress,
  type FrameRate,
  type MadeFilm,
  type MadeMusic,
  type MakeProgress,
  MakeRequest,
  OUTPUT_KINDS,
  type Preset,
} from '../contract/index.ts';
import { type Brief, readBrief, type ReceiptLine } from '../engine/brief/index.ts';
import { SAMPLE_RATE, StudioError } from '../engine/kernel/index.ts';
import { compose, type Score } from '../engine/score/index.ts';
import { makeMusic, type MakePorts } from './actions/make-music.ts';
import { createAudioRenderer } from './audio-worker/index.ts';
import { readServiceConfig } from './config.ts';
import { createMediaExporter } from './media/index.ts';
import { diskFiles } from './store/disk-files.ts';
import { nodeInstall } from './store/node-install.ts';
import { systemClock } from './store/system-clock.ts';

/** Wishes that beat the words of a prompt; all may be left out. */
export type Wishes = {
  /** Length in seconds, 1 to 600 (default: the prompt's, else the style's usual). */
  readonly duration?: number;
  /** 0 to 4294967295: the same prompt and seed give the same music (default: one that follows from the prompt). */
  readonly seed?: number;
  /** A style by its id or name. */
  readonly style?: string;
  /** "D minor", "F# major". */
  readonly key?: string;
  /** Beats a minute, 30 to 300. */
  readonly tempo?: number;
  /** Instruments that must play, and instruments or families that must not. */
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  /** Whether the end runs into the beginning without a seam (default false). */
  readonly loop?: boolean;
  /** Shown at the start of a video and written into files. */
  readonly title?: string;
};

/** What `makeMusic` takes besides the prompt. */
export type MusicOptions = Wishes & {
  /** Shape of a video's picture (default 16:9), and pictures a second (default 30). */
  readonly aspect?: Aspect;
  readonly framesPerSecond?: FrameRate;
  /** How many scores are written and judged, 1 to 64 (default 4). */
  readonly candidates?: number;
  /** Whether files that exist are replaced (default false: that is an error before anything is made). */
  readonly overwrite?: boolean;
  readonly onProgress?: (progress: MakeProgress) => void;
  /** Stops the work: the call then throws `job.stopped`, and nothing half-written is left. */
  readonly signal?: AbortSignal;
};

/** Where music goes: files by their names, and a folder for one WAV per part (default none). */
export type MusicOutputs = { readonly out: string | readonly string[]; readonly stems?: string };

/** Music in memory: the master as 48 kHz stereo samples from −1 to 1. */
export type MusicInMemory = {
  readonly sampleRate: typeof SAMPLE_RATE;
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly loudness: { readonly integratedLufs: number; readonly truePeakDbtp: number };
  readonly brief: Brief;
  readonly receipt: readonly ReceiptLine[];
  readonly score: Score;
};

/** Music in files: what `cuesmith --json` says, with the score. */
export type MusicInFiles = MadeMusic & { readonly score: Score };

/** What `scoreVideo` takes besides footage and prompt. */
export type FilmOptions = Wishes & {
  /** Files to write, their kinds by their endings (default `<name of the footage>-scored.mp4`). */
  readonly out?: string | readonly string[];
  /** Moments of the film in seconds that the music lands on (default none), and whether it lands on the cuts (default false). */
  readonly hits?: readonly number[];
  readonly matchCuts?: boolean;
  /** Whether the footage is heard (default true). */
  readonly keepSound?: boolean;
  /** How far the music goes down while somebody speaks, dB, 3 to 30, or `off` (default 12). */
  readonly duck?: number | 'off';
  /** SRT or WebVTT file, shown over the footage (default none). */
  readonly captions?: string;
  /** Where it will be shown: sets size and rate. */
  readonly preset?: Preset;
  readonly aspect?: Aspect;
  readonly overwrite?: boolean;
  readonly onProgress?: (progress: FilmProgress) => void;
  readonly signal?: AbortSignal;
};

/** Cuesmith in this process, its workers kept between calls: close it, or declare it with `await using`, so that a script ends. */
export interface Studio {
  /** Makes music and writes files, their kinds by their endings (.mp4 .wav .mp3 .m4a .flac .mid). All of them, or none and a `StudioError`. */
  makeMusic(prompt: string, options: MusicOptions & MusicOutputs): Promise<MusicInFiles>;
  /** Makes music in memory. */
  makeMusic(prompt: string, options?: MusicOptions): Promise<MusicInMemory>;
  /** Makes music for footage (a path, or several one after the other) and writes the scored film. The footage is only read. */
  scoreVideo(footage: string | readonly string[], prompt: string, options?: FilmOptions): Promise<MadeFilm>;
  /** Ends the workers. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens Cuesmith in this process; `workers` threads render (default: one per core, at most four). Nothing is loaded before the first call. */
export function openStudio({ workers = null }: { readonly workers?: number | null } = {}): Studio {
  const ports: MakePorts = {
    audioRenderer: createAudioRenderer({ workers }),
    mediaExporter: createMediaExporter(),
    clock: systemClock,
    files: diskFiles,
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled([ports.audioRenderer.close(), ports.mediaExporter.close()]);
  };

  async function make(prompt: string, options: MusicOptions & MusicOutputs): Promise<MusicInFiles>;
  async function make(prompt: string, options?: MusicOptions): Promise<MusicInMemory>;
  async function make(prompt: string, options: MusicOptions & Partial<MusicOutputs> = {}): Promise<MusicInFiles | MusicInMemory> {
    const { out, signal = new AbortController().signal, onProgress = () => undefined } = options;
    const request = makeRequestOf(prompt, options);
    const { receipt, brief } = readBrief(prompt, request.hints);
    const score = compose(brief, request.candidates === null ? {} : { candidates: request.candidates });
    if (out !== undefined) {
      const made = await makeMusic(ports, request, { signal, onProgress }, { brief, score, receipt });
      return { ...made, score };
    }

    const { master, loudness } = await ports.audioRenderer.render({ score, stems: false, signal, onProgress });
    const { integratedLufs, truePeakDbtp } = loudness;
    return {
      sampleRate: SAMPLE_RATE,
      left: master.left,
      right: master.right,
      loudness: { integratedLufs, truePeakDbtp },
      brief,
      receipt,
      score,
    };
  }

  return {
    makeMusic: make,
    async scoreVideo(footage, prompt, options = {}) {
      const { signal = new AbortController().signal, onProgress = () => undefined } = options;
      const request = filmRequestOf(footage, prompt, options);
      const [{ makeFilmHere }, install] = await Promise.all([import('./open-projects.ts'), nodeInstall()]);
      const machine = { homeFolder: homedir(), platform: process.platform, dataFolder: null };
      const config = { ...readServiceConfig(process.env, machine), logLevel: 'silent' as const };
      return makeFilmHere({ config, audioWorkers: workers, install, signal, say: () => undefined }, request, onProgress);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function makeRequestOf(prompt: string, options: MusicOptions & Partial<MusicOutputs>): MakeRequest {
  const { out = [], stems = null, aspect = '16:9', framesPerSecond = 30, candidates = null, overwrite = false } = options;
  return read(MakeRequest, {
    prompt,
    hints: hintsOf(options),
    outputs: [out].flat().map((path) => ({ path, kind: kindOf(path, OUTPUT_KINDS) })),
    stemsFolder: stems,
    scorePath: null,
    aspect,
    framesPerSecond,
    candidates,
    overwrite,
  });
}

function filmRequestOf(footage: string | readonly string[], prompt: string, options: FilmOptions): FilmRequest {
  const films = [footage].flat();
  const { out = `${basename(films[0] ?? 'film').replace(/\.[^.]+$/, '')}-scored.mp4` } = options;
  return read(FilmRequest, {
    prompt,
    hints: hintsOf(options),
    films,
    captionsPath: options.captions ?? null,
    duck: options.duck ?? null,
    keepsSound: options.keepSound ?? true,
    fit: null,
    preset: options.preset ?? null,
    aspect: options.aspect ?? null,
    framesPerSecond: null,
    hits: options.hits ?? [],
    matchesCuts: options.matchCuts ?? false,
    project: null,
    outputs: [out].flat().map((path) => ({ path, kind: kindOf(path, FILM_KINDS) })),
    overwrite: options.overwrite ?? false,
  });
}

function hintsOf({ duration, tempo, seed, style, key, loop, title, ...more }: Wishes): MakeRequest['hints'] {
  return {
    ...(duration !== undefined && { durationSeconds: duration }),
    ...(tempo !== undefined && { tempoBpm: tempo }),
    ...(seed !== undefined && { seed }),
    ...(style !== undefined && { style }),
    ...(key !== undefined && { key }),
    ...(loop !== undefined && { loop }),
    ...(title !== undefined && { title }),
    ...(more.with !== undefined && { with: more.with }),
    ...(more.without !== undefined && { without: more.without }),
  };
}

function kindOf<Kind extends string>(path: string, kinds: readonly Kind[]): Kind {
  const kind = kinds.find((known) => path.toLowerCase().endsWith(`.${known}`));
  if (kind === undefined) {
    const endings = kinds.map((known) => `.${known}`).join(' ');
    throw new StudioError('usage.output-kind', `Expected a file name ending in one of ${endings}, got "${path}". Rename it.`);
  }

  return kind;
}

/** Reads options with their schema. Throws `usage.options`, naming the first that is not as expected. */
function read<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }

  const [first] = result.error.issues;
  throw new StudioError('usage.options', `${first?.path.join('.') ?? 'options'}: ${first?.message ?? 'not as expected'}.`, {
    cause: result.error,
  });
}
