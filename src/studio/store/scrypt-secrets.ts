import { createHash, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import type { Secrets } from '../ports/secrets.ts';

/** OWASP's figures for scrypt: 16 MiB and some 50 ms a try. */
const COST = { N: 2 ** 14, r: 8, p: 5 } as const;
const KEY_BYTES = 32;
/** Matches no password; hashing against it takes as long as against a real one. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${'00'.repeat(16)}$${'00'.repeat(KEY_BYTES)}`;

export const scryptSecrets: Secrets = {
  digest(secret) {
    return createHash('sha256').update(secret).digest('hex');
  },

  async hashPassword(password) {
    const salt = randomBytes(16);
    const key = await derive(password, salt, COST);
    return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString('hex')}$${key.toString('hex')}`;
  },

  async matchesPassword(password, hash) {
    const [, cost, blockSize, parallel, salt, key] = (hash ?? NOBODY).split('$');
    const expected = Buffer.from(key ?? '', 'hex');
    const found = await derive(password, Buffer.from(salt ?? '', 'hex'), {
      N: Number(cost),
      r: Number(blockSize),
      p: Number(parallel),
    });
    return expected.length === found.length && timingSafeEqual(expected, found) && hash !== null;
  },
};

async function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same word typed on two keyboards.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: 64 << 20 }, (problem, key) => {
      if (problem === null) {
        resolve(key);
      } else {
        reject(problem);
      }
    });
  });
}
