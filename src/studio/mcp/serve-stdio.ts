import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { McpDoor } from './door.ts';
import { createMcpServer } from './server.ts';

/** Serves MCP over this process's standard input and output until the client closes them, or `signal` aborts. */
export async function serveMcp(door: McpDoor, signal: AbortSignal): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const end = (): void => resolve();
  process.stdin.once('end', end).once('close', end);
  signal.addEventListener('abort', end, { once: true });
  const connection = serveStdio(() => createMcpServer(door), { onerror: door.onProblem });
  if (signal.aborted) {
    end();
  }

  await ended;
  await connection.close();
}
