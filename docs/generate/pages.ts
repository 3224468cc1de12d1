import { format, resolveConfig } from 'prettier';
import { fileURLToPath } from 'node:url';
import { cliReference } from './cli-reference.ts';
import { httpReference } from './http-reference.ts';
import { generatedBy } from './markdown.ts';
import { mcpReference } from './mcp-reference.ts';
import { cookbookPage } from './recipes/cookbook-page.ts';
import { clientReference, typescriptReference } from './typescript-reference.ts';

/** The folder of the site's pages. */
export const SITE = new URL('../site/', import.meta.url);

/** What writes them again. */
export const PAGES_COMMAND = 'npm run docs:pages';

type GeneratedPage = { readonly path: string; readonly title: string; readonly write: () => Promise<string> };

/** Every page that is made of the code and never by hand. */
export const GENERATED_PAGES: readonly GeneratedPage[] = [
  { path: 'reference/cli.md', title: 'Command line', write: cliReference },
  { path: 'reference/http.md', title: 'HTTP', write: httpReference },
  { path: 'reference/mcp.md', title: 'MCP', write: mcpReference },
  { path: 'reference/typescript.md', title: 'TypeScript', write: typescriptReference },
  { path: 'reference/client.md', title: 'Client library', write: clientReference },
  { path: 'cookbook.md', title: 'Cookbook', write: cookbookPage },
];

/** A generated page as it is to stand in the repository. */
export async function pageText({ path, title, write }: GeneratedPage): Promise<string> {
  const file = fileURLToPath(new URL(path, SITE));
  const text = ['---', `title: ${title}`, 'editLink: false', '---', '', generatedBy(PAGES_COMMAND), '', await write()].join('\n');
  return formatted(text, file);
}

/** As `npm run check` wants it, by the ending of the file's name. */
export async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
