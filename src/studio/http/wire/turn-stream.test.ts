import { describe, expect, it } from 'vitest';
import { handClock } from '../../../../test/service-fixture.ts';
import type { AdkEvent } from '../../../contract/service/index.ts';
import { EventFeed } from '../../agent/event-feed.ts';
import { turnStream } from './turn-stream.ts';

const event = (text: string, more: Partial<AdkEvent> = {}): AdkEvent => ({
  id: 'RbfL2ErT',
  invocationId: 'e-1',
  author: 'nemo_agent',
  timestamp: 1.5,
  content: { role: 'model', parts: [{ text }] },
  actions: { stateDelta: {}, artifactDelta: {}, requestedAuthConfigs: {}, requestedToolConfirmations: {} },
  ...more,
});
const streamOf = (feed: EventFeed, sendsEmptyData = false): ReadableStream<Uint8Array> =>
  turnStream(feed, { sendsEmptyData, wallClock: handClock(), heartbeatMs: 5 });

describe('the stream of a turn', () => {
  it('writes each event in one piece, whatever is in its text', async () => {
    const feed = new EventFeed();
    feed.push(event('one\r\ntwo\u2028 data: x'));
    feed.push(event('三'));
    feed.end();
    const chunks: string[] = [];
    for await (const chunk of streamOf(feed)) {
      chunks.push(new TextDecoder().decode(chunk));
    }

    expect(chunks).toEqual([
      `data: ${JSON.stringify(event('one\r\ntwo\u2028 data: x'))}\n\n`,
      `data: ${JSON.stringify(event('三'))}\n\n`,
    ]);
    expect(chunks.join('')).not.toMatch(/\r|\n(?!\n|data: |$)/);
  });

  it('beats while nothing happens: a comment, and an empty data line for clients of the skill only', async () => {
    for (const [sendsEmptyData, beat] of [
      [false, ': heartbeat\n\n'],
      [true, ': heartbeat\n\ndata:\n\n'],
    ] as const) {
      const feed = new EventFeed();
      const reader = streamOf(feed, sendsEmptyData).getReader();
      expect(new TextDecoder().decode((await reader.read()).value)).toBe(beat);
      feed.push(event('late'));
      expect(new TextDecoder().decode((await reader.read()).value)).toContain('late');
      await reader.cancel();
    }
  });

  it('ends with an error of its own shape when it breaks off', async () => {
    const feed = new EventFeed();
    feed.push(event('one'));
    feed.fail(new Error('database is gone'));
    const text = await new Response(streamOf(feed)).text();
    expect(text).toMatch(
      /^data: \{"error":"[^"]+","error_details":\{"error_type":"[^"]+","error_message":"[^"]+","timestamp":[\d.]+\}\}\n\n$/,
    );
    expect(text).not.toContain('database');
  });

  it('lets its writer go on without a reader, in bounded room', async () => {
    const feed = new EventFeed();
    for (let count = 0; count < 5000; count++) {
      feed.push(event('piece', { partial: true }));
    }

    feed.push(event('whole'));
    feed.end();
    const frames = (await new Response(streamOf(feed)).text()).split('\n\n').slice(0, -1);
    expect(frames).toHaveLength(201);
    expect(frames.at(-1)).toContain('whole');

    const flooded = new EventFeed();
    for (let count = 0; count < 5000; count++) {
      flooded.push(event('whole'));
    }

    expect(await new Response(streamOf(flooded)).text()).toMatch(/^data: \{"error":"stream.too-slow: /);
  });

  it('forgets a reader that has left, even one that waits', async () => {
    const feed = new EventFeed();
    const reading = feed[Symbol.asyncIterator]();
    const waiting = reading.next();
    await reading.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    feed.push(event('unheard'));
    expect(await reading.next()).toEqual({ done: true, value: undefined });
  });
});
