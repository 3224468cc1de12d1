import type { Refusal } from '../contract/service/index.ts';
import { StudioError } from '../engine/kernel/index.ts';

/** Every kind of failure: what the service refuses, and what happens on the way to it. */
export type ProblemKind =
  | Refusal
  /** The server cannot be reached, or the connection broke. */
  | 'unreachable'
  /** Nothing came in time; the work may go on. */
  | 'timed-out'
  /** An answer that is none of this API: a page of a proxy, broken JSON. */
  | 'unreadable-answer'
  /** The agent could not do what a message asked for. */
  | 'turn-failed'
  /** The stream broke off and nothing tells whether the message was worked on. */
  | 'turn-lost'
  | 'export-failed'
  | 'export-cancelled'
  /** There is nothing on the timeline. */
  | 'nothing-to-export';

/** What a person, or a program in their place, does about a problem. */
export type ProblemAction =
  | 'register'
  | 'top-up'
  | 'change-plan'
  | 'choose-other-format'
  | 'shorten-file'
  | 'wait'
  | 'connect-again'
  | 'open-session'
  | 'change-request'
  | 'read-state'
  | 'make-something'
  | 'try-again'
  | 'none';

/** A failure as data. What does not apply is null or empty. */
export type ServiceProblem = {
  readonly kind: ProblemKind;
  /** The code of the body (1001, 2001 …), else the HTTP status; 0 when no answer came. */
  readonly code: number;
  /** HTTP status; null when no answer came, or it came within a stream. */
  readonly status: number | null;
  /** One or two sentences, as the service says it where it says something. */
  readonly message: string;
  readonly action: ProblemAction;
  /** Where an anonymous user registers, with `?bind=<id>`. */
  readonly registrationUrl: string | null;
  /** Where a registered user gets credits, if the service says. */
  readonly topUpUrl: string | null;
  /** Credits there are, and credits it takes. */
  readonly available: number | null;
  readonly required: number | null;
  /** Endings of files that can be uploaded. */
  readonly acceptedFormats: readonly string[];
  /** The largest file, in bytes. */
  readonly limitBytes: number | null;
  /** How long to wait before the next try. */
  readonly waitSeconds: number | null;
  /** Names the request in the service's log. */
  readonly requestId: string | null;
};

/** What every call of the client throws when it fails, except when its own signal aborts: then that signal's reason. */
export class ServiceError extends StudioError {
  readonly problem: ServiceProblem;

  constructor(problem: ServiceProblem, options?: { readonly cause?: unknown }) {
    super(`service.${problem.kind}`, problem.message, options);
    this.name = 'ServiceError';
    this.problem = problem;
  }
}

/** Files that can be uploaded. KEEP IN STEP with ACCEPTED_NAMES of src/studio/media/job/accepted-formats.ts */
export const ACCEPTED_FORMATS = [
  ...['mp4', 'mov', 'avi', 'webm', 'mkv'],
  ...['jpg', 'png', 'gif', 'webp'],
  ...['mp3', 'wav', 'm4a', 'aac'],
] as const;

/** The largest upload: 200 MB. */
export const UPLOAD_LIMIT_BYTES = 200 * 1024 * 1024;

/** By the code of the body: what it is, what to do about it, and what is said where the service says nothing. */
const BY_CODE: { readonly [code: number]: readonly [ProblemKind, ProblemAction, string] } = {
  400: ['client-id-missing', 'try-again', 'The service asks for a client id.'],
  402: ['export-blocked', 'change-plan', 'The free plan may not export here. Credits do not help: the plan has to change.'],
  403: ['scope-missing', 'none', 'This token does not allow that.'],
  404: ['not-found', 'none', 'That does not exist.'],
  409: ['conflict', 'wait', 'Something else is being worked on here. Wait until it is done.'],
  413: ['file-too-large', 'shorten-file', 'The file is larger than 200 MB. Compress or trim it.'],
  415: ['file-unsupported', 'choose-other-format', `This kind of file is not supported. Use ${ACCEPTED_FORMATS.join(', ')}.`],
  422: ['invalid-body', 'change-request', 'The service does not understand this request.'],
  429: ['rate-limited', 'wait', 'Too many requests. Wait a moment and try again.'],
  1001: ['token-invalid', 'connect-again', 'The token has expired or is not valid.'],
  1002: ['session-not-found', 'open-session', 'This session does not exist any more.'],
  1003: ['scope-missing', 'none', 'This token does not allow that.'],
  1004: ['export-not-found', 'none', 'This export does not exist.'],
  1010: ['token-invalid', 'connect-again', 'The token has expired or is not valid.'],
  1011: ['token-invalid', 'connect-again', 'The token has expired or is not valid.'],
  2001: ['out-of-credits', 'top-up', 'There are not enough credits for this.'],
  4001: ['file-unsupported', 'choose-other-format', `This kind of file is not supported. Use ${ACCEPTED_FORMATS.join(', ')}.`],
  4002: ['file-too-large', 'shorten-file', 'The file is larger than 200 MB. Compress or trim it.'],
  4009: ['conflict', 'wait', 'Something else is being worked on here. Wait until it is done.'],
  5000: ['fault', 'try-again', 'Something went wrong in the service. Try again later.'],
  5003: ['unavailable', 'try-again', 'The service is not available right now. Try again in a moment.'],
};

