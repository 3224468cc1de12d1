import type { Item } from '../reading/find-meanings.ts';

/** A "no" and how far it reaches. */
export type Negation = {
  readonly strength: 'no' | 'less';
  readonly takesLists: boolean;
  /** "Not" turns an adjective round and leaves its noun alone. */
  readonly isAdjectival: boolean;
  /** What it has governed so far: an adjective may be followed by its noun, a noun ends the scope. */
  seen: 'nothing' | 'adjective' | 'noun';
};

/** Instruments named with a word of praise are asked for, even after "no … and". */
const PRAISED = /^(?:soft|gentle|light|warm|lush|clean|intimate|mellow|deep|smooth)[ -]/;

/** Whether a "no" still holds for this item. */
export function governs(negation: Negation, item: Item, joined: 'and' | 'or' | 'break' | null, previous: Item | null): boolean {
  if (negation.seen === 'nothing' || joined === 'or') {
    return true;
  }

  if (joined === 'and') {
    // "No drums and bass" rules out both; "no drums and soft piano" asks for the piano.
    const isBare = (previous?.meaning.kind === 'join' || previous?.meaning.kind === 'stop') && !PRAISED.test(item.text);
    return isBare && (negation.seen === 'adjective' ? isAdjective(item) : isNoun(item));
  }

  // "Not too sad piano" still asks for a piano; "no sad piano" does not.
  const isThing = isNoun(item) && item.meaning.kind !== 'unknown';
  const reaches = (isAdjective(item) && !isThing) || (isThing && negation.strength === 'no' && !negation.isAdjectival);
  return negation.seen === 'adjective' && item.before === 'tight' && reaches;
}

/** After a comma a "no" goes on only through a list of bare names that "or" closes (for "without" also "and"). */
export function listGoesOn(items: readonly Item[], from: number, negation: Negation): boolean {
  for (let index = from; index < Math.min(items.length, from + 24); index++) {
    const item = items[index]!;
    const { kind } = item.meaning;
    if (item.before === 'stop') {
      return false;
    }

    if (item.meaning.kind === 'join') {
      return item.meaning.join === 'or' || (negation.takesLists && isNounAt(items, index + 1));
    }

    const isListed = isNoun(item) || (negation.seen === 'adjective' && isAdjective(item)) || kind === 'stop';
    if (!isListed) {
      return false;
    }
  }

  return false;
}

function isNounAt(items: readonly Item[], index: number): boolean {
  const item = items[index];
  return item !== undefined && isNoun(item);
}

function isNoun({ meaning: { kind } }: Item): boolean {
  return (
    kind === 'instrument' ||
    kind === 'vocals' ||
    kind === 'style' ||
    kind === 'melody' ||
    kind === 'unknown' ||
    kind === 'energy' ||
    kind === 'ending'
  );
}

/** Whether a word says how something is. */
export function isAdjective({ meaning: { kind } }: Item): boolean {
  return kind === 'mood' || kind === 'colour' || kind === 'tempo' || kind === 'style' || kind === 'unknown';
}

/** Whether the item before is a loud mood, as in "no heavy drums". */
export function isLoudMood(item: Item | undefined): boolean {
  return (
    item?.meaning.kind === 'mood' &&
    ['heavy', 'aggressive', 'intense', 'powerful', 'explosive', 'frantic', 'driving', 'anthemic'].includes(item.meaning.mood)
  );
}
