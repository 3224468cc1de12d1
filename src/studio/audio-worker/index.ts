import type { AudioRenderer } from '../ports/audio-renderer.ts';
import type { StemRenderer } from '../ports/stem-renderer.ts';
import { WorkerAudioRenderer } from './audio-renderer.ts';

/** The renderer of this machine; `workers` null is one thread per core, at most four. */
export function createAudioRenderer(options: { readonly workers: number | null }): AudioRenderer & StemRenderer {
  return new WorkerAudioRenderer(options);
}
