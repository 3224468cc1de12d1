import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { speak } from '../src/engine/audio/ducking/speech-fixture.ts';
import { ClipListener, DuckCurve, type HeardClip, LISTENING_BLOCK, planDucking, type Stereo } from '../src/engine/audio/index.ts';
import { readBrief } from '../src/engine/brief/index.ts';
import { Rng, SAMPLE_RATE } from '../src/engine/kernel/index.ts';
import { compose } from '../src/engine/score/index.ts';
import type { AudioRenderer } from '../src/studio/ports/audio-renderer.ts';
import { atLeast, atMost, type Figure, plain } from './figure.ts';

const execute = promisify(execFile);
/** Somebody who talks as people do over a film: phrases, breaths, and two long pauses. */
const PHRASES: readonly (readonly [number, number])[] = [
  [3.1, 0.5],
  [2.2, 0.9],
  [4.0, 6.5],
  [1.4, 0.7],
  [5.2, 1.1],
  [2.6, 7.5],
  [3.4, 0.4],
  [2.9, 5],
];
const BEGINS_SECONDS = 5;
const HOP = SAMPLE_RATE / 100;
/** What a curve must move by to have turned, dB: less is a ripple. */
const TURN_DB = 1.5;
/** The baseline as tutorials write it. */
const COMPRESSOR = 'sidechaincompress=threshold=0.02:ratio=8:attack=50:release=400';

type Curve = { readonly label: string; readonly gainsDb: Float64Array };
type Scene = { readonly music: Stereo; readonly voice: Stereo; readonly isSpoken: (hop: number) => boolean };

/** Music of ours under a synthetic speaker: how it gives way, beside FFmpeg's side-chain compressor on the same two files. */
export async function measureDucking(
  renderer: AudioRenderer,
  { scratch, signal }: { readonly scratch: string; readonly signal: AbortSignal },
): Promise<Figure[]> {
  const { sound, spoken } = speak({ pitchHz: 125, tract: 1, phrases: PHRASES, levelDb: -23, rng: new Rng(11) });
  const samples = sound.length + BEGINS_SECONDS * SAMPLE_RATE;
  const left = new Float32Array(samples);
  left.set(sound, BEGINS_SECONDS * SAMPLE_RATE);
  const { brief } = readBrief('upbeat acoustic background music', { durationSeconds: samples / SAMPLE_RATE, seed: 1 });
  const { master: music } = await renderer.render({ score: compose(brief), stems: false, signal, onProgress: () => undefined });
  // As it would be set under people: 8 dB below a master.
  const soften = (value: number): number => 0.4 * value;
  const scene: Scene = {
    music: { left: music.left.map(soften), right: music.right.map(soften) },
    voice: { left, right: left },
    isSpoken: (hop) =>
      spoken.some(({ startSample, endSample }) => {
        const sample = hop * HOP - BEGINS_SECONDS * SAMPLE_RATE;
        return sample >= startSample && sample < endSample;
      }),
  };

  const startedMs = performance.now();
  const ours = ourCurve(scene);
  const tookMs = performance.now() - startedMs;
  const baseline = await compressorCurve(scene, scratch);
  return [
    plain('listen to speech and music, plan the duck', (2 * samples) / SAMPLE_RATE / (tookMs / 1000), '× real time'),
    ...figuresOf(ours, scene, true),
    ...(baseline === null ? [] : figuresOf(baseline, scene, false)),
  ];
}

function ourCurve({ music, voice }: Scene): Curve {
  const endSample = music.left.length;
  const clip = { startSample: 0, endSample, ducking: null };
  const heard = new Map([
    ['voice', listen(voice)],
    ['music', listen(music)],
  ]);
  const ducked = { depthDb: 12, under: 'speech' } as const;
  const dips = planDucking(
    [
      { ...clip, clipId: 'voice', role: 'footage' },
      { ...clip, clipId: 'music', role: 'music', ducking: ducked },
    ],
    heard,
  );
  const curve = new DuckCurve(dips.get('music') ?? []);
  return {
    label: 'Cuesmith',
    gainsDb: Float64Array.from({ length: Math.floor(endSample / HOP) }, (_, hop) => curve.dbAt(hop * HOP)),
  };
}

