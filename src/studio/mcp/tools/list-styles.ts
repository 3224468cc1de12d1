import { z } from 'zod';
import { listVocabulary, VOCABULARIES } from '../../actions/list-vocabulary.ts';
import { plainTool } from '../tool.ts';

/** What a prompt may say. */
export const listStyles = plainTool({
  name: 'list_styles',
  title: 'List styles, moods, instruments, uses',
  description:
    'Lists what can be asked for: styles (with tempo ranges), mood words, instruments, or uses ("podcast intro", "travel vlog"). Any prompt works without it; use it when the person wants to choose, or a word was not understood.',
  input: z.object({ kind: z.enum(VOCABULARIES).default('styles') }),
  output: z.object({
    kind: z.enum(VOCABULARIES),
    entries: z.array(z.object({ name: z.string(), description: z.string(), also: z.array(z.string()) })),
  }),
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  scopes: [],
  limit: 'read',
  run({ kind }) {
    const entries = listVocabulary(kind).map(({ name, description, also }) => ({ name, description, also: [...also] }));
    return { data: { kind, entries }, text: entries.map(({ name, description }) => `${name}: ${description}`).join('\n') };
  },
});
