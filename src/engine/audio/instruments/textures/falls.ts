import { clamp, exp, frequencyOfPitch, LN2, log, pow, type Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import { softCurve } from '../../dsp/saturator.ts';
import type { PlayedNote, PlayedPart } from '../../performance.ts';
import { silence, type Stereo } from '../../stereo.ts';
import type { Sound } from '../sound.ts';
import { sineOf } from '../sine.ts';
import { adsr, filter, layer, unison } from '../synth/synth-setting.ts';
import { SynthVoice } from '../synth/synth-voice.ts';
import { MovingBand } from './moving-band.ts';

const BLOCK = 32;

/** What begins at a seam and sinks away from it: noise, or a chord whose machine is switched off. */
export const downlifter: Sound = ({ part, samples, rng }) => {
  const out = silence(samples);
  for (const [index, note] of part.notes.entries()) {
    const own = rng.fork(`fall-${index}`);
    if (part.patch === 'tape-stop') {
      addTapeStop(out, note, part, own);
    } else {
      addNoiseFall(out, note, own, part.patch === 'tuned-fall');
    }
  }

  return { kind: 'whole', audio: out };
};

function addNoiseFall(out: Stereo, note: PlayedNote, rng: Rng, isTuned: boolean): void {
  const length = Math.min(note.durationSamples, out.left.length - note.startSample);
  const bands = [new MovingBand(), new MovingBand()] as const;
  const hz = frequencyOfPitch(note.pitch);
  let phase = 0;
  for (let from = 0; from < length; from += BLOCK) {
    const place = from / note.durationSamples;
    bands[0].tune(9000 * pow(2, -5.2 * place), 0.8);
    bands[1].tune(8300 * pow(2, -5.1 * place), 0.8);
    const level = note.velocity * pow(1 - place, 1.7) * clamp(from / (0.004 * SAMPLE_RATE), 0, 1);
    const step = (hz * pow(2, 1 - 2 * place)) / SAMPLE_RATE;
    for (let i = from; i < Math.min(length, from + BLOCK); i++) {
      phase += step;
      phase -= phase >= 1 ? 1 : 0;
      const tone = isTuned ? 0.22 * softCurve(1.8 * sineOf(phase)) : 0;
      const at = note.startSample + i;
      out.left[at] = out.left[at]! + level * (0.5 * bands[0].next(rng.next() * 2 - 1) + tone);
      out.right[at] = out.right[at]! + level * (0.5 * bands[1].next(rng.next() * 2 - 1) + tone);
    }
  }
}

/** An open chord of saws that loses its speed, as if somebody had pulled the plug. */
function addTapeStop(out: Stereo, note: PlayedNote, part: PlayedPart, rng: Rng): void {
  const length = Math.min(note.durationSamples, Math.round(1.1 * SAMPLE_RATE));
  const own = silence(length);
  const patch = layer({
    oscillators: [unison('saw', 0.14, [3, 9, 0.8])],
    filter: filter('low-24', 5200, { keyTrack: 0.9, velocityOctaves: 0 }),
    level: adsr(0.002, 2, 1, 0.05),
    touch: 0,
  });
  const steps = 40;
  for (const [index, interval] of [-12, 0, 7].entries()) {
    const voice = new SynthVoice(patch, rng.fork(`voice-${index}`), part.beatSamples);
    voice.play(
      own,
      Array.from({ length: steps }, (_, step) => ({
        startSample: Math.round((step * length) / steps),
        offSample: length,
        chokeSample: Infinity,
        // Speed falls in a straight line, so pitch falls ever faster.
        pitch: note.pitch + interval + (12 * log(1 - (0.97 * step) / steps)) / LN2,
        velocity: 0.7,
        isSlurred: step > 0,
        isSlide: step > 0,
      })),
    );
  }

  for (let i = 0; i < length && note.startSample + i < out.left.length; i++) {
    const gain = note.velocity * pow(1 - i / length, 0.6);
    const at = note.startSample + i;
    out.left[at] = out.left[at]! + gain * own.left[i]!;
    out.right[at] = out.right[at]! + gain * own.right[i]!;
  }
}

/** Two octaves below middle C. */
const DEEPEST_KEY = 36;

/** A sine that falls an octave and a half below the key's note with the floor of the room. */
export const subDrop: Sound = ({ part, samples }) => {
  const out = silence(samples);
  for (const note of part.notes) {
    const length = Math.min(note.durationSamples, Math.round(2.4 * SAMPLE_RATE), out.left.length - note.startSample);
    const home = frequencyOfPitch(DEEPEST_KEY + (((Math.round(note.pitch) % 12) + 12) % 12));
    const isLong = part.patch === 'long-sub';
    const half = isLong ? 0.55 : 0.22;
    let phase = 0;
    for (let i = 0; i < length; i++) {
      const seconds = i / SAMPLE_RATE;
      const hz = home * (0.36 + 0.64 * exp((-LN2 * seconds) / half));
      phase += hz / SAMPLE_RATE;
      phase -= phase >= 1 ? 1 : 0;
      const level = exp((-LN2 * seconds) / (isLong ? 0.7 : 0.35)) * clamp(i / 96, 0, 1) * clamp((length - i) / 960, 0, 1);
      const y = 0.8 * note.velocity * level * softCurve(1.7 * sineOf(phase));
      const at = note.startSample + i;
      out.left[at] = out.left[at]! + y;
      out.right[at] = out.right[at]! + y;
    }
  }

  return { kind: 'whole', audio: out };
};
