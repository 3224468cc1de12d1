import type {
  MasterReport,
  MasterSettings,
  MixPlan,
  PlayedPart,
  StemSettings,
  Stereo,
  StripOutput,
} from '../../engine/audio/index.ts';
import type { Keeping } from './kept-strips.ts';

/** What a worker is told. Every task is answered with one `WorkerAnswer` that carries its number. */
export type WorkerTask =
  /** Loads the bank; one worker of a pool also checks that it is the right file. */
  | { readonly kind: 'load'; readonly isChecking: boolean }
  | {
      readonly kind: 'stem';
      readonly part: PlayedPart;
      readonly strip: MixPlan['strips'][number];
      readonly context: MixPlan['context'];
    }
  | { readonly kind: 'begin-mix'; readonly plan: MixPlan }
  /** With `stem` the strip comes back as a stem. */
  | {
      readonly kind: 'add-strip';
      readonly strip: StripOutput;
      readonly stem: StemSettings | null;
      /** Null for a strip that is not wanted again. */
      readonly keeping: Keeping | null;
    }
  /** As `add-strip`, with one that was kept. */
  | { readonly kind: 'add-kept-strip'; readonly key: string; readonly stem: StemSettings | null }
  | { readonly kind: 'skip-strip'; readonly partId: string }
  /** Answered with what is to go through the room; ahead of `finish-mix`, which may then be given what another thread made of it. */
  | { readonly kind: 'take-room' }
  | { readonly kind: 'sound-room'; readonly send: Stereo; readonly plan: MixPlan }
  | { readonly kind: 'sound-echoes' }
  | { readonly kind: 'finish-mix'; readonly room: Stereo | null }
  /** Instead of `finish-mix`: answered with what rooms and echoes give back, as a stem. */
  | { readonly kind: 'finish-returns'; readonly stem: StemSettings }
  | { readonly kind: 'master'; readonly settings: MasterSettings };

export type WorkerResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'strip'; readonly strip: StripOutput }
  | { readonly kind: 'audio'; readonly audio: Stereo | null }
  | { readonly kind: 'mastered'; readonly audio: Stereo; readonly report: MasterReport };

export type NumberedTask = { readonly number: number; readonly task: WorkerTask };

export type WorkerAnswer =
  | { readonly number: number; readonly isOk: true; readonly result: WorkerResult }
  | { readonly number: number; readonly isOk: false; readonly code: string | null; readonly message: string };

/** The memory of channels that goes along with a message instead of being copied; a mono pair shares one. */
export function memoryOf(...audios: readonly (Stereo | null)[]): ArrayBuffer[] {
  const memory = new Set<ArrayBuffer>();
  for (const audio of audios) {
    for (const channel of audio === null ? [] : [audio.left, audio.right]) {
      if (channel.buffer instanceof ArrayBuffer) {
        memory.add(channel.buffer);
      }
    }
  }

  return [...memory];
}
