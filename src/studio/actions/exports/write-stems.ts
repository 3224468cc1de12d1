import { join } from 'node:path';
import { ENGINE_VERSION, SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import { type Score, scoreToMidi } from '../../../engine/score/index.ts';
import type { DrawnMusic } from '../../../engine/export/index.ts';
import type { Blob, Blobs } from '../../ports/blobs.ts';
import type { FileStreams } from '../../ports/files.ts';
import type { MediaExporter } from '../../ports/media-exporter.ts';
import type { JobRun } from '../../ports/queue.ts';
import type { RenderedStem, StemRenderer } from '../../ports/stem-renderer.ts';
import type { WallClock } from '../../ports/wall-clock.ts';
import { describeStems, type StemFolder } from './describe-stems.ts';
import type { ExportRequest } from './export-request.ts';
import { fileStem } from './file-stem.ts';
import { piecesOf, scoreOfPiece } from './find-pieces.ts';
import { nameStems, returnsName } from './name-stems.ts';
import { assertFits, zipBytes, type ZipEntry, zipFiles } from './zip-files.ts';

/** What writing stems needs. */
export type StemPorts = {
  readonly blobs: Pick<Blobs, 'put'>;
  readonly stemRenderer: StemRenderer;
  readonly mediaExporter: Pick<MediaExporter, 'writeAudio'>;
  readonly files: Pick<FileStreams, 'read'>;
  readonly wallClock: Pick<WallClock, 'now'>;
};

type Piece = { readonly folder: string; readonly score: Score; readonly names: ReadonlyMap<string, string> };

type StemWork = {
  readonly request: ExportRequest;
  readonly scores: ReadonlyMap<string, DrawnMusic>;
  /** An empty folder for what is written on the way. */
  readonly scratch: string;
  readonly run: JobRun;
};

/** Part of the work that is done when all stems lie on the disk. */
const RENDERED = 0.85;
/** Hits of a drum kit come within half a dB of full scale before mastering: 6 dB lower, none is cut, and nothing is lost in 24 bits. */
const HEADROOM_GAIN = 0.5;
const BYTES_PER_SAMPLE = 6;
/** More than the header of a WAV, and more than notes of ten minutes. */
const HEADER_BYTES = 8192;
const SCORE_BYTES = 16_000_000;

/**
 * Renders all parts of the music of a request and stores them as one zip. Stems go to the disk as they come and from there into the
 * store: only what is being rendered is in memory. Throws `media.gone`, and `export.too-large` before anything is rendered.
 */
export async function writeStems(ports: StemPorts, work: StemWork): Promise<Blob> {
  const { request, run } = work;
  const pieces = piecesIn(work);
  assertFits(zipBytes(pieces.flatMap(expectedFiles)));
  const folders: StemFolder[] = [];
  const entries: ZipEntry[] = [];
  for (const [place, piece] of pieces.entries()) {
    const sounds = await renderPiece(ports, {
      ...work,
      piece,
      place,
      onProgress: (done) => run.onProgress((RENDERED * (place + done)) / pieces.length),
    });
    const { folder, score } = piece;
    folders.push({ folder, score, seed: score.seed, files: sounds.map(({ name }) => name) });
    entries.push(
      ...[...sounds, held('score.mid', scoreToMidi(score)), held('score.json', text(`${JSON.stringify(score, null, 2)}\n`))].map(
        (entry) => ({ ...entry, name: join(folder, entry.name) }),
      ),
    );
  }

  const readme = held('README.txt', text(describeStems(request.title, folders)));
  const zip = zipFiles([readme, ...entries], {
    modified: ports.wallClock.now(),
    onProgress: (done) => run.onProgress(RENDERED + (1 - RENDERED) * done),
  });
  return ports.blobs.put(zip, { signal: run.signal });
}

/** The pieces in the order in which they are heard, each in a folder of its own when there are several. */
function piecesIn({ request, scores }: StemWork): readonly Piece[] {
  const ids = piecesOf(request);
  return ids.map((id, place) => {
    const score = scoreOfPiece(id, scores);
    const folder = ids.length === 1 ? '' : `${String(place + 1).padStart(2, '0')} ${fileStem(score.title)}`;
    return { folder, score, names: nameStems(score) };
  });
}

/** At most what the archive of a piece holds. */
function expectedFiles({ folder, score, names }: Piece): readonly { readonly name: string; readonly bytes: number }[] {
  const bytes = HEADER_BYTES + BYTES_PER_SAMPLE * Math.round(score.durationSeconds * SAMPLE_RATE);
  const sounds = [...names.values(), returnsName(names)].map((name) => ({ name: join(folder, `${name}.wav`), bytes }));
  return [...sounds, { name: folder, bytes: SCORE_BYTES }];
}

/** Writes the stems of a piece into scratch files; what the archive gets of them, in the order of the score. */
async function renderPiece(
  { stemRenderer, mediaExporter, files }: StemPorts,
  work: StemWork & { readonly piece: Piece; readonly place: number; readonly onProgress: (done: number) => void },
): Promise<readonly ZipEntry[]> {
  const { piece, place, scratch, run, onProgress } = work;
  const { score, names } = piece;
  const written = new Map<string, string>();
  const writeStem = async ({ source, audio }: RenderedStem): Promise<void> => {
    const name = source.kind === 'returns' ? returnsName(names) : (names.get(source.partId) ?? source.partId);
    const path = join(scratch, `${place}-${written.size}.wav`);
    written.set(name, path);
    lower(audio.left);
    lower(audio.right);
    await mediaExporter.writeAudio({
      audio,
      path,
      kind: 'wav',
      metadata: {
        title: `${score.title} (${name.slice(name.indexOf(' ') + 1)})`,
        artist: 'Cuesmith',
        comment: `Made with Cuesmith ${ENGINE_VERSION}, seed ${score.seed}`,
      },
      signal: run.signal,
      onProgress: () => undefined,
    });
  };
  await stemRenderer.renderStems({ score, signal: run.signal, onProgress, onStem: writeStem });
  return [...names.values(), returnsName(names)].flatMap((name) => {
    const path = written.get(name);
    return path === undefined ? [] : [{ name: `${name}.wav`, content: () => files.read(path) }];
  });
}

/** Makes room above a channel, in place. */
function lower(channel: Float32Array): void {
  for (let i = 0; i < channel.length; i++) {
    channel[i] = channel[i]! * HEADROOM_GAIN;
  }
}

/** An entry that is in memory. */
function held(name: string, bytes: Uint8Array): ZipEntry {
  return {
    name,
    async *content() {
      yield bytes;
    },
  };
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
