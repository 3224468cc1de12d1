import type { MadeFile, MadeMusic, MakeProgress, MakeRequest } from '../../contract/index.ts';
import { readBrief, type ReceiptLine } from '../../engine/brief/index.ts';
import { ENGINE_VERSION, StudioError } from '../../engine/kernel/index.ts';
import { compose, type Piece } from '../../engine/score/index.ts';
import type { AudioRenderer } from '../ports/audio-renderer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import type { MediaExporter } from '../ports/media-exporter.ts';
import { checkOutputs } from './check-outputs.ts';
import { writeOutputs } from './write-outputs.ts';

export type MakePorts = {
  readonly audioRenderer: AudioRenderer;
  readonly mediaExporter: MediaExporter;
  readonly clock: Clock;
  readonly files: Files;
};
export type MakeRun = { readonly signal: AbortSignal; readonly onProgress: (progress: MakeProgress) => void };

/** A piece that is written already, with what was understood of the prompt. */
export type WrittenPiece = Piece & { readonly receipt: readonly ReceiptLine[] };

/** Makes music of a prompt: brief, score (unless it is `written` already), one render, and every file asked for of that render. */
export async function makeMusic(
  ports: MakePorts,
  request: MakeRequest,
  run: MakeRun,
  written: WrittenPiece | null = null,
): Promise<MadeMusic> {
  const { clock, files } = ports;
  const { signal, onProgress } = run;
  const startedMs = clock.elapsedMs();
  const { brief, receipt } = written ?? readBrief(request.prompt, request.hints);
  await checkOutputs(files, request);
  assertGoesOn(signal);

  const needsAudio = request.outputs.some(({ kind }) => kind !== 'mid') || request.stemsFolder !== null;
  if (needsAudio) {
    // The workers load the sound bank while the score is written; what goes wrong there goes wrong again, and is told, in the render.
    ports.audioRenderer.warmUp().catch(() => undefined);
  }

  onProgress({ stage: 'compose', done: 0 });
  const composeStartedMs = clock.elapsedMs();
  const score = written?.score ?? compose(brief, request.candidates === null ? {} : { candidates: request.candidates });
  const composeMs = clock.elapsedMs() - composeStartedMs;
  onProgress({ stage: 'compose', done: 1 });

  let audioReadyMs = clock.elapsedMs();
  const stop = new AbortController();
  const rendering = needsAudio
    ? ports.audioRenderer
        .render({
          score,
          stems: request.stemsFolder !== null,
          signal: AbortSignal.any([signal, stop.signal]),
          onProgress,
        })
        .finally(() => {
          audioReadyMs = clock.elapsedMs();
        })
    : null;

  const made: MadeFile[] = [];
  try {
    const written = await writeOutputs(ports, {
      request,
      brief,
      score,
      rendering,
      signal,
      onProgress: (done) => onProgress({ stage: 'export', done }),
    });
    for (const { path, kind } of written) {
      made.push({ path, kind, ...(await files.measure(path)), durationSeconds: score.durationSeconds });
    }
  } catch (problem) {
    stop.abort();
    await rendering?.catch(() => undefined);
    assertGoesOn(signal);
    throw problem;
  }

  const audio = await rendering;
  const endedMs = clock.elapsedMs();
  return {
    prompt: request.prompt,
    seed: brief.seed,
    engineVersion: ENGINE_VERSION,
    brief,
    receipt,
    files: made,
    loudness: audio && { integratedLufs: audio.loudness.integratedLufs, truePeakDbtp: audio.loudness.truePeakDbtp },
    timings: {
      composeMs,
      renderMs: audio?.timings.renderMs ?? 0,
      masterMs: audio?.timings.masterMs ?? 0,
      exportMs: endedMs - audioReadyMs,
      totalMs: endedMs - startedMs,
    },
  };
}

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new StudioError('job.stopped', 'Stopped. Nothing half-written is left.');
  }
}
