import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject } from './json-schema.ts';
import { brokenFraming, type Heard, hearTurn, partsOf, skillTurn, textOf, TurnStream } from './turn-stream.ts';
import { type Ask, at, type Person, textAt, Wire } from './wire.ts';

// contract.md §3 and §5: what turns that make music do, on the stream, to the draft, and beside one another.
let wire: Wire;
beforeAll(async () => {
  wire = await Wire.open();
});
afterAll(async () => wire.close());

const isEvent = (chunk: string): boolean => chunk.startsWith('data: ');

async function until<T>(question: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await question();
    if (answer !== null) {
      return answer;
    }

    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('§3 a turn that makes music', () => {
  let person: Person;
  let heard: Heard;
  beforeAll(async () => {
    person = await wire.newPerson();
    heard = await hearTurn(wire, person, 'calm piano with the title "Still Water", 3 seconds');
  });

  it('keeps the framing', () => {
    expect(brokenFraming(heard, { emptyData: true })).toEqual([]);
  });

  it('shows functionCall {id,name:"generate_music",args} with longRunningToolIds, then functionResponse with the same id', () => {
    const calling = heard.events.find((event) => partsOf(event).some((part) => 'functionCall' in part)) ?? {};
    const call = at(partsOf(calling)[0], 'functionCall');
    expect(call).toMatchObject({ name: 'generate_music', id: expect.any(String), args: expect.any(Object) });
    expect(at(calling, 'longRunningToolIds')).toEqual([at(call, 'id')]);

    const responses = heard.events
      .flatMap((event) => partsOf(event))
      .flatMap((part) => (isObject(part['functionResponse']) ? [part['functionResponse']] : []));
    expect(responses.at(-1)).toMatchObject({ id: at(call, 'id'), name: 'generate_music', response: expect.any(Object) });
  });

  it('carries actions.stateDelta.draft, the draft that §5 shows afterwards', async () => {
    const deltas = heard.events.map((event) => at(event, 'actions.stateDelta.draft')).filter((draft) => draft !== undefined);
    expect(deltas.at(-1)).toEqual(at(await wire.state(person), 'state.draft'));
  });

  it('"An event with both content.parts and artifactDelta is split in two (content first, then content-less artifact event)"', async () => {
    const carriers = heard.events.filter((event) => Object.keys(at(event, 'actions.artifactDelta') ?? {}).length > 0);
    expect(carriers.length).toBeGreaterThan(0);
    expect(carriers.every((event) => !('content' in event))).toBe(true);
    expect(heard.events.indexOf(carriers[0] ?? {})).toBeGreaterThan(0);

    const names = carriers.flatMap((event) => Object.keys(at(event, 'actions.artifactDelta') ?? {}));
    const listed = await wire.ask('GET', `/apps/nemo_agent/users/me/sessions/${person.sessionId}/artifacts`, { as: person });
    expect(listed.json).toEqual([...new Set(names)].sort());
  });

  it('ends with text and turnComplete', () => {
    expect(textOf(heard.events.slice(-1))).not.toBe('');
    expect(heard.events.at(-1)).toMatchObject({ turnComplete: true });
  });

  it('"ready for export" = draft.t exists and >=1 track has non-empty sg (§5); t, tt, sg, d, m as [S] fixes them', async () => {
    const draft = at(await wire.state(person), 'state.draft');
    expect(draft).toMatchObject({ d: expect.any(Number), m: { width: 1920, height: 1080 }, t: expect.any(Array) });
    const tracks = at(draft, 't');
    const kinds = Array.isArray(tracks) ? tracks.map((track) => at(track, 'tt')) : [];
    expect(kinds).toEqual(expect.arrayContaining([0, 1, 7]));
    for (const track of Array.isArray(tracks) ? tracks : []) {
      expect(at(track, 'sg.0')).toMatchObject({ d: expect.any(Number), m: expect.any(Object) });
    }

    expect(JSON.stringify(draft)).toContain('Still Water');
  });

  it('generated_media items: {"id","type","cdn_url","title","prompt","duration","created_at","license":"royalty-free"}, and the file is there', async () => {
    const media = at(await wire.state(person), 'state.generated_media.0');
    expect(media).toMatchObject({ type: 'music', license: 'royalty-free', prompt: expect.stringContaining('calm piano') });
    expect(at(media, 'duration')).toBeCloseTo(3, 1);
    const link = textAt(media, 'cdn_url');
    expect(link.startsWith(`${wire.url}/`)).toBe(true);
    const file = await fetch(link);
    expect(file.status).toBe(200);
    expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 4))).toBe('fLaC');
  });

  it('leaves the events in the session, the message of the user first', async () => {
    const session = await wire.ask('GET', `/apps/nemo_agent/users/me/sessions/${person.sessionId}`, { as: person });
    const events = at(session.json, 'events');
    const ids = Array.isArray(events) ? events.map((event) => at(event, 'id')) : [];
    expect(at(session.json, 'events.0.author')).toBe('user');
    expect(ids.slice(1)).toEqual(heard.events.map(({ id }) => id));
  });

  it('answers "status" with "Timeline (3 tracks): 1. …" [S]', async () => {
    const { events } = await hearTurn(wire, person, "what's on the timeline?");
    expect(textOf(events)).toMatch(/Timeline \(3 tracks\): 1\. .+ \(0-3s.*\) 2\. .+ 3\. .+"Still Water"/);
  });
});

