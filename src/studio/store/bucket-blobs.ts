import { createReadStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { AwsClient } from 'aws4fetch';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Blob, Blobs } from '../ports/blobs.ts';
import { assertIsRange } from './disk-blobs.ts';
import { assertIsHash, receiveBlob, removeUnfinished } from './receive-blob.ts';

/** Tries of one request; S3 asks its clients to try again when it is busy. */
const RETRIES = 4;

/**
 * Blobs in a bucket of any S3-compatible store: `https://<key>:<secret>@<host>/<bucket>[/<prefix>]?region=<region>` (region default
 * `us-east-1`; percent-encode the key and secret). `scratch` is a folder of this machine for what is on its way.
 */
export function bucketBlobs(address: string, scratch: string): Blobs {
  const place = readAddress(address);
  const client = new AwsClient({
    accessKeyId: place.key,
    secretAccessKey: place.secret,
    region: place.region,
    service: 's3',
    retries: RETRIES,
  });
  const urlOf = (hash: string): string => {
    assertIsHash(hash);
    return `${place.root}/${place.prefix}${hash}`;
  };
  const send = async (url: string, request: RequestInit, allowed: readonly number[]): Promise<Response> => {
    const response = await client.fetch(url, request).catch((cause: unknown) => {
      throw new StudioError('blobs.unreachable', `The bucket ${place.root} does not answer. Try again in a moment.`, { cause });
    });
    if (!response.ok && !allowed.includes(response.status)) {
      const reason = /<Code>([^<]*)</.exec(await response.text())?.[1] ?? 'no reason given';
      throw new StudioError(
        'blobs.refused',
        `The bucket ${place.root} answered ${response.status} (${reason}). Check BLOB_URL and the key's rights.`,
      );
    }

    return response;
  };

  const statOf = async (hash: string): Promise<Blob | null> => {
    const response = await send(urlOf(hash), { method: 'HEAD' }, [404]);
    return response.ok ? { hash, bytes: Number(response.headers.get('content-length')) } : null;
  };
  const readAll = async (url: string, headers: Record<string, string>): Promise<AsyncIterable<Uint8Array>> => {
    const { body } = await send(url, { headers }, []);
    return body ?? nothing();
  };

  const blobs: Blobs = {
    async put(content, options) {
      const { path, hash, bytes } = await receiveBlob(scratch, content, options);
      try {
        await send(
          urlOf(hash),
          {
            method: 'PUT',
            body: await openAsBlob(path),
            // The store checks what arrived against the name it gets.
            headers: { 'x-amz-content-sha256': hash, 'content-type': 'application/octet-stream' },
            signal: options?.signal ?? null,
          },
          [],
        );
      } finally {
        await rm(path, { force: true });
      }

      return { hash, bytes };
    },

    async putFile(path) {
      return blobs.put(createReadStream(path));
    },

    stat: statOf,

    async read(hash, range) {
      const found = await statOf(hash);
      if (found === null) {
        return null;
      }

      const { from, to } = range ?? { from: 0, to: found.bytes };
      assertIsRange({ from, to }, found.bytes);
      return from === to ? nothing() : firstBytes(await readAll(urlOf(hash), { range: `bytes=${from}-${to - 1}` }), to - from);
    },

    async local(hash) {
      const content = await blobs.read(hash);
      if (content === null) {
        throw new StudioError('blobs.missing', `There is no blob ${hash}. It may have been removed.`);
      }

      const { path } = await receiveBlob(scratch, content);
      return { path, release: async () => rm(path, { force: true }) };
    },

    async delete(hash, options) {
      const url = urlOf(hash);
      const before = options?.storedBefore ?? null;
      const storedAt = before === null ? null : (await send(url, { method: 'HEAD' }, [404])).headers.get('last-modified');
      if (before === null || (storedAt !== null && new Date(storedAt) < before)) {
        await send(url, { method: 'DELETE' }, [404]);
      }
    },

    async *list() {
      let next: string | null = '';
      while (next !== null) {
        const query = new URLSearchParams({ 'list-type': '2', prefix: place.prefix });
        if (next !== '') {
          query.set('continuation-token', next);
        }

        const page = await (await send(`${place.root}?${query.toString()}`, {}, [])).text();
        for (const [, entry] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const hash = (fieldOf(entry ?? '', 'Key') ?? '').slice(place.prefix.length);
          if (/^[0-9a-f]{64}$/.test(hash)) {
            const storedAt = new Date(fieldOf(entry ?? '', 'LastModified') ?? 0);
            yield { hash, bytes: Number(fieldOf(entry ?? '', 'Size')), storedAt };
          }
        }

        next = fieldOf(page, 'NextContinuationToken');
      }
    },

    async tidy(olderThan) {
      await removeUnfinished(scratch, olderThan);
    },
  };
  return blobs;
}

function readAddress(address: string): {
  readonly root: string;
  readonly prefix: string;
  readonly key: string;
  readonly secret: string;
  readonly region: string;
} {
  const url = URL.canParse(address) ? new URL(address) : null;
  const [bucket, ...folders] = (url?.pathname ?? '').split('/').filter((part) => part !== '');
  if (url === null || bucket === undefined || url.username === '' || !/^https?:$/.test(url.protocol)) {
    throw new StudioError(
      'blobs.bad-address',
      'Expected BLOB_URL to look like https://<key>:<secret>@<host>/<bucket>?region=<region>. Percent-encode the key and the secret.',
    );
  }

  return {
    root: `${url.protocol}//${url.host}/${bucket}`,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    key: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? 'us-east-1',
  };
}

/** The text of the first element of that name. S3 puts no markup and, for our names, no entities into these. */
function fieldOf(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;
}

/** Cuts what comes behind the range: there are stores that take `bytes=0-0` for the whole. */
async function* firstBytes(content: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const chunk of content) {
    yield chunk.subarray(0, left);
    left -= Math.min(left, chunk.length);
    if (left === 0) {
      return;
    }
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
