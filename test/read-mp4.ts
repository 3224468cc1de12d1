import { readFile } from 'node:fs/promises';

/** What an MP4 file says of itself, read from its boxes (ISO 14496-12, -14, -15). */
export type Mp4Facts = {
  readonly isFastStart: boolean;
  readonly durationSeconds: number;
  readonly video: {
    readonly codec: string;
    readonly profile: number;
    readonly width: number;
    readonly height: number;
    readonly frames: number;
    readonly framesPerSecond: number;
  };
  readonly audio: {
    readonly codec: string;
    readonly channels: number;
    readonly sampleRate: number;
    readonly durationSeconds: number;
  };
  readonly title: string | null;
};

type Box = { readonly kind: string; readonly start: number; readonly body: Buffer };

export async function readMp4(path: string): Promise<Mp4Facts> {
  const file = await readFile(path);
  const top = boxesIn(file);
  const movie = one(top, 'moov');
  const header = one(boxesIn(movie.body), 'mvhd').body;
  const isLong = header.readUInt8(0) === 1;
  const timescale = header.readUInt32BE(isLong ? 20 : 12);
  const duration = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  const tracks = boxesIn(movie.body).filter(({ kind }) => kind === 'trak');
  return {
    isFastStart: movie.start < one(top, 'mdat').start,
    durationSeconds: duration / timescale,
    video: videoFacts(trackOf(tracks, 'vide')),
    audio: audioFacts(trackOf(tracks, 'soun')),
    title: titleOf(movie),
  };
}

function videoFacts(media: Box): Mp4Facts['video'] {
  const table = path(media, 'minf', 'stbl');
  const entry = one(boxesIn(path(table, 'stsd').body.subarray(8)), 'avc1');
  const config = one(boxesIn(entry.body.subarray(78)), 'avcC').body;
  const profile = config.readUInt8(1);
  const times = path(table, 'stts').body;
  let frames = 0;
  let ticks = 0;
  for (let row = 0; row < times.readUInt32BE(4); row++) {
    frames += times.readUInt32BE(8 + row * 8);
    ticks += times.readUInt32BE(8 + row * 8) * times.readUInt32BE(12 + row * 8);
  }

  const { timescale } = clockOf(media);
  return {
    codec: entry.kind,
    profile,
    width: entry.body.readUInt16BE(24),
    height: entry.body.readUInt16BE(26),
    frames,
    framesPerSecond: Math.round((frames * timescale * 1000) / ticks) / 1000,
  };
}

function audioFacts(media: Box): Mp4Facts['audio'] {
  const entry = one(boxesIn(path(media, 'minf', 'stbl', 'stsd').body.subarray(8)), 'mp4a');
  const { timescale, duration } = clockOf(media);
  return {
    codec: entry.kind,
    channels: entry.body.readUInt16BE(16),
    sampleRate: entry.body.readUInt16BE(24),
    durationSeconds: duration / timescale,
  };
}

function clockOf(media: Box): { timescale: number; duration: number } {
  const header = path(media, 'mdhd').body;
  return header.readUInt8(0) === 1
    ? { timescale: header.readUInt32BE(20), duration: Number(header.readBigUInt64BE(24)) }
    : { timescale: header.readUInt32BE(12), duration: header.readUInt32BE(16) };
}

function trackOf(tracks: readonly Box[], handler: string): Box {
  const found = tracks
    .map((track) => path(track, 'mdia'))
    .find((media) => path(media, 'hdlr').body.toString('latin1', 8, 12) === handler);
  if (found === undefined) {
    throw new Error(`no ${handler} track`);
  }

  return found;
}

/** iTunes-style title: moov/udta/meta/ilst/©nam/data. */
function titleOf(movie: Box): string | null {
  const data = boxesIn(movie.body).find(({ kind }) => kind === 'udta')?.body;
  const name = data === undefined ? -1 : data.indexOf(Buffer.from('\u00a9nam', 'latin1'));
  if (data === undefined || name < 0) {
    return null;
  }

  const size = data.readUInt32BE(name + 4);
  return data.toString('utf8', name + 20, name + 4 + size);
}

function path(box: Box, ...kinds: readonly string[]): Box {
  return kinds.reduce((parent, kind) => one(boxesIn(parent.body), kind), box);
}

function one(boxes: readonly Box[], kind: string): Box {
  const box = boxes.find((candidate) => candidate.kind === kind);
  if (box === undefined) {
    throw new Error(`no "${kind}" box among ${boxes.map((candidate) => candidate.kind).join(', ')}`);
  }

  return box;
}

function boxesIn(data: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let start = 0; start + 8 <= data.length;) {
    const short = data.readUInt32BE(start);
    const size = short === 1 ? Number(data.readBigUInt64BE(start + 8)) : short === 0 ? data.length - start : short;
    boxes.push({
      kind: data.toString('latin1', start + 4, start + 8),
      start,
      body: data.subarray(start + (short === 1 ? 16 : 8), start + size),
    });
    start += Math.max(8, size);
  }

  return boxes;
}
