import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../../engine/audio/ducking/speech-fixture.ts';
import { measureLoudness, measureTruePeakDb, type Stereo } from '../../engine/audio/index.ts';
import { planSound, type SoundPlanOptions } from '../../engine/export/index.ts';
import { Rng, SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { newClip, newTimeline, newTrack, type Clip, type Timeline, type Track } from '../../engine/timeline/index.ts';
import type { MediaFile } from '../ports/timeline-exporter.ts';
import { writeClip } from './clip-fixture.ts';
import { mixSound } from './job/mix-sound.ts';
import { PcmReader } from './pcm-file.ts';
import { writeSound } from './sound-fixture.ts';

const SPOKEN = { from: 6, to: 10 };
let folder = '';
const media = new Map<string, MediaFile>();
const lengths = new Map<string, number>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
  const noise = new Rng(4).fork('music');
  const bed = Float32Array.from({ length: 20 * SAMPLE_RATE }, () => noise.between(-0.3, 0.3));
  await know('bed', SAMPLE_RATE, [bed, bed.map((value) => -value)]);
  const { sound } = speak({
    pitchHz: 130,
    tract: 1,
    phrases: [[SPOKEN.to - SPOKEN.from, 1]],
    levelDb: -22,
    rng: new Rng(5),
  });
  const voice = new Float32Array(16 * SAMPLE_RATE);
  voice.set(sound, SPOKEN.from * SAMPLE_RATE);
  await know('voice', SAMPLE_RATE, [voice]);
  await know('phone', 8000, [tone(8000, 1000, 2)]);
  const silent = new Float32Array(SAMPLE_RATE);
  for (const [place, name] of ['left', 'right', 'centre', 'effects', 'surround'].entries()) {
    const six = Array.from({ length: 6 }, (_, channel) => (channel === place ? tone(SAMPLE_RATE, 500, 1) : silent));
    await know(`${name}-of-six`, SAMPLE_RATE, six);
  }

  const clicks = new Float32Array(4 * SAMPLE_RATE);
  clicks.fill(0.9, SAMPLE_RATE, SAMPLE_RATE + 40);
  clicks.fill(0.9, 3 * SAMPLE_RATE, 3 * SAMPLE_RATE + 40);
  await know('clicks', SAMPLE_RATE, [clicks, clicks]);
  for (const [id, toneLevel] of [
    ['film', 0.05],
    ['mute', undefined],
  ] as const) {
    const path = join(folder, `${id}.mp4`);
    const wishes = { width: 32, height: 32, framesPerSecond: 10, frames: 40, lumaOf: () => 90 };
    await writeClip(path, toneLevel === undefined ? wishes : { ...wishes, toneLevel });
    media.set(id, { path, name: id, contentType: 'video/mp4' });
    lengths.set(id, 4);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function know(id: string, rate: number, channels: readonly Float32Array[]): Promise<void> {
  const path = join(folder, `${id}.wav`);
  await writeSound(path, rate, channels);
  media.set(id, { path, name: id, contentType: 'audio/wav' });
  lengths.set(id, (channels[0]?.length ?? 0) / rate);
}

/** A tone of amplitude 0.25. */
function tone(rate: number, hz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, i) => 0.25 * Math.sin((2 * Math.PI * hz * i) / rate));
}

function ms(value: number): { readonly value: number; readonly rate: number } {
  return { value: Math.round(value), rate: 1000 };
}

let made = 0;

/** A clip of a file from second `at` on; all of it unless told otherwise. */
function play(mediaId: string, at: number, more: Partial<Clip> & { readonly lasts?: number; readonly from?: number } = {}): Clip {
  const { lasts, from = 0, ...rest } = more;
  const whole = lengths.get(mediaId) ?? 0;
  made += 1;
  return newClip({
    id: `clip-${made}`,
    name: '',
    media: {
      kind: 'media',
      mediaId,
      shows: media.get(mediaId)?.contentType === 'video/mp4' ? 'video' : 'sound',
      availableRange: { start: ms(0), duration: ms(1000 * whole) },
    },
    start: ms(1000 * at),
    sourceRange: { start: ms(1000 * from), duration: ms(1000 * (lasts ?? whole - from)) },
    ...rest,
  });
}

