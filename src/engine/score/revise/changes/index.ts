import type { ChangeKind } from '../revision.ts';
import { addInstruments } from './add-instruments.ts';
import { buildUp } from './build-up.ts';
import { changeBalance } from './change-balance.ts';
import { changeDynamics } from './change-dynamics.ts';
import { changeEnergy } from './change-energy.ts';
import { changeKey, changeMode, transpose } from './change-key.ts';
import { changeProduction } from './change-production.ts';
import { changeStyle } from './change-style.ts';
import { dropOut } from './drop-out.ts';
import { changeEnding, changeHits, changeLength, changeLoop, changeTempo, changeTempoBy } from './fit-form.ts';
import { newBass, newDrums } from './new-rhythm.ts';
import { newChords } from './new-chords.ts';
import { newMelody } from './new-melody.ts';
import { swapInstrument } from './swap-instrument.ts';
import { takeOut } from './take-out.ts';

/** Everything that can be asked of music that is there, in the order of `MusicChange`. */
export const CHANGE_KINDS: readonly ChangeKind[] = [
  changeEnergy,
  changeTempo,
  changeTempoBy,
  changeKey,
  changeMode,
  transpose,
  takeOut,
  addInstruments,
  swapInstrument,
  newMelody,
  newDrums,
  newBass,
  newChords,
  buildUp,
  dropOut,
  changeDynamics,
  changeBalance,
  changeLoop,
  changeEnding,
  changeLength,
  changeHits,
  changeStyle,
  changeProduction,
];
