import { z } from 'zod';
import type { ExportedFile } from './exports/read-export.ts';
import { type ExportProgress, type ExportWish, runExport } from './exports/run-export.ts';
import { filesForm, formSender } from './files/send-files.ts';
import { blobOf, type UploadProgress, type UploadSource } from './files/upload-source.ts';
import { isSessionGone, isSessionMissing, makeSession, type SessionIds, type SessionWish } from './open-session.ts';
import { dataOf } from './read-answer.ts';
import { problemOf, ServiceError, tooLarge, UPLOAD_LIMIT_BYTES } from './service-problem.ts';
import { ClientFile, hasClips, readDraft, readSessionState, type SessionState } from './timeline/session-state.ts';
import type { Call, Transport } from './transport.ts';
import type { Happening } from './turn/happening.ts';
import { runTurn, watchTurn } from './turn/run-turn.ts';
import { LONGEST_QUIET_MS, type Message, type TurnHost } from './turn/turn-host.ts';

/** How long an upload may take, in milliseconds. */
const UPLOAD_DEADLINE_MS = 30 * 60_000;

const UploadedFiles = z.looseObject({ files: z.array(ClientFile) });
const ClaimLink = z
  .looseObject({ claim_token: z.string(), expires_in: z.number().nullish(), claim_url: z.string().nullish() })
  .transform((claim) => ({
    token: claim.claim_token,
    expiresInSeconds: claim.expires_in ?? null,
    url: claim.claim_url ?? null,
  }));

/** With which another account takes a session over. */
export type ClaimLink = z.output<typeof ClaimLink>;

/** A conversation with the agent about one timeline. A session that turns out to be gone is replaced by a new one, once a call, with a notice. */
export class ClientSession {
  readonly #transport: Transport;
  readonly #wish: SessionWish;
  #ids: SessionIds;

  constructor(transport: Transport, ids: SessionIds, wish: SessionWish) {
    this.#transport = transport;
    this.#ids = ids;
    this.#wish = wish;
  }

  /** For `resumeSession`, and to name the session elsewhere. */
  get id(): string {
    return this.#ids.sessionId;
  }

  /**
   * Sends a message once, and tells what happens up to `done`. Refusals come as `problem`, then `done`; only the signal throws. Leaving the
   * loop leaves the work going on. `isStreaming`: text comes in pieces as it is written (default false).
   */
  send(
    text: string,
    options: { readonly signal?: AbortSignal; readonly isStreaming?: boolean } = {},
  ): AsyncGenerator<Happening, void> {
    return runTurn(this.#turnHost(), { text, isStreaming: options.isStreaming ?? false }, options.signal ?? null);
  }

  /** Watches a message that is being worked on already, from a session opened again; `done` at once when there is none. */
  watch(options: { readonly signal?: AbortSignal } = {}): AsyncGenerator<Happening, void> {
    return watchTurn(this.#turnHost(), options.signal ?? null);
  }

  /** The timeline and the files of the session. */
  async state(options: { readonly signal?: AbortSignal } = {}): Promise<SessionState> {
    return this.#readState(options.signal ?? null);
  }

  /** Uploads files, or what is at `http(s)` addresses, at most 200 MB each: all of them or none of a kind. Progress counts bytes of files. */
  async upload(
    sources: readonly (UploadSource | string | URL)[],
    options: { readonly onProgress?: (progress: UploadProgress) => void; readonly signal?: AbortSignal } = {},
  ): Promise<readonly ClientFile[]> {
    const { onProgress = () => undefined, signal = null } = options;
    const urls = sources.flatMap((source) => (typeof source === 'string' || source instanceof URL ? [String(source)] : []));
    const files = sources.flatMap((source) => (typeof source === 'string' || source instanceof URL ? [] : [source]));
    const sent = files.length === 0 ? [] : await this.#uploadFiles(files, { onProgress, signal });
    const fetched = urls.length === 0 ? [] : await this.#upload({ json: { urls, source_type: 'url' } }, signal);
    return [...sent, ...fetched];
  }

  /**
   * Makes a file of the timeline as it is now, or of `draft`, and waits for it. When the signal aborts the export is cancelled. Throws
   * `nothing-to-export`, `export-blocked`, `export-failed`, `export-cancelled` and `timed-out` (15 min) as a `ServiceError`.
   */
  async export(
    wish: ExportWish & { readonly draft?: unknown } = {},
    options: { readonly onProgress?: (progress: ExportProgress) => void; readonly signal?: AbortSignal } = {},
  ): Promise<ExportedFile> {
    const { onProgress = () => undefined, signal = null } = options;
    const { draft: given, ...output } = wish;
    const draft = given ?? (await this.#readState(signal)).rawDraft;
    if (!hasClips(readDraft(draft))) {
      throw new ServiceError(problemOf('nothing-to-export'));
    }

    // Read each time: the session may be replaced between two tries.
    return this.#withSession(signal, async () =>
      runExport(this.#transport, { sessionId: this.id, draft, wish: output }, { signal, onProgress }),
    );
  }

  /** A link with which another account takes the session over. */
  async claim(options: { readonly signal?: AbortSignal } = {}): Promise<ClaimLink> {
    const { signal = null } = options;
    const taskId = this.#ids.taskId ?? (await this.#readState(signal)).taskId ?? '';
    const json = { task_id: taskId, session_id: this.id };
    const answer = await this.#transport.ask({
      method: 'POST',
      path: '/api/auth/claim-token',
      json,
      isRepeatable: false,
      signal,
    });
    return this.#transport.parse(ClaimLink, dataOf(answer.json));
  }

  #turnHost(): TurnHost {
    return {
      transport: this.#transport,
      sessionId: () => this.id,
      readState: async (signal) => this.#readState(signal),
      begin: async (message, signal) => this.#withSession(signal, async () => this.#begin(message, signal), isSessionMissing),
    };
  }

