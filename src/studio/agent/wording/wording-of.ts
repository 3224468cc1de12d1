import { chinese } from './chinese.ts';
import { english } from './english.ts';
import type { Language, Wording } from './wording.ts';

/** Everything the agent says in a language. */
export function wordingOf(language: Language): Wording {
  return language === 'zh' ? chinese : english;
}
