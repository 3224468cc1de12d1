import type { ToldProblem } from './service-problem.ts';

/** An answer's body as far as it could be read. */
export type ReadAnswer = { readonly json: unknown } | { readonly problem: ToldProblem } | { readonly unreadable: string };

type Fields = { readonly [key: string]: unknown };

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a body: the code inside decides first, then the HTTP status. Needs no content type: servers are wrong about it. */
export function readAnswer(response: Pick<Response, 'status' | 'ok' | 'headers'>, text: string, nowMs: number): ReadAnswer {
  const json = parseJson(text);
  const told = tellProblem(response, json ?? null, nowMs);
  if (json === undefined) {
    return response.ok ? { unreadable: text.trim().slice(0, 80) } : { problem: told };
  }

  const isRefused = !response.ok || (told.code !== null && told.code !== 0) || (isFields(json) && json.success === false);
  return isRefused ? { problem: told } : { json };
}

/** What is inside an envelope, or the answer itself where there is none. */
export function dataOf(json: unknown): unknown {
  return isFields(json) && isFields(json.data) ? json.data : json;
}

/** Undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tellProblem({ status, headers }: Pick<Response, 'status' | 'headers'>, json: unknown, nowMs: number): ToldProblem {
  const body = isFields(json) ? json : {};
  const inner = isFields(body.error) ? body.error : {};
  const data = isFields(body.data) ? body.data : {};
  return {
    code: numberOf(body.code) ?? numberOf(inner.code),
    status,
    message: [body.message, body.error, body.detail, inner.message].map(textOf).find((text) => text !== null) ?? null,
    waitSeconds: readRetryAfter(headers.get('retry-after'), nowMs),
    requestId: textOf(body.request_id) ?? headers.get('x-request-id'),
    credits: {
      bindId: textOf(data.bind_id),
      registrationUrl: textOf(data.registration_url),
      available: numberOf(data.available),
      required: numberOf(data.required),
    },
  };
}

/** A problem with nothing but a code and a text, as events of a stream tell it. */
export function toldInStream(code: unknown, message: unknown): ToldProblem {
  return {
    code: numberOf(code),
    status: null,
    message: textOf(message),
    waitSeconds: null,
    requestId: null,
    credits: { bindId: null, registrationUrl: null, available: null, required: null },
  };
}

/** `Retry-After` in seconds, from a number or a date; null without one. */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') {
    return null;
  }

  const seconds = Number(header);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds);
  }

  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - nowMs) / 1000));
}

/** Text that says something, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A number, also one that came as text; else null. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