function timelineOf(...tracks: readonly (readonly [Track['kind'], Track['role'], ...Clip[]])[]): Timeline {
  return newTimeline({
    name: 'Mix',
    tracks: tracks.map(([kind, role, ...clips], place) => newTrack({ kind, role, id: `track-${place}`, name: '', clips })),
  });
}

async function mix(timeline: Timeline, options: SoundPlanOptions = { loudness: null }): Promise<Stereo> {
  const scratch = mkdtempSync(join(folder, 'mix-'));
  const path = await mixSound(planSound(timeline, options), { media, folder: scratch, onProgress: () => undefined });
  const reader = await PcmReader.open(path);
  const sound = await reader.read(0, reader.samples);
  await reader.close();
  expect(readdirSync(scratch).length).toBeLessThanOrEqual(2);
  rmSync(scratch, { recursive: true });
  return sound;
}

/** Root mean square of the left channel in seconds `[from, to)`, dB. */
function levelDb({ left }: Stereo, from: number, to: number): number {
  const piece = left.subarray(Math.round(from * SAMPLE_RATE), Math.round(to * SAMPLE_RATE));
  return 10 * Math.log10(piece.reduce((sum, value) => sum + value * value, 1e-12) / piece.length);
}

const TONE_DB = 20 * Math.log10(0.25 / Math.SQRT2);

describe('sound of any kind', () => {
  it('puts mono in the middle at its own level, and resamples 8 kHz without images', async () => {
    const { left, right } = await mix(timelineOf(['audio', 'voice', play('phone', 0)]));
    expect(left).toEqual(right);
    expect(levelDb({ left, right }, 0.2, 1.8)).toBeCloseTo(TONE_DB, 1);
    const whole = levelDb({ left, right }, 0.5, 1.5);
    const residue = left.slice(24_000, 72_000).map((value, i) => {
      // Half a period of 1 kHz later it is the same with the other sign: what does not vanish is not the tone.
      return value + left[24_000 + i + 24]!;
    });
    expect(levelDb({ left: residue, right }, 0, 1)).toBeLessThan(whole - 60);
  });

  it.each([
    ['left', 0, null],
    ['right', null, 0],
    ['centre', -3.01, -3.01],
    ['surround', -3.01, null],
    ['effects', null, null],
  ])('mixes the %s of 5.1 down as ITU-R BS.775 says', async (name, leftDb, rightDb) => {
    const { left, right } = await mix(timelineOf(['audio', 'sound', play(`${name}-of-six`, 0)]));
    for (const [channel, expected] of [
      [left, leftDb],
      [right, rightDb],
    ] as const) {
      const level = levelDb({ left: channel, right: channel }, 0.2, 0.8);
      if (expected === null) {
        expect(level).toBeLessThan(-90);
      } else {
        expect(level - TONE_DB).toBeCloseTo(expected, 1);
      }
    }
  });

  it('plays what is longer than the picture to its end, and footage without sound as silence', async () => {
    const sound = await mix(timelineOf(['video', null, play('mute', 0)], ['audio', 'music', play('bed', 0)]));
    expect(sound.left).toHaveLength(20 * SAMPLE_RATE);
    expect(levelDb(sound, 18, 20)).toBeGreaterThan(-20);
    expect(levelDb(await mix(timelineOf(['video', null, play('mute', 0)])), 0, 4)).toBeLessThan(-110);
  });

  it('keeps clicks in their place when a clip plays faster or slower', async () => {
    for (const speed of [0.5, 2]) {
      const clip = play('clicks', 1, { from: 0.5, lasts: 3 / speed, speed });
      const { left } = await mix(timelineOf(['audio', 'sound', clip]));
      expect(left).toHaveLength(Math.round((1 + 3 / speed) * SAMPLE_RATE));
      for (const moment of [1 + 0.5 / speed, 1 + 2.5 / speed]) {
        const near = left.findIndex((value, i) => i > (moment - 0.05) * SAMPLE_RATE && Math.abs(value) > 0.4);
        expect(Math.abs(near - moment * SAMPLE_RATE)).toBeLessThan(0.002 * SAMPLE_RATE);
      }
    }
  });
});

