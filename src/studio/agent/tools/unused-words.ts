import type { ReceiptLine } from '../../../engine/brief/index.ts';
import { readFrame } from '../understand/read-frame.ts';

/** Words of a wish that are named when they could not be used. */
const MOST_NAMED = 3;

/** Words about the order and its terms, which hold anyway: to say that they could not be used would be untrue. */
const OF_THE_ORDER =
  /^(?:(?:without |no |any )?(?:royalt(?:y|ies)|copyrights?|licen[cs]e[sd]?)(?:[- ]?free)?|free|(?:copyright )?(?:issues?|claims?|strikes?|problems?)|text|prompts?|mp4|mov|\d+p|full hd|hd|files?|videos?|clips?|footage|uploads?|creators?|youtubers?|ai)$/i;

/** The words of a wish that changed nothing about the music and should have: at most three, in their order. */
export function unusedWords(receipt: readonly ReceiptLine[]): readonly string[] {
  return (
    receipt
      .filter(({ status, start }) => start >= 0 && (status === 'unused' || status === 'refused'))
      .map((line) => line.words.trim())
      // The shape of the picture is no music, but it is followed.
      .filter((word) => /\p{L}{2}/u.test(word) && !OF_THE_ORDER.test(word) && readFrame(word.toLowerCase()) === null)
      .slice(0, MOST_NAMED)
  );
}
