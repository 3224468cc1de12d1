import type { Rng } from '../../kernel/index.ts';
import { STYLE_IDS, type StyleId } from '../brief.ts';
import { findInstrument } from '../catalogue/instruments.ts';
import { MOOD_STYLE_WEIGHTS } from '../vocabulary/mood-styles.ts';
import { styleInfo } from '../vocabulary/styles.ts';
import type { FeelingChoice } from './choose-feeling.ts';
import type { StyleWish, Wishes } from './wishes.ts';

/** The main style, the styles blended in, and the wish the main one came from (null when nobody named a style). */
export type StyleChoice = {
  readonly style: StyleId;
  readonly blend: readonly { readonly style: StyleId; readonly weight: number }[];
  readonly wish: StyleWish | null;
};

const MOST_BLENDED = 3;

/** Where a prompt that points nowhere ends up: music that fits most videos. */
const COMMON_STYLES: readonly StyleId[] = ['acoustic', 'pop', 'corporate'];

/** The style the words name or, when they name none, the one their uses, instruments and moods point to. */
export function chooseStyle(wishes: Wishes, mood: FeelingChoice, rng: Rng): StyleChoice {
  const named = wishes.styles.filter((wish) => wish.weight > 0);
  if (named.length > 0) {
    return chooseNamed(named);
  }

  const scores = new Map<StyleId, number>(STYLE_IDS.map((id) => [id, 0]));
  const add = (style: StyleId, weight: number): void => {
    scores.set(style, (scores.get(style) ?? 0) + weight);
  };

  const moods = wishes.moods.length > 0 ? wishes.moods : wishes.impliedMoods;
  if (wishes.votes.length === 0 && moods.length === 0) {
    COMMON_STYLES.forEach((id) => add(id, 0.5));
  }

  wishes.votes.forEach(({ style, weight }) => add(style, weight));
  // A use says more about the style than a mood does.
  const moodShare = wishes.votes.length > 0 ? 0.6 : 1;
  for (const { mood: word, weight } of moods) {
    for (const [style, votes] of MOOD_STYLE_WEIGHTS.get(word) ?? []) {
      add(style, (moodShare * votes * weight) / Math.max(1, moods.length));
    }
  }

  // Where moods say little, the style whose usual feeling lies nearest wins.
  STYLE_IDS.forEach((id) => add(id, moodShare * (1 - distance(id, mood)) - misfit(id, wishes)));
  wishes.avoidedStyles.forEach((style) => add(style, -100));
  const best = Math.max(...scores.values());
  const near = STYLE_IDS.filter((id) => (scores.get(id) ?? 0) >= best - 0.12);
  const style = rng.weighted(near, (id) => 0.12 + 0.02 - (best - (scores.get(id) ?? 0)));
  return { style, blend: [], wish: null };
}

function chooseNamed(named: readonly StyleWish[]): StyleChoice {
  const weights = new Map<StyleId, number>();
  for (const { style, weight } of named) {
    weights.set(style, (weights.get(style) ?? 0) + weight);
  }

  const ids = [...weights.keys()];
  const weightOf = (id: StyleId): number => weights.get(id) ?? 0;
  const style = ids.reduce((best, id) => (weightOf(id) > weightOf(best) ? id : best));
  const others = ids
    .filter((id) => id !== style)
    .sort((left, right) => weightOf(right) - weightOf(left) || ids.indexOf(left) - ids.indexOf(right));
  const kept = others.slice(0, MOST_BLENDED);
  const total = weightOf(style) + kept.reduce((sum, id) => sum + weightOf(id), 0);
  const wish = named.reduce<StyleWish | null>(
    (best, item) => (item.style === style && (best === null || item.weight > best.weight) ? item : best),
    null,
  );
  return { style, blend: kept.map((id) => ({ style: id, weight: Math.round((weightOf(id) / total) * 100) / 100 })), wish };
}

/** How badly the asked instruments sit in a style that is made of one section. */
function misfit(id: StyleId, { instruments }: Wishes): number {
  if (instruments.length === 0) {
    return 0;
  }

  const families = instruments.map((wish) => ('id' in wish ? findInstrument(wish.id)?.family : wish.family));
  if (id === 'piano' || id === 'strings') {
    return (families.includes(id) ? 0 : 0.8) + (families.includes('drums') ? 0.8 : 0);
  }

  return (id === 'ambient' || id === 'orchestral') && families.includes('drums') ? 0.5 : 0;
}

function distance(id: StyleId, mood: FeelingChoice): number {
  const { feeling, energy } = styleInfo(id);
  const gaps = [
    feeling.valence - mood.feeling.valence,
    feeling.brightness - mood.feeling.brightness,
    feeling.tension - mood.feeling.tension,
    feeling.density - mood.feeling.density,
    feeling.space - mood.feeling.space,
    2 * (energy - mood.energy),
  ];
  return Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0));
}
