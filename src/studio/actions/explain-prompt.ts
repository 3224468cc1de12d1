import type { Explained } from '../../contract/index.ts';
import { type BriefHints, readBrief } from '../../engine/brief/index.ts';
import { ENGINE_VERSION } from '../../engine/kernel/index.ts';

/** Says what is understood of a prompt, without making a sound. */
export function explainPrompt(prompt: string, hints: BriefHints): Explained {
  const { brief, receipt } = readBrief(prompt, hints);
  return { prompt, seed: brief.seed, engineVersion: ENGINE_VERSION, brief, receipt };
}
