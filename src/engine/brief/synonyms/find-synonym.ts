import { SYNONYMS } from './synonym-table.ts';

let table: Map<string, string> | null = null;

/** Our own word nearest to one that the vocabulary lacks, by a free lexical database; null where its senses agree on none. */
export function findSynonym(word: string): string | null {
  table ??= indexed();
  return table.get(word) ?? null;
}

/** Built the first time that a word is unknown: most prompts never ask. */
function indexed(): Map<string, string> {
  return new Map(
    SYNONYMS.flatMap((row) => {
      const at = row.indexOf(': ');
      const target = row.slice(0, at);
      return row
        .slice(at + 2)
        .split(' ')
        .map((word): [string, string] => [word, target]);
    }),
  );
}
