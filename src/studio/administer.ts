import { z } from 'zod';
import { AdminAnswer, type AdminCall } from '../contract/service/index.ts';
import { StudioError } from '../engine/kernel/index.ts';
import { doAdminCall } from './actions/do-admin-call.ts';
import { openPorts } from './open-ports.ts';
import type { ServeHost } from './serve.ts';
import { readServerFile } from './server-file.ts';

const Refusal = z.object({ message: z.string() });
const WAIT_MS = 60_000;

/** Does an operator's call: on the database itself, or through the server that holds the data folder. */
export async function administer(host: ServeHost, call: AdminCall): Promise<AdminAnswer> {
  const { config } = host;
  try {
    const ports = await openPorts(config, {
      publicUrl: config.publicUrl ?? 'http://127.0.0.1:8787',
      isOpen: false,
      onProblem: () => undefined,
    });
    try {
      return await doAdminCall(ports, call);
    } finally {
      await ports.queue.close();
      await ports.database.close();
    }
  } catch (problem) {
    const server =
      problem instanceof StudioError && problem.code === 'database.in-use' ? await readServerFile(config.dataFolder) : null;
    if (server === null) {
      throw problem;
    }

    return askServer(server, call, host.signal);
  }
}

async function askServer(
  server: { readonly url: string; readonly secret: string },
  call: AdminCall,
  signal: AbortSignal,
): Promise<AdminAnswer> {
  const response = await fetch(`${server.url}/admin/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(call),
    signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]),
  }).catch((cause: unknown) => {
    throw new StudioError(
      'admin.no-answer',
      `A server is using the data folder and does not answer at ${server.url}. Stop it and try again.`,
      { cause },
    );
  });
  const body: unknown = await response.json();
  if (!response.ok) {
    throw new StudioError('admin.refused', Refusal.parse(body).message);
  }

  return AdminAnswer.parse(body);
}