function listen({ left, right }: Stereo): HeardClip {
  const listener = new ClipListener(left.length);
  for (let from = 0; from < left.length; from += LISTENING_BLOCK) {
    const to = from + LISTENING_BLOCK;
    listener.process({ left: left.subarray(from, to), right: right.subarray(from, to) });
  }

  return listener.finish();
}

/** Null where there is no ffmpeg program. Its gain is what came out over what went in. */
async function compressorCurve({ music, voice }: Scene, scratch: string): Promise<Curve | null> {
  const [musicPath, voicePath, outPath] = ['music', 'voice', 'ducked'].map((name) => join(scratch, `${name}.f32`));
  if (musicPath === undefined || voicePath === undefined || outPath === undefined) {
    return null;
  }

  await writeFile(musicPath, Buffer.from(music.left.buffer));
  await writeFile(voicePath, Buffer.from(voice.left.buffer));
  const raw = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '1'];
  const inputs = [...raw, '-i', musicPath, ...raw, '-i', voicePath];
  const isMade = await execute('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', ...inputs],
    ...['-filter_complex', `[0][1]${COMPRESSOR}`, '-f', 'f32le', outPath],
  ]).then(
    () => true,
    () => false,
  );
  if (!isMade) {
    console.log('Side-chain compressor: skipped, there is no ffmpeg on the PATH.');
    return null;
  }

  const bytes = await readFile(outPath);
  const ducked = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const hops = Math.floor(Math.min(ducked.length, music.left.length) / HOP);
  const gainsDb = new Float64Array(hops);
  for (let hop = 0; hop < hops; hop++) {
    const [before, after] = [power(music.left, hop), power(ducked, hop)];
    gainsDb[hop] = before > 1e-9 ? 10 * Math.log10(after / before) : (gainsDb[hop - 1] ?? 0);
  }

  return { label: 'FFmpeg sidechaincompress ratio 8', gainsDb };
}

function figuresOf({ label, gainsDb }: Curve, { music, voice, isSpoken }: Scene, isOurs: boolean): Figure[] {
  let [steepest, extreme, direction, turns] = [0, gainsDb[0] ?? 0, 0, 0];
  const speech = { voice: 0, music: 0 };
  const pauses: number[] = [];
  let quietHops = 0;
  for (const [hop, gainDb] of gainsDb.entries()) {
    steepest = Math.max(steepest, Math.abs(gainDb - (gainsDb[hop - 5] ?? gainDb)) / 0.05);
    if (direction !== 0 && (gainDb - extreme) * direction >= 0) {
      extreme = gainDb;
    } else if (Math.abs(gainDb - extreme) >= TURN_DB) {
      direction = Math.sign(gainDb - extreme);
      extreme = gainDb;
      turns += 1;
    }

    quietHops = isSpoken(hop) ? 0 : quietHops + 1;
    if (isSpoken(hop)) {
      speech.voice += power(voice.left, hop);
      speech.music += power(music.left, hop) * 10 ** (gainDb / 10);
    } else if (quietHops > 200 && hop > 100 * BEGINS_SECONDS && !isSpoken(hop + 60)) {
      pauses.push(gainDb);
    }
  }

  const minutes = gainsDb.length / 6000;
  const perMinute = turns / minutes;
  const ratio = 10 * Math.log10(speech.voice / speech.music);
  const back = pauses.reduce((sum, gainDb) => sum + gainDb, 0) / pauses.length;
  const deepest = -Math.min(...gainsDb);
  return [
    isOurs
      ? atMost(`ducking, ${label}: turns of the level`, perMinute, 'a minute', 12)
      : plain(`ducking, ${label}: turns of the level`, perMinute, 'a minute'),
    plain(`ducking, ${label}: steepest slope`, steepest, 'dB/s'),
    isOurs ? atMost(`ducking, ${label}: deepest`, deepest, 'dB', 12) : plain(`ducking, ${label}: deepest`, deepest, 'dB'),
    isOurs
      ? atLeast(`ducking, ${label}: speech over music while it speaks`, ratio, 'dB', 9)
      : plain(`ducking, ${label}: speech over music while it speaks`, ratio, 'dB'),
    plain(`ducking, ${label}: level 2 s into pauses`, back, 'dB'),
  ];
}

function power(values: Float32Array, hop: number): number {
  let sum = 0;
  for (let i = hop * HOP; i < (hop + 1) * HOP; i++) {
    sum += (values[i] ?? 0) ** 2;
  }

  return sum / HOP;
}
