import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { LoadOrder, UploadReport } from './load-order.ts';

const BOUNDARY = 'upload';
const CHUNK_BYTES = 256 << 10;
const HEADER_BYTES = 44;

/** One upload of a wave of the given size, as fast as the server takes it. */
export async function loadUpload(order: Extract<LoadOrder, { kind: 'upload' }>): Promise<UploadReport> {
  const head = Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="noise.wav"\r\nContent-Type: audio/wav\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(order.url + order.path, {
      agent: false,
      method: 'POST',
      headers: {
        'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
        'Content-Length': head.length + order.bytes + tail.length,
      },
    });
    let sentBytes = 0;
    let isAnswered = false;
    let goOn = (): void => undefined;
    asked.on('drain', () => goOn());
    asked.on('close', () => goOn());
    asked.on('response', (response) => {
      isAnswered = true;
      goOn();
      const seconds = (performance.now() - startedMs) / 1000;
      const sent = sentBytes - asked.writableLength;
      const parts: Buffer[] = [];
      const give = (): void =>
        resolve({
          status: response.statusCode ?? 0,
          seconds,
          sentBytes: sent,
          body: Buffer.concat(parts).toString().slice(0, 2000),
        });
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', give);
      response.on('error', give);
    });
    asked.on('error', (problem) => {
      // A server that has refused need not read the rest.
      if (!isAnswered) {
        reject(problem);
      }
    });

    const noise = randomBytes(CHUNK_BYTES);
    const send = async (): Promise<void> => {
      asked.write(head);
      asked.write(waveHeader(order.bytes));
      for (let left = order.bytes - HEADER_BYTES; left > 0 && !isAnswered && !asked.destroyed; left -= CHUNK_BYTES) {
        const chunk = left < CHUNK_BYTES ? noise.subarray(0, left) : noise;
        sentBytes += chunk.length;
        if (!asked.write(chunk)) {
          await new Promise<void>((resume) => {
            goOn = resume;
          });
        }
      }

      if (!isAnswered) {
        asked.end(tail);
      }
    };
    send().catch(reject);
  });
}

/** The head of a wave file of 48 kHz stereo in 16 bits, `bytes` long in all. */
function waveHeader(bytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(bytes - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(192_000, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes - HEADER_BYTES, 40);
  return header;
}
