import type { Brief } from '../brief/index.ts';

/** A working title from the mood and the style: "Calm Acoustic". */
export function titleOf(brief: Brief): string {
  const words = [...brief.moods.slice(0, 1), brief.style].join(' ').replace(/-/g, ' ');
  return words.replace(/(^|\s)(\S)/g, (_, space: string, letter: string) => `${space}${letter.toUpperCase()}`);
}
