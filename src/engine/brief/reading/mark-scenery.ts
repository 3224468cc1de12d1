import { findInstrument } from '../catalogue/instruments.ts';
import type { Item, ReadMeaning } from './find-meanings.ts';

/** Textures heard of in a picture colour the mood; they are not asked for. */
const TEXTURE_MOODS: ReadonlyMap<string, string> = new Map([
  ['rain', 'rainy'],
  ['vinyl', 'nostalgic'],
  ['tape-hiss', 'nostalgic'],
]);
/** Purposes that music is compared with rather than pictured in: "like a film trailer". */
const HEARD_USES = new Set(['film', 'documentary', 'nature documentary', 'menu music', 'youtube', 'jingle for', 'hold music']);
/** What a length word may stand before and not mean the length of the music: "long reverb tails", "a long car journey". */
const OWN_LENGTH = new Set(['instrument', 'colour', 'unknown', 'vocals', 'absent', 'melody', 'scene', 'number', 'use']);
/** Words of the energy's course that are also things. */
const THINGS =
  /^(?:buildings?|waves?|drops?|break|breaks|fall|falls|rise|rises|climb|climbs|bursts?|pause|peak|peaks|swells?|arc|arcs|changes)$/;
/** A number that stands alone between commas is a tempo when it can be one, BPM. */
const SLOWEST_BARE = 60;
const FASTEST_BARE = 200;
const ARTICLE = /^(?:a|an|the|old|this|that|these|those|of|in|my|our|his|her|their|its|some|every|last|first)$/;
const MUSICAL = new Set(['request', 'frame', 'energy', 'ending', 'plain', 'duration', 'use']);

/**
 * Tells what is asked for from what is only pictured. "Like rain on a window at 3am" brings a mood and no rain; in "a long car
 * journey" nothing is said of the music's length; "the old building" does not build.
 */
export function markScenery(items: readonly Item[]): readonly Item[] {
  let isPicture = false;
  return items.map((item, index) => {
    const { kind } = item.meaning;
    if (item.before !== 'tight' || kind === 'break' || kind === 'phase' || kind === 'negate') {
      isPicture = false;
    }

    if (kind === 'scene' || kind === 'likeness') {
      isPicture = true;
      return item;
    }

    const picture = isPicture ? pictureOf(item.meaning) : thingOf(items, index);
    return picture === null ? item : { ...item, meaning: picture };
  });
}

/** What a meaning is inside a picture, or null where it stays what it is. */
function pictureOf(meaning: ReadMeaning): ReadMeaning | null {
  switch (meaning.kind) {
    case 'instrument': {
      const id = 'id' in meaning.target ? meaning.target.id : null;
      const isTexture = id !== null && findInstrument(id)?.family === 'texture';
      return isTexture ? { kind: 'picture', mood: TEXTURE_MOODS.get(id) ?? null, isFaint: false } : null;
    }

    case 'use':
      return HEARD_USES.has(meaning.name) ? null : { kind: 'picture', mood: meaning.moods[0] ?? null, isFaint: true };
    case 'length-word':
    case 'absent':
    case 'vocals':
    case 'energy':
    case 'ending':
    case 'time':
    case 'unknown':
    case 'number':
    case 'plain':
      return { kind: 'picture', mood: null, isFaint: false };
    default:
      return null;
  }
}

/** Length words, moments and courses of the energy that belong to something else than the music. */
function thingOf(items: readonly Item[], index: number): ReadMeaning | null {
  const { meaning, text } = items[index]!;
  const next = items[index + 1];
  const isNextTight = next !== undefined && next.before === 'tight';
  if (meaning.kind === 'length-word') {
    const isOwned =
      isNextTight && OWN_LENGTH.has(next.meaning.kind) && !(next.meaning.kind === 'use' && next.meaning.durationSeconds !== null);
    return isOwned && text !== 'extended' ? { kind: 'picture', mood: null, isFaint: true } : null;
  }

  if (
    meaning.kind === 'loop' &&
    /^loops?$/.test(text) &&
    items[index]!.before === 'tight' &&
    items[index - 1]?.meaning.kind === 'instrument'
  ) {
    // A "piano loop" is a figure; the piece need not run into its own start.
    return { kind: 'frame' };
  }

  if (meaning.kind === 'number' && items[index]!.before !== 'tight' && !isNextTight) {
    const bpm = Number(text);
    return Number.isInteger(bpm) && bpm >= SLOWEST_BARE && bpm <= FASTEST_BARE
      ? { kind: 'tempo-number', low: bpm, high: bpm, isExact: true }
      : null;
  }

  if (meaning.kind === 'time' && 'fraction' in meaning.at) {
    const after = isNextTight && next.text === 'of' ? items.slice(index + 2, index + 4) : [];
    return after.length > 0 && !after.some((item) => MUSICAL.has(item.meaning.kind))
      ? { kind: 'picture', mood: null, isFaint: false }
      : null;
  }

  if (meaning.kind === 'energy' && THINGS.test(text)) {
    const previous = items[index - 1];
    const isNamed = previous !== undefined && items[index]!.before === 'tight' && ARTICLE.test(previous.text) && index > 1;
    const isOf = isNextTight && next.text === 'of';
    const isDrop = text.startsWith('drop') && !isOf;
    return (isNamed || isOf) && !isDrop && !(isNextTight && next.text === 'at')
      ? { kind: 'picture', mood: null, isFaint: false }
      : null;
  }

  return null;
}
