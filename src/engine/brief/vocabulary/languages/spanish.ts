import { SPANISH_WORDS } from './spanish-words.ts';
import { keyPatterns } from './key-names.ts';
import type { Language } from './language.ts';

export const SPANISH: Language = {
  id: 'es',
  name: 'Spanish',
  words: SPANISH_WORDS,
  negationsAfter: [],
  markers:
    'el la menor mayor suave alegre con sin para una un unos unas de del el los las y que muy mi en por pero como algo más música canción pista fondo quiero necesito hazme dame estilo sea ni tipo ritmo segundos minutos minuto',
  basesOf,
  patterns: keyPatterns({
    notes: ['do', 're', 'mi', 'fa', 'sol', 'la', 'si'],
    sharp: 'sostenido',
    flat: 'bemol',
    major: 'mayor',
    minor: 'menor',
  }),
};

/** Number and gender, "-mente", "-ísimo" and the diminutive. */
function basesOf(word: string): readonly string[] {
  const singular = word.endsWith('es')
    ? [word.slice(0, -1), word.slice(0, -2)]
    : word.endsWith('s')
      ? [word.slice(0, -1)]
      : [word];
  const masculine = singular.map((form) => (form.endsWith('a') ? `${form.slice(0, -1)}o` : form));
  const adverb = word.endsWith('mente') ? [`${word.slice(0, -6)}o`, word.slice(0, -5)] : [];
  const degree = /^(.{3,})(?:isim|cit|it)[oa]s?$/.exec(word)?.[1];
  return [
    ...singular,
    ...masculine,
    ...adverb,
    ...(degree === undefined ? [] : [`${degree}o`, `${degree}e`, degree, `${degree}a`]),
  ];
}
