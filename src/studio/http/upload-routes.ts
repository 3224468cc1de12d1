import { z } from 'zod';
import { plainText, UploadAnswer, UrlUploadRequest, type WireFile } from '../../contract/service/index.ts';
import { Refused } from '../actions/refused.ts';
import type { Caller } from '../actions/service-ports.ts';
import { assertOurApp, assertOwnUser } from '../actions/sessions/own-session.ts';
import { inMegabytes } from '../actions/uploads/in-megabytes.ts';
import { MOST_FILES, uploadFiles } from '../actions/uploads/upload-files.ts';
import { uploadUrls } from '../actions/uploads/upload-urls.ts';
import type { HttpHost } from './http-host.ts';
import { parseInput } from './parse-input.ts';
import { DEFAULT_BODY_BYTES, readJson } from './read-json.ts';
import { readMultipart } from './read-multipart.ts';
import { route, type Route } from './route.ts';
import { success } from './wire/success.ts';

/** The form's one field, which may come several times. */
const FIELD = 'files';
/** What a form says around its files. */
const FORM_BYTES = 1 << 20;

const FilesForm = z.object({ [FIELD]: z.array(z.file()).min(1).max(MOST_FILES) });

/** Files come into a session. */
export const uploadRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/upload-video/:app/:user/:sessionId',
    id: 'uploadFiles',
    tag: 'uploads',
    summary: 'Takes films, pictures and sounds into a session, sent as a form or named by their addresses; all of them or none.',
    scope: 'upload',
    limit: 'upload',
    params: z.object({ app: plainText(200), user: plainText(200), sessionId: plainText(200) }),
    rawBody: { 'multipart/form-data': FilesForm, 'application/json': UrlUploadRequest },
    answer: UploadAnswer,
    refusals: ['not-found', 'session-not-found', 'file-unsupported', 'file-too-large'],
    async handle({ caller, params: { app, user, sessionId }, raw, signal }, host) {
      assertOurApp(app);
      assertOwnUser(caller, user);
      const files = await filesOf(raw, { caller, sessionId, signal, host });
      return success({ files: [...files], session_state_applied: true as const });
    },
  }),
];

async function filesOf(
  raw: Request,
  upload: { readonly caller: Caller; readonly sessionId: string; readonly signal: AbortSignal; readonly host: HttpHost },
): Promise<readonly WireFile[]> {
  const { caller, sessionId, signal, host } = upload;
  const contentType = raw.headers.get('content-type') ?? '';
  const ports = { ...host.ports, mediaProbe: host.mediaProbe, urlFetcher: host.urlFetcher };
  switch (contentType.replace(/;.*$/s, '').trim().toLowerCase()) {
    case 'multipart/form-data':
      assertNotTooLong(raw, host.ports.settings.uploadLimitBytes);
      return uploadFiles(ports, caller, {
        sessionId,
        files: readMultipart(raw.body ?? emptyBody(), { contentType, field: FIELD, signal }),
        signal,
      });
    case 'application/json': {
      const { urls } = parseInput(UrlUploadRequest, 'body', await readJson(raw, DEFAULT_BODY_BYTES));
      return uploadUrls(ports, caller, { sessionId, urls, signal });
    }
    default:
      throw new Refused(
        'invalid-body',
        `Expected a form (multipart/form-data) with the field "${FIELD}", or JSON {"urls":["https://…"],"source_type":"url"}, got Content-Type "${contentType.slice(0, 100)}".`,
      );
  }
}

/** What is longer than every file of a batch at its largest need not come at all. */
function assertNotTooLong(raw: Request, uploadLimitBytes: number): void {
  const declared = Number(raw.headers.get('content-length') ?? 0);
  if (declared > MOST_FILES * uploadLimitBytes + FORM_BYTES) {
    throw new Refused(
      'file-too-large',
      `Expected at most ${MOST_FILES} files of ${inMegabytes(uploadLimitBytes)} each, got ${inMegabytes(declared)}. Send them in several requests.`,
    );
  }
}

function emptyBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
