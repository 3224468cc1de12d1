import type { TokenAnswer } from '../../../contract/service/index.ts';
import type { Token } from '../../store/records/tokens.ts';

/** A token as its owner may see it: all but the secret, which nobody knows any more. */
export function shownToken(token: Token): TokenAnswer['data'] {
  return {
    id: token.id,
    name: token.name,
    scopes: [...token.scopes],
    created_at: token.createdAt.toISOString(),
    expires_at: token.expiresAt?.toISOString() ?? null,
    revoked_at: token.revokedAt?.toISOString() ?? null,
  };
}
