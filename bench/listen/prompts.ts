import { STYLE_IDS, type StyleId } from '../../src/engine/brief/index.ts';

/** What each style is asked for, besides itself: a mood that suits it, one that pulls against it, and a use with an ensemble. */
const TURNS = ['calm and warm', 'upbeat and bright, builds up', 'dark and tense, slower'] as const;

export type ListeningPrompt = { readonly style: StyleId; readonly prompt: string; readonly name: string };

/** Up to four prompts for each style, `count` of them: plain, and three turns of it. */
export function listeningPrompts(styles: readonly string[], count: number): readonly ListeningPrompt[] {
  return STYLE_IDS.filter((style) => styles.length === 0 || styles.includes(style)).flatMap((style) => {
    const words = style.replaceAll('-', ' ');
    const prompts = [words, ...TURNS.map((turn) => `${turn} ${words}`)].slice(0, count);
    return prompts.map((prompt, i) => ({ style, prompt, name: `${style}-${i + 1}` }));
  });
}
