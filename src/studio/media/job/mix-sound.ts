import {
  applyGain,
  applyLimit,
  type HeardClip,
  hopPeaks,
  PEAK_HOP,
  planDucking,
  planLimit,
  planProgrammeGain,
  PROGRAMME_HOP,
  type ProgrammeGain,
  programmeEnergies,
} from '../../../engine/audio/index-for-media.ts';
import type { SoundPlan } from '../../../engine/export/index.ts';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { PcmReader, PcmWriter } from '../pcm-file.ts';
import { listenToClips } from './listen-to-clips.ts';
import { sumSound } from './sum-sound.ts';

/** Samples measured and limited at a time: a multiple of the hops of peaks and of energies. */
const BLOCK = SAMPLE_RATE;
/** What the weighting of loudness hears of what was before, samples: after 200 ms nothing. */
const WARM_UP = 0.2 * SAMPLE_RATE;

type Mixing = {
  readonly media: ReadonlyMap<string, MediaFile>;
  readonly folder: string;
  readonly onProgress: (done: number) => void;
};

/**
 * Mixes the plan into a file of PCM, block by block, so that memory stays bounded however long it is: listens first where something gives
 * way, sums, then brings the sum to its loudness and under its ceiling. Where it is there already nothing touches it. Gives the path of
 * the finished mix.
 */
export async function mixSound(plan: SoundPlan, { media, folder, onProgress }: Mixing): Promise<string> {
  const listens = plan.clips.some(({ ducking }) => ducking !== null);
  const listened = listens ? 0.4 : 0;
  const heard = listens
    ? await listenToClips(plan, { media, onProgress: (done) => onProgress(listened * done) })
    : new Map<string, HeardClip>();
  const path = `${folder}/sum.pcm`;
  const { hasPeople } = await sumSound(plan, {
    media,
    dips: planDucking(plan.clips, heard),
    path,
    onProgress: (done) => onProgress(listened + (0.85 - listened) * done),
  });
  // On tracks of no role words are known where somebody listened.
  const speaks = plan.clips.some(({ clipId, role }) => role === 'sound' && (heard.get(clipId)?.speech.length ?? 0) > 0);
  const lufs = plan.loudness === null || (plan.loudness.when === 'spoken' && !hasPeople && !speaks) ? null : plan.loudness.lufs;
  const { gain, curve } = await measure(path, { lufs, ceilingDbtp: plan.ceilingDbtp });
  onProgress(0.93);
  if (gain === 1 && curve === null) {
    onProgress(1);
    return path;
  }

  const finishedPath = `${folder}/mix.pcm`;
  await finish(path, finishedPath, { gain, curve });
  onProgress(1);
  return finishedPath;
}

async function measure(
  path: string,
  { lufs, ceilingDbtp }: { readonly lufs: number | null; readonly ceilingDbtp: number },
): Promise<ProgrammeGain> {
  const reader = await PcmReader.open(path);
  const { samples } = reader;
  const peaks = new Float32Array(Math.ceil(samples / PEAK_HOP));
  const energies = new Float64Array(lufs === null ? 0 : Math.ceil(samples / PROGRAMME_HOP));
  // A gain lifts what lies between the samples, too: nothing that it could bring to the ceiling is passed over.
  const floorDbtp = lufs === null ? ceilingDbtp : ceilingDbtp - 20;
  try {
    for (let from = 0; from < samples; from += BLOCK) {
      // What lies between the samples at the borders needs a hop more on either side.
      const start = Math.max(0, from - WARM_UP);
      const end = Math.min(samples, from + BLOCK + PEAK_HOP);
      const block = await reader.read(start, end - start);
      const count = Math.min(BLOCK, samples - from);
      const before = Math.min(from, PEAK_HOP);
      const around = from - start - before;
      const found = hopPeaks({ left: block.left.subarray(around), right: block.right.subarray(around) }, floorDbtp);
      const skipped = before / PEAK_HOP;
      peaks.set(found.subarray(skipped, skipped + Math.ceil(count / PEAK_HOP)), from / PEAK_HOP);
      if (lufs !== null) {
        const weighted = programmeEnergies(block);
        const first = (from - start) / PROGRAMME_HOP;
        energies.set(weighted.subarray(first, first + Math.ceil(count / PROGRAMME_HOP)), from / PROGRAMME_HOP);
      }
    }
  } finally {
    await reader.close();
  }

  return lufs === null
    ? { gain: 1, curve: planLimit(peaks, ceilingDbtp) }
    : planProgrammeGain({ energies, peaks, samples }, { lufs, ceilingDbtp });
}

async function finish(path: string, finishedPath: string, { gain, curve }: ProgrammeGain): Promise<void> {
  const reader = await PcmReader.open(path);
  const writer = await PcmWriter.open(finishedPath, reader.samples);
  try {
    for (let from = 0; from < reader.samples; from += BLOCK) {
      const block = await reader.read(from, Math.min(BLOCK, reader.samples - from));
      applyGain(block, gain);
      if (curve !== null) {
        applyLimit(block, curve, from);
      }

      await writer.write(from, block);
    }
  } finally {
    await writer.close();
    await reader.close();
  }
}
