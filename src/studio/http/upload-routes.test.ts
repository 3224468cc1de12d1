import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { UploadAnswer } from '../../contract/service/index.ts';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';

const Refusal = z.object({ code: z.int(), message: z.string(), data: z.null() });
const MIB = 1 << 20;
const PNG = Uint8Array.from(createCanvas(64, 48).toBuffer('image/png'));

let server: TestServer;
let authorization = '';
let place = '';

beforeAll(async () => {
  server = await openTestServer();
  authorization = `Bearer ${await server.newToken()}`;
  place = `/api/upload-video/nemo_agent/me/${await newSession()}`;
});

afterAll(async () => server.close());

async function newSession(): Promise<string> {
  const answer = await server.ask('/api/tasks/me/with-session/nemo_agent', {
    method: 'POST',
    headers: { authorization },
    body: '{"task_name":"project"}',
  });
  return z.object({ data: z.object({ session_id: z.string() }) }).parse(await answer.json()).data.session_id;
}

async function videoInfos(): Promise<readonly { readonly filename: string }[]> {
  const state = await server.ask(place.replace('upload-video', 'state') + '/latest', { headers: { authorization } });
  const Shape = z.object({ data: z.object({ state: z.object({ video_infos: z.array(z.object({ filename: z.string() })) }) }) });
  return Shape.parse(await state.json()).data.state.video_infos;
}

/** Files that are being received. */
async function incomingFiles(): Promise<readonly string[]> {
  return readdir(join(server.service.folder, 'blobs', 'incoming'));
}

function formOf(...files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[]): FormData {
  const form = new FormData();
  for (const { name, bytes } of files) {
    form.append('files', new Blob([bytes]), name);
  }

  return form;
}

async function send(body: RequestInit['body'], headers: { readonly [name: string]: string } = {}): Promise<Response> {
  return server.ask(place, { method: 'POST', headers: { authorization, ...headers }, body, duplex: 'half' });
}

describe('POST /api/upload-video', () => {
  it('takes files of a form, gives their facts and shows them in the session in their order', async () => {
    const answer = await send(formOf({ name: '猫 と 空.png', bytes: PNG }, { name: '../../b"c.png', bytes: PNG }));
    expect(answer.status).toBe(200);
    const { data } = UploadAnswer.parse(await answer.json());
    expect(data.session_state_applied).toBe(true);
    expect(data.files).toMatchObject([
      { filename: '猫 と 空.png', file_type: 'image', width: 64, height: 48 },
      { filename: 'b"c.png', file_type: 'image' },
    ]);
    expect(data.files[0]?.hash).toBe(data.files[1]?.hash);
    expect(data.files[0]?.id).not.toBe(data.files[1]?.id);
    expect((await videoInfos()).map(({ filename }) => filename)).toEqual(['猫 と 空.png', 'b"c.png']);
    const file = await fetch((data.files[0]?.cdn_url ?? '').replace('http://127.0.0.1:8787', server.url));
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PNG);
  });

  it('takes nothing of a batch with one bad file, and names it and the formats', async () => {
    const before = await videoInfos();
    const answer = await send(
      formOf(
        { name: 'good.png', bytes: PNG },
        { name: 'notes.mp4', bytes: new TextEncoder().encode('#EXTM3U\nfile:///etc/passwd\n') },
      ),
    );
    expect(answer.status).toBe(415);
    const { code, message } = Refusal.parse(await answer.json());
    expect(code).toBe(4001);
    expect(message).toMatch(/notes\.mp4.*mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a or aac/);
    expect(await videoInfos()).toEqual(before);
  });

  it('tells a session of somebody else from none at all in no way', async () => {
    const foreign = `Bearer ${await server.newToken()}`;
    const answer = await server.ask(place, { method: 'POST', headers: { authorization: foreign }, body: formOf() });
    expect([answer.status, Refusal.parse(await answer.json()).code]).toEqual([404, 1002]);
  });

  it('leaves neither row nor file when the client goes away in the middle', async () => {
    const before = await videoInfos();
    const client = connect(server.port, '127.0.0.1');
    const head = [
      `POST ${place} HTTP/1.1`,
      'Host: localhost',
      `Authorization: ${authorization}`,
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 1000000',
      '',
      '--x',
      'content-disposition: form-data; name="files"; filename="half.mp4"',
      '',
      'x'.repeat(100_000),
    ].join('\r\n');
    await new Promise<void>((resolve) => client.write(head, () => resolve()));
    await vi.waitFor(async () => expect(await incomingFiles()).toHaveLength(1), { timeout: 20_000 });
    client.destroy();
    await vi.waitFor(async () => expect(await incomingFiles()).toEqual([]), { timeout: 20_000 });
    expect(await videoInfos()).toEqual(before);
  });

  it('stops reading a file of 201 MB at 200, and answers', async () => {
    const answer = await send(endlessForm(201 * MIB), { 'content-type': 'multipart/form-data; boundary=x' });
    expect(answer.status).toBe(413);
    const { code, message } = Refusal.parse(await answer.json());
    expect([code, message]).toEqual([4002, expect.stringContaining('200 MB')]);
  });
});

