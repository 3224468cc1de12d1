import { Rng, SAMPLE_RATE } from '../../src/engine/kernel/index.ts';
import { type PlayedNote, silence, type SoundBank, type Stereo } from '../../src/engine/audio/index.ts';
import { sampled } from '../../src/engine/audio/instruments/sampled.ts';
import { layer, patch } from '../../src/engine/audio/instruments/sampled-patches.ts';
import { type KnownWork, PLAYED_SECONDS } from './known-works.ts';
import { sumInto } from './sum-into.ts';

/** Plays a work on the bank's own programs, all at one level: no mix, no room, no master, no human timing but its own. */
export function playPlainly({ id, lines }: KnownWork, bank: SoundBank): Stereo {
  const samples = PLAYED_SECONDS * SAMPLE_RATE;
  const sum = silence(samples);
  for (const { program, isDrums, notes } of lines) {
    const played = notes
      .filter(({ startSeconds }) => startSeconds < PLAYED_SECONDS)
      .map((note): PlayedNote => ({
        startSample: Math.round(note.startSeconds * SAMPLE_RATE),
        durationSamples: Math.round(note.durationSeconds * SAMPLE_RATE),
        pitch: note.pitch,
        velocity: note.velocity,
        articulation: 'normal',
      }))
      .sort((left, right) => left.startSample - right.startSample || left.pitch - right.pitch);
    const sound = sampled(patch([isDrums ? layer(0, { preset: { program: 0, variation: 0, isDrum: true } }) : layer(program)]));
    const stem = sound({
      bank,
      samples,
      rng: new Rng(1).fork(id),
      part: {
        id,
        role: isDrums ? 'drums' : 'lead',
        instrument: `gm-${program}`,
        patch: null,
        beatSamples: SAMPLE_RATE / 2,
        tonic: 0,
        notes: played,
        pedal: [],
        expression: [],
        levelDb: 0,
        seed: 1,
      },
    });
    if (stem.kind === 'whole') {
      sumInto(sum, stem.audio);
    }
  }

  return sum;
}
