import { clamp, gainFromDb, SAMPLE_RATE } from '../../kernel/index.ts';
import { weightedEnergies } from '../meters/k-weighting.ts';
import { GATING_STEP, lufsOfPower } from '../meters/loudness.ts';
import { SILENCE_DB } from '../meters/true-peak.ts';
import type { Stereo } from '../stereo.ts';
import { AUTOMATION_HOP, automationLength, type MixContext } from './automation.ts';

/** A section may stand this far below the loudest before the fader is moved, LU: that much contrast is music. */
const FREE_LU = 4;
/** Part of what is beyond that is taken back… */
const SHARE = 0.55;
/** …and never more than this, dB; less where the piece is meant to die away. */
const MOST_DB = 6;
const MOST_AT_END_DB = 2;
/** The fader moves over this long around a border, and is in place when the louder section begins. */
const GLIDE_SECONDS = 0.8;

/**
 * The engineer's hand on the master fader: a curve of gains that brings thin intros and breaks nearer to the loudest section,
 * as a background track must be heard from its first bar, and leaves the contrast that arrivals live on.
 */
export function sectionLevels(audio: Stereo, context: MixContext): Float32Array {
  const curve = new Float32Array(automationLength(context.renderSamples)).fill(1);
  const energies = weightedEnergies(audio, GATING_STEP);
  // A loop's sections are measured where they are whole; what of them is played ahead of its start stands as they do.
  const measured = new Map(
    context.sections
      .filter(({ startSample }) => startSample >= context.runInSamples && startSample < context.renderSamples)
      .map(({ place, startSample, endSample }) => [place, loudnessBetween(energies, startSample, endSample)] as const),
  );
  const levels = context.sections.map(({ place }) => measured.get(place) ?? SILENCE_DB);
  const loudest = levels.reduce((most, level) => Math.max(most, level), SILENCE_DB);
  const gains = levels.map((level, index) => {
    const most = context.runInSamples === 0 && index === levels.length - 1 ? MOST_AT_END_DB : MOST_DB;
    return level <= SILENCE_DB ? 0 : clamp(SHARE * (loudest - level - FREE_LU), 0, most);
  });

  let place = 0;
  for (let index = 0; index < curve.length; index++) {
    const at = index * AUTOMATION_HOP;
    while (place + 1 < gains.length && at >= context.sections[place + 1]!.startSample) {
      place++;
    }

    const here = gains[place] ?? 0;
    const next = context.sections[place + 1];
    const nextGain = gains[place + 1] ?? here;
    const t = next === undefined ? 0 : clamp(1 - (next.startSample - at) / (GLIDE_SECONDS * SAMPLE_RATE), 0, 1);
    const gainDb = here + (nextGain - here) * t * t * (3 - 2 * t);
    curve[index] = gainDb === 0 ? 1 : gainFromDb(gainDb);
  }

  return curve;
}

/** Loudness of the part of a section that sounds: steps 20 dB under its loudest are rests and tails. */
function loudnessBetween(energies: Float64Array, startSample: number, endSample: number): number {
  const steps = energies.subarray(Math.floor(startSample / GATING_STEP), Math.ceil(endSample / GATING_STEP));
  const loudest = steps.reduce((most, energy) => Math.max(most, energy), 0);
  const sounding = steps.filter((energy) => energy > 0.01 * loudest);
  return lufsOfPower(sounding.reduce((sum, energy) => sum + energy, 0) / Math.max(1, sounding.length * GATING_STEP));
}
