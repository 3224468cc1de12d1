import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBrief } from '../../src/engine/brief/index.ts';
import { measureLoudness, type Stereo } from '../../src/engine/audio/index.ts';
import { SAMPLE_RATE } from '../../src/engine/kernel/index.ts';
import { compose, critique, type CritiqueTerm, printScore, type Score } from '../../src/engine/score/index.ts';
import type { AudioRenderer } from '../../src/studio/ports/audio-renderer.ts';
import type { MediaExporter } from '../../src/studio/ports/media-exporter.ts';
import { drawSpectrogram } from './draw-spectrogram.ts';
import { agreesInTempo } from './estimate-tempo.ts';
import { measureTrack, type TrackStatistics } from './measure-track.ts';
import type { ListeningPrompt } from './prompts.ts';

/** A piece as it is shown on the page. */
export type HeardPiece = ListeningPrompt & {
  readonly score: Score;
  readonly text: string;
  readonly measured: TrackStatistics;
  /** What the critics say of it. */
  readonly terms: readonly CritiqueTerm[];
  /** Loudness of each second, LUFS over the 400 ms around it. */
  readonly loudness: readonly number[];
  readonly isTempoFound: boolean;
  readonly isKeyFound: boolean;
  readonly milliseconds: { readonly compose: number; readonly render: number };
};

export type Desk = {
  readonly renderer: AudioRenderer;
  readonly exporter: MediaExporter;
  readonly folder: string;
  readonly seconds: number;
  readonly seed: number;
  readonly learned: boolean;
};

const MINOR_MODES: readonly string[] = ['minor', 'dorian', 'phrygian', 'harmonic-minor'];
/** By pitch class, as scores name keys. */
export const PITCH_CLASSES: readonly string[] = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

/** Makes the music of a prompt, writes sound and spectrogram into the folder, and measures what came out. */
export async function listenTo(wish: ListeningPrompt, desk: Desk): Promise<HeardPiece> {
  const { folder, exporter, renderer, seconds, seed, learned } = desk;
  const signal = new AbortController().signal;
  const { brief } = readBrief(wish.prompt, { durationSeconds: seconds, seed, learned });
  const startedMs = performance.now();
  const score = compose(brief);
  const composedMs = performance.now();
  const { master } = await renderer.render({ score, stems: false, signal, onProgress: () => undefined });
  const renderedMs = performance.now();
  await mkdir(folder, { recursive: true });
  await exporter.writeAudio({
    audio: master,
    path: join(folder, `${wish.name}.mp3`),
    kind: 'mp3',
    metadata: { title: score.title, artist: 'Cuesmith', comment: wish.prompt },
    signal,
    onProgress: () => undefined,
  });
  await writeFile(join(folder, `${wish.name}.png`), drawSpectrogram(master));
  const measured = measureTrack(master);
  const { bpm, key } = measured;
  return {
    ...wish,
    score,
    text: printScore(score),
    measured,
    terms: critique(score, { brief }).terms,
    loudness: loudnessBySecond(master),
    isTempoFound: bpm !== null && agreesInTempo(bpm, beatsPerMinute(score)),
    isKeyFound: PITCH_CLASSES[key.tonic] === score.key.tonic && key.isMinor === MINOR_MODES.includes(score.key.mode),
    milliseconds: { compose: composedMs - startedMs, render: renderedMs - composedMs },
  };
}

/** The conductor's beat: a dotted quarter in 6/8 and 12/8. */
function beatsPerMinute({ meter, tempoMap }: Score): number {
  const quarters = tempoMap[0]?.bpm ?? 0;
  return meter === '6/8' || meter === '12/8' ? quarters / 1.5 : quarters;
}

function loudnessBySecond({ left, right }: Stereo): readonly number[] {
  const seconds = Math.floor(left.length / SAMPLE_RATE);
  return Array.from({ length: seconds }, (_, second) => {
    const [from, to] = [second * SAMPLE_RATE, (second + 1) * SAMPLE_RATE];
    return measureLoudness({ left: left.slice(from, to), right: right.slice(from, to) }).integratedLufs;
  });
}
