import { z } from 'zod';
import type { CallToolResult, McpServer, ServerContext, ToolAnnotations } from '@modelcontextprotocol/server';
import { requireScope } from '../actions/accounts/require-scope.ts';
import type { ToolNeeds } from './tool-needs.ts';
import type { Desk, McpDoor } from './door.ts';
import { progressOf } from './progress.ts';
import type { Subscriptions } from './subscriptions.ts';
import { toolProblem } from './tool-problem.ts';

/** The data of tools that change a project. */
const Changed = z.looseObject({ project: z.looseObject({ id: z.string(), name: z.string() }) });

/** What a tool may use while it does one call. */
export type ToolCall = {
  readonly door: McpDoor;
  readonly desk: Desk;
  /** Aborts when the client takes the call back, or leaves. */
  readonly signal: AbortSignal;
  /** Tells the client, if it asked to hear of it; `done` is 0 to 1 and never goes back. */
  readonly onProgress: (done: number, message: string) => void;
};

/** What a tool answers. */
export type ToolAnswer<Output extends z.ZodObject> = {
  /** Checked by the output schema. */
  readonly data: z.input<Output>;
  /** The same for people and models that read no data, in a few lines. */
  readonly text: string;
  readonly files?: readonly { readonly uri: string; readonly name: string; readonly mime_type: string; readonly bytes: number }[];
};

type ToolFacts<Input extends z.ZodObject, Output extends z.ZodObject> = ToolNeeds & {
  readonly name: string;
  readonly title: string;
  /** For a model that is to choose it: what it does, when to use it, what comes next. */
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  readonly annotations: ToolAnnotations;
};

/** A tool without its types, as the registry holds it. */
export type McpTool = ToolNeeds & {
  readonly name: string;
  readonly register: (server: McpServer, host: { readonly door: McpDoor; readonly subscriptions: Subscriptions }) => void;
};

/** A tool that works at the service. */
export function deskTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  facts: ToolFacts<Input, Output> & {
    readonly run: (args: z.output<Input>, call: ToolCall) => Promise<ToolAnswer<Output>>;
  },
): McpTool {
  return registered(facts, async (args, { door, ...call }) =>
    door.withDesk(async (desk) => {
      facts.scopes.forEach((scope) => requireScope(desk.caller, scope));
      return facts.run(args, { ...call, door, desk });
    }),
  );
}

/** A tool that needs nothing but its arguments. */
export function plainTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  facts: ToolFacts<Input, Output> & { readonly run: (args: z.output<Input>) => ToolAnswer<Output> },
): McpTool {
  return registered(facts, async (args) => facts.run(args));
}

function registered<Input extends z.ZodObject, Output extends z.ZodObject>(
  facts: ToolFacts<Input, Output>,
  run: (args: z.output<Input>, call: Omit<ToolCall, 'desk'>) => Promise<ToolAnswer<Output>>,
): McpTool {
  const { name, title, description, input, output, annotations, scopes, limit } = facts;
  return {
    name,
    scopes,
    limit,
    register(server, { door, subscriptions }) {
      // Its own type is lost on the way through the SDK: arguments that it has checked are read once more.
      const inputSchema: z.ZodObject = input;
      server.registerTool(
        name,
        { title, description, inputSchema, outputSchema: output, annotations: { title, ...annotations } },
        async (args, context: ServerContext) => {
          const { signal } = context.mcpReq;
          try {
            const answer = await run(input.parse(args), { door, signal, onProgress: progressOf(context) });
            const changed = annotations.readOnlyHint === true ? null : Changed.safeParse(answer.data).data;
            if (changed) {
              // A client that has left hears of nothing any more.
              await subscriptions.projectChanged(changed.project).catch(() => undefined);
            }

            return resultOf(answer);
          } catch (problem) {
            return toolProblem(problem, { door, signal });
          }
        },
      );
    },
  };
}

function resultOf<Output extends z.ZodObject>({ data, text, files = [] }: ToolAnswer<Output>): CallToolResult {
  return {
    content: [
      { type: 'text', text },
      ...files.map(({ uri, name, mime_type: mimeType, bytes: size }) => ({
        type: 'resource_link' as const,
        uri,
        name,
        mimeType,
        size,
      })),
    ],
    structuredContent: { ...data },
  };
}
