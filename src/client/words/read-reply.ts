import { withoutSummary } from './summarise-tracks.ts';
import type { Language } from './language.ts';
import { type GuiAction, translateGui } from './translate-gui.ts';

/** A reply of the agent, taken apart for showing. */
export type Reply = {
  /** What is said; empty when the rest was all. */
  readonly text: string;
  /** What the agent offers to do next, each as somebody would say it. */
  readonly steps: readonly string[];
  readonly actions: readonly GuiAction[];
};

const STEPS = /^(?:Next|You could|接下来可以)[:：]\s*(.+)$/imu;
/** However an agent offers the export, here it is one word. */
const EXPORTS = /^(?:click |press |tap )?(?:on )?(?:the )?["“]?export\b|^(?:点击|说)?[“"]?导出/iu;
const EXPORT_STEP: { readonly [language in Language]: string } = { en: '"export"', zh: '“导出”' };

/** Takes a whole reply apart: without a screen's words, without the summary of the tracks, and with its offers as a list. */
export function readReply(reply: string, language: Language): Reply {
  const [line = '', offers = ''] = STEPS.exec(reply) ?? [];
  const said = withoutSummary(reply.replace(line, '').trim());
  const { text, actions } = translateGui(said, language);
  return { text: text.trim(), steps: stepsIn(offers, language), actions };
}

function stepsIn(offers: string, language: Language): readonly string[] {
  return offers
    .replace(/[.。]\s*$/u, '')
    .split(/\s*[;；]\s*/u)
    .map((offer) => (EXPORTS.test(offer) ? EXPORT_STEP[language] : translateGui(offer, language).text.trim()))
    .filter((offer) => offer !== '')
    .slice(0, 3);
}
