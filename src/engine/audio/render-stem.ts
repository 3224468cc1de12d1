import { gainFromDb, Rng, StudioError } from '../kernel/index.ts';
import { onePolePull } from './dsp/one-pole.ts';
import { addPairs, multiplyPairs, subtractPairs } from './lanes/instructions.ts';
import { StereoLoop } from './lanes/stereo-loop.ts';
import { SOUNDS } from './instruments/registry.ts';
import { PATCH_TRIM_DB } from './instruments/synth/patch-trims.ts';
import { patchesOf } from './instruments/synth/patches/index.ts';
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
  const patch = part.patch ?? patchesOf(part.instrument)[0]?.id ?? '';
  const gain = gainFromDb(PATCH_TRIM_DB.get(patch) ?? TRIM_DB.get(part.instrument) ?? 0);
  return { partId: part.id, role: part.role, instrument: part.instrument, sound: finished(made, gain) };
}

/** What stands below this, Hz, is a fault of a recording and not heard. */
const LOWEST_HZ = 10;

/** Scales and takes away the mean: `l = gain x`, `mean = l + pull (mean − l)`, `y = l − mean`. */
const SETTLING = new StereoLoop({ constants: 2, state: 1 }, ({ frame, constants: [gain, pull], state: [mean] }) => [
  ...frame.set(multiplyPairs(frame.value, gain!)),
  ...mean!.set(addPairs(frame.value, multiplyPairs(pull!, subtractPairs(mean!.value, frame.value)))),
  ...frame.set(subtractPairs(frame.value, mean!.value)),
]);

function finished(sound: Stem['sound'], gain: number): Stem['sound'] {
  return sound.kind === 'whole'
    ? { kind: 'whole', audio: finish(sound.audio, gain) }
    : { kind: 'kit', pieces: sound.pieces.map(({ piece, play }) => ({ piece, play: () => finish(play(), gain) })) };
}

/** Scales in place and takes away what does not move: some recordings of the bank stand beside the zero line. */
function finish(audio: Stereo, gain: number): Stereo {
  const constants = Float64Array.of(gain, onePolePull(LOWEST_HZ));
  SETTLING.process(constants, new Float64Array(2), { ...audio, from: 0, to: audio.left.length });
  return audio;
}
