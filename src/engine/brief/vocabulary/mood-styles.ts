import { STYLE_IDS, type StyleId } from '../brief.ts';

type Row = readonly [moods: string, styles: { readonly [id in StyleId]?: number }];

/** Which styles moods point to when no style, use or instrument is named. */
const ROWS: readonly Row[] = [
  ['happy, cheerful, joyful, upbeat, friendly, carefree', { acoustic: 0.7, pop: 0.6, corporate: 0.3, funk: 0.2 }],
  ['sunny, tropical, fresh, springlike', { acoustic: 0.7, pop: 0.4, bossa: 0.4, house: 0.2 }],
  ['playful, fun, bouncy, cute', { acoustic: 0.6, pop: 0.5, funk: 0.3, kids: 0.4 }],
  ['quirky, silly, whimsical, curious', { acoustic: 0.4, orchestral: 0.5, pop: 0.3 }],
  ['magical', { orchestral: 0.8, cinematic: 0.5 }],
  ['optimistic, uplifting, inspiring, motivational', { corporate: 0.8, cinematic: 0.4, pop: 0.3, acoustic: 0.3 }],
  ['hopeful', { cinematic: 0.6, piano: 0.5, corporate: 0.4 }],
  ['celebratory, party, danceable', { house: 0.7, edm: 0.6, funk: 0.5, disco: 0.5, pop: 0.5 }],
  ['groovy, strutting', { funk: 0.9, disco: 0.5, house: 0.4 }],
  ['vibrant, youthful, catchy', { pop: 0.8, acoustic: 0.3, house: 0.2 }],
  ['innocent', { piano: 0.6, acoustic: 0.5 }],
  ['energetic, exciting, driving, sporty', { rock: 0.6, edm: 0.6, pop: 0.3, house: 0.3 }],
  ['explosive, aggressive, angry, frantic', { rock: 0.7, trap: 0.5, edm: 0.4 }],
  ['powerful, intense', { epic: 0.7, rock: 0.5 }],
  ['triumphant, heroic, majestic, anthemic, stirring', { epic: 0.9, orchestral: 0.6 }],
  ['sweeping, adventurous', { cinematic: 0.7, epic: 0.6, orchestral: 0.6 }],
  ['dramatic', { cinematic: 0.8, epic: 0.6 }],
  ['confident, edgy, rugged', { 'hip-hop': 0.7, rock: 0.5, funk: 0.3 }],
  ['determined', { cinematic: 0.5, rock: 0.4, corporate: 0.4 }],
  ['futuristic', { synthwave: 0.9, edm: 0.4 }],
  ['techy', { corporate: 0.7, house: 0.4, synthwave: 0.3 }],
  ['sexy, cool', { funk: 0.4, 'hip-hop': 0.5, jazz: 0.4, lofi: 0.3 }],
  ['romantic, tender, intimate, beautiful', { piano: 0.7, acoustic: 0.5, strings: 0.4, jazz: 0.2 }],
  ['heartfelt, heartwarming, warm, grateful', { acoustic: 0.6, piano: 0.6 }],
  ['emotional, sentimental, bittersweet, wistful', { piano: 0.8, cinematic: 0.6, strings: 0.3 }],
  ['nostalgic', { piano: 0.4, lofi: 0.5, acoustic: 0.4, synthwave: 0.2 }],
  ['gentle', { piano: 0.6, acoustic: 0.6 }],
  ['elegant', { strings: 0.5, piano: 0.5, jazz: 0.4, bossa: 0.3 }],
  ['dreamy, ethereal', { ambient: 0.9, synthwave: 0.3 }],
  ['thoughtful', { piano: 0.8, ambient: 0.4 }],
  ['soulful', { soul: 0.9, 'hip-hop': 0.3, jazz: 0.5, lofi: 0.3 }],
  ['patriotic', { orchestral: 0.9 }],
  ['rustic', { folk: 1, country: 0.5, bluegrass: 0.4 }],
  ['timeless', { piano: 0.4, orchestral: 0.4, jazz: 0.3 }],
  ['calm, peaceful, soothing', { piano: 0.5, ambient: 0.5, acoustic: 0.4 }],
  ['relaxing, chill, lazy, focused', { lofi: 0.9, bossa: 0.2, acoustic: 0.2 }],
  ['serene, sleepy, spacious', { ambient: 1 }],
  ['meditative', { meditation: 1, ambient: 0.6 }],
  ['quiet, minimal', { piano: 0.6, ambient: 0.4 }],
  ['smooth', { 'smooth-jazz': 0.8, jazz: 0.5, lofi: 0.3 }],
  ['atmospheric', { ambient: 0.7, cinematic: 0.4, downtempo: 0.2 }],
  ['hypnotic', { techno: 0.7, ambient: 0.5, 'deep-house': 0.3 }],
  ['rainy, late night', { lofi: 0.9, jazz: 0.3 }],
  ['morning', { acoustic: 0.7, piano: 0.3 }],
  ['sunset', { lofi: 0.4, acoustic: 0.4, house: 0.2 }],
  ['neutral', { corporate: 0.6 }],
  ['natural, wintry, autumnal', { ambient: 0.4, piano: 0.4, cinematic: 0.4, acoustic: 0.3 }],
  ['sad, melancholic, sorrowful, heartbroken, lonely', { piano: 1, strings: 0.5, cinematic: 0.3 }],
  ['somber, gloomy', { piano: 0.5, strings: 0.6, cinematic: 0.5 }],
  ['dark, brooding, ominous, scary, creepy, apocalyptic, dangerous', { cinematic: 1, ambient: 0.2 }],
  ['mysterious, tense, suspenseful, anxious, stormy, investigative', { cinematic: 1 }],
  ['heavy', { rock: 0.8, trap: 0.4 }],
  ['sneaky', { jazz: 0.6, orchestral: 0.5, cinematic: 0.2 }],
  ['noir', { jazz: 1.1 }],
  ['exotic', { cinematic: 0.8, folk: 0.3 }],
  ['surreal, cold blooded', { ambient: 0.6, cinematic: 0.5 }],
];

/** For each mood that points to styles: style and weight, about 0–1. */
export const MOOD_STYLE_WEIGHTS: ReadonlyMap<string, readonly (readonly [StyleId, number])[]> = new Map(
  ROWS.flatMap(([moods, styles]) => moods.split(', ').map((mood) => [mood, entriesOf(styles)])),
);

function entriesOf(styles: Row[1]): (readonly [StyleId, number])[] {
  return STYLE_IDS.flatMap((id) => {
    const weight = styles[id];
    return weight === undefined ? [] : [[id, weight] as const];
  });
}
