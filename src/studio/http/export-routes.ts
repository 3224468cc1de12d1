import { z } from 'zod';
import {
  plainText,
  RenderCancelledAnswer,
  RenderRequest,
  RenderStartedAnswer,
  RenderStatusAnswer,
} from '../../contract/service/index.ts';
import { cancelExport } from '../actions/exports/cancel-export.ts';
import { openExport } from '../actions/exports/open-export.ts';
import { readExport } from '../actions/exports/read-export.ts';
import { retryExport } from '../actions/exports/retry-export.ts';
import { startExport } from '../actions/exports/start-export.ts';
import { route, type Route } from './route.ts';
import { sendBlob } from './send-blob.ts';
import { renderCancelled, renderStarted, renderStatus } from './wire/render-answer.ts';

const ATTRIBUTION = ['x-skill-source', 'x-skill-version', 'x-skill-platform'] as const;
/** A draft of many segments is long. */
const BODY_BYTES = 8 << 20;

const Attribution = z.object({
  'x-skill-source': z.string().optional().describe('Name of the client. On the free plan all three are needed.'),
  'x-skill-version': z.string().optional(),
  'x-skill-platform': z.string().optional(),
});
const Place = z.object({ id: plainText(200) });

/** Exports under one prefix: the address of today, and the older one that some clients still use. */
export const exportRoutes: readonly Route[] = [
  startRoute({ path: '/api/render/proxy/lambda', id: 'startExport', summary: 'Exports a draft to a file.' }),
  statusRoute({ path: '/api/render/proxy/lambda/:id', id: 'readExport', summary: 'How an export stands.' }),
  route({
    method: 'POST',
    path: '/api/render/proxy/lambda/:id/cancel',
    id: 'cancelExport',
    tag: 'exports',
    summary: 'Stops an export; one that is done stays what it was.',
    scope: 'render',
    limit: 'write',
    params: Place,
    answer: RenderCancelledAnswer,
    refusals: ['export-not-found'],
    async handle({ caller, params }, { ports }) {
      return renderCancelled(await cancelExport(ports, caller, params.id));
    },
  }),
  route({
    method: 'POST',
    path: '/api/render/proxy/lambda/:id/retry',
    id: 'retryExport',
    tag: 'exports',
    summary: 'Tries a failed or cancelled export again.',
    scope: 'render',
    limit: 'export',
    params: Place,
    headers: Attribution,
    answer: RenderStartedAnswer,
    refusals: ['export-blocked', 'export-not-found', 'conflict'],
    async handle({ caller, params, headers }, { ports }) {
      return renderStarted(await retryExport(ports, caller, { id: params.id, hasAttribution: hasAttribution(headers) }));
    },
  }),
  route({
    method: 'GET',
    path: '/api/render/proxy/:id/download',
    id: 'downloadExport',
    tag: 'exports',
    summary: 'The file of a finished export. Knows ranges.',
    scope: 'read',
    limit: 'read',
    params: Place,
    otherAnswers: {
      200: { description: 'The file.', contentType: 'video/mp4' },
      206: { description: 'The range that was asked for.', contentType: 'video/mp4' },
      304: { description: 'The client has it already.', contentType: null },
      416: { description: 'The range lies outside the file.', contentType: 'application/json' },
    },
    refusals: ['export-not-found', 'not-found'],
    async handle({ caller, params, raw, requestId }, { ports }) {
      const { blobHash, filename, contentType } = await openExport(ports, caller, params.id);
      return sendBlob(
        ports.blobs,
        { raw, requestId },
        { hash: blobHash, filename, contentType, isDownload: true, maxAgeSeconds: 0 },
      );
    },
  }),
  startRoute({ path: '/api/render/proxy/draft', id: 'startExportLegacy', summary: 'Exports a draft; an older address.' }),
  statusRoute({ path: '/api/render/proxy/:id', id: 'readExportLegacy', summary: 'How an export stands; an older address.' }),
];

type Address = { readonly path: string; readonly id: string; readonly summary: string };

function startRoute(address: Address): Route {
  return route({
    ...address,
    method: 'POST',
    tag: 'exports',
    description:
      'The id is chosen by the client: the same id with the same body is the same export. Frame rates become the nearest of 24, 25, 30 and 60; the size of the draft names its shape, `output.resolution` the pixels.',
    scope: 'render',
    limit: 'export',
    bodyLimitBytes: BODY_BYTES,
    headers: Attribution,
    body: RenderRequest,
    answer: RenderStartedAnswer,
    refusals: ['export-blocked', 'session-not-found', 'conflict'],
    async handle({ caller, headers, body }, { ports }) {
      return renderStarted(await startExport(ports, caller, body, { hasAttribution: hasAttribution(headers) }));
    },
  });
}

function statusRoute(address: Address): Route {
  return route({
    ...address,
    method: 'GET',
    tag: 'exports',
    scope: 'read',
    limit: 'read',
    params: Place,
    answer: RenderStatusAnswer,
    refusals: ['export-not-found'],
    async handle({ caller, params }, { ports }) {
      return renderStatus(ports, await readExport(ports, caller, params.id));
    },
  });
}

function hasAttribution(headers: z.infer<typeof Attribution>): boolean {
  return ATTRIBUTION.every((name) => (headers[name] ?? '').trim() !== '');
}
