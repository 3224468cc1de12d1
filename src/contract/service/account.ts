import { z } from 'zod';
import { answerOf } from './answer.ts';
import { plainText, WireId } from './plain-text.ts';

export const ClientId = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\u0021-\u007e]+( [\u0021-\u007e]+)*$/);
/** `X-Client-Id`: a UUID, or any stable string of at most 64 visible characters. */
export type ClientId = z.infer<typeof ClientId>;

export const AnonymousTokenAnswer = answerOf(
  z.object({
    token: z.string(),
    user_id: z.string(),
    /** ISO 8601 in UTC. */
    expires_at: z.string(),
    credits: z.int().min(0),
    bind_id: z.string(),
  }),
);
export type AnonymousTokenAnswer = z.infer<typeof AnonymousTokenAnswer>;

export const ClaimTokenRequest = z.object({ task_id: WireId, session_id: WireId });
export type ClaimTokenRequest = z.infer<typeof ClaimTokenRequest>;

export const ClaimTokenAnswer = answerOf(z.object({ claim_token: z.string(), expires_in: z.int(), claim_url: z.string() }));
export type ClaimTokenAnswer = z.infer<typeof ClaimTokenAnswer>;

export const BalanceAnswer = answerOf(z.object({ available: z.int().min(0), frozen: z.int().min(0), total: z.int().min(0) }));
export type BalanceAnswer = z.infer<typeof BalanceAnswer>;

export const TokenScope = z.enum(['*', 'read', 'write', 'upload', 'render']);
export type TokenScope = z.infer<typeof TokenScope>;

export const CreateTokenRequest = z.object({
  name: plainText(100, 1),
  scopes: z.array(TokenScope).min(1).max(5).default(['*']),
  /** 1 to 3650 days; null: never. */
  expires_in_days: z.int().min(1).max(3650).nullable().default(90),
});
export type CreateTokenRequest = z.infer<typeof CreateTokenRequest>;

const TokenShown = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(TokenScope),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});
/** The secret is in this answer and nowhere else, ever. */
export const CreateTokenAnswer = answerOf(TokenShown.extend({ token: z.string() }));
export type CreateTokenAnswer = z.infer<typeof CreateTokenAnswer>;
export const TokenListAnswer = answerOf(z.object({ tokens: z.array(TokenShown) }));
export type TokenListAnswer = z.infer<typeof TokenListAnswer>;
export const TokenAnswer = answerOf(TokenShown);
export type TokenAnswer = z.infer<typeof TokenAnswer>;

export const RegisterRequest = z.object({
  /** The anonymous user's id from the registration link. */
  bind: WireId,
  email: z.email().max(254),
  password: z.string().min(8).max(200),
});
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const SignInRequest = z.object({ email: z.email().max(254), password: z.string().min(1).max(200) });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** A token after registering or signing in. */
export const SignInAnswer = answerOf(z.object({ token: z.string(), user_id: z.string(), expires_at: z.string() }));
export type SignInAnswer = z.infer<typeof SignInAnswer>;

export const RedeemRequest = z.object({ code: plainText(64, 1) });
export type RedeemRequest = z.infer<typeof RedeemRequest>;
export const RedeemAnswer = answerOf(
  z.object({
    credits: z.int().min(0),
    plan: z.enum(['free', 'paid', 'unlimited']),
    available: z.int().min(0),
    frozen: z.int().min(0),
    total: z.int().min(0),
  }),
);
export type RedeemAnswer = z.infer<typeof RedeemAnswer>;
