import { describe, expect, it } from 'vitest';
import { readBrief } from '../index.ts';
import { findSynonym } from './find-synonym.ts';

/** Words chosen by hand before the table was looked at, with the moods that a person would accept for them. */
const EXPECTED: readonly (readonly [words: string, moods: string])[] = [
  ['jovial mirthful jocund gleeful merrymaking', 'cheerful happy joyful celebratory'],
  ['lugubrious doleful plaintive mournful dolorous lachrymose', 'sorrowful sad somber melancholic'],
  ['morose sullen glum dejected despondent forlorn', 'gloomy sad melancholic dark brooding lonely'],
  ['irate wrathful infuriated enraged indignant', 'angry aggressive'],
  ['tranquil halcyon placid unruffled imperturbable', 'calm peaceful serene'],
  ['lethargic torpid indolent slothful lackadaisical', 'lazy sleepy dreamy'],
  ['bellicose belligerent pugnacious truculent combative', 'aggressive angry'],
  ['dauntless intrepid audacious plucky valorous', 'confident heroic adventurous determined'],
  ['sinister malevolent nefarious baleful minatory', 'ominous dark'],
  ['gruesome ghastly grisly macabre', 'creepy scary'],
  ['fearsome frightful horrendous petrifying', 'scary'],
  ['frenzied hysterical feverish berserk', 'frantic exciting angry'],
  ['jubilant exultant rapturous elated ecstatic', 'joyful celebratory exciting happy triumphant'],
  ['enigmatic inscrutable esoteric cryptic', 'mysterious curious'],
  ['debonair dapper urbane genteel', 'cool elegant playful'],
  ['opulent sumptuous deluxe palatial', 'elegant decadent majestic'],
  ['lissom willowy beauteous ravishing comely', 'beautiful'],
  ['languorous languid listless', 'lazy dreamy'],
  ['rollicking frolicsome impish elfin puckish', 'playful sassy'],
  ['ludicrous ridiculous farcical absurd nonsensical', 'silly quirky surreal'],
  ['bizarre outlandish freakish grotesque', 'surreal quirky'],
  ['amorous enamored smitten lovestruck', 'romantic'],
  ['affable amiable cordial genial', 'friendly cheerful'],
  ['steely unwavering dogged tenacious unyielding', 'determined stoic'],
  ['perilous treacherous hazardous parlous', 'dangerous'],
  ['apprehensive overwrought distraught panicky', 'anxious tense'],
  ['restful reposeful', 'relaxing calm'],
  ['somnolent soporific drowsy', 'sleepy'],
  ['clandestine furtive surreptitious covert', 'sneaky'],
  ['colossal gargantuan mammoth titanic', 'anthemic majestic'],
  ['wistful yearning', 'wistful'],
  ['regal princely kingly', 'majestic decadent aristocratic'],
  ['bucolic agrestic arcadian', 'rustic'],
  ['seductive alluring titillating voluptuous', 'sexy exciting'],
  ['whimsical capricious fanciful', 'whimsical'],
  ['inebriated tipsy besotted', 'giddy'],
  ['downcast crestfallen disheartened woebegone', 'sad gloomy melancholic sorrowful'],
  ['ferocious savage feral barbarous', 'aggressive intense'],
];
/** Words that say nothing of music: anything made of them would be a guess. */
const NEUTRAL =
  'parliamentary biannual chemical municipal bilateral rectangular pharmaceutical contractual orthopedic invoice spreadsheet carburetor photosynthesis geographic numerical alphabetical syntactic fiscal legislative geometric metabolic vertebrate ceramic wooden plastic polyester agricultural dermal veterinary administrative statistical residential postal maritime mandatory optional previous subsequent adjacent parallel vertical diagonal'.split(
    ' ',
  );

function moodsOf(word: string): readonly string[] {
  return readBrief(`${word} tune`, { style: 'pop' }).brief.moods;
}

describe('words that the vocabulary lacks', () => {
  it('are understood as what a person would accept, or not at all', () => {
    const wrong: string[] = [];
    let understood = 0;
    let count = 0;
    for (const [words, moods] of EXPECTED) {
      for (const word of words.split(' ')) {
        count++;
        const [mood] = moodsOf(word);
        if (mood !== undefined) {
          understood++;
          if (!moods.split(' ').includes(mood)) {
            wrong.push(`${word}: ${mood}`);
          }
        }
      }
    }

    expect(count).toBeGreaterThanOrEqual(150);
    expect(wrong.length / understood, wrong.join(', ')).toBeLessThan(0.08);
    expect(understood / count).toBeGreaterThan(0.7);
  });

  it('are left alone when they say nothing of music', () => {
    const guessed = NEUTRAL.filter((word) => findSynonym(word) !== null || moodsOf(word).length > 0);
    expect(guessed.length, guessed.join(' ')).toBeLessThanOrEqual(1);
  });

  it('are said in the receipt to be understood as another word', () => {
    const line = readBrief('a lugubrious waltz').receipt.find(({ words }) => words === 'lugubrious');
    expect(line).toMatchObject({ status: 'approximated', note: expect.stringContaining('Understood as “') });
  });
});
