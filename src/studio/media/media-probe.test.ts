import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { AV_LOG_ERROR } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertNever, Rng, StudioError } from '../../engine/kernel/index.ts';
import { writeClip } from './clip-fixture.ts';
import { remux, writeFilm } from './film-fixture.ts';
import { createMediaExporter, createMediaProbe } from './index.ts';
import { PROBE_LIMITS } from './probe-process.ts';

const signal = new AbortController().signal;
const probe = createMediaProbe();
let folder = '';

beforeAll(async () => {
  // Encoders tell of themselves, which is of no interest here.
  Log.setLevel(AV_LOG_ERROR);
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
});

afterAll(async () => rm(folder, { recursive: true }));

async function placed(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** The code of the refusal; `ok` when there is none. Anything but a refusal of the file fails the test. */
async function verdictOf(path: string, limits = PROBE_LIMITS): Promise<string> {
  try {
    await createMediaProbe({ limits }).probe(path, { signal });
    return 'ok';
  } catch (problem) {
    if (problem instanceof StudioError && /^media\.(unsupported|damaged|too-slow)$/.test(problem.code)) {
      return problem.code;
    }

    throw problem;
  }
}

async function clip(name: string): Promise<string> {
  const path = join(folder, name);
  await writeClip(path, { width: 128, height: 64, framesPerSecond: 25, frames: 50, lumaOf: () => 120, toneLevel: 0.5 });
  return path;
}

describe('what a probe finds', () => {
  it('is all of a film with sound', async () => {
    const found = await probe.probe(await clip('film'), { signal });
    expect(found).toMatchObject({
      kind: 'video',
      contentType: 'video/mp4',
      width: 128,
      height: 64,
      framesPerSecond: 25,
      hasSound: true,
      codecs: ['h264', 'aac'],
    });
    expect(Math.abs((found.durationMs ?? 0) - 2000)).toBeLessThan(60);
    const peaks = found.peaks ?? [];
    expect(peaks.length).toBeGreaterThan(500);
    for (const peak of peaks.slice(50, -50)) {
      expect(Math.abs(peak - 127)).toBeLessThan(20);
    }

    const thumbnail = await loadImage(Buffer.from(found.thumbnail ?? []));
    expect([thumbnail.width, thumbnail.height]).toEqual([128, 64]);
  });

  it('is a film the right way up when its camera was turned', async () => {
    const path = join(folder, 'turned');
    await writeClip(path, { width: 128, height: 64, framesPerSecond: 25, frames: 10, lumaOf: () => 40, isTurned: true });
    const found = await probe.probe(path, { signal });
    expect([found.width, found.height]).toEqual([64, 128]);
    // The white corner, upper left as stored, is upper right as shown.
    expect(await brightCorners(found.thumbnail)).toEqual(['upper right']);
  });

  it('is a photo the right way up when its camera was turned', async () => {
    const canvas = createCanvas(64, 32);
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, 32, 16);
    const plain = canvas.toBuffer('image/jpeg');
    // Exif, little endian, one entry: orientation (0112) is 6, to be turned a quarter clockwise.
    const exif = Buffer.from('457869660000' + '49492a0008000000' + '0100' + '12010300010000000600000000000000', 'hex');
    const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
    const photo = Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
    const found = await probe.probe(await placed('photo', photo), { signal });
    expect([found.width, found.height]).toEqual([32, 64]);
    expect(await brightCorners(found.thumbnail)).toEqual(['upper right']);
  });

  it.each([
    ['mov', 'video/quicktime', 'h264'],
    ['matroska', 'video/x-matroska', 'h264'],
    ['webm', 'video/webm', 'vp8'],
    ['avi', 'video/vnd.avi', 'mpeg4'],
    ['gif', 'image/gif', 'gif'],
    ['webp', 'image/webp', 'webp_anim'],
  ] as const)('is the kind, the length and the codec of a film in %s', async (format, contentType, codec) => {
    const path = join(folder, `film-${format}`);
    await writeFilm(path, { format, width: 64, height: 48, frames: 20, lumaOf: (index) => 60 + 5 * index });
    const found = await probe.probe(path, { signal });
    expect(found).toMatchObject({ kind: 'video', contentType, width: 64, height: 48, hasSound: false, codecs: [codec] });
    expect(Math.abs((found.durationMs ?? 0) - 2000)).toBeLessThanOrEqual(100);
    expect(Math.abs((found.framesPerSecond ?? 0) - 10)).toBeLessThan(0.6);
    expect(found.thumbnail).not.toBeNull();
  });

  it('is a bright picture of a film that begins in the dark', async () => {
    const path = join(folder, 'dark');
    await writeFilm(path, { format: 'mp4', width: 64, height: 48, frames: 100, lumaOf: (index) => (index < 25 ? 16 : 200) });
    const { thumbnail } = await probe.probe(path, { signal });
    expect(await brightCorners(thumbnail)).toHaveLength(4);
  });

  it.each(['image/jpeg', 'image/png', 'image/webp'] as const)('is the size of a still: %s', async (contentType) => {
    const canvas = createCanvas(1000, 600);
    canvas.getContext('2d').fillRect(0, 0, 500, 300);
    const found = await probe.probe(await placed('still.mp4', stillOf(canvas, contentType)), { signal });
    expect(found).toMatchObject({ kind: 'image', contentType, durationMs: null, framesPerSecond: null, peaks: null });
    expect([found.width, found.height]).toEqual([1000, 600]);
    const thumbnail = await loadImage(Buffer.from(found.thumbnail ?? []));
    expect([thumbnail.width, thumbnail.height]).toEqual([480, 288]);
  });

  it.each([
    ['wav', 'audio/wav'],
    ['mp3', 'audio/mpeg'],
    ['m4a', 'audio/mp4'],
  ] as const)('is the waveform of a sound: %s', async (kind, contentType) => {
    const found = await probe.probe(await sound(kind), { signal });
    expect(found).toMatchObject({ kind: 'audio', contentType, width: null, thumbnail: null, hasSound: true });
    expect(Math.abs((found.durationMs ?? 0) - 1000)).toBeLessThan(60);
    const peaks = found.peaks ?? [];
    const half = Math.floor(peaks.length / 2);
    expect(Math.max(...peaks.slice(20, half - 40))).toBeLessThan(3);
    // Lossy codecs swing around the tone.
    expect(Math.min(...peaks.slice(half + 40, -40))).toBeGreaterThan(120);
  });

  it('is bare AAC, too', async () => {
    const path = join(folder, 'bare.aac');
    await remux(await sound('m4a'), path, 'adts');
    expect(await probe.probe(path, { signal })).toMatchObject({ kind: 'audio', contentType: 'audio/aac', codecs: ['aac'] });
  });
});

