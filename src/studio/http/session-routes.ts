import { z } from 'zod';
import { CreateSessionAnswer, CreateSessionRequest, plainText, SessionStateAnswer } from '../../contract/service/index.ts';
import { createTaskSession } from '../actions/sessions/create-session.ts';
import { assertOurApp, assertOwnUser } from '../actions/sessions/own-session.ts';
import { readSessionState } from '../actions/sessions/read-session-state.ts';
import { route, type Route } from './route.ts';
import { success } from './wire/success.ts';

/** Parts of a path that only the action can judge: what is wrong there is not found, rather than badly written. */
const Place = z.object({ app: plainText(200), user: plainText(200) });

/** Sessions and their state, in the words of the cloud API. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/tasks/:user/with-session/:app',
    id: 'createSession',
    tag: 'sessions',
    summary: 'Makes a project with one empty session.',
    scope: 'write',
    limit: 'write',
    params: Place,
    body: CreateSessionRequest,
    answer: CreateSessionAnswer,
    refusals: ['not-found', 'session-not-found'],
    async handle({ caller, params, body }, { ports }) {
      return success(await createTaskSession(ports, caller, { ...body, ...params }));
    },
  }),
  route({
    method: 'GET',
    path: '/api/state/:app/:user/:sessionId/latest',
    id: 'readState',
    tag: 'sessions',
    summary: 'The timeline of a session, its files and what was made in it.',
    scope: 'read',
    limit: 'read',
    params: Place.extend({ sessionId: plainText(200) }),
    answer: SessionStateAnswer,
    refusals: ['not-found', 'session-not-found'],
    async handle({ caller, params }, { ports }) {
      assertOurApp(params.app);
      assertOwnUser(caller, params.user);
      return success(await readSessionState(ports, caller, params.sessionId));
    },
  }),
];
