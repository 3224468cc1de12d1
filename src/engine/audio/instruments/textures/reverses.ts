import { clamp, exp, pow, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { PlayedNote } from '../../performance.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { HitPlayer, type Hit, type HitLayer } from '../drums/hit-player.ts';
import type { Sound } from '../sound.ts';

function crash(key: number, pan: number): Hit {
  return {
    layers: [
      {
        source: { kind: 'bank', program: 0, key, isDrum: true },
        gainDb: 0,
        semitones: 0,
        seconds: null,
        cutoffHz: null,
        velocities: [0, 1],
        pan,
        delaySeconds: 0,
      },
    ],
    pan: 0,
    darkCents: 900,
    humanCents: 40,
    humanDb: 0.5,
    other: null,
  };
}

const CRASHES: readonly Hit[] = [crash(49, -0.25), crash(57, 0.3)];

/** A grand's open fifth, to be heard backwards; a third would have to know whether the key is major. */
function openFifth(pitch: number): Hit {
  const layers = [-24, -12, -5, 0, 12].map((interval, place): HitLayer => ({
    source: { kind: 'bank', program: 0, key: Math.round(pitch) + interval, isDrum: false },
    gainDb: place === 0 ? -6 : -2,
    semitones: 0,
    seconds: null,
    cutoffHz: null,
    velocities: [0, 1],
    pan: 0.2 * (place - 2),
    delaySeconds: 0,
  }));
  return { layers, pan: 0, darkCents: 600, humanCents: 0, humanDb: 0, other: null };
}

/** A chord of the piano played backwards, on the key's own note: it swells out of nothing and ends exactly where its note ends. */
export const reversePiano: Sound = ({ part, samples, bank, rng }) => {
  const out = silence(samples);
  for (const [index, note] of part.notes.entries()) {
    const forward = silence(note.durationSamples);
    new HitPlayer(bank, rng.fork(`chord-${index}`)).play(forward, openFifth(note.pitch), 0.8, 0, Infinity);
    addReversed(out, forward, note);
  }

  return { kind: 'whole', audio: out };
};

/** A cymbal played backwards: it swells out of nothing and ends exactly where its note ends. */
export const reverseCymbal: Sound = ({ part, samples, bank, rng }) => {
  const out = silence(samples);
  for (const [index, note] of part.notes.entries()) {
    const forward = silence(note.durationSamples);
    const player = new HitPlayer(bank, rng.fork(`cymbal-${index}`));
    for (const hit of CRASHES) {
      player.play(forward, hit, 1, 0, Infinity);
    }

    addReversed(out, forward, note);
  }

  return { kind: 'whole', audio: out };
};

function addReversed(out: Stereo, forward: Stereo, note: PlayedNote): void {
  const { length } = forward.left;
  const gain = pow(note.velocity, 1.3);
  // A swell as long as the note whatever the cymbal's own decay; the stroke's click at the end is softened.
  const swell = length / 3.2;
  const soft = 0.004 * SAMPLE_RATE;
  for (let i = 0; i < length; i++) {
    const left = length - i;
    const shape = exp(-left / swell) * clamp(left / soft, 0, 1) * clamp(i / (0.1 * length), 0, 1);
    const at = note.startSample + i;
    if (at < out.left.length) {
      out.left[at]! += forward.left[length - 1 - i]! * shape * gain;
      out.right[at]! += forward.right[length - 1 - i]! * shape * gain;
    }
  }
}
