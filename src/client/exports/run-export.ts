import { problemOf, ServiceError } from '../service-problem.ts';
import type { Transport } from '../transport.ts';
import { type ExportedFile, type ExportState, readExport } from './read-export.ts';

const START = '/api/render/proxy/lambda';
/** How often to ask where the server does not say, and how long an export may take. */
const LOOK_SECONDS = 30;
const LONGEST_EXPORT_MS = 15 * 60_000;
/** A server that says "at once" is asked every quarter of a second. */
const SHORTEST_LOOK_SECONDS = 0.25;

/** What file to make; what is left out is the server's choice. */
export type ExportWish = {
  /** `mp4` (default), `wav`, `mp3`, `m4a`, `flac`, `gif`, `otio`, `mlt`, `srt`, `vtt`, `mid`, `json`, `stems`. */
  readonly format?: string;
  /** `low`, `medium`, `high` (default), `best`. */
  readonly quality?: string;
  /** `720p`, `1080p`, or `<width>x<height>`. */
  readonly resolution?: string;
  readonly fps?: number;
  /** Where it will be shown: `youtube`, `tiktok` … */
  readonly preset?: string;
};

/** How far an export is. */
export type ExportProgress = { readonly id: string; readonly status: ExportState['status']; readonly progress: number };

export type ExportRun = {
  readonly signal: AbortSignal | null;
  readonly onProgress: (progress: ExportProgress) => void;
};

/** Starts an export of a draft. The server may have it already when the answer was lost: the same id is then the same export. */
export async function startExport(
  transport: Transport,
  request: { readonly sessionId: string; readonly draft: unknown; readonly wish: ExportWish },
  signal: AbortSignal | null,
): Promise<ExportState> {
  const { sessionId, draft, wish } = request;
  const output = { format: 'mp4', quality: 'high', ...wish };
  const start = async (id: string): Promise<ExportState> => {
    const call = { method: 'POST' as const, path: START, json: { id, sessionId, draft, output }, isRepeatable: true, signal };
    const { json } = await transport.ask(call);
    return readExport(json, { id, baseUrl: transport.host.baseUrl });
  };
  try {
    return await start(newExportId());
  } catch (problem) {
    if (problem instanceof ServiceError && problem.problem.kind === 'conflict') {
      return start(newExportId());
    }

    throw problem;
  }
}

/** Where an export stands now. */
export async function lookAtExport(transport: Transport, id: string, signal: AbortSignal | null): Promise<ExportState> {
  const path = `${START}/${encodeURIComponent(id)}`;
  const { json, headers } = await transport.ask({ method: 'GET', path, isRepeatable: true, signal });
  const state = readExport(json, { id, baseUrl: transport.host.baseUrl });
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  return { ...state, nextLookSeconds: Number.isFinite(after) ? after : state.nextLookSeconds };
}

/** Waits until an export has ended. Throws `export-failed`, `export-cancelled` and `timed-out` as a `ServiceError`. */
export async function followExport(transport: Transport, id: string, run: ExportRun): Promise<ExportedFile> {
  const { clock } = transport.host;
  const startedMs = clock.now();
  for (;;) {
    const state = await lookAtExport(transport, id, run.signal);
    run.onProgress({ id, status: state.status, progress: state.progress });
    if (state.file !== null) {
      return state.file;
    }

    if (state.status === 'failed') {
      throw new ServiceError(problemOf('export-failed', state.error === null ? {} : { message: state.error }));
    }

    if (state.status === 'cancelled') {
      throw new ServiceError(problemOf('export-cancelled'));
    }

    if (clock.now() - startedMs >= LONGEST_EXPORT_MS) {
      throw new ServiceError(
        problemOf('timed-out', { message: 'The export takes longer than 15 minutes. It goes on; look again later.' }),
      );
    }

    const seconds = Math.max(SHORTEST_LOOK_SECONDS, state.nextLookSeconds ?? LOOK_SECONDS);
    await clock.wait(seconds * 1000, run.signal ?? undefined);
  }
}

/** Stops an export; one that is done stays what it was. */
export async function cancelExport(transport: Transport, id: string, signal: AbortSignal | null): Promise<ExportState> {
  const path = `${START}/${encodeURIComponent(id)}/cancel`;
  const { json } = await transport.ask({ method: 'POST', path, isRepeatable: true, signal });
  return readExport(json, { id, baseUrl: transport.host.baseUrl });
}

/** Starts an export and waits for its file. A caller that leaves takes the export along: nobody would fetch it. */
export async function runExport(
  transport: Transport,
  request: { readonly sessionId: string; readonly draft: unknown; readonly wish: ExportWish },
  run: ExportRun,
): Promise<ExportedFile> {
  const { id, status, progress } = await startExport(transport, request, run.signal);
  run.onProgress({ id, status, progress });
  try {
    return await followExport(transport, id, run);
  } catch (problem) {
    if (run.signal?.aborted === true) {
      // The caller hears why it ended, whether or not the server can be told.
      await cancelExport(transport, id, null).catch(() => undefined);
    }

    throw problem;
  }
}

function newExportId(): string {
  return `render_${crypto.randomUUID()}`;
}
