import { describe, expect, it } from 'vitest';
import { readBrief } from '../../index.ts';
import { findMeanings } from '../../reading/find-meanings.ts';
import { lex } from '../../reading/lex.ts';
import { translate } from '../../reading/translate.ts';
import { LANGUAGES } from './index.ts';

const has = (...items: readonly unknown[]): unknown => expect.arrayContaining([...items]);

/** What is said in another language, and what must be in the brief. */
const PROMPTS: readonly (readonly [prompt: string, brief: object])[] = [
  [
    '轻快的吉他音乐，30秒，不要鼓',
    { instruments: ['acoustic-guitar'], without: ['drums'], durationSeconds: 30, moods: ['cheerful'] },
  ],
  [
    '一分半钟，速度120，C小调悲伤的钢琴曲',
    { durationSeconds: 90, tempoBpm: 120, key: { tonic: 'C', mode: 'minor' }, moods: ['sad'] },
  ],
  ['降E大调史诗配乐，3/4拍', { style: 'epic', key: { tonic: 'Eb', mode: 'major' }, meter: '3/4' }],
  ['七成爵士，三成波萨诺瓦', { style: 'jazz', blend: has({ style: 'bossa', weight: 0.3 }) }],
  [
    'música alegre de guitarra acústica sin batería ni voces',
    { instruments: ['acoustic-guitar'], without: ['drums', 'vocals'], moods: ['happy'] },
  ],
  ['piano triste en la menor', { key: { tonic: 'A', mode: 'minor' }, moods: ['sad'] }],
  ['musica para yoga, tranquila, sin percusion', { moods: ['calm'], without: ['percussion'] }],
  [
    'trilha sonora calma com violão, sem bateria, um minuto e meio',
    { instruments: ['nylon-guitar'], without: ['drums'], durationSeconds: 90 },
  ],
  [
    'fröhliche Hintergrundmusik, ohne Schlagzeug, mit Ukulele, 45 Sekunden',
    { instruments: ['ukulele'], without: ['drums'], durationSeconds: 45 },
  ],
  ['froehliche Musik ohne Schlagzeug', { moods: ['happy'], without: ['drums'] }],
  ['düstere Klaviermusik in c-Moll, nicht zu langsam', { style: 'piano', key: { tonic: 'C', mode: 'minor' }, moods: ['dark'] }],
  [
    'musique douce au piano en sol majeur, sans batterie',
    { moods: ['gentle'], key: { tonic: 'G', mode: 'major' }, without: ['drums'] },
  ],
  [
    '明るくて楽しいウクレレのBGM、30秒、ドラムなし',
    { instruments: ['ukulele'], without: ['drums'], durationSeconds: 30, moods: ['cheerful', 'happy'] },
  ],
  ['ボサノバ、ボーカルとドラムは入れないで、1分半', { style: 'bossa', without: ['vocals', 'drums'], durationSeconds: 90 }],
  ['イ短調の切ないピアノ曲', { key: { tonic: 'A', mode: 'minor' }, moods: ['wistful'] }],
  ['शांत पियानो संगीत बिना ड्रम, ३० सेकंड', { moods: ['calm'], without: ['drums'], durationSeconds: 30 }],
  ['udaas piano dhun, drum ke bina, 1 minute', { moods: ['sad'], without: ['drums'], durationSeconds: 60 }],
  ['a chill track with guitarra española', { moods: ['chill'], instruments: ['nylon-guitar'] }],
  ['música de piano with soft strings and no drums', { without: ['drums'] }],
];

describe('other languages', () => {
  it.each(PROMPTS)('%s', (prompt, expected) => {
    expect(readBrief(prompt).brief).toMatchObject(expected);
  });

  it('have at least 250 words each, Chinese far more', () => {
    for (const { id, words } of LANGUAGES) {
      const count = words.reduce((sum, [english, said]) => sum + (english === '' ? 0 : said.split(', ').length), 0);
      expect(count, id).toBeGreaterThan(id === 'zh' ? 1500 : 500);
    }
  });

  it('lead only to English that is known', () => {
    const numbers = /^(?:title|one|two|three|four|five|ten|fifteen|twenty|thirty|forty|forty five|sixty|ninety)$/;
    for (const { id, words, negationsAfter } of LANGUAGES) {
      for (const [english] of [...words, ...negationsAfter]) {
        const unknown = findMeanings(lex(english)).filter(({ meaning }) => meaning.kind === 'unknown');
        expect(numbers.test(english) ? [] : unknown, `${id}: ${english}`).toEqual([]);
      }
    }
  });

  it('quote the prompt, in order and without overlaps', () => {
    for (const [prompt] of PROMPTS) {
      let last = 0;
      for (const { words, start, end } of readBrief(prompt).receipt) {
        expect(prompt.slice(start, end)).toBe(words);
        expect(start).toBeGreaterThanOrEqual(last);
        last = end;
      }
    }
  });

  it('leave English as it is', () => {
    for (const prompt of ['funk in E dorian, no drums', 'sad piano with a hint of jazz', 'a chanson', 'zorblax quux 🎉']) {
      expect(translate(prompt)).toEqual({ text: prompt, pieces: null });
    }
  });
});