/** By HTTP status, where the body has no code that we know. */
const BY_STATUS: { readonly [status: number]: number } = { 401: 1001, 408: 5003, 502: 5003, 503: 5003, 504: 5003 };

/** Kinds that are no answers of a service. */
const BY_KIND: { readonly [Kind in Exclude<ProblemKind, Refusal>]: readonly [ProblemAction, string] } = {
  unreachable: ['try-again', 'The server cannot be reached. Check the address and the connection, and try again.'],
  'timed-out': ['read-state', 'Nothing was heard for too long. The work may still be going on.'],
  'unreadable-answer': ['try-again', 'The server answered with something that is no answer of this service. Check its address.'],
  'turn-failed': ['try-again', 'This could not be done.'],
  'turn-lost': ['read-state', 'The connection broke off. The work may still be going on.'],
  'export-failed': ['try-again', 'The export failed.'],
  'export-cancelled': ['none', 'The export was cancelled.'],
  'nothing-to-export': ['make-something', 'There is nothing on the timeline yet.'],
};

const BARE = {
  code: 0,
  status: null,
  registrationUrl: null,
  topUpUrl: null,
  available: null,
  required: null,
  acceptedFormats: [],
  limitBytes: null,
  waitSeconds: null,
  requestId: null,
} as const;

/** A problem that no answer told. */
export function problemOf(kind: keyof typeof BY_KIND, more: Partial<Omit<ServiceProblem, 'kind'>> = {}): ServiceProblem {
  const [action, message] = BY_KIND[kind];
  return { ...BARE, kind, action, message, ...more };
}

/** What an answer says of its problem, read as leniently as it goes. */
export type ToldProblem = {
  /** Of the body; null when it has none. */
  readonly code: number | null;
  readonly status: number | null;
  readonly message: string | null;
  readonly waitSeconds: number | null;
  readonly requestId: string | null;
  /** `data` of a 2001. */
  readonly credits: {
    readonly bindId: string | null;
    readonly registrationUrl: string | null;
    readonly available: number | null;
    readonly required: number | null;
  };
};

/** What is known of who asks, for links of answers that have none. */
export type ProblemContext = { readonly bindId: string | null; readonly webUrl: string };

/** A problem from an answer: the code of the body decides, then the HTTP status. */
export function readProblem(told: ToldProblem, { bindId, webUrl }: ProblemContext): ServiceProblem {
  const { status, waitSeconds, requestId } = told;
  const code = told.code !== null && BY_CODE[told.code] !== undefined ? told.code : codeOfStatus(told);
  const [kind, usual, standard] = BY_CODE[code] ?? ['fault', 'try-again', 'Something went wrong in the service.'];
  const base: ServiceProblem = {
    ...BARE,
    kind,
    code: told.code ?? code,
    status,
    action: usual,
    message: told.message ?? standard,
    waitSeconds,
    requestId,
  };
  return {
    ...base,
    ...(kind === 'out-of-credits' ? wayToCredits(told.credits, { bindId, webUrl }) : {}),
    ...(kind === 'file-unsupported' ? { acceptedFormats: ACCEPTED_FORMATS } : {}),
    ...(kind === 'file-too-large' ? { limitBytes: UPLOAD_LIMIT_BYTES } : {}),
    ...(kind === 'rate-limited' ? { waitSeconds: waitSeconds ?? RATE_LIMIT_SECONDS } : {}),
  };
}

/** A file that is not even sent. */
export function tooLarge(name: string, bytes: number): ServiceProblem {
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  return {
    ...BARE,
    kind: 'file-too-large',
    code: 4002,
    action: 'shorten-file',
    message: `"${name}" has ${megabytes} MB; a file may have 200 MB. Compress or trim it.`,
    limitBytes: UPLOAD_LIMIT_BYTES,
  };
}

/** How long to wait when a 429 does not say. */
const RATE_LIMIT_SECONDS = 30;

function codeOfStatus({ code, status }: ToldProblem): number {
  const known = status === null ? undefined : (BY_STATUS[status] ?? (BY_CODE[status] === undefined ? undefined : status));
  if (known !== undefined) {
    return known;
  }

  const asked = status ?? code ?? 0;
  return asked >= 400 && asked < 500 ? 422 : 5000;
}

/** Anonymous users register, with their id in the link; others top up. */
function wayToCredits(
  { bindId: told, registrationUrl, available, required }: ToldProblem['credits'],
  { bindId: known, webUrl }: ProblemContext,
): Pick<ServiceProblem, 'action' | 'registrationUrl' | 'topUpUrl' | 'available' | 'required'> {
  const bindId = told ?? known;
  const isAnonymous = registrationUrl === null ? (bindId ?? '').startsWith('anon_') : /[?&]bind=/.test(registrationUrl);
  const made = `${webUrl}/register?bind=${encodeURIComponent(bindId ?? '')}`;
  return {
    action: isAnonymous ? 'register' : 'top-up',
    registrationUrl: isAnonymous ? (registrationUrl ?? made) : null,
    topUpUrl: isAnonymous ? null : registrationUrl,
    available,
    required,
  };
}
