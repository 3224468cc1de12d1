import { addClip, audibleSamples, type Dip, DuckCurve, silence } from '../../../engine/audio/index-for-media.ts';
import type { SoundClip, SoundPlan } from '../../../engine/export/index.ts';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { PcmWriter } from '../pcm-file.ts';
import { ClipSound } from './clip-sound.ts';
import { SoundReaders } from './sound-readers.ts';

/** Samples mixed at a time: a multiple of the limiter's hop. */
const BLOCK = 65_536;
/** A voice or footage that is heard for less than this is none. */
const LEAST_HEARD_SAMPLES = 0.4 * SAMPLE_RATE;

type Playing = { readonly clip: SoundClip; readonly sound: ClipSound; readonly curve: DuckCurve | null };

/** What summing needs beside the plan. */
export type Summing = {
  readonly media: ReadonlyMap<string, MediaFile>;
  /** By clip id, where a clip gives way. */
  readonly dips: ReadonlyMap<string, readonly Dip[]>;
  /** Where the sum is written, as PCM. */
  readonly path: string;
  readonly onProgress: (done: number) => void;
};

/** Sums a plan's clips, block by block. Tells whether a voice or the sound of footage is heard in it. */
export async function sumSound(
  plan: SoundPlan,
  { media, dips, path, onProgress }: Summing,
): Promise<{ readonly hasPeople: boolean }> {
  const writer = await PcmWriter.open(path, plan.samples);
  const readers = new SoundReaders(media);
  const waiting = [...plan.clips];
  let playing: Playing[] = [];
  let heardSamples = 0;
  try {
    for (let from = 0; from < plan.samples; from += BLOCK) {
      const to = Math.min(plan.samples, from + BLOCK);
      const sum = silence(to - from);
      while (waiting[0] !== undefined && waiting[0].startSample < to) {
        const clip = waiting.shift();
        if (clip !== undefined) {
          const sound = await ClipSound.open(clip, readers, () => onProgress(from / plan.samples));
          const clipDips = dips.get(clip.clipId);
          playing.push({ clip, sound, curve: clipDips === undefined ? null : new DuckCurve(clipDips) });
        }
      }

      for (const { clip, sound, curve } of playing) {
        const start = Math.max(from, clip.startSample);
        const piece = sound.read(Math.max(0, Math.min(to, clip.endSample) - start));
        addClip(sum, piece, {
          at: start - from,
          from: start - clip.startSample,
          clip: { ...clip, clipSamples: clip.endSample - clip.startSample },
          duckingDbAt: curve === null ? null : (sample) => curve.dbAt(clip.startSample + sample),
        });
        heardSamples += clip.role === 'voice' || clip.role === 'footage' ? audibleSamples(piece, clip.gain) : 0;
      }

      for (const { sound } of playing.filter(({ clip }) => clip.endSample <= to)) {
        await sound.close(readers);
      }

      playing = playing.filter(({ clip }) => clip.endSample > to);
      await writer.write(from, sum);
      onProgress(to / plan.samples);
    }
  } finally {
    await writer.close();
    for (const { sound } of playing) {
      await sound.close(readers);
    }

    await readers.close();
  }

  return { hasPeople: heardSamples >= LEAST_HEARD_SAMPLES };
}
