import { StudioError } from '../../kernel/index.ts';
import { arpeggio } from './arpeggio.ts';
import { bass } from './bass.ts';
import { blockChords } from './block-chords.ts';
import { boogie } from './boogie.ts';
import { bowls } from './bowls.ts';
import { chipChords } from './chip-chords.ts';
import { cinematicDrums } from './cinematic-drums.ts';
import { comp } from './comp.ts';
import { counterMelody } from './counter-melody.ts';
import { drumKit } from './drum-kit.ts';
import { ensemble } from './ensemble.ts';
import { fingerpick } from './fingerpick.ts';
import { gatedPad } from './gated-pad.ts';
import { pianoFigure } from './piano-figure.ts';
import { imitation } from './imitation.ts';
import { licks } from './licks.ts';
import { melody } from './melody.ts';
import { ostinato } from './ostinato.ts';
import { pad } from './pad.ts';
import { overtones } from './overtones.ts';
import type { Generator } from './part-context.ts';
import { percussion } from './percussion.ts';
import { riff } from './riff.ts';
import { selfAccompaniment } from './self-accompaniment.ts';
import { sequence } from './sequence.ts';
import { soli } from './soli.ts';
import { stabs } from './stabs.ts';
import { strum } from './strum.ts';
import { texture } from './texture.ts';
import { timpani } from './timpani.ts';
import { tremoloLine } from './tremolo-line.ts';
import { transitionEffects } from './transition-effects.ts';
import { twoBarFigure } from './two-bar-figure.ts';

/** Every generator by the name that style files use, a line each. */
export const GENERATORS: ReadonlyMap<string, Generator> = new Map<string, Generator>([
  ['melody', melody],
  ['counter-melody', counterMelody],
  ['drum-kit', drumKit],
  ['percussion', percussion],
  ['cinematic-drums', cinematicDrums],
  ['timpani', timpani],
  ['bass', bass],
  ['transition-effects', transitionEffects],
  ['strum', strum],
  ['fingerpick', fingerpick],
  ['comp', comp],
  ['block-chords', blockChords],
  ['self-accompaniment', selfAccompaniment],
  ['stabs', stabs],
  ['arpeggio', arpeggio],
  ['pad', pad],
  ['ensemble', ensemble],
  ['ostinato', ostinato],
  ['piano-figure', pianoFigure],
  ['riff', riff],
  ['texture', texture],
  ['boogie', boogie],
  ['licks', licks],
  ['tremolo-line', tremoloLine],
  ['two-bar-figure', twoBarFigure],
  ['soli', soli],
  ['imitation', imitation],
  ['sequence', sequence],
  ['gated-pad', gatedPad],
  ['chip-chords', chipChords],
  ['overtones', overtones],
  ['bowls', bowls],
]);

/** The generator of this name; throws for an unknown one, which is a slip in a style file. */
export function generatorNamed(name: string): Generator {
  const generator = GENERATORS.get(name);
  if (generator === undefined) {
    throw new StudioError(
      'score.generator-unknown',
      `Expected one of the generators ${[...GENERATORS.keys()].join(', ')}, came "${name}".`,
    );
  }

  return generator;
}
