import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import {
  BalanceAnswer,
  CreateSessionAnswer,
  isReadyForExport,
  SessionStateAnswer,
  UploadAnswer,
} from '../../src/contract/service/index.ts';
import type { Rng } from '../../src/engine/kernel/index.ts';
import { ServiceClient } from '../service-client.ts';

/** What busy people may send, and what an honest client does not take amiss: a running turn, too many requests, a server that is not there yet. */
const HARMLESS = [409, 429, 503];
const WORDS = ['lo-fi beat', 'calm piano', 'epic drums', 'happy ukulele', 'dark ambient', 'funky bass'];
const StreamEvent = z.looseObject({ turnComplete: z.boolean().optional(), errorCode: z.string().optional() });

/** Uploads, turns and exports one after the other for as long as they may, and remembers what was answered with success: that must last. */
export class BusyPerson {
  readonly client: ServiceClient;
  readonly sessions: string[];
  readonly uploads: { readonly sessionId: string; readonly fileId: string }[] = [];
  readonly exports: string[] = [];
  /** Sessions whose turns said that the music is there, one entry for each. */
  readonly pieces: string[] = [];
  /** Answers that no server may give, whatever happens to it. */
  readonly complaints: string[] = [];
  readonly #rng: Rng;
  readonly #files: readonly Uint8Array<ArrayBuffer>[];

  private constructor(client: ServiceClient, host: { readonly rng: Rng; readonly files: readonly Uint8Array<ArrayBuffer>[] }) {
    this.client = client;
    this.sessions = [client.sessionId];
    this.#rng = host.rng;
    this.#files = host.files;
  }

  /** `files`: media to upload, their names do not matter. */
  static async begin(
    url: string,
    host: { readonly rng: Rng; readonly files: readonly Uint8Array<ArrayBuffer>[] },
  ): Promise<BusyPerson> {
    return new BusyPerson(await ServiceClient.connect(url), host);
  }

  /** Works until `signal` aborts. Connections that break are part of life. */
  async work(signal: AbortSignal): Promise<void> {
    const deeds = [
      async () => this.#ask(signal),
      async () => this.#ask(signal),
      async () => this.#upload(signal),
      async () => this.#export(signal),
      async () => this.#export(signal),
      async () => this.#openSession(signal),
    ];
    while (!signal.aborted) {
      try {
        await this.#rng.pick(deeds)();
      } catch (problem) {
        // What `fetch` throws when nobody answers or the answer breaks off; anything else is news.
        if (!(problem instanceof TypeError) && !signal.aborted) {
          this.complaints.push(String(problem));
        }
      }

      await setTimeout(this.#rng.between(20, 200));
    }
  }

  /** How much was granted so far. */
  get granted(): number {
    return this.sessions.length + this.uploads.length + this.exports.length + this.pieces.length;
  }

  async readState(sessionId: string): Promise<SessionStateAnswer['data'] | null> {
    const response = await this.client.send('GET', `/api/state/nemo_agent/me/${sessionId}/latest`);
    const body = await this.#good(response, 'state');
    return body === null ? null : SessionStateAnswer.parse(body).data;
  }

  async readBalance(): Promise<BalanceAnswer['data'] | null> {
    const body = await this.#good(await this.client.send('GET', '/api/credits/balance/simple'), 'balance');
    return body === null ? null : BalanceAnswer.parse(body).data;
  }

  async #openSession(signal: AbortSignal): Promise<void> {
    const path = '/api/tasks/me/with-session/nemo_agent';
    const response = await this.client.send('POST', path, { task_name: 'another' }, { signal });
    const body = await this.#good(response, 'session');
    if (body !== null) {
      this.sessions.push(CreateSessionAnswer.parse(body).data.session_id);
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const sessionId = this.#rng.pick(this.sessions);
    const message = {
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id: sessionId,
      new_message: { parts: [{ text: `make a 5 second ${this.#rng.pick(WORDS)}` }] },
    };
    const response = await this.client.send('POST', '/run_sse', message, { signal });
    if (!response.ok) {
      await this.#good(response, 'turn');
      return;
    }

    if (this.#rng.chance(0.3)) {
      await response.body?.cancel();
      return;
    }

    const blocks = (await response.text()).split('\n\n').filter((block) => block.startsWith('data: {'));
    const last = StreamEvent.parse(JSON.parse(blocks.at(-1)?.slice('data: '.length) ?? '{}'));
    // A turn that says it failed promised nothing; whether it should have is seen by the job.
    if (last.turnComplete === true && last.errorCode === undefined) {
      this.pieces.push(sessionId);
    }
  }

  async #upload(signal: AbortSignal): Promise<void> {
    const sessionId = this.#rng.pick(this.sessions);
    const form = new FormData();
    form.append('files', new Blob([this.#rng.pick(this.#files)]), 'clip');
    const response = await this.client.send('POST', `/api/upload-video/nemo_agent/me/${sessionId}`, form, { signal });
    const body = await this.#good(response, 'upload');
    if (body !== null) {
      const [file] = UploadAnswer.parse(body).data.files;
      this.uploads.push({ sessionId, fileId: file?.id ?? '' });
    }
  }

  /** Asks for one export until it is granted: the same id with the same body is the same export, however often. */
  async #export(signal: AbortSignal): Promise<void> {
    const sessionId = this.#rng.pick(this.sessions);
    const draft = (await this.readState(sessionId))?.state.draft ?? {};
    if (!isReadyForExport(draft)) {
      return;
    }

    const id = `render_${randomUUID()}`;
    const output = this.#rng.pick([{ format: 'wav' }, { format: 'mp3' }, { format: 'mp4', resolution: '720p', quality: 'low' }]);
    while (!signal.aborted) {
      try {
        const wish = { id, sessionId, draft, output };
        const response = await this.client.send('POST', '/api/render/proxy/lambda', wish, { signal });
        const isAnswered = response.status !== 503 && response.status !== 429;
        if (response.status === 409) {
          this.complaints.push(`409 for an export asked again: ${await response.text()}`);
        } else if ((await this.#good(response, 'export')) !== null) {
          this.exports.push(id);
        }

        if (isAnswered) {
          return;
        }
      } catch (problem) {
        if (!(problem instanceof TypeError)) {
          throw problem;
        }
      }

      await setTimeout(100);
    }
  }

  async #good(response: Response, what: string): Promise<unknown> {
    const text = await response.text();
    if (response.ok) {
      return JSON.parse(text);
    }

    if (!HARMLESS.includes(response.status)) {
      this.complaints.push(`${what}: ${response.status} ${text.slice(0, 500)}`);
    }

    return null;
  }
}
