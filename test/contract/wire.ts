import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServeProcess, startServer } from '../serve-process.ts';
import { ApiDocument } from './api-document.ts';
import { isObject, resolvePointer } from './json-schema.ts';

/** An account as its client knows it, with one session. */
export type Person = {
  readonly clientId: string;
  readonly token: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly taskId: string;
  /** Where it seems to call from: budgets count by address, and each test has its own. */
  readonly address: string;
};

export type Ask = {
  readonly as?: Person;
  /** Null: no Authorization header, whoever asks. */
  readonly token?: string | null;
  /** Null takes a header away. */
  readonly headers?: { readonly [name: string]: string | null };
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: FormData | Blob | Uint8Array<ArrayBuffer> | string;
};

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: unknown };

/** [S] §0: the attribution headers of the skill. */
export const ATTRIBUTION = {
  'X-Skill-Source': 'music-generator-free-easy',
  'X-Skill-Version': '1.0.0',
  'X-Skill-Platform': 'unknown',
} as const;

/** Of the inside of a server: what no answer and no line of its log may show. */
const INSIDES =
  /\n\s+at \S|node:internal|node_modules|\/src\/studio|\.ts:\d+|\bselect\b.+\bfrom\b|\binsert into\b|\brelation "|pglite|\/tmp\//i;
const SECRET = /\b(?:nmv_usr|clm)_[\w-]{20,}/g;

/**
 * A server in a folder of its own, asked from outside. Every answer is held against the OpenAPI document and against what holds for all
 * answers; at the end the log is searched for secrets.
 */
export class Wire {
  readonly folder: string;
  readonly environment: { readonly [name: string]: string };
  private server: ServeProcess;
  private api: ApiDocument;
  private readonly secrets = new Set<string>();
  private earlierLogs = '';

  private constructor(folder: string, environment: { readonly [name: string]: string }, server: ServeProcess, api: ApiDocument) {
    this.folder = folder;
    this.environment = environment;
    this.server = server;
    this.api = api;
  }

  /** Starts a server with accounts (`CUESMITH_OPEN=0`) that believes the address in X-Forwarded-For. */
  static async open(environment: { readonly [name: string]: string } = {}, words: readonly string[] = []): Promise<Wire> {
    const folder = await mkdtemp(join(tmpdir(), 'cuesmith-wire-'));
    const whole = { CUESMITH_OPEN: '0', CUESMITH_TRUST_PROXY: '1', ...environment };
    const server = await startServer(folder, whole, words);
    try {
      const document: unknown = await (await fetch(`${server.url}/openapi.json`)).json();
      return new Wire(folder, whole, server, new ApiDocument(document));
    } catch (problem) {
      await server.kill();
      throw problem;
    }
  }

  get url(): string {
    return this.server.url;
  }

  get document(): ApiDocument {
    return this.api;
  }

  get process(): ServeProcess {
    return this.server;
  }

  /** Everything the server has logged, over all its lives. */
  log(): string {
    return this.earlierLogs + this.server.log();
  }

  /** Ends the server and starts it again over the same data, its calendar some days ahead, or with more words on its command line. */
  async restart(daysAhead = 0, words: readonly string[] = []): Promise<void> {
    await this.server.stop();
    this.earlierLogs += `${this.server.log()}\n`;
    const environment = { ...this.environment, ...(daysAhead === 0 ? {} : clockAhead(daysAhead)) };
    this.server = await startServer(this.folder, environment, words);
  }

  /** Kills the server in the middle of whatever it does, and starts it again over the same data. */
  async crash(): Promise<void> {
    await this.server.kill();
    this.earlierLogs += `${this.server.log()}\n`;
    this.server = await startServer(this.folder, this.environment);
  }

  /** Ends everything; throws when the log shows a secret that an answer of this server carried. */
  async close(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
    const shown = [...this.secrets].filter((secret) => this.log().includes(secret));
    if (shown.length > 0) {
      throw new Error(`The log shows ${shown.length} secrets: ${lineWith(this.log(), shown[0] ?? '')}`);
    }
  }

