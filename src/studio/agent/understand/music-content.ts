import { type Brief, readBrief, type ReceiptLine } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';

/** What a text says about music. */
export type MusicContent = {
  readonly brief: Brief | null;
  /** Lines that decide something: a style, a mood, an instrument, a length… */
  readonly decisive: readonly ReceiptLine[];
};

/** Reads a text as a music wish. What asks for an impossible length or tempo is a wish too: then there is no brief. */
export function musicContentOf(english: string): MusicContent {
  if (english.trim() === '') {
    return { brief: null, decisive: [] };
  }

  try {
    const { brief, receipt } = readBrief(english);
    return { brief, decisive: receipt.filter(({ decision, status }) => status !== 'unused' && !/^(?:request|)$/.test(decision)) };
  } catch (problem) {
    if (problem instanceof StudioError && problem.code.startsWith('brief.')) {
      return {
        brief: null,
        decisive: [{ words: english, start: 0, end: 0, decision: problem.code, status: 'refused', note: problem.message }],
      };
    }

    throw problem;
  }
}
