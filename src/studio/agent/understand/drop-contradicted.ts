import { MOODS, readBrief, type ReceiptLine } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';

/** So far apart in gladness or energy (0 to 1), two moods are not meant together when one comes after the other. */
const OPPOSED = 0.3;
/** Asks for a touch of a style beside the one that is there. */
const ADDS = /\b(?:add|some|touch|hint|bit|mix(?:ed)?|blend(?:ed)?|more|with|elements?|and|jazzier|funkier|groovier)\b/i;
/** Asks for it in place of the style that is there, whatever else is said. */
const SETS = /\b(?:replace|swap|switch|change|instead)\b/i;

/**
 * A wish in English words without what a change of it says otherwise: "calm piano" made "epic" is no longer calm, and made "rock" no
 * longer in its first style. What is left may be empty.
 */
export function dropContradicted(prompt: string, change: string): string {
  const said = linesOf(change);
  const moods = said.flatMap((line) => moodOf(line) ?? []);
  const setsStyle = said.some(isStyle) && (SETS.test(change) || !ADDS.test(change));
  const dropped = linesOf(prompt).filter((line) => {
    const mood = moodOf(line);
    const isOpposed = mood !== null && moods.some((other) => other.word !== mood.word && areOpposed(mood, other));
    return isOpposed || (setsStyle && isStyle(line));
  });
  return dropped
    .toSorted((left, right) => right.start - left.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, prompt)
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;.]+/, '')
    .trim();
}

/** What was understood of words, as they lie in them; nothing when no music can be made of them. */
function linesOf(words: string): readonly ReceiptLine[] {
  if (words.trim() === '') {
    return [];
  }

  try {
    return readBrief(words).receipt.filter(
      ({ start, status }) => start >= 0 && (status === 'honoured' || status === 'approximated'),
    );
  } catch (problem) {
    if (problem instanceof StudioError && problem.code.startsWith('brief.')) {
      return [];
    }

    throw problem;
  }
}

function moodOf({ decision }: ReceiptLine): (typeof MOODS)[number] | null {
  return decision.startsWith('mood ') ? (MOODS.find(({ word }) => decision === `mood ${word}`) ?? null) : null;
}

function isStyle({ decision }: ReceiptLine): boolean {
  return decision.startsWith('style ');
}

function areOpposed(one: (typeof MOODS)[number], other: (typeof MOODS)[number]): boolean {
  return Math.abs(one.feeling.valence - other.feeling.valence) > OPPOSED || Math.abs(one.energy - other.energy) > OPPOSED;
}
