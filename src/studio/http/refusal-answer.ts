import { REFUSALS, type Refusal, type RefusalAnswer } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { Refused } from '../actions/refused.ts';

/** What clients are told to wait when nothing better is known, in seconds. */
const RETRY_SECONDS = 30;

/** Failures of ports that are the client's to know about. Whatever is not here is our fault, and its text stays here. */
const KNOWN_CODES: { readonly [code: string]: Refusal } = {
  'blobs.too-large': 'file-too-large',
  'blobs.full': 'unavailable',
  'blobs.unreachable': 'unavailable',
  'database.full': 'unavailable',
  'database.unreachable': 'unavailable',
  'draft.invalid': 'invalid-body',
  'media.unsupported': 'file-unsupported',
  'media.damaged': 'file-unsupported',
  'media.too-slow': 'file-unsupported',
  'url.refused': 'invalid-body',
  'url.failed': 'invalid-body',
};

/** What a failure is to the client. */
export function refusedBy(problem: unknown): Refused {
  if (problem instanceof Refused) {
    return problem;
  }

  const known = problem instanceof StudioError ? KNOWN_CODES[problem.code] : undefined;
  if (problem instanceof StudioError && known !== undefined) {
    const message =
      known === 'unavailable'
        ? 'The service cannot reach its storage right now, or has no room left. Try again in a moment.'
        : problem.message;
    return new Refused(known, message, { cause: problem });
  }

  return new Refused('fault', 'Something went wrong in the service. It has been logged with this request_id. Try again later.', {
    cause: problem,
  });
}

/** The body of a refusal; one text under the three names that clients look for. */
export function refusalBody(refused: Refused, requestId: string): RefusalAnswer {
  const { message } = refused;
  return {
    code: refused.number,
    message,
    error: message,
    detail: message,
    data: refused.credits,
    request_id: requestId,
  };
}

/** A refusal as a response, with what its status asks for. `status` is another one than the refusal's own where HTTP has a better word. */
export function refusalResponse(
  refused: Refused,
  requestId: string,
  more: { readonly status?: number; readonly headers?: { readonly [name: string]: string } } = {},
): Response {
  const { refusal } = refused;
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...more.headers,
  });
  if (refusal === 'rate-limited' || refusal === 'unavailable') {
    headers.set('retry-after', String(Math.max(1, Math.ceil(refused.retryAfterSeconds ?? RETRY_SECONDS))));
  }

  if (refusal === 'token-invalid') {
    headers.set('www-authenticate', 'Bearer');
  }

  return new Response(JSON.stringify(refusalBody(refused, requestId)), {
    status: more.status ?? REFUSALS[refusal].status,
    headers,
  });
}
