import { Equaliser } from '../dsp/equaliser.ts';
import type { EqBand } from '../dsp/biquad.ts';
import type { Sound } from './sound.ts';

/** A sound heard through a body or a mouth of its own: bands over the whole. */
export function voiced(sound: Sound, bands: readonly EqBand[]): Sound {
  return (job) => {
    const made = sound(job);
    if (made.kind === 'whole' && job.part.notes.length > 0) {
      new Equaliser(bands).process(made.audio.left, made.audio.right, 0, job.samples);
    }

    return made;
  };
}
