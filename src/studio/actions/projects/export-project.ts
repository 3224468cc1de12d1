import type { FilmFile, FilmOutput, Preset } from '../../../contract/index.ts';
import { RenderRequest, WireDraft } from '../../../contract/service/index.ts';
import type { Session } from '../../store/records/sessions.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import { assertFree } from '../check-outputs.ts';
import { ExportResult } from '../exports/export-request.ts';
import { startExport } from '../exports/start-export.ts';
import { OutputSet } from '../output-set.ts';
import type { Caller } from '../service-ports.ts';
import { shareProgress } from '../share-progress.ts';
import { ownSession } from '../sessions/own-session.ts';
import { filmSizeOf } from './film-size.ts';
import { assertGoesOn, type ProjectPorts } from './project-ports.ts';
import { waitForWork } from './wait-for-work.ts';

/** Files to be written of a timeline. */
export type FilmWriting = {
  readonly outputs: readonly FilmOutput[];
  readonly overwrite: boolean;
  readonly preset: Preset | null;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
};

/** Finds out before any work is done whether every file can be written. */
export async function checkFilmOutputs(
  { files }: Pick<ProjectPorts, 'files'>,
  { outputs, overwrite }: Pick<FilmWriting, 'outputs' | 'overwrite'>,
): Promise<void> {
  for (const { path } of outputs) {
    await files.assertCanWrite(path);
    await assertFree(files, path, overwrite);
  }
}

/** Exports a project's timeline as it is now into files of the person: all of them or none. Throws `project.empty` when there is nothing on it. */
export async function exportProject(
  ports: ProjectPorts,
  caller: Caller,
  { session: { id }, ...writing }: FilmWriting & { readonly session: Session },
): Promise<{ readonly files: readonly FilmFile[]; readonly warnings: readonly string[] }> {
  const session = await ownSession(ports, caller, id);
  if ((WireDraft.parse(session.draft).t ?? []).length === 0) {
    throw new StudioError(
      'project.empty',
      `There is nothing on the timeline of "${session.title}" yet. Ask for music first: cuesmith timeline edit "${session.title}" "calm piano".`,
    );
  }

  const written = new OutputSet(ports.files);
  const progress = shareProgress(writing.outputs.length, writing.onProgress);
  const files: FilmFile[] = [];
  const warnings = new Set<string>();
  try {
    const jobs: string[] = [];
    for (const { kind } of writing.outputs) {
      jobs.push((await startExport(ports, caller, requestOf(ports, session, { kind, preset: writing.preset }), ATTRIBUTED)).id);
    }

    for (const [place, output] of writing.outputs.entries()) {
      const { signal } = writing;
      const job = await waitForWork(ports, caller, { id: jobs[place] ?? '', signal, onProgress: progress(place) });
      const result = ExportResult.parse(job.result);
      const content = job.blobHash === null ? null : await ports.blobs.read(job.blobHash);
      if (content === null) {
        throw new StudioError('media.gone', 'The exported file is gone from the data folder. Export it again.');
      }

      assertGoesOn(signal);
      await written.add(output.path, async () => ports.files.writeStream(output.path, content));
      result.warnings.forEach((warning) => warnings.add(warning));
      files.push({
        path: output.path,
        kind: output.kind,
        ...(await ports.files.measure(output.path)),
        durationSeconds: result.durationMs / 1000,
        copiedFrames: result.made === null || output.kind !== 'mp4' ? null : result.made.copiedFrames,
      });
    }
  } catch (problem) {
    await written.takeBack();
    throw problem;
  }

  return { files, warnings: [...warnings] };
}

/** The person at this machine need not say where the export goes. */
const ATTRIBUTED = { hasAttribution: true };

function requestOf(
  { ids }: Pick<ProjectPorts, 'ids'>,
  session: Session,
  { kind, preset }: { readonly kind: FilmOutput['kind']; readonly preset: Preset | null },
): RenderRequest {
  const draft = WireDraft.parse(session.draft);
  const size = preset === null ? filmSizeOf(draft.m?.width, draft.m?.height) : null;
  return RenderRequest.parse({
    id: ids.make('job'),
    sessionId: session.id,
    draft,
    output: {
      format: kind,
      ...(preset === null ? {} : { preset }),
      ...(size === null ? {} : { resolution: `${size.width}x${size.height}` }),
    },
  });
}
