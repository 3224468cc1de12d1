import { clamp, SAMPLE_RATE } from '../../kernel/index.ts';
import { GATING_STEP, lufsOfPower } from '../meters/loudness.ts';
import type { HeardClip } from './clip-listener.ts';
import { ARRIVES_SAMPLES, FALL_SAMPLES, RISE_SAMPLES, type Dip } from './duck-curve.ts';
import { mergeStretches, type Stretch } from './stretch.ts';

/** A clip as ducking sees it; samples of the whole. */
export type DuckingClip = {
  readonly clipId: string;
  readonly role: 'music' | 'voice' | 'footage' | 'sound';
  readonly startSample: number;
  readonly endSample: number;
  readonly ducking: { readonly depthDb: number; readonly under: 'speech' | 'sound' } | null;
};

/** Pauses shorter than this are held through: coming up, staying and going down again would take as long, and be heard as pumping. */
const HELD_PAUSE_SAMPLES = 2.2 * SAMPLE_RATE;
/** A dip lasts at least so long, so that the level never turns twice in a second. */
const SHORTEST_SAMPLES = 0.6 * SAMPLE_RATE;
/** A moment of full music before the first words or after the last is no music but a bump. */
const SHORTEST_OPENING_SAMPLES = 1.2 * SAMPLE_RATE;
const SHORTEST_CLOSE_SAMPLES = RISE_SAMPLES + 0.5 * SAMPLE_RATE;
/** How far music should sit below speech, LU; deeper than that is not needed. */
const BELOW_SPEECH_LU = 15;
/** What is asked for is shortened by at most this part where less is needed: music that was soft before should still be heard to make room. */
const LEAST_PART = 0.75;
const SILENT_LUFS = -70;

/** For each clip that gives way, where and how far. What it gives way to: every other clip that is not music. */
export function planDucking(
  clips: readonly DuckingClip[],
  heard: ReadonlyMap<string, HeardClip>,
): ReadonlyMap<string, readonly Dip[]> {
  const plans = new Map<string, readonly Dip[]>();
  for (const clip of clips) {
    const { ducking } = clip;
    const ownHeard = heard.get(clip.clipId);
    if (ducking === null || ownHeard === undefined) {
      continue;
    }

    const keys = clips.filter(({ clipId, role }) => clipId !== clip.clipId && role !== 'music' && heard.has(clipId));
    const stretches = keys.flatMap((key) => stretchesOf(key, heard, ducking.under));
    const dips = mergeStretches(
      stretches.filter(({ startSample, endSample }) => endSample > clip.startSample && startSample < clip.endSample),
      HELD_PAUSE_SAMPLES,
    ).flatMap((stretch): Dip[] => {
      const keyLufs = loudnessWithin(keys, heard, stretch);
      const ownLufs = loudnessWithin([clip], heard, stretch);
      if (ownLufs <= SILENT_LUFS) {
        return [];
      }

      const needed = ownLufs - keyLufs + BELOW_SPEECH_LU;
      const depthDb = clamp(needed, LEAST_PART * ducking.depthDb, ducking.depthDb);
      return [{ ...shaped(stretch, clip), depthDb, keyLufs, ownLufs }];
    });
    if (dips.length > 0) {
      plans.set(clip.clipId, dips);
    }
  }

  return plans;
}

function stretchesOf(key: DuckingClip, heard: ReadonlyMap<string, HeardClip>, under: 'speech' | 'sound'): Stretch[] {
  const found = heard.get(key.clipId);
  if (found === undefined) {
    return [];
  }

  const stretches = under === 'sound' ? found.sound : key.role === 'voice' ? found.voice : found.speech;
  return stretches.map(({ startSample, endSample }) => ({
    startSample: key.startSample + startSample,
    endSample: Math.min(key.endSample, key.startSample + endSample),
  }));
}

/** Makes a stretch long enough, and stretches it over moments at the clip's ends that are too short to come up for. */
function shaped({ startSample, endSample }: Stretch, clip: DuckingClip): Stretch {
  const opening = startSample - FALL_SAMPLES - ARRIVES_SAMPLES - clip.startSample;
  const end = Math.max(endSample, startSample + SHORTEST_SAMPLES);
  return {
    startSample: opening < SHORTEST_OPENING_SAMPLES ? Math.min(startSample, clip.startSample) : startSample,
    endSample: clip.endSample - end < SHORTEST_CLOSE_SAMPLES ? Math.max(end, clip.endSample) : end,
  };
}

/** Loudness of clips together within a stretch, LUFS; pauses 10 LU below the mean do not count, as in BS.1770. */
function loudnessWithin(clips: readonly DuckingClip[], heard: ReadonlyMap<string, HeardClip>, stretch: Stretch): number {
  const first = Math.floor(stretch.startSample / GATING_STEP);
  const powers = new Float64Array(Math.max(1, Math.ceil(stretch.endSample / GATING_STEP) - first));
  for (const clip of clips) {
    const energies = heard.get(clip.clipId)?.energies ?? new Float64Array();
    const shift = Math.round(clip.startSample / GATING_STEP) - first;
    for (const [step, energy] of energies.entries()) {
      const place = step + shift;
      if (place >= 0 && place < powers.length) {
        powers[place] = powers[place]! + energy / GATING_STEP;
      }
    }
  }

  const mean = meanAbove(powers, 0);
  return lufsOfPower(meanAbove(powers, 0.1 * mean));
}

function meanAbove(powers: Float64Array, gate: number): number {
  const kept = powers.filter((power) => power > gate);
  return kept.length === 0 ? 0 : kept.reduce((sum, power) => sum + power, 0) / kept.length;
}
