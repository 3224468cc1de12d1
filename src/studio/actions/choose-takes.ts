import { type BriefHints, readBrief } from '../../engine/brief/index.ts';
import { chooseApart, compose, type Fingerprint, fingerprintOf } from '../../engine/score/index.ts';

/** Steps from seed to seed: odd and large, so that takes of neighbouring seeds never meet. */
const SEED_STEP = 0x9e3779b9;
/** Takes that are written for each that is wanted. */
const WRITTEN_FOR_ONE = 3;

export type TakesWish = {
  readonly prompt: string;
  /** A seed says which take comes first. */
  readonly hints: BriefHints;
  readonly count: number;
  /** As `ComposeOptions` has them; null for the composer's own choice. */
  readonly candidates: number | null;
};

/**
 * Seeds of `count` takes of a prompt that differ as much as can be had: three times as many are written, without a sound, and those are
 * kept that lie farthest apart in tune, harmony, groove, colour and tempo. The first is the prompt's own; the same wish gives the
 * same seeds, and each seed by itself gives its take again.
 */
export function chooseTakes(wish: TakesWish): readonly number[] {
  const { prompt, hints, count, candidates } = wish;
  const first = readBrief(prompt, hints).brief.seed;
  const seeds = Array.from({ length: count === 1 ? 1 : count * WRITTEN_FOR_ONE }, (_, i) => (first + i * SEED_STEP) >>> 0);
  const prints = seeds.map((seed): Fingerprint => {
    const { brief } = readBrief(prompt, { ...hints, seed });
    return fingerprintOf(compose(brief, candidates === null ? {} : { candidates }));
  });
  return chooseApart(prints, count).flatMap((place) => seeds[place] ?? []);
}
