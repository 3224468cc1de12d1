import type { CriticReport, Explained } from '../../contract/index.ts';
import { type Brief, type BriefHints, readBrief } from '../../engine/brief/index.ts';
import { ENGINE_VERSION } from '../../engine/kernel/index.ts';
import { auditionFor, critique, markOf } from '../../engine/score/index.ts';

/** What is wanted besides the receipt. */
export type ExplainWish = {
  /** Whether the music is written too, for the critics to judge. */
  readonly critic: boolean;
  /** How many candidates they choose from; null: as many as `make` would. */
  readonly candidates: number | null;
};

/** Says what is understood of a prompt, without making a sound; with `critic` also what the critics say of its music. */
export function explainPrompt(prompt: string, hints: BriefHints, { critic, candidates }: ExplainWish): Explained {
  const { brief, receipt } = readBrief(prompt, hints);
  return {
    prompt,
    seed: brief.seed,
    engineVersion: ENGINE_VERSION,
    brief,
    receipt,
    critic: critic ? criticReport(brief, candidates) : null,
  };
}

function criticReport(brief: Brief, count: number | null): CriticReport {
  const { score, candidates } = auditionFor(brief, count === null ? {} : { candidates: count });
  const { mark, terms } = critique(score, { brief });
  return {
    mark,
    terms,
    candidates: candidates.map((one) => ({
      candidate: one.candidate,
      mark: markOf(one),
      onPaper: one.onPaper?.mark ?? null,
      heard: one.heard?.mark ?? null,
      terms: one.heard?.terms.map((term) => ({ name: term.name, mark: term.mark })) ?? [],
    })),
  };
}
