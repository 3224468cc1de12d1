import { z } from 'zod';
import {
  AdkArtifactVersion,
  AdkEvent,
  AdkPart,
  AdkPatchSessionRequest,
  AdkSaveArtifactRequest,
  AdkSession,
  plainText,
  RunRequest,
} from '../../contract/service/index.ts';
import {
  createAdkSession,
  deleteAdkSession,
  listAdkSessions,
  patchAdkSession,
  readAdkSession,
} from '../actions/sessions/adk-sessions.ts';
import {
  deleteArtifact,
  listArtifacts,
  listVersions,
  readArtifact,
  readVersion,
  saveArtifact,
} from '../actions/sessions/artifacts.ts';
import { route, type Route } from './route.ts';
import { CreateNamedSessionBody, CreateSessionBody, VersionNumber } from './wire/adk-bodies.ts';
import { TURN_STREAM_HEADERS, turnStream } from './wire/turn-stream.ts';

const USER = '/apps/:app/users/:user';
const SESSION = `${USER}/sessions/:sessionId`;
const ARTIFACT = `${SESSION}/artifacts/:name`;
/** Files in a message come as base64. */
const MESSAGE_BYTES = 8 << 20;
/** A base64 artifact of 8 MiB and what is said around it. */
const ARTIFACT_BYTES = 12 << 20;

const User = z.object({ app: plainText(200), user: plainText(200) });
const Session = User.extend({ sessionId: plainText(200) });
const ArtifactPlace = Session.extend({ name: plainText(300, 1) });
const ArtifactVersion = ArtifactPlace.extend({ version: VersionNumber });
const SkillHeaders = z.object({
  'x-skill-source': z.string().optional().describe('Clients that send it get empty `data:` lines as heartbeats, too.'),
});

const turnRefusals = ['not-found', 'session-not-found', 'out-of-credits', 'conflict'] as const;

