import { clamp } from '../../kernel/index.ts';
import type { Feeling } from '../brief.ts';
import { findMood, type MoodInfo } from '../vocabulary/moods.ts';
import type { MoodWish, Nudge } from './wishes.ts';

/** Where the words put the music: the feeling, the energy, and which way tempo and mode lean (−1 to 1). */
export type FeelingChoice = { readonly feeling: Feeling; readonly energy: number; readonly tempo: number; readonly mode: number };

/** A middling feeling for prompts that say nothing: pleasant, unobtrusive. */
export const NEUTRAL: FeelingChoice = {
  feeling: { valence: 0.62, brightness: 0.55, tension: 0.2, density: 0.45, space: 0.4 },
  energy: 0.5,
  tempo: 0,
  mode: 0.4,
};

/** How far moods pull away from the style's own feeling; the rest is the style. */
const MOOD_SHARE = 0.72;

/** Averages the moods, weighted, and mixes them with `base`; then applies the nudges. */
export function chooseFeeling(base: FeelingChoice, moods: readonly MoodWish[], nudges: readonly Nudge[]): FeelingChoice {
  const wished = moods.flatMap(({ mood, weight }) => {
    const info = findMood(mood);
    return info === null
      ? []
      : [{ info: weight < 0 ? opposite(info, base) : strengthened(info, weight), weight: weight < 0 ? -weight / 2 : weight }];
  });
  const total = wished.reduce((sum, { weight }) => sum + weight, 0);
  const share = total === 0 ? 0 : MOOD_SHARE * Math.min(1, 0.5 + total / 2);
  const average = (read: (info: MoodInfo) => number, from: number): number =>
    total === 0 ? from : from + share * (wished.reduce((sum, { info, weight }) => sum + weight * read(info), 0) / total - from);
  const nudge = (field: Nudge['field']): number =>
    nudges.reduce((sum, item) => sum + (item.field === field ? item.amount : 0), 0);
  const level = (field: Exclude<keyof Feeling, 'hue'>): number =>
    rounded(clamp(average((info) => info.feeling[field], base.feeling[field]) + nudge(field), 0, 1));

  return {
    feeling: {
      valence: level('valence'),
      brightness: level('brightness'),
      tension: level('tension'),
      density: level('density'),
      space: level('space'),
    },
    energy: rounded(clamp(average((info) => info.energy, base.energy) + nudge('energy'), 0, 1)),
    tempo: clamp(average((info) => info.tempo, base.tempo) + nudge('tempo'), -1, 1),
    mode: clamp(average((info) => info.mode, base.mode) + nudge('mode'), -1, 1),
  };
}

/** "Very sad" lies further from the middle than "sad", "slightly sad" nearer. */
function strengthened(info: MoodInfo, weight: number): MoodInfo {
  const stretch = (value: number, middle: number): number => clamp(middle + (value - middle) * (0.6 + 0.4 * weight), 0, 1);
  const { feeling } = info;
  return {
    ...info,
    feeling: {
      valence: stretch(feeling.valence, 0.5),
      brightness: stretch(feeling.brightness, 0.5),
      tension: stretch(feeling.tension, 0.4),
      density: stretch(feeling.density, 0.45),
      space: stretch(feeling.space, 0.45),
    },
    energy: stretch(info.energy, 0.5),
    tempo: clamp(info.tempo * (0.6 + 0.4 * weight), -1, 1),
  };
}

/** "Not sad" lies on the other side of the base, half as far as sad does: it rules out more than it asks for. */
function opposite(info: MoodInfo, base: FeelingChoice): MoodInfo {
  const mirror = (value: number, middle: number): number => clamp(middle + (middle - value) / 2, 0, 1);
  const { feeling } = info;
  return {
    ...info,
    feeling: {
      valence: mirror(feeling.valence, base.feeling.valence),
      brightness: mirror(feeling.brightness, base.feeling.brightness),
      tension: mirror(feeling.tension, base.feeling.tension),
      density: mirror(feeling.density, base.feeling.density),
      space: mirror(feeling.space, base.feeling.space),
    },
    energy: mirror(info.energy, base.energy),
    tempo: -info.tempo / 2,
    mode: -info.mode / 2,
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
