import type { AdminAnswer, AdminCall } from '../../contract/service/index.ts';
import { assertNever } from '../../engine/kernel/index.ts';
import type { Account } from '../store/records/accounts.ts';
import type { ServicePorts } from './service-ports.ts';
import { checkLedger } from './admin/check-ledger.ts';
import { describeAccount } from './admin/describe-account.ts';
import { grantTo } from './admin/grant-to.ts';
import { listAccounts } from './admin/list-accounts.ts';
import { makeRedeemCode } from './admin/make-redeem-code.ts';
import { setPlanOf } from './admin/set-plan-of.ts';

/** Does what an operator asks, and answers in words that can travel: the command line asks a running server, or does it itself. */
export async function doAdminCall(ports: ServicePorts, call: AdminCall): Promise<AdminAnswer> {
  switch (call.call) {
    case 'credits': {
      const { account, balance } = await grantTo(ports, call);
      return { call: call.call, user_id: account.userId, available: balance.available, frozen: balance.frozen };
    }

    case 'plan': {
      const { userId, plan } = await setPlanOf(ports, call);
      return { call: call.call, user_id: userId, plan };
    }

    case 'code': {
      const { code, expiresAt } = await makeRedeemCode(ports, { ...call, expiresInDays: call.expires_in_days });
      return { call: call.call, code, expires_at: expiresAt?.toISOString() ?? null };
    }

    case 'account': {
      const { account, balance, entries, sessions } = await describeAccount(ports, call);
      return {
        call: call.call,
        account: shown({ ...account, ...balance }),
        sessions,
        entries: entries.map(({ kind, from, to, amount, reason, createdAt }) => ({
          kind,
          from,
          to,
          amount,
          reason,
          created_at: createdAt.toISOString(),
        })),
      };
    }

    case 'accounts':
      return { call: call.call, accounts: (await listAccounts(ports, call)).map(shown) };

    case 'check': {
      const { isSound, unbalanced, idleHolds } = await checkLedger(ports);
      return { call: call.call, is_sound: isSound, unbalanced: [...unbalanced], idle_holds: idleHolds.map(({ id }) => id) };
    }

    default:
      return assertNever(call);
  }
}

type Shown = Extract<AdminAnswer, { call: 'account' }>['account'];

function shown(account: Account & { readonly available: number; readonly frozen: number }): Shown {
  return {
    user_id: account.userId,
    bind_id: account.bindId,
    email: account.email,
    kind: account.kind,
    plan: account.plan,
    created_at: account.createdAt.toISOString(),
    available: account.available,
    frozen: account.frozen,
  };
}
