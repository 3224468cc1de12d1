import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../client-clock.ts';
import { readFrames } from './read-frames.ts';

async function framesOf(pieces: readonly Uint8Array[]): Promise<readonly unknown[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(piece));
      controller.close();
    },
  });
  const frames: unknown[] = [];
  for await (const frame of readFrames(body, systemClock, () => systemClock.now() + 60_000)) {
    frames.push(frame);
  }

  return frames;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const data = (text: string) => ({ kind: 'data', data: text });
const beat = { kind: 'beat' };

describe('frames of a stream', () => {
  it.each([
    ['an event', 'data: {"a":1}\n\n', [data('{"a":1}')]],
    ['no space behind the colon', 'data:{"a":1}\n\n', [data('{"a":1}')]],
    ['a comment', ': heartbeat\n\n', [beat]],
    ['empty data', 'data:\n\n', [beat]],
    ['empty data with a space', 'data: \n\n', [beat]],
    ['the word heartbeat', 'data: heartbeat\n\n', [beat]],
    ['lines that end in CRLF', 'data: {"a":1}\r\n\r\ndata: 2\r\n\r\n', [data('{"a":1}'), data('2')]],
    ['lines that end in CR', 'data: 1\r\rdata: 2\r\r', [data('1'), data('2')]],
    ['an id, a name and a delay', 'id: 5\nevent: x\nretry: 100\ndata: 1\n\n', [data('1')]],
    ['a byte order mark', '\uFEFFdata: 1\n\n', [data('1')]],
    ['data over several lines', 'data: {"a":\ndata: 1}\n\n', [data('{"a":\n1}')]],
    ['no blank line behind the last', 'data: 1\n\ndata: 2', [data('1'), data('2')]],
    ['fields that nobody knows', 'what: 1\nnonsense\ndata: 1\n\n', [data('1')]],
    ['nothing', '', []],
  ])('with %s', async (_, text, frames) => {
    expect(await framesOf([bytes(text)])).toEqual(frames);
  });

  it('are the same wherever the stream is cut, in the middle of letters too', async () => {
    const whole = bytes('data: {"text":"晴れ 🎵 é"}\r\n\r\n: beat\n\ndata: 三\n\nid: 1\ndata:\n\n');
    const expected = await framesOf([whole]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(whole.length), { maxLength: 12 }), async (cuts) => {
        const places = [0, ...cuts.sort((left, right) => left - right), whole.length];
        const pieces = places.slice(1).map((to, index) => whole.subarray(places[index], to));
        expect(await framesOf(pieces)).toEqual(expected);
      }),
    );
  });
});
