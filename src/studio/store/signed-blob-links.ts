import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import type { BlobLink, BlobLinks } from '../ports/blob-links.ts';

const KEY_BYTES = 32;
const PREFIX = '/files/';

/** Links signed with `key` (HMAC-SHA-256); a new key ends all links of the old one. */
export function signedBlobLinks(key: Uint8Array): BlobLinks {
  const signatureOf = (access: BlobLink): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([access.hash, access.filename, access.contentType, Math.floor(access.expiresAt.getTime() / 1000)]))
      .digest('base64url');

  return {
    sign(link) {
      // Addresses have no such names: `/files/<hash>/..` is `/files/`.
      const access = /^\.{0,2}$/.test(link.filename) ? { ...link, filename: `file${link.filename}` } : link;
      const query = new URLSearchParams({
        type: access.contentType,
        expires: String(Math.floor(access.expiresAt.getTime() / 1000)),
        signature: signatureOf(access),
      });
      return `${PREFIX}${access.hash}/${encodeURIComponent(access.filename)}?${query.toString()}`;
    },

    read(path, now) {
      const access = parsePath(path);
      if (access === null) {
        return null;
      }

      const given = Buffer.from(access.signature);
      const expected = Buffer.from(signatureOf(access.link));
      const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
      return isGenuine && access.link.expiresAt > now ? access.link : null;
    },
  };
}

function parsePath(path: string): { readonly link: BlobLink; readonly signature: string } | null {
  if (!URL.canParse(path, 'http://localhost')) {
    return null;
  }

  const url = new URL(path, 'http://localhost');
  const found = /^\/files\/([0-9a-f]{64})\/([^/]+)$/.exec(url.pathname);
  const filename = decoded(found?.[2] ?? '');
  const seconds = Number(url.searchParams.get('expires') ?? 'none');
  if (found === null || filename === null || !Number.isSafeInteger(seconds) || Math.abs(seconds) > 8e9) {
    return null;
  }

  return {
    link: {
      hash: found[1] ?? '',
      filename,
      contentType: url.searchParams.get('type') ?? '',
      expiresAt: new Date(seconds * 1000),
    },
    signature: url.searchParams.get('signature') ?? '',
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (cause instanceof URIError) {
      return null;
    }

    throw cause;
  }
}

/** The key in a file, made now unless it is there. Several processes that start at once get the same one. */
export async function readSigningKey(path: string): Promise<Uint8Array> {
  const known = await keyIn(path);
  if (known !== null) {
    return known;
  }

  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(KEY_BYTES).toString('hex'));
      await file.sync();
    } finally {
      await file.close();
    }

    // Linking fails when another process was first; then its key is the key.
    await link(fresh, path).catch((cause: unknown) => {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
        throw cause;
      }
    });
  } finally {
    await rm(fresh, { force: true });
  }

  const key = await keyIn(path);
  if (key === null) {
    throw new StudioError('links.no-key', `The signing key "${path}" vanished while it was made. Start again.`);
  }

  return key;
}

async function keyIn(path: string): Promise<Uint8Array | null> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      return null;
    }

    throw cause;
  });
  if (text === null) {
    return null;
  }

  if (!/^[0-9a-f]{64}$/.test(text.trim())) {
    throw new StudioError(
      'links.bad-key',
      `The signing key "${path}" is damaged: it should be 64 hex digits. Remove it to make a new one.`,
    );
  }

  return Buffer.from(text.trim(), 'hex');
}
