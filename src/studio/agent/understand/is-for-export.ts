import { ASKS_FOR_MUSIC, ASKS_FOR_MUSIC_ZH, EXPORT } from './intents.ts';

/** Whether the export is what is wanted, not something to be done with music once that is made: "生成一段音乐，导出 MP4". */
export function isForExport(folded: string): boolean {
  const found = EXPORT.exec(folded);
  const before = found === null ? '' : folded.slice(0, found.index);
  return found !== null && !ASKS_FOR_MUSIC.test(before) && !ASKS_FOR_MUSIC_ZH.test(before);
}
