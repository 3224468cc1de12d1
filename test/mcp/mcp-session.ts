import { Client, type Progress, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { z } from 'zod';
import { LAUNCHER } from '../cuesmith-process.ts';

/** The answer of a tool, its data read with a schema of what the test looks at. */
export type ToolResult = {
  readonly data: { readonly [key: string]: unknown };
  readonly text: string;
  /** Addresses of the files that were linked. */
  readonly links: readonly string[];
  readonly isError: boolean;
  readonly code: string | null;
};

const Result = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional(), uri: z.string().optional() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
  _meta: z.record(z.string(), z.unknown()).optional(),
});

/** Somebody else's client on one connection. */
export class McpSession {
  readonly client: Client;
  readonly errors: string[] = [];

  private constructor() {
    this.client = new Client({ name: 'test', version: '1.0.0' });
    this.client.onerror = (problem) => this.errors.push(String(problem));
  }

  /** Starts `cuesmith mcp` and shakes hands. */
  static async overStdio(words: readonly string[], folder: string): Promise<McpSession> {
    const session = new McpSession();
    const environment = Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || /^(CUESMITH_|NEMO_|DATABASE_URL$|BLOB_URL$|NODE_OPTIONS$)/.test(name)
        ? []
        : [[name, value] as const],
    );
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [LAUNCHER, 'mcp', ...words],
      cwd: folder,
      env: Object.fromEntries(environment),
    });
    await session.client.connect(transport);
    return session;
  }

  /** Begins a session at an address, with a token if there is one. */
  static async overHttp(url: string, token: string | null = null): Promise<McpSession> {
    const session = new McpSession();
    const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };
    await session.client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
    return session;
  }

  async call(
    name: string,
    args: { readonly [name: string]: unknown } = {},
    more: { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal; readonly timeoutMs?: number } = {},
  ): Promise<ToolResult> {
    const { onProgress, signal, timeoutMs = 110_000 } = more;
    const result = Result.parse(
      await this.client.callTool(
        { name, arguments: args },
        { timeout: timeoutMs, ...(signal && { signal }), ...(onProgress && { onprogress: onProgress }) },
      ),
    );
    return {
      data: result.structuredContent ?? {},
      text: result.content.flatMap(({ text }) => text ?? []).join('\n'),
      links: result.content.flatMap(({ type, uri }) => (type === 'resource_link' && uri !== undefined ? [uri] : [])),
      isError: result.isError === true,
      code: z.string().nullish().parse(result._meta?.['cuesmith/code']) ?? null,
    };
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}