function stillOf(canvas: Canvas, contentType: 'image/jpeg' | 'image/png' | 'image/webp'): Buffer {
  switch (contentType) {
    case 'image/jpeg':
      return canvas.toBuffer('image/jpeg');
    case 'image/png':
      return canvas.toBuffer('image/png');
    case 'image/webp':
      return canvas.toBuffer('image/webp');
    default:
      return assertNever(contentType);
  }
}

/** A second of sound of which the second half is full. */
async function sound(kind: 'wav' | 'mp3' | 'm4a' | 'flac'): Promise<string> {
  const path = join(folder, `sound.${kind}`);
  const exporter = createMediaExporter({ scratchFolder: folder });
  const left = Float32Array.from({ length: 48_000 }, (_, i) => (i < 24_000 ? 0 : 0.98 * Math.sin(i / 4)));
  const metadata = { title: '', artist: '', comment: '' };
  await exporter.writeAudio({ audio: { left, right: left }, path, kind, metadata, signal, onProgress: () => undefined });
  return path;
}

async function brightCorners(thumbnail: Uint8Array | null): Promise<readonly string[]> {
  const image = await loadImage(Buffer.from(thumbnail ?? []));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const corners = ['upper left', 'upper right', 'lower left', 'lower right'];
  return corners.filter((corner) => {
    const x = corner.endsWith('left') ? image.width / 4 : (3 * image.width) / 4;
    const y = corner.startsWith('upper') ? image.height / 4 : (3 * image.height) / 4;
    return (context.getImageData(x, y, 1, 1).data[0] ?? 0) > 128;
  });
}

