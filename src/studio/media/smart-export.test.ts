import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDraft, type DraftMedia, type WireDraft, type WireSegment, type WireTrack } from '../../contract/service/index.ts';
import type { Stereo } from '../../engine/audio/index.ts';
import { planDraftExport, planSound, reusableGroups, type DrawnMusic, type ExportPlan } from '../../engine/export/index.ts';
import { fixtureScore } from '../../engine/export/score-fixture.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import type { Timeline } from '../../engine/timeline/index.ts';
import type { ExportCosts, FormerExport, MediaFile } from '../ports/timeline-exporter.ts';
import { VIDEO_ENCODERS, type VideoEncoderName } from '../ports/video-encoder.ts';
import { writeClip, type ClipWishes } from './clip-fixture.ts';
import { createMediaExporter } from './media-exporter.ts';
import { decodeLumas, readPackets, ssim } from './packet-fixture.ts';

const size = { width: 320, height: 180 };
const metadata = { title: 'Draft', artist: 'Cuesmith', comment: '' };
const signal = new AbortController().signal;
const quiet = (): void => undefined;
const scores = new Map<string, DrawnMusic>([
  ['med_music', { score: fixtureScore({ durationSeconds: 6, style: 'corporate' }), feeling: null }],
]);
const media = new Map<string, DraftMedia>();
const files = new Map<string, MediaFile>();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
  for (const [id, frames] of [
    ['med_one', 150],
    ['med_two', 60],
  ] as const) {
    const path = join(folder, `${id}.mp4`);
    const lumaOf = (index: number): number => 40 + Math.round(60 + 60 * Math.sin(index / 9));
    // Another size than the export's, so that none of it can be copied as it is.
    await writeClip(path, { width: 640, height: 360, framesPerSecond: 30, frames, lumaOf });
    know(id, { kind: 'video', durationMs: (1000 * frames) / 30 }, { path, contentType: 'video/mp4' });
  }

  const path = join(folder, 'music.flac');
  const exporter = createMediaExporter({ scratchFolder: folder });
  await exporter.writeAudio({ audio: tone(6), path, kind: 'flac', metadata, signal, onProgress: quiet });
  know('med_music', { kind: 'music', durationMs: 6000 }, { path, contentType: 'audio/flac' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function know(id: string, one: Omit<DraftMedia, 'id'>, file: Omit<MediaFile, 'name'>): void {
  media.set(id, { ...one, id });
  files.set(id, { ...file, name: id });
}

function tone(seconds: number): Stereo {
  const left = Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => 0.2 * Math.sin(i / 20));
  return { left, right: left };
}

type Made = { readonly path: string; readonly plan: ExportPlan; readonly timeline: Timeline; readonly costs: ExportCosts | null };

async function make(
  draft: WireDraft,
  from: Made | null,
  changed: Partial<FormerExport> & { readonly by?: VideoEncoderName } = {},
): Promise<Made> {
  const timeline = readDraft(draft, { media, title: 'Draft' });
  const plan = planDraftExport({ timeline, scores, size, framesPerSecond: 30, quantiser: null });
  const path = join(folder, `out-${readdirSync(folder).length}.mp4`);
  const former =
    from === null
      ? null
      : {
          path: from.path,
          runs: reusableGroups(from.plan, plan),
          isSoundEqual: JSON.stringify(planSound(timeline)) === JSON.stringify(planSound(from.timeline)),
          encoder: 'libx264',
          ...changed,
        };
  const exporter = createMediaExporter({ scratchFolder: folder, encoder: changed.by ?? 'x264' });
  const sound = planSound(timeline);
  const costs = await exporter.writeTimeline({
    plan,
    sound,
    media: files,
    former,
    path,
    kind: 'mp4',
    metadata,
    signal,
    onProgress: quiet,
  });
  return { path, plan, timeline, costs };
}

function track(tt: number, ...sg: WireSegment[]): WireTrack {
  return { tt, sg };
}

const music = (volume: number): WireTrack => track(1, { s: 0, d: 5000, m: { src: 'med_music', volume } });
const film = track(0, { s: 0, d: 5000, m: { src: 'med_one' } });
const drawn = track(0, { s: 0, d: 5000, m: { src: 'med_music', kind: 'generated' } });
const title = (text: string): WireTrack => track(7, { s: 1500, d: 1400, m: { text, color: '#ffffff', position: 'bottom' } });

/** Compares a smart export with the full one of the same draft: equal but for the frames that were encoded anew, and those as good. */
async function compare(smart: Made, full: Made, anew: readonly (readonly [number, number])[]): Promise<void> {
  const [one, other] = [await decodeLumas(smart.path, size), await decodeLumas(full.path, size)];
  expect(one.remarks).toEqual([]);
  expect(one.decoded.video?.frames).toBe(full.plan.frames);
  expect(one.decoded.audio?.containerSamples).toBe(other.decoded.audio?.containerSamples);
  expect(one.decoded.audio?.left).toEqual(other.decoded.audio?.left);
  const [packets, fulls] = [await readPackets(smart.path), await readPackets(full.path)];
  expect(packets.video.map(({ seconds }) => seconds)).toEqual(fulls.video.map(({ seconds }) => seconds));
  expect(packets.video.map(({ isKeyframe }) => isKeyframe)).toEqual(fulls.video.map(({ isKeyframe }) => isKeyframe));
  const differing = one.pictures.flatMap((picture, index) =>
    Buffer.compare(picture, other.pictures[index]!) === 0 ? [] : [index],
  );
  expect(differing.filter((index) => !anew.some(([from, to]) => index >= from && index < to))).toEqual([]);
  for (const index of differing) {
    expect(ssim(one.pictures[index]!, other.pictures[index]!, size.width)).toBeGreaterThanOrEqual(0.99);
  }
}

/** The frames whose packets are, bit for bit, those of another file at the same place. */
async function sharedFrames(one: Made, other: Made): Promise<number[]> {
  const [left, right] = [await readPackets(one.path), await readPackets(other.path)];
  return left.video.flatMap(({ hash }, index) => (right.video[index]?.hash === hash ? [index] : []));
}

const fullExports = new Map<string, Promise<Made>>();

/** A full export, made once however many tests begin with it. */
async function makeFull(draft: WireDraft): Promise<Made> {
  const key = JSON.stringify(draft);
  const known = fullExports.get(key) ?? make(draft, null);
  fullExports.set(key, known);
  return known;
}

const frames = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('an export after another', { timeout: 60_000 }, () => {
  it.each([
    ['filmed', film],
    ['drawn', drawn],
  ])('copies every picture when only the sound changed (%s)', async (_, picture) => {
    const before = await makeFull({ t: [picture, music(1)] });
    const smart = await make({ t: [picture, music(0.4)] }, before);
    expect(smart.costs).toEqual({ encoder: 'libx264', copiedFrames: 150, hasCopiedSound: false });
    expect(await sharedFrames(smart, before)).toEqual(frames(0, 150));
    await compare(smart, await makeFull({ t: [picture, music(0.4)] }), []);
  });

  it.each([
    ['filmed', film],
    ['drawn', drawn],
  ])('encodes only the seconds that a title touches, and copies the sound (%s)', async (_, picture) => {
    const before = await makeFull({ t: [picture, music(1)] });
    const draft = { t: [picture, music(1), title('Hello there')] };
    const smart = await make(draft, before);
    expect(smart.costs).toEqual({ encoder: 'libx264', copiedFrames: 90, hasCopiedSound: true });
    expect((await sharedFrames(smart, before)).filter((index) => index < 30 || index >= 90)).toEqual([
      ...frames(0, 30),
      ...frames(90, 150),
    ]);
    const [copied, original] = [await readPackets(smart.path), await readPackets(before.path)];
    expect(copied.audio).toEqual(original.audio);
    await compare(smart, await makeFull(draft), [[30, 90]]);
  });

  it('can be copied from again and again', async () => {
    const before = await makeFull({ t: [film, music(1)] });
    const second = await make({ t: [film, music(1), title('Hello')] }, before);
    const draft = {
      t: [track(0, { s: 0, d: 4000, m: { src: 'med_one' } }, { s: 4000, d: 1000, m: { src: 'med_two' } }), music(1)],
    };
    const third = await make(draft, second);
    expect(third.costs).toMatchObject({ copiedFrames: 60, hasCopiedSound: false });
    await compare(third, await makeFull(draft), [
      [30, 90],
      // x264 looks a picture ahead: in the full export the last one before the change spends its bits otherwise.
      [119, 150],
    ]);
  });

  it('encodes all of it when the former file is not what it should be', async () => {
    const draft = (volume: number): WireDraft => ({
      t: [track(0, { s: 0, d: 1000, m: { src: 'med_one' } }), track(1, { s: 0, d: 1000, m: { src: 'med_music', volume } })],
    });
    const before = await makeFull(draft(1));
    const full = await makeFull(draft(0.5));
    const cut = join(folder, 'cut.mp4');
    const whole = readFileSync(before.path);
    writeFileSync(cut, whole.subarray(0, whole.length * 0.7));
    const runs = [{ startFrame: 0, endFrame: 30, fromFrame: 0 }];
    for (const path of [cut, files.get('med_one')!.path, join(folder, 'music.flac'), join(folder, 'none.mp4')]) {
      const made = await make(draft(0.5), before, { path, runs, isSoundEqual: true });
      expect(made.costs).toMatchObject({ copiedFrames: 0, hasCopiedSound: false });
      expect((await sharedFrames(made, full)).length).toBe(30);
    }
  });

  it.each(VIDEO_ENCODERS)('is made whether %s is there or not, and says what encoded it', async (by) => {
    const draft = { t: [track(0, { s: 0, d: 500, m: { src: 'med_one' } })] };
    const made = await make(draft, null, { by });
    const { remarks, decoded } = await decodeLumas(made.path, size);
    expect([remarks, decoded.video?.frames]).toEqual([[], 15]);
    expect(made.costs?.encoder).toMatch(by === 'x264' ? /^libx264$/ : new RegExp(`^(libx264|h264_${by})$`));
  });

  it('copies from pictures of another encoder all or nothing', async () => {
    const before = await makeFull({ t: [film, music(1)] });
    const encoder = 'h264_nvenc';
    expect((await make({ t: [film, music(0.5)] }, before, { encoder })).costs).toMatchObject({ copiedFrames: 150, encoder });
    const titled = await make({ t: [film, music(1), title('Hi')] }, before, { encoder });
    expect(titled.costs).toMatchObject({ copiedFrames: 0, hasCopiedSound: true, encoder: 'libx264' });
  });

  it('never copies what decoding cannot begin with', async () => {
    const before = await makeFull({ t: [film, music(1)] });
    const runs = [{ startFrame: 10, endFrame: 95, fromFrame: 10 }];
    const made = await make({ t: [film, music(1)] }, before, { runs });
    expect(made.costs).toMatchObject({ copiedFrames: 60 });
    const { remarks, decoded } = await decodeLumas(made.path, size);
    expect([remarks, decoded.video?.frames]).toEqual([[], 150]);
  });
});

describe('footage shown as it was filmed', { timeout: 60_000 }, () => {
  const filmOf = async (name: string, wishes: Partial<ClipWishes>): Promise<string> => {
    const path = join(folder, `${name}.mp4`);
    const lumaOf = (index: number): number => 40 + (index % 90);
    await writeClip(path, { ...size, framesPerSecond: 30, frames: 120, lumaOf, isTagged: true, toneLevel: 0.1, ...wishes });
    know(name, { kind: 'video', durationMs: 4000 }, { path, contentType: 'video/mp4' });
    return path;
  };
  const alone = (name: string, d = 4000, more: NonNullable<WireSegment['m']> = {}): WireDraft => ({
    t: [track(0, { s: 0, d, m: { src: name, ...more } }), track(1, { s: 0, d, m: { src: 'med_music' } })],
  });
  const hashes = async (path: string): Promise<string[]> => (await readPackets(path)).video.map(({ hash }) => hash);

  it.each([true, false])('keeps its pictures bit for bit under new music (reordered: %s)', async (isReordered) => {
    const path = await filmOf(`med_same_${isReordered}`, { isReordered });
    const made = await make(alone(`med_same_${isReordered}`), null);
    expect(made.costs).toMatchObject({ copiedFrames: 120 });
    expect(await hashes(made.path)).toEqual(await hashes(path));
    const [copy, original] = [await decodeLumas(made.path, size), await decodeLumas(path, size)];
    expect([copy.remarks, copy.pictures.length]).toEqual([[], 120]);
    expect(copy.pictures.every((picture, index) => Buffer.compare(picture, original.pictures[index]!) === 0)).toBe(true);
    expect((await readPackets(made.path)).video.map(({ seconds }) => seconds).sort((one, other) => one - other)[0]).toBe(0);
  });

  it('is copied between the places where it can be cut, and encoded beside them and under words', async () => {
    const path = await filmOf('med_cut', { isReordered: false });
    const draft = alone('med_cut', 2800, { source_start: 700 });
    const made = await make({ t: [...draft.t!, track(7, { s: 2000, d: 500, m: { text: 'Hi' } })] }, null);
    // It can be cut at its seconds 1, 2, 3: frames 9, 39 and 69 of the export; the words come in frame 60.
    expect(made.costs).toMatchObject({ copiedFrames: 30 });
    expect((await hashes(made.path)).slice(9, 39)).toEqual((await hashes(path)).slice(30, 60));
    const [mixed, original] = [await decodeLumas(made.path, size), await decodeLumas(path, size)];
    expect([mixed.remarks, mixed.pictures.length]).toEqual([[], 84]);
    for (let index = 0; index < 60; index++) {
      expect(ssim(mixed.pictures[index]!, original.pictures[index + 21]!, size.width)).toBeGreaterThan(0.98);
    }
  });

  it.each([
    ['of another size', { width: 640, height: 360 }],
    ['of another rate', { framesPerSecond: 25, frames: 100 }],
    ['turned', { isTurned: true }],
    ['of unknown colours', { isTagged: false }],
  ])('is encoded when it is %s', async (what, wishes) => {
    const name = `med_${what.replaceAll(' ', '_')}`;
    await filmOf(name, wishes);
    expect((await make(alone(name, 1000), null)).costs).toMatchObject({ copiedFrames: 0 });
  });

  it('is encoded when it is faster, cropped, or a part whose pictures are stored in another order', async () => {
    await filmOf('med_plain', { isReordered: true });
    for (const more of [{ speed: 2 }, { crop: { x: 0, y: 0, width: 0.5, height: 0.5 } }, { source_start: 1500 }]) {
      expect((await make(alone('med_plain', 1000, more), null)).costs).toMatchObject({ copiedFrames: 0 });
    }
  });
});
