import { keyPatterns } from './key-names.ts';
import type { Language } from './language.ts';
import { PORTUGUESE_WORDS } from './portuguese-words.ts';

export const PORTUGUESE: Language = {
  id: 'pt',
  name: 'Portuguese',
  words: PORTUGUESE_WORDS,
  negationsAfter: [],
  markers:
    'menor maior suave alegre com sem para uma um uns umas de do da dos das o os as e que muito não meu minha em por mas como algo mais música faixa fundo quero preciso faça crie estilo seja nem tipo ritmo segundos minutos minuto pra',
  basesOf,
  patterns: keyPatterns({
    notes: ['dó', 'ré', 'mi', 'fá', 'sol', 'lá', 'si'],
    sharp: 'sustenido',
    flat: 'bemol',
    major: 'maior',
    minor: 'menor',
  }),
};

/** Number and gender, "-mente", "-íssimo" and the diminutive. */
function basesOf(word: string): readonly string[] {
  const plural = /(?:oes|aes|aos)$/.test(word)
    ? [`${word.slice(0, -3)}ao`]
    : word.endsWith('is')
      ? [`${word.slice(0, -2)}l`, `${word.slice(0, -2)}il`]
      : word.endsWith('ns')
        ? [`${word.slice(0, -2)}m`]
        : [];
  const singular = word.endsWith('es')
    ? [word.slice(0, -1), word.slice(0, -2)]
    : word.endsWith('s')
      ? [word.slice(0, -1)]
      : [word];
  const masculine = singular.map((form) => (form.endsWith('a') ? `${form.slice(0, -1)}o` : form));
  const adverb = word.endsWith('mente') ? [`${word.slice(0, -6)}o`, word.slice(0, -5)] : [];
  const degree = /^(.{3,})(?:issim|zinh|inh)[oa]s?$/.exec(word)?.[1];
  return [
    ...plural,
    ...singular,
    ...masculine,
    ...adverb,
    ...(degree === undefined ? [] : [`${degree}o`, `${degree}e`, degree, `${degree}a`]),
  ];
}