describe('a hostile file', () => {
  const secret = 'ffconcat version 1.0\n';

  it.each([
    ['playlist.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['concat.mp4', `${secret}file film\n`],
    ['session.mp4', 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n'],
    ['manifest.webm', '<?xml version="1.0"?><MPD><BaseURL>file:///etc/</BaseURL></MPD>'],
    ['drawing.png', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
    ['page.gif', '<!doctype html><script>alert(1)</script>'],
    ['paper.jpg', '%PDF-1.7\n1 0 obj\n'],
    ['program.mp3', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(500)])],
    ['archive.mkv', Buffer.from('504b0304140000000800' + '00'.repeat(200), 'hex')],
    ['sequence-%03d.png', 'not a picture'],
    ['empty.mp4', ''],
    ['a.mp4', 'a'],
    ['zeros.wav', Buffer.alloc(1 << 20)],
  ])('is turned away: %s', async (name, bytes) => {
    expect(await verdictOf(await placed(name, bytes))).toBe('media.unsupported');
  });

  it('is turned away: a format that is none of ours', async () => {
    expect(await verdictOf(await sound('flac'))).toBe('media.unsupported');
  });

  it('reads nothing but itself: a film whose pictures lie in another file', async () => {
    const film = await readFile(await clip('victim'));
    const drefAt = film.indexOf('url ');
    expect(drefAt).toBeGreaterThan(0);
    // "Self-contained" is taken back, and everything this file holds itself is emptied.
    const hostile = Buffer.from(film);
    for (let at = drefAt; at > 0; at = hostile.indexOf('url ', at + 4)) {
      hostile[at + 7] = 0;
      hostile.write('alis', at);
    }

    const mediaAt = hostile.indexOf('mdat');
    hostile.fill(0, mediaAt + 4, mediaAt + hostile.readUInt32BE(mediaAt - 4) - 4);
    expect(await verdictOf(await placed('outside.mp4', hostile))).not.toBe('ok');
  });

  it('gets no further than a link does: the folder of a probe is empty and gone afterwards', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('cuesmith-probe-'));
    await symlink('/etc/passwd', join(folder, 'link.mp4'));
    expect(await verdictOf(join(folder, 'link.mp4'))).toBe('media.unsupported');
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('cuesmith-probe-'));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it.each([
    ['a PNG of 60,000 × 60,000', () => pngOf(60_000, 60_000)],
    ['a PNG of 16,000 × 16,000', () => pngOf(16_000, 16_000)],
    ['a PNG that says more than it holds', () => pngOf(1000, 1000)],
    [
      'a GIF of 65,535 × 65,535',
      () =>
        Buffer.concat([
          Buffer.from('GIF89a'),
          Buffer.alloc(4, 255),
          Buffer.from('f0000000000000ffffff', 'hex'),
          gifPicture(),
          Buffer.from(';'),
        ]),
    ],
    ['a JPEG of 65,500 × 65,500', () => jpegOf(65_500)],
    ['a WebP of 16,383 × 16,383', () => webpOf()],
  ])('is turned away before it is unpacked: %s', async (_what, make) => {
    expect(await verdictOf(await placed('bomb', make()))).toMatch(/^media\.(damaged|unsupported|too-slow)$/);
  });

  it('is ended when it takes too long', async () => {
    const limits = { ...PROBE_LIMITS, wallMs: 1 };
    expect(await verdictOf(await clip('slow'), limits)).toBe('media.too-slow');
  });

  it('is ended when it takes too much memory', async () => {
    const path = join(folder, 'busy.gif');
    await writeFilm(path, { format: 'gif', width: 1600, height: 1200, frames: 60, lumaOf: (index) => index });
    expect(await verdictOf(path, { ...PROBE_LIMITS, residentMegabytes: 20 })).toBe('media.too-slow');
  });

  it('is ended when nobody wants to know any more', async () => {
    const stop = new AbortController();
    const probing = probe.probe(await clip('unwanted'), { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(probing).rejects.toThrow('enough');
  });
});

describe('a broken file', () => {
  it.each(['mp4', 'mov', 'matroska', 'avi', 'webm'] as const)('that was cut off is called damaged: %s', async (format) => {
    const path = join(folder, `cut-${format}`);
    await writeFilm(path, { format, width: 64, height: 48, frames: 40, lumaOf: (index) => 3 * index });
    const whole = await readFile(path);
    expect(await verdictOf(await placed(`cut-${format}-half`, whole.subarray(0, whole.length / 2)))).toBe('media.damaged');
  });

  it('that was cut off is called damaged: stills', async () => {
    const canvas = createCanvas(300, 200);
    const context = canvas.getContext('2d');
    for (let x = 0; x < 300; x++) {
      context.fillStyle = `hsl(${x * 7}, 80%, ${x % 90}%)`;
      context.fillRect(x, 0, 1, 200);
    }

    for (const kind of ['image/jpeg', 'image/png', 'image/webp'] as const) {
      const bytes = stillOf(canvas, kind);
      expect(await verdictOf(await placed('half-still', bytes.subarray(0, bytes.length / 2)))).toBe('media.damaged');
    }
  });

  it('never harms whoever asks, whatever bytes of it change', async () => {
    const originals = [await readFile(await clip('flips')), await readFile(await sound('mp3')), pngOf(8, 8, true)];
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: originals.length - 1 }), fc.nat(), async (which, seed) => {
        const bytes = Buffer.from(originals[which] ?? []);
        const rng = new Rng(seed);
        for (let flips = 0; flips < 20; flips++) {
          bytes[Math.floor(rng.next() * bytes.length)] = Math.floor(rng.next() * 256);
        }

        expect(await verdictOf(await placed(`flipped-${which}-${seed}`, bytes))).toMatch(/^(ok|media\.)/);
      }),
      { numRuns: 8 },
    );
  });
});

