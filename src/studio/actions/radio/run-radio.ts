import type { PlayedRadio, RadioPieceNote, RadioRequest } from '../../../contract/index.ts';
import type { Stereo } from '../../../engine/audio/index.ts';
import { type Brief, readBrief } from '../../../engine/brief/index.ts';
import { ENGINE_VERSION, SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { AudioRenderer } from '../../ports/audio-renderer.ts';
import type { Files } from '../../ports/files.ts';
import type { FileMetadata } from '../../ports/media-exporter.ts';
import type { SoundStreams } from '../../ports/sound-streams.ts';
import { assertFree } from '../check-outputs.ts';
import { playRadio } from './play-radio.ts';

/** Where sound goes that is heard while it is made. */
export interface Listening {
  /** Takes the bytes of a WAV; comes back when more may be given, or when the signal says that no more will be. */
  take(bytes: Uint8Array, signal: AbortSignal): Promise<void>;
}

/** Gives the sound to whoever listens on the network, at the speed of the music, until it ends. */
export interface Broadcasting {
  broadcast(request: {
    readonly host: string;
    readonly port: number;
    readonly prompt: string;
    readonly sound: AsyncIterable<Stereo>;
    readonly metadata: FileMetadata;
    /** What plays at a moment of the stream, seconds. */
    readonly pieceAt: (seconds: number) => RadioPieceNote | null;
    readonly signal: AbortSignal;
    readonly onOpen: (url: string) => void;
  }): Promise<void>;
}

export type RadioPorts = {
  readonly audioRenderer: AudioRenderer;
  readonly files: Files;
  readonly soundStreams: SoundStreams;
  readonly stdout: Listening;
  readonly broadcasting: Broadcasting;
};

export type RadioWatch = {
  readonly signal: AbortSignal;
  readonly onPiece: (piece: RadioPieceNote) => void;
  readonly onEncoding: (done: number) => void;
  readonly onOpen: (url: string) => void;
};

/** Plays music that goes on into a file, to standard output or on the network. Stopped early, it leaves all that was made until then. */
export async function runRadio(ports: RadioPorts, request: RadioRequest, watch: RadioWatch): Promise<PlayedRadio> {
  // The bank is read while the first piece is composed.
  ports.audioRenderer.warmUp().catch(() => undefined);
  const { brief } = readBrief(request.prompt, request.hints);
  const { to } = request;
  if (to.kind === 'file') {
    await ports.files.assertCanWrite(to.path);
    await assertFree(ports.files, to.path, to.overwrite);
  }

  const pieces: RadioPieceNote[] = [];
  let samples = 0;
  async function* counted(): AsyncGenerator<Stereo> {
    const run = {
      audioRenderer: ports.audioRenderer,
      signal: watch.signal,
      totalSamples: request.seconds === null ? null : Math.round(request.seconds * SAMPLE_RATE),
      onPiece: (piece: RadioPieceNote) => {
        pieces.push(piece);
        watch.onPiece(piece);
      },
    };
    for await (const piece of playRadio(brief, run)) {
      samples += piece.left.length;
      yield piece;
    }
  }

  const metadata = metadataOf(brief);
  switch (to.kind) {
    case 'file':
      await ports.soundStreams.writeSound({
        sound: counted(),
        path: to.path,
        kind: to.fileKind,
        metadata,
        onEncoding: watch.onEncoding,
      });
      break;
    case 'stdout':
      for await (const bytes of ports.soundStreams.wavStream(counted(), metadata)) {
        await ports.stdout.take(bytes, watch.signal);
      }

      break;
    case 'http':
      await ports.broadcasting.broadcast({
        ...to,
        prompt: request.prompt,
        sound: counted(),
        metadata,
        pieceAt: (seconds) => pieces.findLast(({ startsAtSeconds }) => startsAtSeconds <= seconds) ?? null,
        signal: watch.signal,
        onOpen: watch.onOpen,
      });
      break;
  }

  return { pieces, seconds: samples / SAMPLE_RATE, path: to.kind === 'file' ? to.path : null };
}

function metadataOf({ prompt, seed, style }: Brief): FileMetadata {
  const words = [...prompt.replace(/\s+/gu, ' ').trim()].slice(0, 300).join('');
  return {
    title: `Radio: ${words.slice(0, 80)}`,
    artist: 'Cuesmith',
    comment: `Made with Cuesmith ${ENGINE_VERSION}, ${style} radio, seed ${seed}: ${words}`,
  };
}
