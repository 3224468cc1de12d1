import { clamp, exp, frequencyOfPitch, pow, SAMPLE_RATE } from '../../kernel/index.ts';
import { designStateVariable, StateVariableFilter } from '../dsp/state-variable-filter.ts';
import { silence } from '../stereo.ts';
import { applyExpression, heldNotes } from './sampled.ts';
import type { Sound } from './sound.ts';

/** The air of a wind player: noise that the pipe colours at the note's pitch and above, strongest as the tone speaks. */
export type BreathPatch = {
  /** Where the noise is loudest, as a multiple of the note's frequency, and how narrow that is. */
  readonly ratio: number;
  readonly q: number;
  /** Level while the note is held and of the puff that begins it, against a full-scale note. */
  readonly held: number;
  readonly puff: number;
  readonly puffSeconds: number;
};

const BLOCK = 64;

/** The sound of breath alone; it is layered under a wind instrument. */
export function breath(patch: BreathPatch): Sound {
  return ({ part, samples, rng }) => {
    const out = silence(samples);
    const held = heldNotes(part, true);
    for (const [index, note] of part.notes.entries()) {
      const own = rng.fork(`note-${index}`);
      const hz = clamp(frequencyOfPitch(note.pitch) * patch.ratio, 200, 9000);
      const filter = new StateVariableFilter('band-pass', designStateVariable(hz, patch.q));
      const block = new Float32Array(BLOCK);
      const isSlurred = note.articulation === 'legato' || note.articulation === 'slide';
      const force = pow(note.velocity, 1.1);
      const puffKeep = exp(-BLOCK / (patch.puffSeconds * SAMPLE_RATE));
      const releaseKeep = exp(-BLOCK / (0.03 * SAMPLE_RATE));
      let puff = isSlurred ? 0 : patch.puff * force;
      let air = patch.held * force;
      let gain = 0;
      for (let at = note.startSample; at < samples; at += BLOCK) {
        const target = air + puff;
        const count = Math.min(BLOCK, samples - at);
        for (let i = 0; i < count; i++) {
          block[i] = own.next() * 2 - 1;
        }

        filter.process(block, 0, count);
        for (let i = 0; i < count; i++) {
          gain += (target - gain) / BLOCK;
          out.left[at + i]! += block[i]! * gain;
          out.right[at + i]! += block[i]! * gain;
        }

        puff *= puffKeep;
        air *= at >= held[index]!.offSample ? releaseKeep : 1;
        if (air + puff < 0.00003) {
          break;
        }
      }
    }

    applyExpression(out, part);
    return { kind: 'whole', audio: out };
  };
}
