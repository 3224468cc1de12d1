import { addClip, ClipListener, type HeardClip, LISTENING_BLOCK, silence } from '../../../engine/audio/index.ts';
import type { SoundClip, SoundPlan } from '../../../engine/export/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { ClipSound } from './clip-sound.ts';
import { SoundReaders } from './sound-readers.ts';

/** Listens to every clip of a plan, as loud as it is mixed, so that it is known who speaks where before anything gives way. By clip id. */
export async function listenToClips(
  { clips }: SoundPlan,
  { media, onProgress }: { readonly media: ReadonlyMap<string, MediaFile>; readonly onProgress: (done: number) => void },
): Promise<ReadonlyMap<string, HeardClip>> {
  const heard = new Map<string, HeardClip>();
  const readers = new SoundReaders(media);
  try {
    for (const [index, clip] of clips.entries()) {
      const onPart = (part: number): void => onProgress((index + part) / clips.length);
      heard.set(clip.clipId, await listenTo(clip, { readers, onProgress: onPart }));
    }
  } finally {
    await readers.close();
  }

  return heard;
}

async function listenTo(
  clip: SoundClip,
  { readers, onProgress }: { readonly readers: SoundReaders; readonly onProgress: (done: number) => void },
): Promise<HeardClip> {
  const samples = clip.endSample - clip.startSample;
  const listener = new ClipListener(samples);
  const sound = await ClipSound.open(clip, readers, () => onProgress(0));
  try {
    for (let from = 0; from < samples; from += LISTENING_BLOCK) {
      const count = Math.min(LISTENING_BLOCK, samples - from);
      const block = silence(count);
      addClip(block, await sound.read(count), { at: 0, from, clip: { ...clip, clipSamples: samples }, duckingDbAt: null });
      listener.process(block);
      onProgress((from + count) / samples);
    }
  } finally {
    await sound.close(readers);
  }

  return listener.finish();
}
