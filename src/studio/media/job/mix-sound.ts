import { addClip, applyLimit, hopPeaks, PEAK_HOP, planLimit, silence } from '../../../engine/audio/index.ts';
import type { SoundClip, SoundPlan } from '../../../engine/export/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { PcmReader, PcmWriter } from '../pcm-file.ts';
import { SoundReader } from './sound-reader.ts';

/** Samples mixed at a time: a multiple of the limiter's hop. */
const BLOCK = 65_536;

type Playing = { readonly clip: SoundClip; readonly reader: SoundReader };

/**
 * Mixes the plan into a file of PCM, block by block, so that memory stays bounded however long it is. Where the sum would exceed the
 * ceiling it is limited in a second pass; otherwise nothing touches it. Gives the path of the finished mix.
 */
export async function mixSound(
  plan: SoundPlan,
  {
    media,
    folder,
    onProgress,
  }: { readonly media: ReadonlyMap<string, MediaFile>; readonly folder: string; readonly onProgress: (done: number) => void },
): Promise<string> {
  const sumPath = `${folder}/sum.pcm`;
  await sumClips(plan, { media, path: sumPath, onProgress: (done) => onProgress(0.8 * done) });
  const curve = planLimit(await measurePeaks(sumPath, plan.ceilingDbtp), plan.ceilingDbtp);
  onProgress(0.9);
  if (curve === null) {
    onProgress(1);
    return sumPath;
  }

  const limitedPath = `${folder}/limited.pcm`;
  await limitFile(sumPath, limitedPath, curve);
  onProgress(1);
  return limitedPath;
}

async function sumClips(
  plan: SoundPlan,
  {
    media,
    path,
    onProgress,
  }: { readonly media: ReadonlyMap<string, MediaFile>; readonly path: string; readonly onProgress: (done: number) => void },
): Promise<void> {
  const writer = await PcmWriter.open(path, plan.samples);
  const waiting = [...plan.clips];
  let playing: Playing[] = [];
  try {
    for (let from = 0; from < plan.samples; from += BLOCK) {
      const to = Math.min(plan.samples, from + BLOCK);
      const sum = silence(to - from);
      while (waiting[0] !== undefined && waiting[0].startSample < to) {
        const clip = waiting.shift();
        if (clip !== undefined) {
          playing.push({ clip, reader: await openClip(clip, media, () => onProgress(from / plan.samples)) });
        }
      }

      for (const { clip, reader } of playing) {
        const start = Math.max(from, clip.startSample);
        const piece = await reader.read(Math.max(0, Math.min(to, clip.endSample) - start));
        addClip(sum, piece, {
          at: start - from,
          from: start - clip.startSample,
          clip: { ...clip, clipSamples: clip.endSample - clip.startSample },
          duckingDbAt: null,
        });
      }

      for (const { reader } of playing.filter(({ clip }) => clip.endSample <= to)) {
        await reader.close();
      }

      playing = playing.filter(({ clip }) => clip.endSample > to);
      await writer.write(from, sum);
      onProgress(to / plan.samples);
    }
  } finally {
    await writer.close();
    for (const { reader } of playing) {
      await reader.close();
    }
  }
}

async function openClip(clip: SoundClip, media: ReadonlyMap<string, MediaFile>, onStep: () => void): Promise<SoundReader> {
  const file = media.get(clip.mediaId);
  if (file === undefined) {
    throw new StudioError('media.damaged', `The file ${clip.mediaId} is not there any more. Upload it again.`);
  }

  const reader = SoundReader.open(file);
  await reader.skip(clip.sourceSample, onStep);
  return reader;
}

async function measurePeaks(path: string, ceilingDbtp: number): Promise<Float32Array> {
  const reader = await PcmReader.open(path);
  const peaks = new Float32Array(Math.ceil(reader.samples / PEAK_HOP));
  try {
    for (let from = 0; from < reader.samples; from += BLOCK) {
      // A hop more on either side, for what lies between the samples at the borders.
      const start = Math.max(0, from - PEAK_HOP);
      const end = Math.min(reader.samples, from + BLOCK + PEAK_HOP);
      const found = hopPeaks(await reader.read(start, end - start), ceilingDbtp);
      const skipped = (from - start) / PEAK_HOP;
      peaks.set(found.subarray(skipped, skipped + Math.ceil(Math.min(BLOCK, reader.samples - from) / PEAK_HOP)), from / PEAK_HOP);
    }
  } finally {
    await reader.close();
  }

  return peaks;
}

async function limitFile(path: string, limitedPath: string, curve: Float32Array): Promise<void> {
  const reader = await PcmReader.open(path);
  const writer = await PcmWriter.open(limitedPath, reader.samples);
  try {
    for (let from = 0; from < reader.samples; from += BLOCK) {
      const block = await reader.read(from, Math.min(BLOCK, reader.samples - from));
      applyLimit(block, curve, from);
      await writer.write(from, block);
    }
  } finally {
    await writer.close();
    await reader.close();
  }
}
