import { z } from 'zod';
import { plainText } from './plain-text.ts';

const User = plainText(254, 1).describe('A user id, the anonymous id of before, an e-mail address, or "owner".');
const Plan = z.enum(['free', 'paid', 'unlimited']);

export const AdminCall = z.discriminatedUnion('call', [
  z.object({ call: z.literal('credits'), user: User, amount: z.int(), reason: plainText(200) }),
  z.object({ call: z.literal('plan'), user: User, plan: Plan }),
  z.object({
    call: z.literal('code'),
    credits: z.int(),
    plan: Plan.exclude(['free']).nullable(),
    /** By how many accounts, each once. */
    uses: z.int(),
    /** Null: for ever. */
    expires_in_days: z.int().nullable(),
  }),
  z.object({ call: z.literal('account'), user: User }),
  z.object({ call: z.literal('accounts'), limit: z.int().min(1).max(1000) }),
  z.object({ call: z.literal('check') }),
]);
/** What an operator asks of the service. */
export type AdminCall = z.infer<typeof AdminCall>;

const Shown = z.object({
  user_id: z.string(),
  bind_id: z.string().nullable(),
  email: z.string().nullable(),
  kind: z.enum(['anonymous', 'registered', 'owner']),
  plan: Plan,
  /** ISO 8601 in UTC. */
  created_at: z.string(),
  available: z.int(),
  frozen: z.int(),
});

export const AdminAnswer = z.discriminatedUnion('call', [
  z.object({ call: z.literal('credits'), user_id: z.string(), available: z.int(), frozen: z.int() }),
  z.object({ call: z.literal('plan'), user_id: z.string(), plan: Plan }),
  z.object({ call: z.literal('code'), code: z.string(), expires_at: z.string().nullable() }),
  z.object({
    call: z.literal('account'),
    account: Shown,
    sessions: z.int(),
    /** The last moves, newest first. */
    entries: z.array(
      z.object({
        kind: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        amount: z.int(),
        reason: z.string(),
        created_at: z.string(),
      }),
    ),
  }),
  z.object({ call: z.literal('accounts'), accounts: z.array(Shown) }),
  z.object({
    call: z.literal('check'),
    is_sound: z.boolean(),
    /** Ids of accounts whose balance is not the sum of their moves. */
    unbalanced: z.array(z.string()),
    /** Ids of reservations for work that does not go on. */
    idle_holds: z.array(z.string()),
  }),
]);
/** What the service answers an operator, under the name of the call. */
export type AdminAnswer = z.infer<typeof AdminAnswer>;