function pngOf(width: number, height: number, isWhole = false): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(isWhole ? height * (1 + 3 * width) : 1000));
  const chunks = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(checksumOf(body), 4 + body.length);
  return framed;
}

/** PNG's CRC-32. */
function checksumOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }

  return (crc ^ 0xffffffff) >>> 0;
}

/** A picture descriptor as large as the screen, with next to no data. */
function gifPicture(): Buffer {
  return Buffer.from('2c00000000ffffffff00080200000000', 'hex');
}

function jpegOf(side: number): Buffer {
  const whole = createCanvas(16, 16).toBuffer('image/jpeg');
  const frameAt = whole.findIndex((byte, at) => byte === 0xff && (whole[at + 1] === 0xc0 || whole[at + 1] === 0xc2));
  const bomb = Buffer.from(whole);
  bomb.writeUInt16BE(side, frameAt + 5);
  bomb.writeUInt16BE(side, frameAt + 7);
  return bomb;
}

/** A lossless WebP whose header says 16,383 × 16,383. */
function webpOf(): Buffer {
  const data = Buffer.from([0x2f, 0xfe, 0xbf, 0xff, 0x0f, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07, 0, 0]);
  const head = Buffer.alloc(20);
  head.write('RIFF', 0);
  head.writeUInt32LE(12 + data.length, 4);
  head.write('WEBPVP8L', 8);
  head.writeUInt32LE(data.length, 16);
  return Buffer.concat([head, data]);
}
