import type { MadeFilm } from '../contract/index.ts';
import {
  type FilmOptions,
  type MusicInFiles,
  type MusicInMemory,
  type MusicOptions,
  type MusicOutputs,
  openStudio,
} from './open-studio.ts';

export type { MadeFile, MadeFilm, MadeMusic } from '../contract/index.ts';
export { type Brief, type BriefHints, INSTRUMENTS, MOODS, readBrief, type ReceiptLine, STYLES } from '../engine/brief/index.ts';
export { ENGINE_VERSION, StudioError } from '../engine/kernel/index.ts';
export { compose, type Score, scoreToMidi } from '../engine/score/index.ts';
export {
  type FilmOptions,
  type MusicInFiles,
  type MusicInMemory,
  type MusicOptions,
  type MusicOutputs,
  openStudio,
  type Studio,
  type Wishes,
} from './open-studio.ts';

/**
 * Makes music of a prompt: with `out` as files, without in memory. Its workers end with it; for several pieces `openStudio` keeps them.
 * Throws a `StudioError` with a stable code: `brief.…` for what no music can be, `usage.…` for options, `files.…` for the disk.
 */
export async function makeMusic(prompt: string, options: MusicOptions & MusicOutputs): Promise<MusicInFiles>;
export async function makeMusic(prompt: string, options?: MusicOptions): Promise<MusicInMemory>;
export async function makeMusic(prompt: string, options: MusicOptions = {}): Promise<MusicInFiles | MusicInMemory> {
  await using studio = openStudio();
  return await studio.makeMusic(prompt, options);
}

/** Makes music for footage and writes the scored film, by default `<name>-scored.mp4`. Throws as `makeMusic`, and `film.no-picture`. */
export async function scoreVideo(
  footage: string | readonly string[],
  prompt: string,
  options: FilmOptions = {},
): Promise<MadeFilm> {
  await using studio = openStudio();
  return await studio.scoreVideo(footage, prompt, options);
}
