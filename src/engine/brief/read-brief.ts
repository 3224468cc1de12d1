import { canonicalJson, StudioError } from '../kernel/index.ts';
import type { Brief, BriefHints, ReceiptLine } from './brief.ts';
import { chooseBrief } from './choosing/choose-brief.ts';
import { addHints } from './hints.ts';
import { interpret } from './interpreting/interpret.ts';
import type { Line } from './interpreting/ledger.ts';
import { noteBlend } from './interpreting/note-blend.ts';
import { settleWishes } from './interpreting/settle.ts';
import { findMeanings } from './reading/find-meanings.ts';
import { placeLines } from './reading/gloss.ts';
import { lex } from './reading/lex.ts';
import { markScenery } from './reading/mark-scenery.ts';
import { translate } from './reading/translate.ts';

/** A brief and, word by word, how it came about. */
export type ReadBrief = { readonly brief: Brief; readonly receipt: readonly ReceiptLine[] };

/** What lies beyond is not read, UTF-16 units: far more than ten thousand words. */
export const LONGEST_READ = 120_000;

/**
 * Turns a prompt and options into a complete brief and its receipt. The receipt has one line for every content word,
 * in the prompt's order and without overlaps, then one for every option. Without a seed in `hints` it follows from the
 * prompt and the options, so the same wish always gives the same music. Throws a `StudioError` for an empty prompt, an
 * impossible length or tempo, and options that name nothing known.
 */
export function readBrief(prompt: string, hints: BriefHints = {}): ReadBrief {
  if (prompt.trim() === '') {
    throw new StudioError(
      'brief.prompt-empty',
      'Expected a prompt, came nothing. Say what the music should be like, such as "upbeat acoustic background music".',
    );
  }

  const read = prompt.length > LONGEST_READ ? prompt.slice(0, wholeWords(prompt)) : prompt;
  const gloss = translate(read);
  const { wishes, lines } = interpret(markScenery(findMeanings(lex(gloss.text))), gloss.text);
  const options = addHints(hints, wishes);
  const settled = settleWishes(wishes);
  const brief = chooseBrief(prompt, hints.seed ?? seedOf(prompt, hints), settled);
  noteBlend(wishes, brief);
  return {
    brief: { ...brief, learned: hints.learned ?? true },
    receipt: [...placeLines(lines, gloss, read).map(receiptLine), ...restLine(prompt, read.length), ...options.map(receiptLine)],
  };
}

function receiptLine({ words, start, end, decision, status, note }: Line): ReceiptLine {
  return { words, start, end, decision, status, note };
}

/** The place of the last space before the limit, so that no word is cut. */
function wholeWords(prompt: string): number {
  const space = prompt.lastIndexOf(' ', LONGEST_READ);
  return space > LONGEST_READ / 2 ? space : LONGEST_READ;
}

function restLine(prompt: string, read: number): readonly ReceiptLine[] {
  return read < prompt.length
    ? [
        {
          words: prompt.slice(read),
          start: read,
          end: prompt.length,
          decision: '',
          status: 'unused',
          note: `Only the first ${LONGEST_READ} characters are read.`,
        },
      ]
    : [];
}

/** FNV-1a over the prompt and the options, but for who plays: with and without the learned musicians it is the same piece to compare. */
function seedOf(prompt: string, hints: BriefHints): number {
  const text = canonicalJson([prompt, Object.fromEntries(Object.entries(hints).filter(([name]) => name !== 'learned'))]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }

  return hash >>> 0;
}
