/** The languages that the chat speaks in full. */
export type Language = 'en' | 'zh';

const HAN = /\p{Script=Han}/gu;
const LATIN_WORD = /[A-Za-z]{2,}/g;
/** Names of files, addresses and quoted titles say nothing of the language somebody speaks. */
const NAMES = /https?:\/\/\S+|\S+\.[A-Za-z0-9]{2,5}\b|"[^"]*"|“[^”]*”|‘[^’]*’|《[^》]*》|「[^」]*」/gu;

/** The language of a message; `before` (default English) where it does not show, as in "ok 30s" or a bare path. */
export function languageOf(message: string, before: Language = 'en'): Language {
  const words = message.replaceAll(NAMES, ' ');
  const han = words.match(HAN)?.length ?? 0;
  const latin = words.match(LATIN_WORD)?.length ?? 0;
  if (han === 0) {
    return latin >= 2 || /\b(?:hello|hi|hey|help|export|status|credits|undo|redo|thanks|download|upload)\b/i.test(words)
      ? 'en'
      : before;
  }

  // Chinese takes names of styles and formats from English: "来一段 lo-fi hip hop".
  return han * 2 >= latin ? 'zh' : 'en';
}

/** A language as options and settings name it (`en`, `zh-CN`, `zh_TW.UTF-8`); null for any other. */
export function languageNamed(name: string): Language | null {
  const [found = null] = /^(?:en|zh)(?=$|[-_.])/i.exec(name.trim()) ?? [];
  return found === null ? null : found.toLowerCase() === 'zh' ? 'zh' : 'en';
}
