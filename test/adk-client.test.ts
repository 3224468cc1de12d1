import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type ServeProcess } from './serve-process.ts';

// Google's own client against our server as it is started by people: in open mode, where the owner needs no token.
const Session = z.object({
  id: z.string(),
  appName: z.string(),
  userId: z.string(),
  state: z.record(z.string(), z.unknown()),
  events: z.array(z.looseObject({ author: z.string() })),
  lastUpdateTime: z.number(),
});
type Place = { readonly appName: string; readonly userId: string };
type SessionPlace = Place & { readonly sessionId: string };
type AdkEvent = {
  readonly author: string;
  readonly partial?: boolean;
  readonly turnComplete?: boolean;
  readonly content?: {
    readonly parts: readonly {
      readonly text?: string;
      readonly functionCall?: { readonly id: string; readonly name: string };
      readonly functionResponse?: { readonly id: string; readonly name: string };
    }[];
  };
  readonly actions: { readonly stateDelta: object; readonly artifactDelta: { readonly [name: string]: number } };
};
/** The part of the client that is used here; its own types come only with the installed package. */
type Client = {
  listApps(): Promise<readonly string[]>;
  createSession(wish: Place & { readonly sessionId?: string; readonly state?: object }): Promise<unknown>;
  getSession(place: SessionPlace): Promise<unknown>;
  listSessions(place: Place): Promise<readonly { readonly id: string }[]>;
  deleteSession(place: SessionPlace): Promise<void>;
  runAsync(wish: SessionPlace & { readonly newMessage: string; readonly streaming?: boolean }): AsyncIterable<AdkEvent>;
  listArtifacts(place: SessionPlace): Promise<readonly string[]>;
  listArtifactVersions(place: SessionPlace & { readonly artifactName: string }): Promise<readonly number[]>;
  loadArtifact(place: SessionPlace & { readonly artifactName: string }): Promise<unknown>;
  deleteArtifact(place: SessionPlace & { readonly artifactName: string }): Promise<void>;
};

const place = { appName: 'nemo_agent', userId: 'me' };
let folder: string;
let server: ServeProcess;
let client: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  server = await startServer(folder);
  const path = createRequire(new URL('./clients/package.json', import.meta.url)).resolve('@google/adk-devtools');
  const { AdkApiClient }: { AdkApiClient: new (config: { readonly backendUrl: string }) => Client } = await import(
    pathToFileURL(path).href
  );
  client = new AdkApiClient({ backendUrl: server.url });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

describe('AdkApiClient of @google/adk-devtools', () => {
  it('lists the one app', async () => {
    expect(await client.listApps()).toEqual(['nemo_agent']);
  });

  it('makes, finds, lists and deletes sessions', async () => {
    const made = Session.parse(await client.createSession({ ...place, sessionId: 'adk-session-1', state: { mood: 'calm' } }));
    expect(made).toMatchObject({ id: 'adk-session-1', appName: 'nemo_agent', state: { mood: 'calm' }, events: [] });
    const unnamed = Session.parse(await client.createSession(place));
    expect(unnamed.id).toMatch(/^\d{19}$/);
    const listed = await client.listSessions(place);
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining([made.id, unnamed.id]));

    await expect(client.createSession({ ...place, sessionId: 'adk-session-1' })).rejects.toThrow('already exists');
    await client.deleteSession({ ...place, sessionId: 'adk-session-1' });
    await expect(client.getSession({ ...place, sessionId: 'adk-session-1' })).rejects.toThrow(/session/i);
  });

  it('runs a turn that makes music, and finds it in session and artifacts', async () => {
    const { id: sessionId } = Session.parse(await client.createSession(place));
    const events: AdkEvent[] = [];
    for await (const event of client.runAsync({ ...place, sessionId, newMessage: 'calm piano, 5 seconds', streaming: true })) {
      events.push(event);
    }

    const parts = events.flatMap(({ content }) => content?.parts ?? []);
    const called = parts.find(({ functionCall }) => functionCall !== undefined)?.functionCall;
    const answered = parts.find(({ functionResponse }) => functionResponse !== undefined)?.functionResponse;
    expect(called?.name).toBe('generate_music');
    expect(answered).toMatchObject({ id: called?.id, name: 'generate_music' });
    expect(events.some(({ partial }) => partial === true)).toBe(true);
    expect(events.at(-1)).toMatchObject({ turnComplete: true });

    const whole = events.filter(({ partial }) => partial !== true);
    const kept = Session.parse(await client.getSession({ ...place, sessionId })).events;
    expect(kept.filter(({ author }) => author !== 'user')).toHaveLength(whole.length);

    const names = await client.listArtifacts({ ...place, sessionId });
    expect(names).toEqual(Object.keys(Object.assign({}, ...events.map(({ actions }) => actions.artifactDelta))).sort());
    for (const artifactName of names) {
      expect(await client.listArtifactVersions({ ...place, sessionId, artifactName })).toEqual([0]);
    }

    const artifactName = names[0] ?? '';
    expect(await client.loadArtifact({ ...place, sessionId, artifactName })).toSatisfy(
      (part: object) => 'inlineData' in part || 'fileData' in part,
    );
    await client.deleteArtifact({ ...place, sessionId, artifactName });
    expect(await client.listArtifacts({ ...place, sessionId })).not.toContain(artifactName);
  });

  it('hears of a session that is not there', async () => {
    const turn = client.runAsync({ ...place, sessionId: '1', newMessage: 'hello' });
    await expect(turn[Symbol.asyncIterator]().next()).rejects.toThrow(/session/i);
  });
});
