import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import {
  AnonymousTokenAnswer,
  CreateSessionAnswer,
  RenderStatusAnswer,
  SessionStateAnswer,
} from '../src/contract/service/index.ts';

const ATTRIBUTION = {
  'X-Skill-Source': 'music-generator-free-easy',
  'X-Skill-Version': '1.0.0',
  'X-Skill-Platform': 'unknown',
} as const;

/** What a turn's stream carried: every event as parsed, and every raw line. */
export type HeardTurn = { readonly events: readonly z.infer<typeof HeardEvent>[]; readonly raw: string; readonly text: string };

const HeardEvent = z.looseObject({
  author: z.string().optional(),
  partial: z.boolean().optional(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  error: z.string().optional(),
  content: z.looseObject({ parts: z.array(z.looseObject({ text: z.string().optional() })).optional() }).optional(),
});

/** A client of the service as product-spec.txt describes one: anonymous token, session, turns, uploads, exports. */
export class ServiceClient {
  readonly url: string;
  readonly token: string;
  readonly sessionId: string;
  readonly userId: string;

  private constructor(url: string, ids: { readonly token: string; readonly sessionId: string; readonly userId: string }) {
    this.url = url;
    this.token = ids.token;
    this.sessionId = ids.sessionId;
    this.userId = ids.userId;
  }

  static async connect(url: string, clientId: string = randomUUID()): Promise<ServiceClient> {
    const asked = await fetch(`${url}/api/auth/anonymous-token`, { method: 'POST', headers: { 'X-Client-Id': clientId } });
    const { token, user_id: userId } = AnonymousTokenAnswer.parse(await asked.json()).data;
    const made = await fetch(`${url}/api/tasks/me/with-session/nemo_agent`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...ATTRIBUTION },
      body: JSON.stringify({ task_name: 'project', language: 'en' }),
    });
    const { session_id: sessionId } = CreateSessionAnswer.parse(await made.json()).data;
    return new ServiceClient(url, { token, sessionId, userId });
  }

  /** A request with the token and the attribution headers; `body` goes as JSON unless it is a form. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    more: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal } = {},
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...ATTRIBUTION,
        ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
        ...more.headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      ...(more.signal && { signal: more.signal }),
    });
  }

  /** Begins a turn; the answer streams. */
  async beginTurn(text: string, more: { readonly streaming?: boolean; readonly signal?: AbortSignal } = {}): Promise<Response> {
    const body = {
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id: this.sessionId,
      new_message: { parts: [{ text }] },
      ...(more.streaming !== undefined && { streaming: more.streaming }),
    };
    const headers = { Accept: 'text/event-stream' };
    return this.send('POST', '/run_sse', body, { headers, ...(more.signal && { signal: more.signal }) });
  }

  /** A whole turn. */
  async say(text: string, more: { readonly streaming?: boolean } = {}): Promise<HeardTurn> {
    const response = await this.beginTurn(text, more);
    const raw = await response.text();
    if (!response.ok) {
      throw new Error(`The turn was refused: ${response.status} ${raw}`);
    }

    const events = raw
      .split('\n\n')
      .filter((block) => block.startsWith('data: '))
      .map((block) => HeardEvent.parse(JSON.parse(block.slice('data: '.length))));
    const texts = events
      .filter(({ partial }) => partial !== true)
      .flatMap(({ content }) => content?.parts ?? [])
      .flatMap((part) => (part.text === undefined ? [] : [part.text]));
    return { events, raw, text: texts.join('\n') };
  }

  async state(): Promise<SessionStateAnswer['data']> {
    const response = await this.send('GET', `/api/state/nemo_agent/me/${this.sessionId}/latest`);
    return SessionStateAnswer.parse(await response.json()).data;
  }

  async upload(name: string, content: Uint8Array<ArrayBuffer>): Promise<Response> {
    const form = new FormData();
    form.append('files', new Blob([content]), name);
    return this.send('POST', `/api/upload-video/nemo_agent/me/${this.sessionId}`, form);
  }

  async uploadFile(path: string): Promise<Response> {
    return this.upload(path.slice(path.lastIndexOf('/') + 1), new Uint8Array(await readFile(path)));
  }

  async startExport(id: string, draft: unknown, output?: unknown): Promise<Response> {
    return this.send('POST', '/api/render/proxy/lambda', {
      id,
      sessionId: this.sessionId,
      draft,
      ...(output !== undefined && { output }),
    });
  }

  async readExport(id: string): Promise<RenderStatusAnswer> {
    const response = await this.send('GET', `/api/render/proxy/lambda/${id}`);
    return RenderStatusAnswer.parse(await response.json());
  }

  /** Polls until an export has ended. */
  async waitForExport(id: string, everyMs = 200): Promise<RenderStatusAnswer> {
    for (;;) {
      const answer = await this.readExport(id);
      if (!['pending', 'processing'].includes(answer.status)) {
        return answer;
      }

      await setTimeout(everyMs);
    }
  }
}