/** The protocol of Google's Agent Development Kit: turns, sessions and artifacts. */
export const adkRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/run_sse',
    id: 'runStreaming',
    tag: 'chat',
    summary: 'Sends a message and streams what happens.',
    description:
      'Server-sent events: each `data:` line is one event. A comment comes every 15 s while nothing happens. The turn goes on when the client leaves; its outcome is then in the state of the session.',
    scope: 'write',
    limit: 'turn',
    bodyLimitBytes: MESSAGE_BYTES,
    headers: SkillHeaders,
    body: RunRequest,
    otherAnswers: { 200: { description: 'The stream of the turn.', contentType: 'text/event-stream', schema: AdkEvent } },
    refusals: turnRefusals,
    async handle({ caller, body, headers }, { agent, ports }) {
      const { events } = await agent.begin(caller, body);
      const sendsEmptyData = headers['x-skill-source'] !== undefined;
      return new Response(turnStream(events, { sendsEmptyData, wallClock: ports.wallClock }), { headers: TURN_STREAM_HEADERS });
    },
  }),
  route({
    method: 'POST',
    path: '/run',
    id: 'run',
    tag: 'chat',
    summary: 'Sends a message and answers with all that happened, when it is done.',
    scope: 'write',
    limit: 'turn',
    bodyLimitBytes: MESSAGE_BYTES,
    body: RunRequest,
    answer: z.array(AdkEvent),
    refusals: turnRefusals,
    async handle({ caller, body, signal }, { agent }) {
      const { events } = await agent.begin(caller, { ...body, streaming: false });
      return collect(events, signal);
    },
  }),
  route({
    method: 'POST',
    path: `${USER}/sessions`,
    id: 'createAdkSession',
    tag: 'sessions',
    summary: 'Makes a session in ADK’s words.',
    scope: 'write',
    limit: 'write',
    params: User,
    body: CreateSessionBody,
    answer: AdkSession,
    refusals: ['not-found', 'session-not-found', 'conflict'],
    handle: async ({ caller, params, body }, { ports }) => createAdkSession(ports, caller, { ...body, ...params }),
  }),
  route({
    method: 'GET',
    path: `${USER}/sessions`,
    id: 'listAdkSessions',
    tag: 'sessions',
    summary: 'Your sessions, the last used first, without their events.',
    scope: 'read',
    limit: 'read',
    params: User,
    answer: z.array(AdkSession),
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => [...(await listAdkSessions(ports, caller, params))],
  }),
  route({
    method: 'POST',
    path: SESSION,
    id: 'createNamedAdkSession',
    tag: 'sessions',
    summary: 'Makes a session under an id of your own; the body is its state, or holds it.',
    scope: 'write',
    limit: 'write',
    params: Session,
    body: CreateNamedSessionBody,
    answer: AdkSession,
    refusals: ['not-found', 'session-not-found', 'conflict'],
    handle: async ({ caller, params, body }, { ports }) => createAdkSession(ports, caller, { ...body, ...params }),
  }),
  route({
    method: 'GET',
    path: SESSION,
    id: 'readAdkSession',
    tag: 'sessions',
    summary: 'A session with its state and all its events.',
    scope: 'read',
    limit: 'read',
    params: Session,
    answer: AdkSession,
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => readAdkSession(ports, caller, params),
  }),
  route({
    method: 'PATCH',
    path: SESSION,
    id: 'patchAdkSession',
    tag: 'sessions',
    summary: 'Sets keys of a session’s state; `draft` is the timeline itself.',
    scope: 'write',
    limit: 'write',
    params: Session,
    body: AdkPatchSessionRequest,
    answer: AdkSession,
    refusals: ['not-found', 'session-not-found', 'conflict'],
    handle: async ({ caller, params, body }, { ports }) => patchAdkSession(ports, caller, { ...params, ...body }),
  }),
  route({
    method: 'DELETE',
    path: SESSION,
    id: 'deleteAdkSession',
    tag: 'sessions',
    summary: 'Removes a session with its timeline, chat and files.',
    scope: 'write',
    limit: 'write',
    params: Session,
    answer: z.null(),
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => deleteAdkSession(ports, caller, params),
  }),
  route({
    method: 'GET',
    path: `${SESSION}/artifacts`,
    id: 'listArtifacts',
    tag: 'sessions',
    summary: 'The names of a session’s artifacts.',
    scope: 'read',
    limit: 'read',
    params: Session,
    answer: z.array(z.string()),
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => [...(await listArtifacts(ports, caller, params))],
  }),
  route({
    method: 'POST',
    path: `${SESSION}/artifacts`,
    id: 'saveArtifact',
    tag: 'sessions',
    summary: 'Keeps a file under a name, as its next version.',
    scope: 'write',
    limit: 'write',
    bodyLimitBytes: ARTIFACT_BYTES,
    params: Session,
    body: AdkSaveArtifactRequest,
    answer: AdkArtifactVersion,
    refusals: ['not-found', 'session-not-found', 'file-too-large'],
    handle: async ({ caller, params, body }, { ports }) => saveArtifact(ports, caller, { ...params, ...body }),
  }),
  route({
    method: 'GET',
    path: ARTIFACT,
    id: 'readArtifact',
    tag: 'sessions',
    summary: 'An artifact; without a version its latest. What is large comes as a link.',
    scope: 'read',
    limit: 'read',
    params: ArtifactPlace,
    query: z.object({ version: VersionNumber }),
    answer: AdkPart,
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params, query }, { ports }) => readArtifact(ports, caller, { ...params, version: query.version }),
  }),
  route({
    method: 'DELETE',
    path: ARTIFACT,
    id: 'deleteArtifact',
    tag: 'sessions',
    summary: 'Removes all versions of an artifact.',
    scope: 'write',
    limit: 'write',
    params: ArtifactPlace,
    answer: z.null(),
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => deleteArtifact(ports, caller, params),
  }),
  route({
    method: 'GET',
    path: `${ARTIFACT}/versions`,
    id: 'listArtifactVersions',
    tag: 'sessions',
    summary: 'The numbers of an artifact’s versions.',
    scope: 'read',
    limit: 'read',
    params: ArtifactPlace,
    answer: z.array(z.int().min(0)),
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => [...(await listVersions(ports, caller, params))],
  }),
  route({
    method: 'GET',
    path: `${ARTIFACT}/versions/:version`,
    id: 'readArtifactVersion',
    tag: 'sessions',
    summary: 'One version of an artifact; `latest` is the latest.',
    scope: 'read',
    limit: 'read',
    params: ArtifactVersion,
    answer: AdkPart,
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => readArtifact(ports, caller, params),
  }),
  route({
    method: 'GET',
    path: `${ARTIFACT}/versions/:version/metadata`,
    id: 'readArtifactMetadata',
    tag: 'sessions',
    summary: 'When and as what a version was saved.',
    scope: 'read',
    limit: 'read',
    params: ArtifactVersion,
    answer: AdkArtifactVersion,
    refusals: ['not-found', 'session-not-found'],
    handle: async ({ caller, params }, { ports }) => readVersion(ports, caller, params),
  }),
];

/** All events of a turn; a client that goes away stops the collecting, not the turn. */
async function collect(events: AsyncIterable<AdkEvent>, signal: AbortSignal): Promise<AdkEvent[]> {
  const collected: AdkEvent[] = [];
  for await (const event of events) {
    collected.push(event);
    if (signal.aborted) {
      break;
    }
  }

  return collected;
}
