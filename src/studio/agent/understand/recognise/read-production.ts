import type { MusicChange } from '../../../../engine/score/index.ts';
import type { Clause } from '../clause.ts';

const PRODUCTION =
  /\b(?:make )?(?:the )?(?:mix|sound|master|production|recording)\b.{0,12}\b(brighter|darker|warmer|wider|punchier|cleaner|dirtier|lo-?fi|vintage|airier|drier|wetter|bigger|softer)\b|(?:混音|音色|声音)(?:更|再)?(明亮|暗|温暖|宽)(?:一?[点些])?/u;
/** Treatments of the mix by what is said of it. */
const TREATMENTS: ReadonlyMap<string, string> = new Map([
  ['brighter', 'bright'],
  ['darker', 'dark'],
  ['warmer', 'warm'],
  ['wider', 'wide'],
  ['punchier', 'punchy'],
  ['cleaner', 'clean'],
  ['dirtier', 'gritty'],
  ['lofi', 'vinyl'],
  ['lo-fi', 'vinyl'],
  ['airier', 'airy'],
  ['drier', 'dry'],
  ['wetter', 'reverb'],
  ['bigger', 'wide'],
  ['softer', 'soft'],
  ['明亮', 'bright'],
  ['暗', 'dark'],
  ['温暖', 'warm'],
  ['宽', 'wide'],
]);

/** "make the mix brighter": the sound of the whole, not what is played. */
export function readProduction(clause: Clause): readonly MusicChange[] | null {
  const found = clause.take(PRODUCTION);
  const said = found?.[1] ?? found?.[2];
  return said === undefined ? null : [{ kind: 'production', word: TREATMENTS.get(said) ?? said }];
}
