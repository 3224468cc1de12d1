import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { listVocabulary, VOCABULARIES } from '../actions/list-vocabulary.ts';
import { judgeProjectMusic, readProjectMusic } from '../actions/projects/read-music.ts';
import { listProjects, showProject } from '../actions/projects/show-project.ts';
import { requireScope } from '../actions/accounts/require-scope.ts';
import { musicOf, receiptOf } from './describe.ts';
import type { Desk, McpDoor } from './door.ts';
import { projectNamed, type FoundProject } from './projects.ts';

const JSON_TYPE = 'application/json';
/** Projects that are listed and offered, the last used first. */
const MOST_LISTED = 100;

type ProjectView = {
  readonly part: string;
  readonly title: string;
  readonly description: string;
  readonly read: (desk: Desk, project: FoundProject) => Promise<unknown>;
};

/** What can be read of each project. */
const PROJECT_VIEWS: readonly ProjectView[] = [
  {
    part: 'timeline',
    title: 'Timeline',
    description: 'All that is on a project’s timeline, and the files it has. Times inside are milliseconds.',
    read: async ({ ports, caller }, { id }) => showProject(ports, caller, id),
  },
  {
    part: 'receipt',
    title: 'Receipt',
    description: 'What was understood of the words that a project’s music was made of, what became of each, and how loud it is.',
    async read({ ports }, project) {
      const { title, prompt, brief, receipt, loudness } = await readProjectMusic(ports, project);
      return { title, prompt, music: musicOf(brief), receipt: receiptOf(receipt), loudness };
    },
  },
  {
    part: 'critic',
    title: 'Critics’ report',
    description: 'What fifteen critics say of a project’s music: a mark from 0 to 1, and why.',
    read: async ({ ports }, project) => judgeProjectMusic(ports, project),
  },
];

/** Adds what can be read: lists of words, and timeline, receipt and critics' report of each project. */
export function registerResources(server: McpServer, door: McpDoor): void {
  for (const name of VOCABULARIES) {
    server.registerResource(
      name,
      `cuesmith://${name}`,
      { title: titleOf(name), description: `The ${name} that a prompt may name.`, mimeType: JSON_TYPE },
      (uri) => contentsOf(uri, { [name]: listVocabulary(name) }),
    );
  }

  for (const view of PROJECT_VIEWS) {
    registerView(server, door, view);
  }
}

function registerView(server: McpServer, door: McpDoor, { part, title, description, read }: ProjectView): void {
  const projects = async (): Promise<readonly { readonly id: string; readonly title: string; readonly tracks: number }[]> =>
    door.withDesk(async ({ ports, caller }) => {
      requireScope(caller, 'read');
      return (await listProjects(ports, caller)).slice(0, MOST_LISTED);
    });
  const template = new ResourceTemplate(`cuesmith://projects/{name}/${part}`, {
    list: async () => ({
      resources: (await projects())
        .filter(({ tracks }) => tracks > 0)
        .map((project) => ({
          uri: `cuesmith://projects/${encodeURIComponent(project.id)}/${part}`,
          name: `${project.title}: ${title.toLowerCase()}`,
          mimeType: JSON_TYPE,
        })),
    }),
    complete: {
      name: async (begun) =>
        (await projects()).map((project) => project.title).filter((known) => known.toLowerCase().startsWith(begun.toLowerCase())),
    },
  });
  server.registerResource(part, template, { title, description, mimeType: JSON_TYPE }, async (uri, { name }) =>
    door.withDesk(async (desk) => {
      requireScope(desk.caller, 'read');
      return contentsOf(uri, await read(desk, await projectNamed(desk, decoded(String(name)))));
    }),
  );
}

function contentsOf(uri: URL, value: unknown): { contents: { uri: string; mimeType: string; text: string }[] } {
  return { contents: [{ uri: uri.href, mimeType: JSON_TYPE, text: JSON.stringify(value, null, 2) }] };
}

/** A name as it was before it became part of an address; as it is where it never was encoded. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
