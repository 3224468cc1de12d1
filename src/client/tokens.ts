import { z } from 'zod';
import { dataOf } from './read-answer.ts';
import type { Transport } from './transport.ts';

const TokenShape = z
  .looseObject({
    id: z.string(),
    name: z.string().catch(''),
    scopes: z.array(z.string()).catch([]),
    created_at: z.string().nullish(),
    expires_at: z.string().nullish(),
    revoked_at: z.string().nullish(),
    token: z.string().nullish(),
  })
  .transform((token) => ({
    id: token.id,
    name: token.name,
    scopes: token.scopes,
    createdAt: token.created_at ?? null,
    expiresAt: token.expires_at ?? null,
    revokedAt: token.revoked_at ?? null,
    secret: token.token ?? null,
  }));

/** A token of the account; times are ISO 8601. */
export type ShownToken = Omit<z.output<typeof TokenShape>, 'secret'>;
/** A token with its secret. */
export type NewToken = ShownToken & { readonly secret: string };

export type TokenWish = {
  /** 1 to 100 characters. */
  readonly name: string;
  /** `read`, `write`, `upload`, `render`; default `*`, everything. */
  readonly scopes?: readonly string[];
  /** 1 to 3650 days, or null for ever; default 90. */
  readonly expiresInDays?: number | null;
};

const PATH = '/api/tokens';

export async function createToken(transport: Transport, wish: TokenWish, signal: AbortSignal | null): Promise<NewToken> {
  const { name, scopes = ['*'], expiresInDays = 90 } = wish;
  const json = { name, scopes, expires_in_days: expiresInDays };
  const answer = await transport.ask({ method: 'POST', path: PATH, json, isRepeatable: false, signal });
  const made = transport.parse(TokenShape, dataOf(answer.json));
  return { ...made, secret: made.secret ?? '' };
}

/** Newest first, dead ones too. */
export async function listTokens(transport: Transport, signal: AbortSignal | null): Promise<readonly ShownToken[]> {
  const { json } = await transport.ask({ method: 'GET', path: PATH, isRepeatable: true, signal });
  const data = dataOf(json);
  const { tokens } = transport.parse(
    z.looseObject({ tokens: z.array(TokenShape) }),
    Array.isArray(data) ? { tokens: data } : data,
  );
  return tokens.map(shown);
}

/** Ends a token for good. */
export async function revokeToken(transport: Transport, id: string, signal: AbortSignal | null): Promise<ShownToken> {
  const path = `${PATH}/${encodeURIComponent(id)}/revoke`;
  const { json } = await transport.ask({ method: 'POST', path, isRepeatable: true, signal });
  return shown(transport.parse(TokenShape, dataOf(json)));
}

function shown({ id, name, scopes, createdAt, expiresAt, revokedAt }: ShownToken): ShownToken {
  return { id, name, scopes, createdAt, expiresAt, revokedAt };
}
