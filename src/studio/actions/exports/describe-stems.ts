import { styleInfo } from '../../../engine/brief/index.ts';
import { at, SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { Score } from '../../../engine/score/index.ts';
import { RETURNS_NAME } from './name-stems.ts';

/** What lies in a folder of stems. */
export type StemFolder = {
  /** The folder's name; empty for the top. */
  readonly folder: string;
  readonly score: Score;
  readonly seed: number;
  /** Names of the sound files, in order. */
  readonly files: readonly string[];
};

/** The text that goes with stems: what they are, how they add up, tempo and key, and whose they are. */
export function describeStems(title: string, pieces: readonly StemFolder[]): string {
  return `${[heading(title), ...pieces.map(describePiece), WHAT_THEY_ARE, RIGHTS].join('\r\n\r\n').replace(/\r?\n/g, '\r\n')}\r\n`;
}

function heading(title: string): string {
  return `${title}\nStems, made with Cuesmith`;
}

function describePiece({ folder, score, seed, files }: StemFolder): string {
  const first = at(score.tempoMap, 0).bpm;
  const tempi = new Set(score.tempoMap.map(({ bpm }) => bpm));
  const facts = [
    ['Tempo', `${rounded(first)} bpm${tempi.size > 1 ? ', changing: the tempo map is in score.mid' : ''}`],
    ['Key', `${score.key.tonic} ${score.key.mode.replaceAll('-', ' ')}`],
    ['Metre', score.meter],
    ['Length', `${rounded(score.durationSeconds)} s (${Math.round(score.durationSeconds * SAMPLE_RATE)} samples)`],
    ['Style', styleInfo(score.style).name],
    ['Seed', String(seed)],
    ['Engine', score.engineVersion],
  ];
  return [
    folder === '' ? score.title : `${folder}/  ${score.title}`,
    ...facts.map(([name, value]) => `  ${`${name}:`.padEnd(8)} ${value}`),
    '  Files:',
    ...[...files, 'score.mid', 'score.json'].map((name) => `    ${name}`),
  ].join('\n');
}

const WHAT_THEY_ARE = `WHAT THEY ARE
Each WAV (48 kHz, 24 bit, stereo) is one part for the whole length of the piece, from its first
sample: put all of them at the same place and they run together. A part is as it sounds in the
mix: with its own tone, compression, place and level. "${RETURNS_NAME}" is what the shared
reverberation and echoes give back of all parts.
With all faders alike the files add up to the mix before the treatment of the whole: before the
tone, glue, saturation or tape of the mix bus, and before mastering (loudness, limiter).
All are 6 dB below that mix, so that no peak is cut, and not limited. Volume, fades, trims and ducking of the
timeline are not in them. score.mid has the notes, the tempo and the key; score.json all that was written.`;

const RIGHTS = `RIGHTS
This music is yours, without credit or royalty, for any use. The sampled instruments come from
MuseScore_General (MIT; S. Christian Collins, Frank Wen, Michael Cowgill and others) and from CC0
samples; their licences concern copies of the samples themselves, not music made with them.
A credit is welcome and not needed: "Music made with Cuesmith".`;

function rounded(value: number): string {
  return String(Math.round(100 * value) / 100);
}
