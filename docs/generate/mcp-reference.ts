import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { VOCABULARIES } from '../../src/studio/actions/list-vocabulary.ts';
import { createMcpServer, type McpDoor } from '../../src/studio/mcp/index.ts';
import { blocks, code, prose, table } from './markdown.ts';
import { fieldRows, JsonSchema } from './schema-fields.ts';

/** A door that lists what there is, with everything that any door has, and lets nobody in. */
const LISTING_DOOR: McpDoor = {
  kind: 'stdio',
  version: '0.0.0',
  hasCredits: true,
  isLeavingStopping: false,
  localFiles: null,
  withDesk: async () => refuse(),
  deliver: async () => refuse(),
  onProblem: (problem) => refuse(problem),
};

function refuse(cause?: unknown): never {
  throw new Error('Expected to be asked for lists only.', { cause });
}

/** The reference of MCP, as the server itself tells a client that connects. */
export async function mcpReference(): Promise<string> {
  const server = createMcpServer(LISTING_DOOR);
  const client = new Client({ name: 'docs', version: '0.0.0' });
  const [here, there] = InMemoryTransport.createLinkedPair();
  try {
    await server.connect(there);
    await client.connect(here);
    const { tools } = await client.listTools();
    const { prompts } = await client.listPrompts();
    const { resourceTemplates } = await client.listResourceTemplates();
    return blocks(
      '# MCP',
      'Agents and editors use Cuesmith through the Model Context Protocol: `cuesmith mcp` on standard input and output, or `/mcp` of a running service. [Getting started](../getting-started#agents-and-editors) says how to add it.',
      'A call that takes longer than 45 seconds answers with status `running`. The work goes on, and `get_status` gives its file.',
      '## Tools',
      ...tools.flatMap(({ name, title = '', description = '', inputSchema, outputSchema, annotations = {} }) => [
        `### ${name}`,
        `**${prose(title)}.** ${prose(description)}`,
        annotations.readOnlyHint === true ? '_Only reads._' : '',
        table(['argument', 'type', 'meaning'], fieldRows(JsonSchema.parse(inputSchema), {})),
        'Answers with:',
        table(['field', 'type', 'meaning'], fieldRows(JsonSchema.parse(outputSchema ?? {}), {})),
      ]),
      '`get_credits` is there where accounts pay. Over HTTP `score_video` and `upload_asset` take addresses, on standard input and output paths of this machine as well.',
      '## Resources',
      table(
        ['address', 'what it is'],
        [
          ...VOCABULARIES.map((name) => [code(`cuesmith://${name}`), `The ${name} that a prompt may name.`]),
          ...resourceTemplates.map(({ uriTemplate, description = '' }) => [code(uriTemplate), prose(description)]),
        ],
      ),
      '## Prompts',
      'Common jobs, ready to fill in. Styles, moods and uses are completed while they are typed.',
      ...prompts.flatMap(({ name, title = '', description = '', arguments: args = [] }) => [
        `### ${name}`,
        `**${prose(title)}.** ${prose(description)}`,
        table(
          ['argument', 'meaning'],
          args.map((argument) => [
            code(argument.name),
            `${prose(argument.description ?? '')}${argument.required === true ? '' : ' (may be left out)'}`,
          ]),
        ),
      ]),
    );
  } finally {
    await client.close();
    await server.close();
  }
}