  async #begin({ text, isStreaming }: Message, signal: AbortSignal): Promise<Response> {
    return this.#transport.openEvents({
      method: 'POST',
      path: '/run_sse',
      headers: { Accept: 'text/event-stream' },
      json: {
        app_name: 'nemo_agent',
        user_id: 'me',
        session_id: this.id,
        new_message: { parts: [{ text }] },
        ...(isStreaming ? { streaming: true } : {}),
      },
      isRepeatable: false,
      deadlineMs: LONGEST_QUIET_MS,
      signal,
    });
  }

  async #readState(signal: AbortSignal | null): Promise<SessionState> {
    const read = async (): Promise<SessionState> => {
      const path = `/api/state/nemo_agent/me/${encodeURIComponent(this.id)}/latest`;
      const { json } = await this.#transport.ask({ method: 'GET', path, isRepeatable: true, signal });
      const state = readSessionState(json);
      if (state === null) {
        // Not an empty one: that would look as if everything had gone.
        throw new ServiceError(problemOf('unreadable-answer'));
      }

      this.#transport.learnBindId(state.bindId);
      return state;
    };
    return this.#withSession(signal, read, isSessionMissing);
  }

  async #uploadFiles(
    files: readonly UploadSource[],
    { onProgress, signal }: { readonly onProgress: (progress: UploadProgress) => void; readonly signal: AbortSignal | null },
  ): Promise<readonly ClientFile[]> {
    const blobs = await Promise.all(files.map(blobOf));
    const large = blobs.find(({ blob }) => blob.size > UPLOAD_LIMIT_BYTES);
    if (large !== undefined) {
      // Servers break the connection in the middle of what is too large, and then nobody hears why.
      throw new ServiceError(tooLarge(large.name, large.blob.size));
    }

    const form = filesForm(blobs, `cuesmith-${crypto.randomUUID()}`);
    const { fetch, isOwnFetch } = this.#transport.host;
    return this.#upload({ sender: formSender(form, { fetch, isOwnFetch, onProgress }) }, signal);
  }

  async #upload(body: Pick<Call, 'json' | 'sender'>, signal: AbortSignal | null): Promise<readonly ClientFile[]> {
    return this.#withSession(signal, async () => {
      const path = `/api/upload-video/nemo_agent/me/${encodeURIComponent(this.id)}`;
      const call = { method: 'POST' as const, path, isRepeatable: false, deadlineMs: UPLOAD_DEADLINE_MS, signal, ...body };
      const { json } = await this.#transport.ask(call);
      return this.#transport.parse(UploadedFiles, dataOf(json)).files;
    });
  }

  /** Does something with the session; when it is gone, with a new one, once. */
  async #withSession<Result>(
    signal: AbortSignal | null,
    work: () => Promise<Result>,
    isGone: (problem: unknown) => boolean = isSessionGone,
  ): Promise<Result> {
    const { sessionId } = this.#ids;
    try {
      return await work();
    } catch (problem) {
      if (!isGone(problem)) {
        throw problem;
      }
    }

    // Another call may have replaced it meanwhile.
    if (this.#ids.sessionId === sessionId) {
      this.#ids = await makeSession(this.#transport, this.#wish, signal);
      this.#transport.host.onNotice({ kind: 'session-replaced', sessionId: this.id });
    }

    return work();
  }
}
