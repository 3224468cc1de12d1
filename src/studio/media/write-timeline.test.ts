import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDraft, type DraftMedia, type WireDraft, type WireSegment, type WireTrack } from '../../contract/service/index.ts';
import { measureTruePeakDb, type Stereo } from '../../engine/audio/index.ts';
import { planDraftExport, planSound, type DrawnMusic, type FrameRate } from '../../engine/export/index.ts';
import { fixtureScore } from '../../engine/export/score-fixture.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import type { AudioFileKind } from '../ports/media-exporter.ts';
import type { MediaFile } from '../ports/timeline-exporter.ts';
import { CORNER_LUMA, writeClip } from './clip-fixture.ts';
import { decodeFile, type Decoded } from './decode-fixture.ts';
import { createMediaExporter } from './media-exporter.ts';

const metadata = { title: 'Draft', artist: 'Cuesmith', comment: '' };
const never = new AbortController().signal;
const quiet = (): void => undefined;
const MUSIC_SECONDS = 3;
/** From its lowest to its highest sample: far enough below full scale that nothing limits it. */
const MUSIC_RANGE = 0.7;
let folder = '';
const known = new Map<string, { readonly media: DraftMedia; readonly file: MediaFile }>();
const scores = new Map<string, DrawnMusic>([
  ['med_music', { score: fixtureScore({ durationSeconds: MUSIC_SECONDS, style: 'corporate' }), feeling: null }],
]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
  const exporter = createMediaExporter({ scratchFolder: folder });
  const path = join(folder, 'music.flac');
  await exporter.writeAudio({ audio: music(), path, kind: 'flac', metadata, signal: never, onProgress: quiet });
  know('med_music', { kind: 'music', durationMs: 1000 * MUSIC_SECONDS }, { path, contentType: 'audio/flac' });
  await film('med_film', { framesPerSecond: 25, frames: 50, toneLevel: 0.25 });
  await film('med_turned', { framesPerSecond: 30, frames: 15, isTurned: true });
  await film('med_long', { framesPerSecond: 10, frames: 80 });
  const square = createCanvas(64, 64);
  const context = square.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, 32, 64);
  const still = join(folder, 'still.png');
  writeFileSync(still, square.toBuffer('image/png'));
  know('med_still', { kind: 'image', durationMs: null }, { path: still, contentType: 'image/png' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function know(id: string, media: Omit<DraftMedia, 'id'>, file: Omit<MediaFile, 'name'>): void {
  known.set(id, { media: { ...media, id }, file: { ...file, name: id } });
}

/** A film of 320 by 180 whose pictures get lighter by the same step each. */
async function film(
  id: string,
  wishes: { readonly framesPerSecond: number; readonly frames: number; readonly toneLevel?: number; readonly isTurned?: boolean },
): Promise<void> {
  const path = join(folder, `${id}.mp4`);
  await writeClip(path, { width: 320, height: 180, lumaOf: (index) => lumaAt(index, wishes.frames), ...wishes });
  const durationMs = (1000 * wishes.frames) / wishes.framesPerSecond;
  know(id, { kind: 'video', durationMs }, { path, contentType: 'video/mp4' });
}

function lumaAt(index: number, frames: number): number {
  return 30 + Math.round((150 * index) / frames);
}

/** Sound that uses all 24 bits, from a generator of our own. */
function music(): Stereo {
  let word = 1;
  const noise = (): number => {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return (word / 4294967296 - 0.5) * MUSIC_RANGE;
  };
  const left = Float32Array.from({ length: MUSIC_SECONDS * SAMPLE_RATE }, noise);
  return { left, right: left.map((value) => -value) };
}

async function write(
  draft: WireDraft,
  kind: 'mp4' | AudioFileKind,
  options: {
    readonly framesPerSecond?: FrameRate;
    readonly width?: number;
    readonly height?: number;
    readonly onProgress?: (done: number) => void;
  } = {},
): Promise<string> {
  const { framesPerSecond = 25, width = 320, height = 180, onProgress = quiet } = options;
  const media = new Map([...known].map(([id, each]) => [id, each.media]));
  const timeline = readDraft(draft, { media, title: 'Draft' });
  const plan =
    kind === 'mp4' ? planDraftExport({ timeline, scores, size: { width, height }, framesPerSecond, quantiser: 8 }) : null;
  const path = join(folder, `out-${readdirSync(folder).length}.${kind}`);
  const scratch = mkdtempSync(join(folder, 'scratch-'));
  await createMediaExporter({ scratchFolder: scratch }).writeTimeline({
    plan,
    sound: planSound(timeline, { loudness: null }),
    media: new Map([...known].map(([id, each]) => [id, each.file])),
    former: null,
    path,
    kind,
    metadata,
    signal: never,
    onProgress,
  });
  expect(readdirSync(scratch)).toEqual([]);
  return path;
}

function segment(src: string, d: number, more: NonNullable<WireSegment['m']> = {}): WireSegment {
  return { d, m: { src, ...more } };
}

function track(tt: number, ...sg: WireSegment[]): WireTrack {
  return { tt, sg };
}

/** Root mean square of the first channel, in seconds `[from, to)`. */
function rms({ audio }: Decoded, from: number, to: number): number {
  const piece = (audio?.left ?? new Float32Array()).subarray(from * SAMPLE_RATE, to * SAMPLE_RATE);
  return Math.sqrt(piece.reduce((sum, value) => sum + value * value, 0) / piece.length);
}

/** The first sample at which two first channels differ; -1 when they are equal. */
function firstDifference(one: Decoded, other: Decoded): number {
  const expected = other.audio?.left ?? new Float32Array();
  return (one.audio?.left ?? new Float32Array()).findIndex((value, place) => value !== expected[place]);
}

describe('the pictures of a timeline', () => {
  it('shows of a film, at each moment, the picture that is due then, whatever the frame rates', async () => {
    const path = await write({ t: [track(0, segment('med_film', 1000, { source_start: 400 }))] }, 'mp4', { framesPerSecond: 30 });
    const seen: number[] = [];
    const { video } = await decodeFile(path, (luma) => seen.push(luma(0.75, 0.75)));
    expect(video).toMatchObject({ frames: 30, width: 320, height: 180, framesPerSecond: 30 });
    for (const [index, luma] of seen.entries()) {
      expect(Math.abs(luma - lumaAt(Math.floor((0.4 + index / 30) * 25 + 1e-6), 50))).toBeLessThan(2.5);
    }
  });

  it('finds a moment far into a film', async () => {
    const path = await write({ t: [track(0, segment('med_long', 500, { source_start: 6500 }))] }, 'mp4');
    const seen: number[] = [];
    await decodeFile(path, (luma) => seen.push(luma(0.75, 0.75)));
    expect(Math.abs(seen[0]! - lumaAt(65, 80))).toBeLessThan(2.5);
    expect(Math.abs(seen.at(-1)! - lumaAt(69, 80))).toBeLessThan(2.5);
  });

  it('turns what was filmed upright and keeps it whole over its own likeness', async () => {
    const path = await write({ t: [track(0, segment('med_turned', 400))] }, 'mp4');
    await decodeFile(path, (luma, index) => {
      if (index === 0) {
        // Turned clockwise, the white corner is the upper right one. The upright picture is 101 pixels wide, in the middle.
        expect(luma(0.62, 0.2)).toBeGreaterThan(CORNER_LUMA - 6);
        expect(luma(0.38, 0.2)).toBeLessThan(60);
        expect(luma(0.62, 0.8)).toBeLessThan(60);
        // Beside it, neither black nor the picture itself.
        expect(luma(0.9, 0.2)).toBeGreaterThan(40);
      }
    });
  });

  it(
    'changes from film to still to drawn picture on the frame, and shows the picture of the music in a gap',
    { timeout: 60_000 },
    async () => {
      const draft = {
        t: [
          track(0, segment('med_film', 400), segment('med_still', 400), {
            s: 1600,
            d: 400,
            m: { src: 'med_music', kind: 'generated' },
          }),
          track(1, segment('med_music', 1600)),
        ],
      };
      const progress: number[] = [];
      const path = await write(draft, 'mp4', { onProgress: (done) => progress.push(done) });
      const [left, right]: [number[], number[]] = [[], []];
      const { video, audio } = await decodeFile(path, (luma) => {
        left.push(luma(0.4, 0.75));
        right.push(luma(0.6, 0.75));
      });
      expect(video?.frames).toBe(50);
      expect(audio?.containerSamples).toBe(2 * SAMPLE_RATE);
      expect(Math.abs(right[9]! - lumaAt(9, 50))).toBeLessThan(3);
      // The still: white to the left; to the right, where it is see-through, black.
      expect([left[10]! > 225, right[10]! < 25, left[19]! > 225]).toEqual([true, true, true]);
      expect(left[20]).not.toBe(left[19]);
      expect(progress).toEqual([...progress].sort((one, other) => one - other));
      expect(progress.at(-1)).toBe(1);
    },
  );

  it('plays faster, fills the frame and fades from one clip to the next, as the draft says', async () => {
    const draft = {
      t: [
        track(
          0,
          segment('med_film', 800, { speed: 2 }),
          segment('med_still', 800, { fit: 'fill', transition: { type: 'crossfade', d: 400 } }),
        ),
      ],
    };
    const path = await write(draft, 'mp4');
    const [right, left]: [number[], number[]] = [[], []];
    const { video } = await decodeFile(path, (luma) => {
      right.push(luma(0.75, 0.75));
      left.push(luma(0.05, 0.75));
    });
    expect(video?.frames).toBe(40);
    for (const [index, luma] of right.entries()) {
      const film = lumaAt(Math.min(49, 2 * index), 50);
      const gone = Math.min(1, Math.max(0, (index - 20) / 10));
      expect(Math.abs(luma - (film * (1 - gone) + 16 * gone))).toBeLessThan(4);
    }

    // The still is square: filling the frame its white half reaches the edge.
    expect(left.at(-1)).toBeGreaterThan(225);
  });

  it('shows words alone on black, in their colour and at their place', async () => {
    const words: WireSegment = { s: 0, d: 1000, m: { text: 'HHHH', color: '#808080', position: 'top-left' } };
    const path = await write({ t: [track(7, words)] }, 'mp4', { width: 640, height: 360 });
    const lumas: number[][] = [];
    await decodeFile(path, (luma, index) => {
      if (index === 12) {
        const grid = Array.from({ length: 64 }, (_, place) => place / 64);
        lumas.push(...grid.map((down) => grid.map((across) => luma(across, down))));
      }
    });
    const lit = lumas.flatMap((row, down) => row.flatMap((luma, across) => (luma > 60 ? [{ across, down, luma }] : [])));
    expect(lit.length).toBeGreaterThan(10);
    expect(Math.max(...lit.map(({ luma }) => luma))).toBeLessThan(140);
    expect(lit.every(({ across, down }) => across < 36 && down < 24)).toBe(true);
  });

  it('says which file cannot be read, and leaves nothing behind', async () => {
    const path = join(folder, 'broken.mp4');
    writeFileSync(path, readFileSync(known.get('med_film')!.file.path).subarray(0, 3000));
    know('med_broken', { kind: 'video', durationMs: 1000 }, { path, contentType: 'video/mp4' });
    await expect(write({ t: [track(0, segment('med_broken', 500))] }, 'mp4')).rejects.toMatchObject({
      code: 'media.damaged',
      message: expect.stringMatching(/^"med_broken"/),
    });
    known.delete('med_broken');
  });
});

describe('the sound of a timeline', () => {
  it('is the music itself, to the bit, when nothing is mixed with it', async () => {
    const draft = { t: [track(1, segment('med_music', 3000))] };
    const before = await decodeFile(join(folder, 'music.flac'));
    for (const kind of ['flac', 'wav'] as const) {
      const alone = await decodeFile(await write(draft, kind));
      expect(alone.audio?.samples).toBe(MUSIC_SECONDS * SAMPLE_RATE);
      expect(firstDifference(alone, before)).toBe(-1);
    }
  });

  it('mixes tracks and the sound of footage at their volumes, in their places', async () => {
    const tone = 0.25 / Math.SQRT2;
    const draft = {
      t: [
        track(0, segment('med_film', 1000, { volume: 0.5 }), { s: 1500, d: 500, m: { src: 'med_film', source_start: 1000 } }),
        track(1, { s: 2000, d: 500, m: { src: 'med_music', volume: 0.25, source_start: 500 } }),
      ],
    };
    const mixed = await decodeFile(await write(draft, 'flac'));
    expect(mixed.audio?.samples).toBe(2.5 * SAMPLE_RATE);
    expect(rms(mixed, 0.1, 0.9)).toBeCloseTo(0.5 * tone, 3);
    expect(rms(mixed, 1.1, 1.4)).toBe(0);
    expect(rms(mixed, 1.55, 1.95)).toBeCloseTo(tone, 3);
    expect(rms(mixed, 2, 2.5)).toBeCloseTo((0.25 * MUSIC_RANGE) / Math.sqrt(12), 2);
  });

  it('fades by the written lengths and starts from silence', async () => {
    const draft = { t: [track(1, segment('med_music', 2000, { fade_in: 1000, fade_out: 500, volume: 0.5 }))] };
    const faded = await decodeFile(await write(draft, 'flac'));
    const full = (0.5 * MUSIC_RANGE) / Math.sqrt(12);
    expect(rms(faded, 0, 0.02)).toBeLessThan(0.01 * full);
    expect(rms(faded, 0.49, 0.51)).toBeCloseTo(0.5 * full, 1);
    expect(rms(faded, 1.1, 1.4)).toBeCloseTo(full, 2);
    expect(rms(faded, 1.98, 2)).toBeLessThan(0.02 * full);
  });

  it('never exceeds the ceiling, however many tracks are summed', async () => {
    const draft = { t: [1, 2, 3].map(() => track(1, segment('med_music', 2000))) };
    const { audio } = await decodeFile(await write(draft, 'flac'));
    const left = audio?.left ?? new Float32Array();
    const peak = measureTruePeakDb({ left, right: left });
    expect(peak).toBeLessThanOrEqual(-1);
    expect(peak).toBeGreaterThan(-2);
    expect(audio?.samples).toBe(2 * SAMPLE_RATE);
  });
});
