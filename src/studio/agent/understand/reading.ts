import type { WireDraft } from '../../../contract/service/index.ts';
import type { MusicChange } from '../../../engine/score/index.ts';
import { type EditRequest, type MediaFacts, newTimeline, type Timeline } from '../../../engine/timeline/index.ts';
import type { MusicDetails } from '../../actions/generate/generate-request.ts';
import type { Language } from '../wording/wording.ts';
import type { MusicForm } from './read-times.ts';
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
  /** The pieces that one message asked for, the latest such message, in their order. */
  readonly takes: readonly { readonly mediaId: string; readonly number: number }[];
  /** Whether files came with the message. */
  readonly hasFiles: boolean;
  /** The draft as the model of the timeline has it. */
  readonly timeline: Timeline;
  /** The files of the session by id, in the order in which they came. */
  readonly media: ReadonlyMap<string, MediaFacts>;
  /** What the turns before this one changed, newest first: what "it", "more" and "no, the other one" mean. */
  readonly recent: readonly PastChange[];
  /** Bars and sections of the music on the timeline; null when there is none, or nothing is known of it. */
  readonly form: MusicForm | null;
  /** A new id for a clip or a track, unlike any other of the timeline. */
  readonly makeId: (kind: 'track' | 'clip') => string;
};

/** What one turn changed. `isUndo`: it took something back or did it again. */
export type PastChange = {
  readonly requests: readonly EditRequest[];
  readonly changes: readonly MusicChange[];
  readonly isUndo: boolean;
  /** How many changes it took back; 0 for anything else. */
  readonly undone: number;
};

/** An empty session. */
export const NOTHING_KNOWN: Known = {
  sessionLanguage: null,
  draft: {},
  last: null,
  usedSeeds: [],
  takes: [],
  hasFiles: false,
  timeline: newTimeline({ name: '', tracks: [] }),
  media: new Map(),
  recent: [],
  form: null,
  makeId: (kind) => kind,
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
