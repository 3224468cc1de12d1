import { setImmediate } from 'node:timers/promises';
import { addClip, ClipListener, type HeardClip, LISTENING_BLOCK, silence } from '../../../engine/audio/index-for-media.ts';
import type { SoundClip, SoundPlan } from '../../../engine/export/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { ClipSound } from './clip-sound.ts';
import { SoundReaders } from './sound-readers.ts';

/**
 * Listens to the clips of a plan, as loud as they are mixed, so that it is known who speaks where before anything gives way. Nothing gives way to
 * music: of music that gives way only its loudness matters, and other music is not listened to. By clip id.
 */
export async function listenToClips(
  { clips }: SoundPlan,
  { media, onProgress }: { readonly media: ReadonlyMap<string, MediaFile>; readonly onProgress: (done: number) => void },
): Promise<ReadonlyMap<string, HeardClip>> {
  const heard = new Map<string, HeardClip>();
  const readers = new SoundReaders(media);
  try {
    const listened = clips.filter(({ role, ducking }) => role !== 'music' || ducking !== null);
    for (const [index, clip] of listened.entries()) {
      const onPart = (part: number): void => onProgress((index + part) / listened.length);
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
  const listener = new ClipListener(samples, clip.role === 'music' ? 'loudness' : 'all');
  const sound = await ClipSound.open(clip, readers, () => onProgress(0));
  try {
    for (let from = 0; from < samples; from += LISTENING_BLOCK) {
      const count = Math.min(LISTENING_BLOCK, samples - from);
      const block = silence(count);
      addClip(block, sound.read(count), { at: 0, from, clip: { ...clip, clipSamples: samples }, duckingDbAt: null });
      listener.process(block);
      onProgress((from + count) / samples);
      // All of this is done on one thread, where the pictures want their turn.
      await setImmediate();
    }
  } finally {
    await sound.close(readers);
  }

  return listener.finish();
}
