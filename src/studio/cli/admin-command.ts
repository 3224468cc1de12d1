import type { AdminAnswer, AdminCall } from '../../contract/service/index.ts';
import { assertNever } from '../../engine/kernel/index.ts';
import type { CommandLine } from './command-line.ts';
import { EXIT_DONE, EXIT_FAILURE } from './report-problem.ts';
import type { AdminOptions } from './service-options.ts';

type Account = Extract<AdminAnswer, { call: 'account' }>['account'];

/** `cuesmith admin …`: asks the service and prints its answer; the exit code is 1 when books were checked and are not right. */
export async function runAdmin({ studio, terminal }: CommandLine, call: AdminCall, options: AdminOptions): Promise<number> {
  const answer = await studio.admin(call, options);
  terminal.out(options.json ? `${JSON.stringify(answer)}\n` : printAnswer(answer));
  return answer.call === 'check' && !answer.is_sound ? EXIT_FAILURE : EXIT_DONE;
}

function printAnswer(answer: AdminAnswer): string {
  switch (answer.call) {
    case 'credits':
      return `${answer.user_id} has ${answer.available} credits${answer.frozen > 0 ? ` and ${answer.frozen} reserved` : ''}.\n`;
    case 'plan':
      return `${answer.user_id} is on the plan "${answer.plan}".\n`;
    case 'code':
      return `${answer.code}\n`;
    case 'account':
      return [
        ...printAccount(answer.account),
        `sessions   ${answer.sessions}`,
        ...answer.entries.map(
          ({ created_at, kind, amount, from, to, reason }) =>
            `${created_at}  ${kind.padEnd(6)}  ${String(amount).padStart(7)}  ${from ?? '-'} → ${to ?? '-'}  ${reason}`,
        ),
        '',
      ].join('\n');
    case 'accounts':
      return answer.accounts.map((account) => `${printLine(account)}\n`).join('');
    case 'check':
      return answer.is_sound
        ? 'The books are right.\n'
        : [
            'The books are not right.',
            ...answer.unbalanced.map((id) => `account ${id}: its balance is not the sum of its moves`),
            ...answer.idle_holds.map((id) => `reservation ${id}: for work that does not go on`),
            '',
          ].join('\n');
    default:
      return assertNever(answer);
  }
}

function printAccount(account: Account): string[] {
  return [
    `user       ${account.user_id}`,
    ...(account.bind_id === null || account.bind_id === account.user_id ? [] : [`was        ${account.bind_id}`]),
    ...(account.email === null ? [] : [`e-mail     ${account.email}`]),
    `kind       ${account.kind}`,
    `plan       ${account.plan}`,
    `made       ${account.created_at}`,
    `credits    ${account.available} to spend, ${account.frozen} reserved`,
  ];
}

function printLine(account: Account): string {
  const { created_at, user_id, kind, plan, available, email } = account;
  return `${created_at}  ${user_id.padEnd(29)}  ${kind.padEnd(10)}  ${plan.padEnd(9)}  ${String(available).padStart(9)}  ${email ?? ''}`.trimEnd();
}