describe('cuts and levels', () => {
  it('are heard where they are set, straight in dB', async () => {
    const levels = [
      { at: ms(2000), gainDb: 0 },
      { at: ms(6000), gainDb: -20 },
    ];
    const sound = await mix(timelineOf(['audio', 'music', play('bed', 0, { levels })]));
    const start = levelDb(sound, 0.5, 1.5);
    expect(levelDb(sound, 3.9, 4.1) - start).toBeCloseTo(-10, 0);
    expect(levelDb(sound, 8, 12) - start).toBeCloseTo(-20, 1);
  });

  it('cross at one loudness where a transition joins two clips, with what follows the first in its file', async () => {
    const transition = { kind: 'crossfade' as const, duration: ms(1000) };
    const sound = await mix(
      timelineOf(['audio', 'sound', play('bed', 0, { lasts: 4 }), play('bed', 4, { from: 10, lasts: 4, transition })]),
    );
    const level = levelDb(sound, 1, 3);
    for (const from of [4, 4.25, 4.5, 4.75]) {
      expect(Math.abs(levelDb(sound, from, from + 0.25) - level)).toBeLessThan(0.5);
    }
  });

  it('are not heard at all where a clip was only split', async () => {
    const whole = await mix(timelineOf(['audio', 'music', play('bed', 0, { lasts: 4 })]));
    const split = await mix(
      timelineOf(['audio', 'music', play('bed', 0, { lasts: 1.5 }), play('bed', 1.5, { from: 1.5, lasts: 2.5 })]),
    );
    expect(split).toEqual(whole);
  });
});

describe('music under people', () => {
  const ducking = { depthDb: 12, under: 'speech' as const };

  it('gives way to a voice-over before its first word and comes back after the last', async () => {
    const heard = timelineOf(
      ['audio', 'music', play('bed', 0, { ducking })],
      ['audio', 'voice', play('voice', 0, { gainDb: -30 })],
    );
    const sound = await mix(heard);
    const full = levelDb(sound, 1, 5);
    expect(levelDb(sound, SPOKEN.from, SPOKEN.to) - full).toBeCloseTo(-12, 0);
    expect(levelDb(sound, 13, 19) - full).toBeCloseTo(0, 1);
  });

  it('gives way to speech in footage or on any other track, but not to a tone there, unless to all sound', async () => {
    const under = async (id: string, depth: Clip['ducking']): Promise<number> => {
      const sound = await mix(
        timelineOf(['audio', 'music', play('bed', 0, { ducking: depth })], ['audio', 'sound', play(id, 4)]),
      );
      return levelDb(sound, 6.5, 7.5) - levelDb(sound, 1, 2);
    };
    expect(await under('film', ducking)).toBeGreaterThan(-1);
    expect(await under('film', { ...ducking, under: 'sound' })).toBeLessThan(-5);
  });

  it('brings a programme with a voice to −14 LUFS and keeps the duck as deep as it is', async () => {
    const timeline = timelineOf(
      ['audio', 'music', play('bed', 0, { gainDb: -12, ducking })],
      ['audio', 'voice', play('voice', 0, { gainDb: -6 })],
    );
    const [plain, finished] = [await mix(timeline), await mix(timeline, {})];
    expect(Math.abs(measureLoudness(finished).integratedLufs + 14)).toBeLessThan(0.5);
    expect(measureTruePeakDb(finished)).toBeLessThanOrEqual(-1);
    const gain = levelDb(finished, 1, 5) - levelDb(plain, 1, 5);
    expect(Math.abs(gain)).toBeGreaterThan(2);
    expect(levelDb(finished, 13, 15) - levelDb(plain, 13, 15)).toBeCloseTo(gain, 1);
    expect(Math.abs(levelDb(finished, SPOKEN.from, SPOKEN.to) - levelDb(plain, SPOKEN.from, SPOKEN.to) - gain)).toBeLessThan(0.5);
  });

  it('leaves music alone as soft as it was set, unless loudness was asked for', async () => {
    const timeline = timelineOf(['video', null, play('mute', 0)], ['audio', 'music', play('bed', 0, { gainDb: -9.1 })]);
    expect(levelDb(await mix(timeline, {}), 1, 5)).toBeCloseTo(levelDb(await mix(timeline), 1, 5), 6);
    const loud = await mix(timeline, { loudness: { lufs: -16, when: 'always' } });
    expect(Math.abs(measureLoudness(loud).integratedLufs + 16)).toBeLessThan(0.5);
  });
});
