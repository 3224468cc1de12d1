import { z } from 'zod';
import { Refused } from '../actions/refused.ts';
import { openRoute, type Route } from './route.ts';
import { sendBlob } from './send-blob.ts';

/** Files by signed links: whoever has the link has the file, until it expires. */
export const fileRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/files/:hash/:filename',
    id: 'readFile',
    tag: 'files',
    summary: 'A file, by the signed link that another answer gave. Knows ranges.',
    limit: 'read',
    params: z.object({ hash: z.string(), filename: z.string() }),
    query: z.object({
      type: z.string().optional(),
      expires: z.string().optional(),
      signature: z.string().optional(),
      download: z.string().optional().describe('Any value: save the file rather than show it.'),
    }),
    otherAnswers: {
      200: { description: 'The file.', contentType: '*/*' },
      206: { description: 'The range that was asked for.', contentType: '*/*' },
      304: { description: 'The client has it already.', contentType: null },
      416: { description: 'The range lies outside the file.', contentType: 'application/json' },
    },
    refusals: ['not-found'],
    async handle({ raw, query, requestId }, { ports }) {
      const { pathname, search } = new URL(raw.url);
      const now = ports.wallClock.now();
      const link = ports.blobLinks.read(`${pathname}${search}`, now);
      if (link === null) {
        throw new Refused('not-found', 'This link has expired or is not whole. Read the state again: it has a fresh one.');
      }

      return sendBlob(
        ports.blobs,
        { raw, requestId },
        {
          hash: link.hash,
          filename: link.filename,
          contentType: link.contentType,
          isDownload: query.download !== undefined,
          maxAgeSeconds: (link.expiresAt.getTime() - now.getTime()) / 1000,
        },
      );
    },
  }),
];
