import { CHINESE } from './chinese.ts';
import type { Language } from './language.ts';

/** Every language besides English that prompts are read in. */
export const LANGUAGES: readonly Language[] = [CHINESE];
