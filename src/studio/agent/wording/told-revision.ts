import type { MusicRevisionFacts } from '../../actions/generate/generate-request.ts';

/** A revision of music as it is told. */
export type ToldRevision = MusicRevisionFacts & {
  readonly title: string;
  /** Whether it was made only because the picture has another length. */
  readonly isRefit: boolean;
  /** Whether new music was told of just before, which this belongs to (default no). */
  readonly isMore?: boolean;
};

export type ToldFact = MusicRevisionFacts['facts'][number];

/** Facts that tell by themselves what changed; the others are told when there are none of these. */
const MAIN = ['tempo', 'key', 'length', 'style', 'instruments', 'instrument', 'production', 'ending', 'tune', 'level', 'energy'];
const MOST_TOLD = 6;

/** The facts that a person is told, at most six. */
export function mainFacts(facts: readonly ToldFact[]): readonly ToldFact[] {
  const main = facts.filter(({ what }) => MAIN.includes(what));
  const told = main.length > 0 ? main : facts.filter(({ what }) => what !== 'form' && what !== 'hits');
  return told.slice(0, MOST_TOLD);
}

/** How far the music lands from the moments it was made for, at worst, in milliseconds; null without any. */
export function worstHitMs({ hits }: Pick<MusicRevisionFacts, 'hits'>): number | null {
  return hits.length === 0 ? null : Math.round(Math.max(...hits.map(({ errorMs }) => Math.abs(errorMs))));
}
