import { CHINESE } from './chinese.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { HINDI } from './hindi.ts';
import { JAPANESE } from './japanese.ts';
import type { Language } from './language.ts';
import { PORTUGUESE } from './portuguese.ts';
import { SPANISH } from './spanish.ts';

/** Every language besides English that prompts are read in. */
export const LANGUAGES: readonly Language[] = [CHINESE, JAPANESE, HINDI, SPANISH, PORTUGUESE, GERMAN, FRENCH];
