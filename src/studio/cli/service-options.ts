import { type Command, InvalidArgumentError } from 'commander';
import type { AdminCall } from '../../contract/service/index.ts';

/** What the options of `serve` come to. */
export type ServeOptions = {
  /** 0 is any free one. */
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  /** False: API only. */
  readonly work: boolean;
};

export type WorkerOptions = { readonly data?: string };

export type AdminOptions = { readonly data?: string; readonly json?: boolean };

/** What each command of the service does. */
export type ServiceCommands = {
  readonly serve: (options: ServeOptions) => Promise<void>;
  readonly worker: (options: WorkerOptions) => Promise<void>;
  readonly admin: (call: AdminCall, options: AdminOptions) => Promise<void>;
};

const DATA = '--data <dir>';
const DATA_HELP = 'data folder (default: CUESMITH_DATA, or the usual place of this system)';
const JSON_HELP = 'print one JSON object on stdout';
const PLANS = ['free', 'paid', 'unlimited'] as const;

/** Adds `serve`, `worker` and `admin` to the command line. */
export function addServiceCommands(program: Command, commands: ServiceCommands): void {
  program
    .command('serve')
    .description('serve the API and do its jobs, until Ctrl-C')
    .option('--port <n>', 'port to listen on, 0 for any free one', readPort, 8787)
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all networks', '127.0.0.1')
    .option(DATA, DATA_HELP)
    .option('--no-work', 'only the API; jobs are left to `cuesmith worker`')
    .action(async (options: ServeOptions) => commands.serve(options));
  program
    .command('worker')
    .description('do jobs for servers that share the database of DATABASE_URL, until Ctrl-C')
    .option(DATA, DATA_HELP)
    .action(async (options: WorkerOptions) => commands.worker(options));
  addAdminCommands(program, commands.admin);
}

function addAdminCommands(program: Command, run: ServiceCommands['admin']): void {
  const admin = program.command('admin').description('accounts, plans, credits and codes of the service');
  const add = (name: string, description: string): Command =>
    admin.command(name).description(description).option(DATA, DATA_HELP).option('--json', JSON_HELP);

  add('accounts', 'list accounts, newest first')
    .option('--limit <n>', 'how many, 1 to 1000', readWhole, 50)
    .action(async (options: AdminOptions & { limit: number }) => run({ call: 'accounts', limit: options.limit }, options));
  add('account', 'show an account with its last moves of credits')
    .argument('<user>', 'user id, e-mail address or "owner"')
    .action(async (user: string, options: AdminOptions) => run({ call: 'account', user }, options));
  add('credits', 'add credits to an account')
    .argument('<user>', 'user id, e-mail address or "owner"')
    .argument('<amount>', '1 to 1000000', readWhole)
    .option('--reason <text>', 'what the ledger says', 'granted by the operator')
    .action(async (user: string, amount: number, options: AdminOptions & { reason: string }) =>
      run({ call: 'credits', user, amount, reason: options.reason }, options),
    );
  add('plan', 'give an account a plan: free, paid or unlimited')
    .argument('<user>', 'user id, e-mail address or "owner"')
    .argument('<plan>', 'free, paid or unlimited', readPlan)
    .action(async (user: string, plan: (typeof PLANS)[number], options: AdminOptions) =>
      run({ call: 'plan', user, plan }, options),
    );
  add('code', 'make a redeem code; it is shown once')
    .option('--credits <n>', 'credits it brings', readWhole, 0)
    .option('--plan <plan>', 'plan it brings: paid or unlimited', readPaidPlan)
    .option('--uses <n>', 'how many accounts may use it', readWhole, 1)
    .option('--days <n>', 'for how many days (default: for ever)', readWhole)
    .action(async (options: AdminOptions & { credits: number; plan?: 'paid' | 'unlimited'; uses: number; days?: number }) => {
      const { credits, uses } = options;
      await run({ call: 'code', credits, plan: options.plan ?? null, uses, expires_in_days: options.days ?? null }, options);
    });
  add('check', 'check that every account’s credits add up').action(async (options: AdminOptions) =>
    run({ call: 'check' }, options),
  );
}

/** Reads a port, 0 to 65535. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  }

  return port;
}

function readWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError('Expected a whole number.');
  }

  return Number(text);
}

function readPlan(text: string): (typeof PLANS)[number] {
  const plan = PLANS.find((known) => known === text);
  if (plan === undefined) {
    throw new InvalidArgumentError(`Expected one of ${PLANS.join(', ')}.`);
  }

  return plan;
}

function readPaidPlan(text: string): 'paid' | 'unlimited' {
  const plan = readPlan(text);
  if (plan === 'free') {
    throw new InvalidArgumentError('Expected paid or unlimited.');
  }

  return plan;
}
