import { z } from 'zod';
import {
  AnonymousTokenAnswer,
  answerOf,
  BalanceAnswer,
  ClaimTokenAnswer,
  ClaimTokenRequest,
  CreateTokenAnswer,
  CreateTokenRequest,
  plainText,
  RedeemAnswer,
  RedeemRequest,
  RegisterRequest,
  SignInAnswer,
  SignInRequest,
  TokenAnswer,
  TokenListAnswer,
  WireId,
} from '../../contract/service/index.ts';
import { createClaim } from '../actions/accounts/create-claim.ts';
import { createToken } from '../actions/accounts/create-token.ts';
import { issueAnonymousToken } from '../actions/accounts/issue-anonymous-token.ts';
import { listTokens } from '../actions/accounts/list-tokens.ts';
import { readCredits } from '../actions/accounts/read-credits.ts';
import { redeemCode } from '../actions/accounts/redeem-code.ts';
import { registerAccount } from '../actions/accounts/register-account.ts';
import { revokeToken } from '../actions/accounts/revoke-token.ts';
import { signIn } from '../actions/accounts/sign-in.ts';
import { takeClaim } from '../actions/accounts/take-claim.ts';
import { openRoute, route, type Route } from './route.ts';
import { success } from './wire/success.ts';

const TakeClaimRequest = z.object({ claim_token: plainText(200, 1) });

/** Tokens, accounts and credits. */
export const accountRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/api/auth/anonymous-token',
    id: 'issueAnonymousToken',
    tag: 'accounts',
    summary: 'A token for a client: the first time with a new account and starter credits, later with the same account.',
    limit: 'auth',
    // Required, and yet optional here: that it is missing is a refusal of its own, with a code of its own.
    headers: z.object({
      'x-client-id': z.string().optional().describe('A UUID, or any stable text of 1 to 64 characters. Required.'),
    }),
    answer: AnonymousTokenAnswer,
    refusals: ['client-id-missing', 'conflict'],
    async handle({ headers, address }, { ports }) {
      return success(await issueAnonymousToken(ports, { clientId: headers['x-client-id'] ?? null, address }));
    },
  }),
  route({
    method: 'POST',
    path: '/api/auth/claim-token',
    id: 'createClaim',
    tag: 'accounts',
    summary: 'A link with which another account takes a session over.',
    scope: 'write',
    limit: 'write',
    body: ClaimTokenRequest,
    answer: ClaimTokenAnswer,
    refusals: ['session-not-found'],
    async handle({ caller, body }, { ports }) {
      return success(await createClaim(ports, caller, body));
    },
  }),
  route({
    method: 'POST',
    path: '/api/auth/take-claim',
    id: 'takeClaim',
    tag: 'accounts',
    summary: 'Takes over the session of a claim link.',
    scope: 'write',
    limit: 'auth',
    body: TakeClaimRequest,
    answer: answerOf(z.object({ task_id: z.string(), session_id: z.string() })),
    refusals: ['not-found', 'conflict'],
    async handle({ caller, body }, { ports }) {
      return success(await takeClaim(ports, caller, body.claim_token));
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/register',
    id: 'registerAccount',
    tag: 'accounts',
    summary: 'Makes an anonymous account a registered one, which keeps its credits and sessions.',
    limit: 'auth',
    body: RegisterRequest,
    answer: SignInAnswer,
    refusals: ['not-found', 'conflict'],
    async handle({ body, address }, { ports }) {
      return success(await registerAccount(ports, { ...body, address }));
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-in',
    id: 'signIn',
    tag: 'accounts',
    summary: 'A token for whoever knows the password of a registered account.',
    limit: 'auth',
    body: SignInRequest,
    answer: SignInAnswer,
    refusals: ['token-invalid'],
    async handle({ body, address }, { ports }) {
      return success(await signIn(ports, { ...body, address }));
    },
  }),
  route({
    method: 'GET',
    path: '/api/credits/balance/simple',
    id: 'readCredits',
    tag: 'accounts',
    summary: 'Credits that can be spent, and those reserved for running work.',
    scope: 'read',
    limit: 'read',
    answer: BalanceAnswer,
    async handle({ caller }, { ports }) {
      return success(await readCredits(ports, caller));
    },
  }),
  route({
    method: 'POST',
    path: '/api/credits/redeem',
    id: 'redeemCode',
    tag: 'accounts',
    summary: 'Turns a code into credits, or a better plan.',
    scope: 'write',
    limit: 'write',
    body: RedeemRequest,
    answer: RedeemAnswer,
    refusals: ['not-found'],
    async handle({ caller, body }, { ports }) {
      return success(await redeemCode(ports, caller, body.code));
    },
  }),
  route({
    method: 'POST',
    path: '/api/tokens',
    id: 'createToken',
    tag: 'accounts',
    summary: 'Makes a token; its secret is in this answer only. Needs a token that allows everything.',
    scope: 'any',
    limit: 'write',
    body: CreateTokenRequest,
    answer: CreateTokenAnswer,
    refusals: ['scope-missing'],
    async handle({ caller, body }, { ports }) {
      return success(await createToken(ports, caller, body));
    },
  }),
  route({
    method: 'GET',
    path: '/api/tokens',
    id: 'listTokens',
    tag: 'accounts',
    summary: 'The tokens of the account, newest first, dead ones too.',
    scope: 'read',
    limit: 'read',
    answer: TokenListAnswer,
    async handle({ caller }, { ports }) {
      return success(await listTokens(ports, caller));
    },
  }),
  route({
    method: 'POST',
    path: '/api/tokens/:tokenId/revoke',
    id: 'revokeToken',
    tag: 'accounts',
    summary: 'Ends a token for good. A limited token may end only itself.',
    scope: 'any',
    limit: 'write',
    params: z.object({ tokenId: WireId }),
    answer: TokenAnswer,
    refusals: ['scope-missing', 'not-found'],
    async handle({ caller, params }, { ports }) {
      return success(await revokeToken(ports, caller, params.tokenId));
    },
  }),
];
