import { findInstrument, type Instrument, INSTRUMENTS, isExcluded } from '../catalogue/instruments.ts';
import type { InstrumentWish } from '../choosing/wishes.ts';
import { membersOfFamily } from '../vocabulary/families.ts';
import type { InstrumentClaim, WishList } from './wish-list.ts';

type Settled = {
  readonly instruments: readonly InstrumentWish[];
  readonly without: readonly string[];
  readonly onlyInstruments: boolean;
};

/** Weighs wanted against ruled-out instruments: an option beats the prompt, an explicit name beats what only came along, the later beats the earlier. */
export function settleInstruments(list: WishList): Settled {
  let wants: Extract<InstrumentClaim, { kind: 'want' }>[] = [];
  let without: { readonly word: string; readonly claim: Extract<InstrumentClaim, { kind: 'without' }> }[] = [];
  const inOrder = [...list.instruments].sort((left, right) => left.rank - right.rank);
  for (const claim of inOrder) {
    if (claim.kind === 'without') {
      // What was wanted before gives way where nothing of it is left.
      const words = claim.excludes;
      for (const want of wants.filter(({ wish }) => isRuledOut(wish, words))) {
        if (want.rank > 0) {
          Object.assign(want.line, {
            status: 'refused',
            note: `“${claim.line.words}” rules it out: ${claim.rank > want.rank ? 'an option beats the prompt' : 'the later wish counts'}.`,
          });
        }
      }

      wants = wants.filter(({ wish }) => !isRuledOut(wish, words));
      without.push(...words.map((word) => ({ word, claim })));
      continue;
    }

    const members = membersOf(claim.wish);
    if (
      claim.rank === 0 &&
      isRuledOut(
        claim.wish,
        without.map(({ word }) => word),
      )
    ) {
      continue;
    }

    if (
      isRuledOut(
        claim.wish,
        without.map(({ word }) => word),
      )
    ) {
      without = without.flatMap(({ word, claim: ruling }) => {
        const hit = members.some((member) => isExcluded(member, [word]));
        if (!hit) {
          return [{ word, claim: ruling }];
        }

        const others = INSTRUMENTS.filter((instrument) => isExcluded(instrument, [word]) && !members.includes(instrument));
        Object.assign(ruling.line, {
          status: 'approximated',
          note: `“${claim.line.words}” ${claim.rank > ruling.rank ? 'is an option and beats the prompt' : 'comes later and is kept'}; ${others.length > 0 ? 'the rest stays out' : 'so nothing is left out'}.`,
        });
        return others.map(({ id }) => ({ word: id, claim: ruling }));
      });
    }

    wants.push(claim);
  }

  // Textures that only came along with a word ("vinyl") count, but named instruments come first.
  const ordered = [...wants].sort((left, right) => left.line.start - right.line.start);
  const named = ordered.filter(({ rank }) => rank > 0);
  const isAlone = list.soloAfter.length > 0 && named.length === 1 && list.soloAfter.some((line) => line === named[0]?.line);
  return {
    instruments: ordered.map(({ wish }) => wish),
    without: without.map(({ word }) => word),
    onlyInstruments: named.length > 0 && (list.only.some((line) => named.some((want) => want.line === line)) || isAlone),
  };
}

function isRuledOut(wish: InstrumentWish, without: readonly string[]): boolean {
  return membersOf(wish).every((member) => isExcluded(member, without));
}

function membersOf(wish: InstrumentWish): readonly Instrument[] {
  const ids = 'id' in wish ? [wish.id] : membersOfFamily(wish.family);
  return ids.flatMap((id) => findInstrument(id) ?? []);
}