  /** Asks, and checks of the answer what holds for every answer. */
  async ask(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: headersOf(ask),
      redirect: 'manual',
      ...(ask.json !== undefined && { body: JSON.stringify(ask.json) }),
      ...(ask.body !== undefined && { body: ask.body }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json') && text !== '';
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
    this.noteSecrets(text);
    const broken = this.broken(method, path, answer);
    if (broken.length > 0) {
      throw new Error(`${method} ${path} answered ${answer.status} ${text.slice(0, 500)}\n- ${broken.join('\n- ')}`);
    }

    return answer;
  }

  /** Which of the laws that hold for every answer this one breaks. */
  broken(method: string, path: string, answer: Answer): readonly string[] {
    const { status, headers, text } = answer;
    const contentType = headers.get('content-type') ?? '';
    const operation = this.api.find(method, path);
    const isHead = method === 'HEAD';
    return [
      ...(INSIDES.test(text) && contentType.includes('json') ? [`shows its inside: ${INSIDES.exec(text)?.[0]}`] : []),
      ...(headers.get('x-request-id') === null ? ['has no X-Request-Id'] : []),
      // MCP has JSON-RPC's envelope, which the document declares beside ours.
      ...(status >= 400 && !isHead && operation?.template !== '/mcp' ? brokenEnvelope(answer) : []),
      ...([429, 503].includes(status) && !/^\d+$/.test(headers.get('retry-after') ?? '') ? ['has no Retry-After'] : []),
      ...(operation === null ? [] : this.api.mismatchesOf(operation, { status, contentType, text, isHead })),
    ];
  }

  noteSecrets(text: string): void {
    for (const secret of text.match(SECRET) ?? []) {
      this.secrets.add(secret);
    }
  }

  /** A new anonymous account with a session. */
  async newPerson(clientId: string = randomUUID()): Promise<Person> {
    const address = newAddress();
    const headers = { 'X-Client-Id': clientId, 'X-Forwarded-For': address };
    const token = textAt((await this.ask('POST', '/api/auth/anonymous-token', { headers })).json, 'data.token');
    return this.newSession({ clientId, token, address, userId: '', sessionId: '', taskId: '' });
  }

  /** The same account with another session. */
  async newSession(person: Person): Promise<Person> {
    const made = await this.ask('POST', '/api/tasks/me/with-session/nemo_agent', {
      as: person,
      json: { task_name: 'project', language: 'en' },
    });
    return {
      ...person,
      userId: textAt(made.json, 'data.user_id'),
      sessionId: textAt(made.json, 'data.session_id'),
      taskId: textAt(made.json, 'data.task_id'),
    };
  }

  /** `data` of §6. */
  async balance(person: Person): Promise<unknown> {
    return at((await this.ask('GET', '/api/credits/balance/simple', { as: person })).json, 'data');
  }

  /** `data` of §5. */
  async state(person: Person): Promise<unknown> {
    return at((await this.ask('GET', `/api/state/nemo_agent/me/${person.sessionId}/latest`, { as: person })).json, 'data');
  }
}

/** The environment of a server whose calendar is some days ahead. */
export function clockAhead(days: number): { readonly [name: string]: string } {
  return {
    NODE_OPTIONS: `--import ${new URL('./clock-ahead.ts', import.meta.url).href}`,
    TEST_CLOCK_DAYS_AHEAD: String(days),
  };
}

/** An address that no other test calls from. */
export function newAddress(): string {
  return `203.${[...randomBytes(3)].join('.')}`;
}

export function headersOf(ask: Ask): Headers {
  const token = ask.token === undefined ? (ask.as?.token ?? null) : ask.token;
  const headers = new Headers({ ...ATTRIBUTION, 'X-Forwarded-For': ask.as?.address ?? newAddress() });
  if (token !== null) {
    headers.set('Authorization', `Bearer ${token}`);
  }

  if (ask.json !== undefined) {
    headers.set('Content-Type', 'application/json');
  }

  for (const [name, value] of Object.entries(ask.headers ?? {})) {
    if (value === null) {
      headers.delete(name);
    } else {
      headers.set(name, value);
    }
  }

  return headers;
}

/** §0 error envelope: which of its rules an answer breaks. */
function brokenEnvelope({ headers, json, text }: Answer): readonly string[] {
  if (!isObject(json)) {
    return [`is no envelope: ${text.slice(0, 200)}`];
  }

  const { code, message, error, detail, data, request_id: requestId } = json;
  return [
    ...(Number.isInteger(code) && code !== 0 ? [] : [`code is ${JSON.stringify(code)}`]),
    ...(typeof message === 'string' && message !== '' ? [] : ['message is no text']),
    ...(error === message && detail === message ? [] : ['error and detail are not the message']),
    ...(data === null || code === 2001 ? [] : ['data is not null']),
    ...(requestId === headers.get('x-request-id') ? [] : ['request_id is not that of the header']),
    ...(Object.keys(json).length === 6 ? [] : [`has other keys: ${Object.keys(json).join(', ')}`]),
  ];
}

/** What is at a path of keys and numbers (`data.files.0.hash`); undefined when nothing is. */
export function at(json: unknown, path: string): unknown {
  return resolvePointer(json, `#/${path.replaceAll('.', '/')}`);
}

/** Text at a path; throws when there is none. */
export function textAt(json: unknown, path: string): string {
  const text = at(json, path);
  if (typeof text !== 'string') {
    throw new Error(`Expected text at ${path} of ${JSON.stringify(json)?.slice(0, 300)}`);
  }

  return text;
}

function lineWith(log: string, text: string): string {
  return (log.split('\n').find((line) => line.includes(text)) ?? '').slice(0, 500);
}
