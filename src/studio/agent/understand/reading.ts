import type { WireDraft } from '../../../contract/service/index.ts';
import type { MusicDetails } from '../../actions/generate/generate-request.ts';
import type { Language } from '../wording/wording.ts';
import { hasChinese, translateChinese } from './translate-chinese.ts';

/** What is known of a session before a message is read. */
export type Known = {
  /** As the client gave it; null when it did not. */
  readonly sessionLanguage: string | null;
  readonly draft: WireDraft;
  /** The music on the timeline, or else what was made last; null when none was. */
  readonly last: { readonly mediaId: string; readonly details: MusicDetails } | null;
  /** Seeds of all music of the session: a take with one of them might be one that was there before. */
  readonly usedSeeds: readonly number[];
  /** Whether files came with the message. */
  readonly hasFiles: boolean;
};

/** A message, made ready to be understood. */
export type Reading = {
  /** As it was written, in one line. */
  readonly words: string;
  /** Lower case, full-width letters narrow, for patterns of both languages. */
  readonly folded: string;
  /** In English, for `readBrief`. */
  readonly english: string;
  readonly language: Language;
  readonly known: Known;
};

/** Patterns look at so much of a message, UTF-16 units: what it is about is said at its beginning. */
const LONGEST_MATCHED = 2000;

export function readMessage(message: string, known: Known): Reading {
  const words = message.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const narrow = words.normalize('NFKC');
  return {
    words,
    folded: narrow.slice(0, LONGEST_MATCHED).toLowerCase().replace(/[‘’]/g, "'"),
    english: translateChinese(narrow),
    language: languageOf(narrow, known.sessionLanguage),
    known,
  };
}

/** The message's own language; the session's where a message has hardly any words. */
function languageOf(text: string, sessionLanguage: string | null): Language {
  if (hasChinese(text)) {
    return 'zh';
  }

  const words = text.match(/\p{Script=Latin}{2,}/gu) ?? [];
  return words.length < 2 && sessionLanguage?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en';
}
