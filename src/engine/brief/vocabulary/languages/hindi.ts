import { HINDI_WORDS } from './hindi-words.ts';
import type { Language } from './language.ts';

const DIGITS = '०१२३४५६७८९';

export const HINDI: Language = {
  id: 'hi',
  name: 'Hindi',
  words: HINDI_WORDS,
  negationsAfter: [
    [
      'without',
      'के बिना, ke bina, के बगैर, ke bagair, नहीं चाहिए, nahi chahiye, nahin chahiye, मत डालो, mat dalo, mat daalo, मत रखो, mat rakho, न हो, na ho, नहीं हो, nahi ho, हटाओ, hatao, हटा दो, hata do, मत बजाओ, mat bajao',
    ],
    ['not', 'नहीं, nahi, nahin, मत, mat'],
    ['only', 'ही, hi sirf'],
    ['for', 'के लिए, ke liye, ke liya'],
    ['like', 'जैसा, जैसी, जैसे, jaisa, jaisi, jaise, की तरह, ki tarah'],
  ],
  markers:
    'ke ki ka ko hai ho mein aur chahiye bina gaana gana sangeet wala wali ek bahut thoda thodi mujhe banao bana do liye jaisa dhun kuch nahi nahin par se karo gaane',
  basesOf,
  patterns: [
    { expression: /[०-९]{1,6}/uy, english: ([digits = '']) => [...digits].map((digit) => DIGITS.indexOf(digit)).join('') },
    { expression: /(?:डेढ़|डेढ़) मिनट|dedh minute?/iuy, english: () => '90 seconds' },
    { expression: /(?:आधा|आधे) मिनट|aadha minute?/iuy, english: () => '30 seconds' },
    { expression: /([A-G]) (?:मेजर)/uy, english: ([, note = '']) => `${note} major` },
    { expression: /([A-G]) (?:माइनर)/uy, english: ([, note = '']) => `${note} minor` },
  ],
};

/** Gender and number: "-ा" becomes "-ी" and "-े", and in Roman letters "-a" becomes "-i" and "-e". */
function basesOf(word: string): readonly string[] {
  const last = word.slice(-1);
  const stem = word.slice(0, -1);
  if (last === 'ी' || last === 'े') {
    return [`${stem}ा`, stem];
  }

  return last === 'i' || last === 'e'
    ? [`${stem}a`]
    : word.endsWith('ein')
      ? [word.slice(0, -3)]
      : word.endsWith('on')
        ? [word.slice(0, -2)]
        : [];
}
