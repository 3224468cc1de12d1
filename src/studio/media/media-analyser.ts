import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import type { MediaAnalyser } from '../ports/media-analyser.ts';
import { AnalysisAnswer } from './job/analysis-answer.ts';
import { PROBE_LIMITS, type ProbeLimits, runLook } from './probe-process.ts';
import { createTurnstile } from './turnstile.ts';

/** How files are looked through. */
export type MediaAnalyserOptions = {
  /** What one file may cost; default: ten minutes of processor time, twenty by the clock. */
  readonly limits?: ProbeLimits;
  /** Where each analysis gets an empty folder to stand in; default: the system's folder for temporary files. */
  readonly scratchFolder?: string;
};

const LIMITS: ProbeLimits = { ...PROBE_LIMITS, wallMs: 1_200_000, processorSeconds: 600 };

/** Looks through files with FFmpeg, one at a time, each in a short-lived process of its own under limits. */
export function createMediaAnalyser(options: MediaAnalyserOptions = {}): MediaAnalyser {
  const { limits = LIMITS, scratchFolder = tmpdir() } = options;
  const turnstile = createTurnstile(1);
  return {
    async analyse(file, { kind, signal }) {
      const leave = await turnstile.enter(signal);
      const scratch = await mkdtemp(join(scratchFolder, 'cuesmith-analysis-'));
      try {
        const words = [kind, file.contentType, String(file.durationMs)];
        const look = { entry: 'analyse-main', path: resolve(file.path), words, answer: AnalysisAnswer } as const;
        const answer = await runLook(look, { scratch, limits, signal });
        if (!answer.ok) {
          throw new StudioError(answer.code, answer.message);
        }

        return answer.facts;
      } finally {
        await rm(scratch, { recursive: true, force: true });
        leave();
      }
    },
  };
}
