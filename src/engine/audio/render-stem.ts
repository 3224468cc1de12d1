import { gainFromDb, Rng, StudioError } from '../kernel/index.ts';
import { onePolePull } from './dsp/one-pole.ts';
import { SOUNDS } from './instruments/registry.ts';
import { TRIM_DB } from './instruments/trims.ts';
import type { PlayedPart } from './performance.ts';
import type { SoundBank } from './sound-bank.ts';
import type { Stem } from './stem.ts';
import type { Stereo } from './stereo.ts';

/** Sounds one part: dry, `renderSamples` frames, at the loudness that mix recipes expect of its role. The same part gives the same bytes in any process. */
export function renderStem(part: PlayedPart, bank: SoundBank, renderSamples: number): Stem {
  const sound = SOUNDS.get(part.instrument);
  if (sound === undefined) {
    throw new StudioError(
      'audio.instrument-unknown',
      `Expected an instrument of the catalogue, got "${part.instrument}". Pick one of \`cuesmith instruments\`.`,
    );
  }

  const made = sound({ part, samples: renderSamples, bank, rng: new Rng(part.seed).fork(part.instrument) });
  const gain = gainFromDb(TRIM_DB.get(part.instrument) ?? 0);
  for (const audio of made.kind === 'whole' ? [made.audio] : made.pieces.map((piece) => piece.audio)) {
    finish(audio, gain);
  }

  return { partId: part.id, role: part.role, instrument: part.instrument, sound: made };
}

/** What stands below this, Hz, is a fault of a recording and not heard. */
const LOWEST_HZ = 10;

/** Scales in place and takes away what does not move: some recordings of the bank stand beside the zero line. */
function finish({ left, right }: Stereo, gain: number): void {
  const pull = onePolePull(LOWEST_HZ);
  let meanLeft = 0;
  let meanRight = 0;
  for (let i = 0; i < left.length; i++) {
    const l = left[i]! * gain;
    const r = right[i]! * gain;
    meanLeft = l + pull * (meanLeft - l);
    meanRight = r + pull * (meanRight - r);
    left[i] = l - meanLeft;
    right[i] = r - meanRight;
  }
}
