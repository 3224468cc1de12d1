import type { PatchColour } from './synth-setting.ts';

/** What the synthesisers of a style are like, the most wanted first. A style that is not here takes any patch. */
const ROWS: readonly (readonly [styles: string, colours: readonly PatchColour[]])[] = [
  ['synthwave', ['retro', 'analogue', 'dark']],
  ['darkwave darksynth ebm industrial', ['dark', 'hard', 'retro']],
  ['synthpop synth-pop', ['retro', 'pop', 'bright']],
  ['vaporwave chillwave', ['retro', 'dusty', 'dream']],
  ['edm future-bass hyperpop kpop k-pop', ['big', 'bright', 'club']],
  ['trance psytrance', ['club', 'dream', 'big']],
  ['house disco nu-disco french-house', ['club', 'funk', 'analogue']],
  ['deep-house organic-house garage uk-garage', ['minimal', 'soft', 'club']],
  ['tech-house techno minimal-techno electro', ['minimal', 'hard', 'club']],
  ['drum-and-bass dnb jungle breakbeat', ['dark', 'hard', 'club']],
  ['dubstep', ['hard', 'big', 'dark']],
  ['trap drill phonk', ['dark', 'hard', 'digital']],
  ['hip-hop boom-bap', ['dusty', 'analogue', 'funk']],
  ['lofi', ['dusty', 'soft', 'minimal']],
  ['rnb soul neo-soul', ['soft', 'funk', 'analogue']],
  ['funk', ['funk', 'analogue', 'retro']],
  ['chiptune', ['chip', 'bright', 'hard']],
  ['ambient drone meditation new-age space', ['dream', 'soft', 'film']],
  ['downtempo trip-hop chillout', ['dusty', 'dream', 'dark']],
  ['cinematic documentary suspense', ['film', 'dark', 'dream']],
  ['epic trailer hybrid', ['film', 'hard', 'dark']],
  ['pop pop-rock indie dance-pop', ['pop', 'bright', 'analogue']],
  ['corporate tech', ['pop', 'soft', 'bright']],
  ['rock post-rock', ['analogue', 'dream', 'film']],
  ['afrobeat afrobeats reggaeton latin dancehall amapiano', ['funk', 'pop', 'club']],
  ['acoustic folk jazz bossa piano strings orchestral', ['soft', 'dream', 'analogue']],
];

const byStyle = new Map(ROWS.flatMap(([styles, colours]) => styles.split(' ').map((style) => [style, colours] as const)));

/** What a style's synthesisers are like; nothing for one that takes any. */
export function coloursOf(style: string): readonly PatchColour[] {
  return byStyle.get(style) ?? [];
}
