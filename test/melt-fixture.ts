import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCanvas } from '@napi-rs/canvas';
import { openDraft, type DraftMedia, type WireDraft } from '../src/contract/service/index.ts';
import { planDraftExport, planSound } from '../src/engine/export/index.ts';
import { timelineToMlt } from '../src/engine/timeline/index.ts';
import { writeClip, type ClipWishes } from '../src/studio/media/clip-fixture.ts';
import { decodeFile } from '../src/studio/media/decode-fixture.ts';
import { createMediaExporter } from '../src/studio/media/media-exporter.ts';
import type { MediaFile } from '../src/studio/ports/timeline-exporter.ts';

const run = promisify(execFile);
const SIZE = { width: 320, height: 180 };
const RATE = 25;
/** Of every picture every second pixel each way is looked at. */
const [ACROSS, DOWN] = [SIZE.width / 2, SIZE.height / 2];

/** Brightness of pictures, 16–235, and the first channel of their sound. */
export type Shown = { readonly pictures: readonly Uint8Array[]; readonly sound: Float32Array };

/** Whether MLT's own player is installed. */
export const HAS_MELT = hasMelt();

function hasMelt(): boolean {
  try {
    execFileSync('melt', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Films, stills and sounds in a folder, and drafts of them shown both ways. */
export class MeltStage {
  readonly #folder: string;
  readonly #known = new Map<
    string,
    { readonly media: DraftMedia; readonly file: MediaFile; readonly picture: typeof SIZE | null }
  >();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A film at 25 pictures a second, of stripes that move. */
  async film(id: string, wishes: Pick<ClipWishes, 'frames'> & Partial<ClipWishes>): Promise<void> {
    const path = join(this.#folder, `${id} & co.mp4`);
    const film = { ...SIZE, framesPerSecond: RATE, lumaOf: () => 60, isTextured: true, isTagged: true, ...wishes };
    await writeClip(path, film);
    const media: DraftMedia = { id, kind: 'video', durationMs: (1000 * film.frames) / film.framesPerSecond };
    const { width, height } = film;
    this.#known.set(id, { media, file: { path, name: id, contentType: 'video/mp4' }, picture: { width, height } });
  }

  /** A still of soft waves, so that how it is scaled hardly matters. */
  still(id: string, { width, height }: typeof SIZE): void {
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    const picture = context.createImageData(width, height);
    for (let place = 0; place < width * height; place++) {
      const [x, y] = [(place % width) / width, Math.floor(place / width) / height];
      picture.data.set([128 + 100 * Math.sin(9 * x + 4 * y), 128 + 90 * Math.cos(11 * y - 3 * x), 200 * x, 255], 4 * place);
    }

    context.putImageData(picture, 0, 0);
    const path = join(this.#folder, `${id}.png`);
    writeFileSync(path, canvas.toBuffer('image/png'));
    const media: DraftMedia = { id, kind: 'image', durationMs: null };
    this.#known.set(id, { media, file: { path, name: id, contentType: 'image/png' }, picture: { width, height } });
  }

  /** A sound on its own, mono noise of a tone that no two moments of share. */
  async sound(id: string, seconds: number): Promise<void> {
    const path = join(this.#folder, `${id}.wav`);
    const samples = Math.round(48_000 * seconds);
    const left = Float32Array.from({ length: samples }, (_, i) => 0.25 * Math.sin((2 * Math.PI * (300 + i / 400) * i) / 48_000));
    await createMediaExporter({ scratchFolder: this.#folder }).writeAudio({
      audio: { left, right: left },
      path,
      kind: 'wav',
      metadata: METADATA,
      signal: NEVER,
      onProgress: quiet,
    });
    const media: DraftMedia = { id, kind: 'audio', durationMs: 1000 * seconds };
    this.#known.set(id, { media, file: { path, name: id, contentType: 'audio/wav' }, picture: null });
  }

  /** What our own export of a draft shows. */
  async ours(draft: WireDraft): Promise<Shown> {
    const timeline = this.#open(draft);
    const path = join(mkdtempSync(join(this.#folder, 'ours-')), 'out.mp4');
    await createMediaExporter({ scratchFolder: this.#folder }).writeTimeline({
      plan: planDraftExport({ timeline, scores: new Map(), size: SIZE, framesPerSecond: RATE, quantiser: 4 }),
      sound: planSound(timeline, { loudness: null }),
      media: new Map([...this.#known].map(([id, { file }]) => [id, file])),
      former: null,
      path,
      kind: 'mp4',
      metadata: METADATA,
      signal: NEVER,
      onProgress: quiet,
    });
    return shownIn(path);
  }

  /** What `melt` makes of the same draft written as MLT XML: lossless. */
  async melts(draft: WireDraft): Promise<Shown> {
    const folder = mkdtempSync(join(this.#folder, 'melt-'));
    const media = new Map(
      [...this.#known].map(([id, { file, picture }]) => [id, { name: file.name, url: file.path, hasSound: true, picture }]),
    );
    const project = join(folder, 'draft.mlt');
    writeFileSync(project, timelineToMlt(this.#open(draft), { media, framesPerSecond: RATE, size: SIZE }));
    const path = join(folder, 'out.mkv');
    const wishes = ['vcodec=ffv1', 'pix_fmt=yuv420p', 'acodec=pcm_s24le', 'frequency=48000', 'channels=2', 'rescale=bicubic'];
    // real_time=-1: one thread, and no picture is left out when the machine is slow.
    const consumer = ['-silent', '-consumer', `avformat:${path}`, ...wishes, 'real_time=-1', 'terminate_on_pause=1'];
    await playToTheEnd(project, consumer, path);
    return shownIn(path);
  }

  #open(draft: WireDraft): ReturnType<typeof openDraft> {
    return openDraft(draft, { media: new Map([...this.#known].map(([id, { media }]) => [id, media])), title: 'R&D "<3"' });
  }
}

/**
 * Debian's melt 7.12, started on a busy machine, now and then misses that its writer has begun or ended: of 60 runs of one project, 5 at a time,
 * 3 left an empty file and said that all was well, and 1 never came back. That is about its process, not the project: it is asked again.
 */
async function playToTheEnd(project: string, consumer: readonly string[], path: string): Promise<void> {
  for (let left = TRIES - 1; ; left--) {
    try {
      await run('melt', [project, ...consumer], { timeout: LONGEST_MS, killSignal: 'SIGKILL' });
      if (statSync(path).size > 0) {
        return;
      }
    } catch (problem) {
      if (left === 0) {
        throw problem;
      }
    }

    if (left === 0) {
      throw new Error(`melt wrote nothing to ${path}.`);
    }
  }
}

const TRIES = 3;
/** Usually it takes one second. */
const LONGEST_MS = 20_000;
const METADATA = { title: '', artist: '', comment: '' };
const NEVER = new AbortController().signal;
const quiet = (): void => undefined;

async function shownIn(path: string): Promise<Shown> {
  const pictures: Uint8Array[] = [];
  const { audio } = await decodeFile(path, (luma) => {
    pictures.push(
      Uint8Array.from({ length: ACROSS * DOWN }, (_, place) =>
        luma(((place % ACROSS) + 0.5) / ACROSS, (Math.floor(place / ACROSS) + 0.5) / DOWN),
      ),
    );
  });
  return { pictures, sound: audio?.left ?? new Float32Array() };
}

/** By how many of 219 steps of brightness two pictures differ, on average. */
export function pictureDifference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, place) => sum + Math.abs(value - (other[place] ?? 0)), 0) / one.length;
}

/** The root mean square of every hundredth of a second. */
export function envelopeOf(sound: Float32Array, hop = 480): readonly number[] {
  return Array.from({ length: Math.floor(sound.length / hop) }, (_, index) => {
    const piece = sound.subarray(index * hop, (index + 1) * hop);
    return Math.sqrt(piece.reduce((sum, value) => sum + value * value, 0) / hop);
  });
}

/** How alike two envelopes run, −1 to 1. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const count = Math.min(one.length, other.length);
  const mean = (values: readonly number[]): number => values.slice(0, count).reduce((sum, value) => sum + value, 0) / count;
  const [middle, otherMiddle] = [mean(one), mean(other)];
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [a, b] = [one[i]! - middle, other[i]! - otherMiddle];
    [both, first, second] = [both + a * b, first + a * a, second + b * b];
  }

  return both / Math.sqrt(first * second);
}
