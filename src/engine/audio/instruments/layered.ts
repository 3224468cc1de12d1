import { gainFromDb } from '../../kernel/index.ts';
import { silence } from '../stereo.ts';
import type { Sound } from './sound.ts';

/** Several instruments playing the same part as one sound, each at its level in dB. */
export function layered(layers: readonly { readonly sound: Sound; readonly gainDb: number }[]): Sound {
  return (job) => {
    const out = silence(job.samples);
    for (const [index, { sound, gainDb }] of layers.entries()) {
      const made = sound({ ...job, rng: job.rng.fork(`voice-${index}`) });
      const gain = gainFromDb(gainDb);
      for (const audio of made.kind === 'whole' ? [made.audio] : made.pieces.map((piece) => piece.play())) {
        for (let i = 0; i < job.samples; i++) {
          out.left[i]! += gain * audio.left[i]!;
          out.right[i]! += gain * audio.right[i]!;
        }
      }
    }

    return { kind: 'whole', audio: out };
  };
}
