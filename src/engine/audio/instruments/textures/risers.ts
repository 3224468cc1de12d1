import { clamp, pow, type Rng, SAMPLE_RATE } from '../../../kernel/index.ts';
import type { PlayedNote, PlayedPart } from '../../performance.ts';
import { silence, type Stereo } from '../../stereo.ts';
import type { Sound } from '../sound.ts';
import { sineOf } from '../sine.ts';
import { adsr, filter, layer, motion, osc, unison } from '../synth/synth-setting.ts';
import { SynthVoice } from '../synth/synth-voice.ts';
import { MovingBand } from './moving-band.ts';

/** What climbs and ends exactly where its note ends: noise, saws that arrive on the note, a choir of them that trembles in time, or pulses that quicken. */
export const riser: Sound = ({ part, samples, rng }) => {
  const out = silence(samples);
  for (const [index, note] of part.notes.entries()) {
    const own = rng.fork(`rise-${index}`);
    switch (part.patch) {
      case 'tuned-rise':
        addTunedRise(out, note, part, own, false);
        break;
      case 'trembling-rise':
        addTunedRise(out, note, part, own, true);
        break;
      case 'quickening-rise':
        addQuickeningRise(out, note, part, own);
        break;
      default:
        addNoiseRise(out, note, own);
    }
  }

  return { kind: 'whole', audio: out };
};

/** Saws under a filter that opens, from an octave below up to the note, which they reach as it ends. */
function addTunedRise(out: Stereo, note: PlayedNote, part: PlayedPart, rng: Rng, isTrembling: boolean): void {
  const seconds = note.durationSamples / SAMPLE_RATE;
  const voices = isTrembling ? [-12, 0, 7, 12] : [-12, 0];
  const own = silence(note.durationSamples);
  for (const [index, semitones] of voices.entries()) {
    const patch = layer({
      oscillators: [unison('saw', 0.16, [5, 20, 0.9])],
      noise: isTrembling ? 0 : 0.05,
      filter: filter('low-24', 260, { q: 1.1, envelopeOctaves: 5, keyTrack: 0, velocityOctaves: 0 }),
      level: adsr(seconds, 1, 1, 0.01),
      sweep: adsr(seconds, 1, 1, 0.05),
      // A held cluster trembles in sixteenths; the other climbs, as fast at the end as at the start.
      motions: isTrembling ? [motion('level', { beats: 0.25 }, 0.55)] : [],
      driftCents: 4,
      touch: 0,
    });
    const voice = new SynthVoice(patch, rng.fork(`voice-${index}`), part.beatSamples);
    const steps = isTrembling ? 1 : 24;
    const notes = Array.from({ length: steps }, (_, step) => ({
      startSample: Math.round((step * note.durationSamples) / steps),
      offSample: note.durationSamples,
      chokeSample: Infinity,
      pitch: note.pitch + semitones - (isTrembling ? 0 : 12 * (1 - (step + 1) / steps)),
      velocity: 0.7,
      isSlurred: step > 0,
      isSlide: step > 0,
    }));
    voice.play(own, notes);
  }

  addShaped(out, own, note, 1.6);
}

/** Blips of noise and tone in eighths, then sixteenths, then thirty-seconds, ever brighter. */
function addQuickeningRise(out: Stereo, note: PlayedNote, part: PlayedPart, rng: Rng): void {
  const own = silence(note.durationSamples);
  const patch = layer({
    oscillators: [osc('pulse', 0.2, { morph: 0.3 }), unison('saw', 0.12, [3, 14, 0.9])],
    noise: 0.12,
    filter: filter('low-24', 700, { q: 1.4, envelopeOctaves: 1.6, keyTrack: 0.2, velocityOctaves: 4 }),
    level: adsr(0.001, 0.06, 0, 0.03),
    sweep: adsr(0.001, 0.05, 0, 0.05),
    touch: 0.2,
  });
  const beat = part.beatSamples;
  // Counted back from the end, so that the last blip always lies a thirty-second before the seam.
  for (let left = beat / 8; left <= note.durationSamples;) {
    const place = 1 - left / note.durationSamples;
    new SynthVoice(patch, rng, beat).play(own, [
      {
        startSample: note.durationSamples - Math.round(left),
        offSample: note.durationSamples - Math.round(left) + Math.round(0.08 * SAMPLE_RATE),
        chokeSample: Infinity,
        pitch: note.pitch + 12 * Math.floor(3 * place) - 12,
        velocity: 0.2 + 0.8 * place,
        isSlurred: false,
        isSlide: false,
      },
    ]);
    left += beat * (place > 0.75 ? 0.125 : place > 0.4 ? 0.25 : 0.5);
  }

  addShaped(out, own, note, 1.3);
}

/** Adds a climb with its level bent to a power of its place, and closed over its last 8 ms. */
function addShaped(out: Stereo, own: Stereo, note: PlayedNote, bend: number): void {
  const length = note.durationSamples;
  const close = 0.008 * SAMPLE_RATE;
  for (let i = 0; i < length && note.startSample + i < out.left.length; i++) {
    const gain = note.velocity * pow(i / length, bend) * clamp((length - i) / close, 0, 1);
    const at = note.startSample + i;
    out.left[at] = out.left[at]! + gain * own.left[i]!;
    out.right[at] = out.right[at]! + gain * own.right[i]!;
  }
}

const BLOCK = 32;

function addNoiseRise(out: Stereo, note: PlayedNote, rng: Rng): void {
  const length = note.durationSamples;
  const end = Math.min(length, out.left.length - note.startSample);
  const filters = [new MovingBand(), new MovingBand()] as const;
  const phases = [0, 0.33, 0.5, 0.77];
  const detunes = [1, 1.006, 0.994, 2.003];
  // The last 8 ms close, so that the seam is a cut and not a click.
  const close = 0.008 * SAMPLE_RATE;
  for (let from = 0; from < end; from += BLOCK) {
    const place = from / length;
    const seconds = from / SAMPLE_RATE;
    const climb = place * place;
    const hz = 300 * pow(2, 4.6 * place);
    filters[0].tune(hz, 0.9);
    filters[1].tune(hz * 1.09, 0.9);
    const toneHz = 110 * pow(2, 2 * climb);
    // A tremble that quickens towards the end.
    const tremble = 1 - 0.35 * climb * (0.5 + 0.5 * sineOf(fraction(seconds * (4 + 8 * place))));
    const level = note.velocity * (0.03 + 0.97 * pow(place, 2.2)) * tremble;
    for (let i = from; i < Math.min(end, from + BLOCK); i++) {
      let tone = 0;
      for (let j = 0; j < 4; j++) {
        const phase = phases[j]! + (toneHz * detunes[j]!) / SAMPLE_RATE;
        phases[j] = phase >= 1 ? phase - 1 : phase;
        tone += sineOf(phases[j]!);
      }

      const gain = level * clamp((length - i) / close, 0, 1);
      out.left[note.startSample + i]! += gain * (0.55 * filters[0].next(rng.next() * 2 - 1) + 0.035 * tone);
      out.right[note.startSample + i]! += gain * (0.55 * filters[1].next(rng.next() * 2 - 1) + 0.035 * tone);
    }
  }
}

function fraction(x: number): number {
  return x - Math.floor(x);
}
