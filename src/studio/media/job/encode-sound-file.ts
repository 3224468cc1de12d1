import type { CodecContext } from 'node-av/lib';
import { PcmReader } from '../pcm-file.ts';
import { check } from './av.ts';
import { encodeSound } from './encode-audio.ts';
import type { EncodedStream } from './join-streams.ts';
import type { PacketStore } from './packet-store.ts';

/** What an encoder has made. */
export function streamOf(store: PacketStore, encoder: CodecContext): EncodedStream {
  return { store, describe: (parameters) => void check(parameters.fromContext(encoder), 'describe a stream') };
}

/** Encodes a file of PCM, which may still be on its way, into the store. */
export async function encodeSoundFile(
  encoder: CodecContext,
  soundPath: string | Promise<string>,
  { store, onProgress }: { readonly store: PacketStore; readonly onProgress: (done: number) => void },
): Promise<void> {
  const sound = await PcmReader.open(await soundPath);
  try {
    await encodeSound(encoder, sound, { take: (packet) => store.add(packet), onProgress });
  } finally {
    await sound.close();
  }
}
