import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomIds } from './random-ids.ts';
import { scryptSecrets } from './scrypt-secrets.ts';
import { readSigningKey, signedBlobLinks } from './signed-blob-links.ts';

const now = new Date('2026-11-22T12:00:00Z');

describe('ids', () => {
  it('gives sessions rising numbers of 19 digits, even when the clock goes back', () => {
    let ms = now.getTime();
    const ids = randomIds({ now: () => new Date(ms) });
    const made = Array.from({ length: 3000 }, (_, place) => {
      ms = now.getTime() + (place % 3 === 0 ? -5000 : place);
      return ids.make('session');
    });
    expect(made.every((id) => /^\d{19}$/.test(id))).toBe(true);
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
  });

  it('gives every kind its look', () => {
    const ids = randomIds({ now: () => now });
    expect(ids.make('token-secret')).toMatch(/^nmv_usr_[\w-]{43}$/);
    expect(ids.make('anonymous-user')).toMatch(/^anon_[0-9a-f]{24}$/);
    expect(ids.make('claim-secret')).toMatch(/^clm_[\w-]{43}$/);
    expect(ids.make('task')).toMatch(/^task_[0-9a-f]{24}$/);
    expect(ids.make('redeem-code')).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/);
    expect(ids.make('event')).toMatch(/^[A-Za-z0-9]{8}$/);
  });
});

describe('secrets', () => {
  it('knows a password again, however its letters were typed, and no other', async () => {
    const hash = await scryptSecrets.hashPassword('Caf\u00e9 ☕');
    expect(hash).not.toContain('Caf');
    expect(await scryptSecrets.matchesPassword('Cafe\u0301 ☕', hash)).toBe(true);
    expect(await scryptSecrets.matchesPassword('Cafe ☕', hash)).toBe(false);
    expect(await scryptSecrets.matchesPassword('', null)).toBe(false);
    expect(await scryptSecrets.hashPassword('Caf\u00e9 ☕')).not.toBe(hash);
  });
});

describe('links to blobs', () => {
  const links = signedBlobLinks(new Uint8Array(32).fill(7));
  const access = fc.record({
    hash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
    filename: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((name) => name !== '.' && name !== '..'),
    contentType: fc.constantFrom('video/mp4', 'audio/wav', 'text/html; charset=utf-8'),
    expiresAt: fc.integer({ min: 1, max: 100_000 }).map((seconds) => new Date(now.getTime() + seconds * 1000)),
  });

  it('opens what was signed until it expires', () => {
    fc.assert(
      fc.property(access, (link) => {
        const path = links.sign(link);
        expect(links.read(path, now)).toEqual(link);
        expect(links.read(path, link.expiresAt)).toBeNull();
      }),
    );
  });

  it('opens nothing that was changed, or signed with another key', () => {
    fc.assert(
      fc.property(access, fc.nat(), fc.constantFrom(...'0aZ%&=/-'), (link, at, letter) => {
        const path = links.sign(link);
        const place = at % path.length;
        const forged = path.slice(0, place) + letter + path.slice(place + 1);
        const read = links.read(forged, now);
        // Another spelling of the same link is no forgery.
        expect(read === null || JSON.stringify(read) === JSON.stringify(link)).toBe(true);
        expect(signedBlobLinks(new Uint8Array(32)).read(path, now)).toBeNull();
      }),
    );
  });

  it.each(['', '/', '/files/', '//', 'http://[', '/files/x/y?expires=1', `/files/${'a'.repeat(64)}/%E0%A4%A?expires=1e400`])(
    'opens nothing for %j',
    (path) => {
      expect(links.read(path, now)).toBeNull();
    },
  );

  it('keeps one key for all processes, for the owner’s eyes only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cuesmith-key-'));
    const path = join(folder, 'data', 'signing.key');
    const keys = await Promise.all(Array.from({ length: 5 }, async () => readSigningKey(path)));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'oops');
    await expect(readSigningKey(path)).rejects.toMatchObject({ code: 'links.bad-key' });
    await rm(folder, { recursive: true });
  });
});