function endlessForm(bytes: number): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(MIB);
  let left = bytes;
  return new ReadableStream(
    {
      start(controller) {
        controller.enqueue(
          new TextEncoder().encode('--x\r\ncontent-disposition: form-data; name="files"; filename="big.mp4"\r\n\r\n'),
        );
      },
      pull(controller) {
        if (left === 0) {
          controller.enqueue(new TextEncoder().encode('\r\n--x--\r\n'));
          controller.close();
        } else {
          controller.enqueue(chunk);
          left -= MIB;
        }
      },
    },
    { highWaterMark: 0 },
  );
}

describe('what is no form', () => {
  const boundary = { 'content-type': 'multipart/form-data; boundary=x' };
  const part = (head: string, body = ''): string => `--x\r\n${head}\r\n\r\n${body}\r\n`;
  const file = 'content-disposition: form-data; name="files"; filename="a.png"';

  it.each([
    ['without a boundary', 'abc', { 'content-type': 'multipart/form-data' }],
    ['garbage', 'garbage '.repeat(1000), boundary],
    ['empty', '', boundary],
    ['no files', '--x--\r\n', boundary],
    ['cut off in a file', part(file, 'abc'), boundary],
    ['cut off in a head', `--x\r\n${file}`, boundary],
    ['another field', `${part('content-disposition: form-data; name="task"', 'x')}--x--\r\n`, boundary],
    ['a file in another field', `${part(file.replace('"files"', '"file"'), 'x')}--x--\r\n`, boundary],
    ['ten thousand fields', `${part('content-disposition: form-data; name="a"', 'x').repeat(10_000)}--x--\r\n`, boundary],
    ['ten thousand parts without a name', `${part('x-y: z', 'x').repeat(10_000)}--x--\r\n`, boundary],
    ['a head that never ends', `--x\r\n${'a: b\r\n'.repeat(100_000)}`, boundary],
    ['a head of one long line', `--x\r\n${file}; x="${'y'.repeat(1 << 20)}"\r\n\r\n\r\n--x--\r\n`, boundary],
    ['an empty file', `${part(file)}--x--\r\n`, boundary],
    ['21 files', `${part(file).repeat(21)}--x--\r\n`, boundary],
    ['no type', 'abc', { 'content-type': 'text/plain' }],
    ['broken JSON', '{"urls":', { 'content-type': 'application/json' }],
    ['no addresses', '{"urls":[],"source_type":"url"}', { 'content-type': 'application/json' }],
    ['a private address', '{"urls":["http://127.0.0.1/a.mp4"],"source_type":"url"}', { 'content-type': 'application/json' }],
  ])('is refused with 422: %s', async (_what, body, headers) => {
    const answer = await send(body, headers);
    expect([answer.status, Refusal.parse(await answer.json()).code]).toEqual([422, 422]);
  });
});
