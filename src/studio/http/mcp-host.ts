import type { Logger } from 'pino';
import type { McpEndpoint } from '../mcp/index.ts';
import type { Clock } from '../ports/clock.ts';

/** MCP over HTTP, loaded when somebody first asks for it. */
export type McpHost = { readonly endpoint: () => Promise<McpEndpoint>; readonly close: () => Promise<void> };

/** Opens MCP over HTTP; `close` ends its sessions and the streams that wait in them. */
export function openMcpHost(host: { readonly version: string; readonly clock: Clock; readonly log: Logger }): McpHost {
  const { version, clock, log } = host;
  const onProblem = (problem: unknown): void => log.error({ err: problem }, 'mcp');
  const onRejected = (problem: unknown): void => log.debug({ err: problem }, 'mcp message refused');
  let opened: Promise<McpEndpoint> | null = null;
  return {
    endpoint: async () =>
      (opened ??= import('../mcp/index.ts').then(
        ({ McpEndpoint }) => new McpEndpoint({ version, clock, onProblem, onRejected }),
      )),
    close: async () => (await opened)?.close(),
  };
}
