import { completable, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { listVocabulary, type VocabularyName } from '../../actions/list-vocabulary.ts';
import { JOB_PROMPTS, type JobPrompt, type PromptArgument } from './job-prompts.ts';

/** Most suggestions of one completion, as the protocol has it. */
const MOST_SUGGESTED = 100;

/** Adds the prompts for common jobs, their arguments completed from the lists of words. */
export function registerPrompts(server: McpServer): void {
  for (const prompt of JOB_PROMPTS) {
    const { name, title, description } = prompt;
    server.registerPrompt(name, { title, description, argsSchema: schemaOf(prompt) }, (given) => ({
      description,
      messages: [{ role: 'user', content: { type: 'text', text: wordsOf(prompt, given) } }],
    }));
  }
}

function schemaOf({ arguments: wanted }: JobPrompt) {
  return z.object(Object.fromEntries(wanted.map((argument) => [argument.name, fieldOf(argument)])));
}

function fieldOf({ description, isOptional, completes }: PromptArgument): z.ZodType<string | undefined, string | undefined> {
  const text = z.string().max(500).describe(description);
  // An optional argument is completed inside: what is offered is text.
  const offered = completes === null ? text : completable(text, (begun) => suggestionsOf(completes, begun));
  return isOptional ? offered.optional() : offered;
}

/** Words of a list that begin so, or else have it in them. */
function suggestionsOf(list: VocabularyName, begun: string): string[] {
  const wanted = begun.trim().toLowerCase();
  const names = listVocabulary(list).map(({ name }) => name);
  const first = names.filter((name) => name.toLowerCase().startsWith(wanted));
  const others = names.filter((name) => !first.includes(name) && name.toLowerCase().includes(wanted));
  return [...first, ...others].slice(0, MOST_SUGGESTED);
}

function wordsOf({ arguments: wanted, lines }: JobPrompt, given: { readonly [name: string]: string | undefined }): string {
  const left = wanted.filter(({ name, isOptional }) => isOptional && (given[name] ?? '').trim() === '');
  return lines
    .filter((line) => !left.some(({ name }) => line.includes(`{${name}}`)))
    .map((line) => line.replace(/\{(\w+)\}/g, (whole, name: string) => given[name]?.trim() ?? whole))
    .join('\n');
}
