import type { AudioRenderer } from '../ports/audio-renderer.ts';
import type { StemRenderer } from '../ports/stem-renderer.ts';
import { WorkerAudioRenderer } from './audio-renderer.ts';

/**
 * The renderer of this machine; `workers` null is one thread per core, at most four. It holds up to `keptMegabytes` (default 0) of
 * finished parts, so that of a piece that was changed only what sounds different is rendered again; a 30 s piece takes about 150.
 */
export function createAudioRenderer(options: {
  readonly workers: number | null;
  readonly keptMegabytes?: number;
}): AudioRenderer & StemRenderer {
  return new WorkerAudioRenderer(options);
}
