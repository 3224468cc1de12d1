import { createHash, timingSafeEqual } from 'node:crypto';
import { AdminAnswer, AdminCall } from '../../contract/service/index.ts';
import { doAdminCall } from '../actions/do-admin-call.ts';
import { Refused } from '../actions/refused.ts';
import { parseInput } from './parse-input.ts';
import { DEFAULT_BODY_BYTES, readJson } from './read-json.ts';
import { openRoute, type Route } from './route.ts';

/** The operator's door, for `cuesmith admin` while a server holds the data folder. */
export const adminRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/admin/call',
    id: 'doAdminCall',
    tag: 'server',
    summary: 'What `cuesmith admin` asks of a running server on its own machine.',
    description:
      'Needs the secret of the file `server.json` in the data folder, which only the server’s user can read. To everybody else there is nothing here.',
    limit: 'write',
    rawBody: { 'application/json': AdminCall },
    answer: AdminAnswer,
    refusals: ['not-found'],
    async handle({ raw, isOwnersMachine }, { ports, adminSecret }) {
      const given = raw.headers.get('authorization') ?? '';
      if (adminSecret === null || !isOwnersMachine || !isSame(given, `Bearer ${adminSecret}`)) {
        throw new Refused('not-found', 'There is nothing here. See /docs for what there is.');
      }

      return doAdminCall(ports, parseInput(AdminCall, 'body', await readJson(raw, DEFAULT_BODY_BYTES)));
    },
  }),
];

function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