describe('§3 turns beside one another', () => {
  it('"Client disconnect … ours continues": the music is there although nobody listened, and is charged once', async () => {
    const person = await wire.newPerson();
    const stream = await TurnStream.open(wire, skillTurn(person, 'slow piano, 2 seconds'), { as: person });
    expect(await stream.until(isEvent)).not.toBeNull();
    stream.leave();

    const last = await until(async () => {
      const { json } = await wire.ask('GET', `/apps/nemo_agent/users/me/sessions/${person.sessionId}`, { as: person });
      const events = at(json, 'events');
      const event: unknown = Array.isArray(events) ? events.at(-1) : undefined;
      return at(event, 'turnComplete') === true && isObject(event) ? event : null;
    });
    expect(textOf([last])).not.toBe('');
    expect(at(await wire.state(person), 'state.generated_media')).toHaveLength(1);
    expect(await wire.balance(person)).toEqual({ available: 80, frozen: 0, total: 80 });
  });
});

describe('§3 long turns', () => {
  it('"409 turn already running" for a second turn in one session, none for another session', async () => {
    const person = await wire.newPerson();
    const stream = await TurnStream.open(wire, skillTurn(person, 'ambient drone, 10 minutes'), { as: person });
    expect(await stream.until(isEvent)).not.toBeNull();

    const second = await wire.ask('POST', '/run_sse', { as: person, json: skillTurn(person, 'hello') });
    expect([second.status, at(second.json, 'code')]).toEqual([409, 4009]);
    const beside = await hearTurn(wire, await wire.newSession(person), 'hello');
    expect(textOf(beside.events)).not.toBe('');

    // §6 "freeze at turn start": reserved for the music that is being made.
    expect(await wire.balance(person)).toEqual({ available: 80, frozen: 20, total: 100 });
    stream.leave();
  });

  it('"comment heartbeat every 15 s; ALSO data:\\n\\n only when the request carries X-Skill-Source"', async () => {
    const turn = async (headers: Ask['headers'], isLast: (chunk: string) => boolean): Promise<Heard> => {
      const person = await wire.newPerson();
      const body = skillTurn(person, 'epic orchestra, 10 minutes');
      const stream = await TurnStream.open(wire, body, { as: person, ...(headers && { headers }) });
      await stream.until(isLast);
      stream.leave();
      return stream.heard();
    };

    const [skill, adk] = await Promise.all([
      turn({}, (chunk) => chunk.includes('data:\n')),
      turn({ 'X-Skill-Source': null }, (chunk) => chunk.startsWith(':')),
    ]);
    expect(brokenFraming(skill, { emptyData: true })).toEqual([]);
    expect(skill.raw).toMatch(/^:.*\n\n/m);
    expect(skill.raw).toContain('data:\n');
    expect(brokenFraming(adk, { emptyData: false })).toEqual([]);
    expect(adk.raw).toMatch(/^:.*\n\n/m);
    expect(adk.raw).not.toMatch(/^data:\s*$/m);
  });

  it('a server that stops says so on the stream, in an event: the stream is no error and no silence', async () => {
    const person = await wire.newPerson();
    const stream = await TurnStream.open(wire, skillTurn(person, 'ambient drone, 10 minutes'), { as: person });
    expect(await stream.until(isEvent)).not.toBeNull();
    const [heard] = await Promise.all([stream.until(() => false).then(() => stream.heard()), wire.restart(0, ['--no-work'])]);
    expect(brokenFraming(heard, { emptyData: true })).toEqual([]);
    expect(heard.events.at(-1)).toMatchObject({ interrupted: true });
    expect(textOf(heard.events.slice(-1))).not.toBe('');
    // What is reserved for the music stays so: it is made when somebody works again.
    expect(await wire.balance(person)).toEqual({ available: 80, frozen: 20, total: 100 });
  });
});
