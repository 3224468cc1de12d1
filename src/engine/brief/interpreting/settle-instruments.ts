import type { StyleId } from '../brief.ts';
import { findInstrument, type Instrument, INSTRUMENTS, isExcluded } from '../catalogue/instruments.ts';
import type { InstrumentWish } from '../choosing/wishes.ts';
import { membersOfFamily } from '../vocabulary/families.ts';
import type { InstrumentClaim, WishList } from './wish-list.ts';

type Settled = {
  readonly instruments: readonly InstrumentWish[];
  readonly without: readonly string[];
  readonly onlyInstruments: boolean;
};
type Want = Extract<InstrumentClaim, { kind: 'want' }>;
type Ruling = Extract<InstrumentClaim, { kind: 'without' }>;

/** Claims under the name they are about, so that a long prompt that says a thing often costs no more than one that says it once. */
type Standing = { readonly wants: Map<string, Want[]>; readonly rulings: Map<string, Ruling[]> };

/** Weighs wanted against ruled-out instruments: an option beats the prompt, an explicit name beats what only came along, the later beats the earlier. */
export function settleInstruments(list: WishList): Settled {
  const standing: Standing = { wants: new Map(), rulings: new Map() };
  for (const claim of [...list.instruments].sort((left, right) => left.rank - right.rank)) {
    if (claim.kind === 'without') {
      ruleOut(standing, claim);
    } else {
      want(standing, claim);
    }
  }

  const wants = [...standing.wants.values()].flat().sort((left, right) => left.line.start - right.line.start);
  const named = wants.filter(({ rank }) => rank > 0);
  const namedLines = new Set(named.map(({ line }) => line));
  // "Solo piano, rain on the window" is still a solo.
  const players = [...standing.wants.values()].filter(([first]) => first !== undefined && !isTexture(first.wish));
  const isAlone = players.length === 1 && !hasBand(list) && list.soloAfter.some((line) => namedLines.has(line));
  return {
    instruments: [...new Map(wants.map(({ wish }) => [keyOf(wish), wish])).values()],
    without: [...standing.rulings.keys()],
    onlyInstruments: isAlone || list.only.some((line) => namedLines.has(line)),
  };
}

/** Styles that are a band by themselves: a "solo violin" in them stands in front of it. */
const BAND_STYLES: readonly StyleId[] = [
  'pop',
  'lofi',
  'hip-hop',
  'trap',
  'house',
  'edm',
  'synthwave',
  'cinematic',
  'epic',
  'orchestral',
  'rock',
  'funk',
  'corporate',
  'deep-house',
  'tech-house',
  'techno',
  'trance',
  'drum-and-bass',
  'synthpop',
  'chiptune',
  'downtempo',
  'indie',
  'pop-rock',
  'post-rock',
  'blues',
  'country',
  'bluegrass',
  'disco',
  'soul',
  'reggae',
  'boom-bap',
  'swing',
  'smooth-jazz',
  'latin',
  'salsa',
  'afrobeat',
  'kids',
  'holiday',
  'celtic',
  'gospel',
];

function hasBand({ styles }: WishList): boolean {
  return styles.some(({ wish }) => BAND_STYLES.includes(wish.style));
}

/** What was wanted before gives way where nothing of it is left. */
function ruleOut({ wants, rulings }: Standing, claim: Ruling): void {
  for (const [key, claims] of wants) {
    const first = claims[0];
    if (first === undefined || !isRuledOut(first.wish, claim.excludes)) {
      continue;
    }

    for (const { rank, line } of claims) {
      if (rank > 0) {
        const reason = claim.rank > rank ? 'an option beats the prompt' : 'the later wish counts';
        Object.assign(line, { status: 'refused', note: `“${claim.line.words}” rules it out: ${reason}.` });
      }
    }

    wants.delete(key);
  }

  for (const word of claim.excludes) {
    const claims = rulings.get(word);
    if (claims === undefined) {
      rulings.set(word, [claim]);
    } else {
      claims.push(claim);
    }
  }
}

/** What was ruled out before is let back in as far as this wish needs it. */
function want({ wants, rulings }: Standing, claim: Want): void {
  const isOut = isRuledOut(claim.wish, [...rulings.keys()]);
  if (isOut && claim.rank === 0) {
    return;
  }

  if (isOut) {
    const members = membersOf(claim.wish);
    for (const [word, claims] of [...rulings]) {
      if (!members.some((member) => isExcluded(member, [word]))) {
        continue;
      }

      rulings.delete(word);
      const others = INSTRUMENTS.filter((instrument) => isExcluded(instrument, [word]) && !members.includes(instrument));
      others.forEach(({ id }) => rulings.set(id, [...claims]));
      for (const { rank, line } of claims) {
        const reason = claim.rank > rank ? 'is an option and beats the prompt' : 'comes later and is kept';
        const rest = others.length > 0 ? 'the rest stays out' : 'so nothing is left out';
        Object.assign(line, { status: 'approximated', note: `“${claim.line.words}” ${reason}; ${rest}.` });
      }
    }
  }

  const key = keyOf(claim.wish);
  const claims = wants.get(key);
  if (claims === undefined) {
    wants.set(key, [claim]);
  } else {
    claims.push(claim);
  }
}

function isRuledOut(wish: InstrumentWish, without: readonly string[]): boolean {
  return membersOf(wish).every((member) => isExcluded(member, without));
}

function membersOf(wish: InstrumentWish): readonly Instrument[] {
  const ids = 'id' in wish ? [wish.id] : membersOfFamily(wish.family);
  return ids.flatMap((id) => findInstrument(id) ?? []);
}

function isTexture(wish: InstrumentWish): boolean {
  return 'id' in wish && findInstrument(wish.id)?.family === 'texture';
}

function keyOf(wish: InstrumentWish): string {
  return 'id' in wish ? wish.id : `family ${wish.family}`;
}
