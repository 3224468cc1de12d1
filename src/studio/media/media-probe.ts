import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import type { MediaProbe } from '../ports/media-probe.ts';
import { PROBE_LIMITS, type ProbeLimits, runProbe } from './probe-process.ts';
import { createTurnstile } from './turnstile.ts';

/** How a probe is made. */
export type MediaProbeOptions = {
  /** What one file may cost; default `PROBE_LIMITS`. */
  readonly limits?: ProbeLimits;
  /** Files looked into at the same time; default 2. */
  readonly atOnce?: number;
  /** Where each probe gets an empty folder to stand in; default: the system's folder for temporary files. */
  readonly scratchFolder?: string;
};

/** Looks into files with FFmpeg, each in a short-lived process of its own under limits; further ones wait for their turn. */
export function createMediaProbe(options: MediaProbeOptions = {}): MediaProbe {
  const { limits = PROBE_LIMITS, atOnce = 2, scratchFolder = tmpdir() } = options;
  const turnstile = createTurnstile(atOnce);
  return {
    async probe(path, { signal }) {
      const leave = await turnstile.enter(signal);
      const scratch = await mkdtemp(join(scratchFolder, 'cuesmith-probe-'));
      try {
        const answer = await runProbe(resolve(path), { scratch, limits, signal });
        if (!answer.ok) {
          throw new StudioError(answer.code, answer.message);
        }

        const { thumbnail, ...facts } = answer.facts;
        return { ...facts, thumbnail: thumbnail === null ? null : Buffer.from(thumbnail, 'base64') };
      } finally {
        await rm(scratch, { recursive: true, force: true });
        leave();
      }
    },
  };
}
