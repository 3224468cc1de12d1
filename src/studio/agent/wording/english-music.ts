import { clockOf, rounded, tuneOf } from './told-numbers.ts';
import { mainFacts, type ToldFact, type ToldRevision, worstHitMs } from './told-revision.ts';

/** Hits that are listed one by one. */
const MOST_HITS = 12;

const UNITS: ReadonlyMap<string, string> = new Map([
  ['tempo', ' BPM'],
  ['length', ' s'],
  ['level', ' dB'],
]);

/** What a revision of music changed, in sentences. KEEP IN STEP with `chinese-music.ts`. */
export function tellRevision(revision: ToldRevision): string {
  const { title, facts, refused, keptParts, changedParts, isRefit, isMore = false } = revision;
  const told = mainFacts(facts).map(tellFact);
  const what = told.length === 0 ? 'changed' : told.join(', ');
  const kept = keptParts.length > 0 && changedParts.length > 0 ? ` Kept as they were: ${keptParts.join(', ')}.` : '';
  return [
    `${isMore ? 'With it' : `Done: ${isRefit ? 'the music is fitted to the picture' : `"${title}"`}`}: ${what}.${kept}`,
    ...tellHits(revision),
    ...refused.map(({ reason }) => reason),
  ].join(' ');
}

function tellHits(revision: ToldRevision): readonly string[] {
  const worst = worstHitMs(revision);
  if (worst === null) {
    return [];
  }

  const { hits } = revision;
  const each = hits.slice(0, MOST_HITS).map(({ atSeconds, errorMs }) => `${clockOf(atSeconds * 1000)} (${signed(errorMs)} ms)`);
  const more = hits.length - each.length;
  return [`It lands on ${each.join(', ')}${more > 0 ? ` and ${more} more` : ''}; at worst ${worst} ms off.`];
}

function tellFact({ what, part, before, after }: ToldFact): string {
  const unit = UNITS.get(what) ?? '';
  const value = (fact: string | number | null): string =>
    fact === null || fact === ''
      ? 'none'
      : typeof fact === 'number'
        ? what === 'energy'
          ? `${Math.round(fact * 100)}%`
          : `${rounded(fact)}${unit}`
        : what === 'tune'
          ? tuneOf(fact)
          : fact;
  return `${part === null ? what : `${part} ${what}`} ${value(before)} → ${value(after)}`;
}

function signed(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  return whole > 0 ? `+${whole}` : String(whole);
}
