import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { sumInto } from './sum-into.ts';
import { decodeAny } from './decode-any.ts';
import { measureTrack, STATISTIC_NAMES, type StatisticName, type TrackStatistics } from './measure-track.ts';
import type { Stereo } from '../../src/engine/audio/index.ts';
import { SAMPLE_RATE } from '../../src/engine/kernel/index.ts';

const run = promisify(execFile);

/** What kind of music a package holds; styles are held against the kind that is theirs. */
export type Kind = 'orchestral' | 'electronic' | 'band';

/** Debian packages of games whose music people wrote and gave away under free licences (named in each package's copyright file). Only figures are kept. */
const PACKAGES: readonly { readonly name: string; readonly kind: Kind }[] = [
  { name: 'wesnoth-1.16-music', kind: 'orchestral' },
  { name: 'warzone2100-music', kind: 'electronic' },
  { name: 'singularity-music', kind: 'electronic' },
  { name: 'hyperrogue-music', kind: 'electronic' },
  { name: 'asc-music', kind: 'electronic' },
  { name: 'fretsonfire-songs-muldjord', kind: 'band' },
  { name: 'fretsonfire-songs-sectoid', kind: 'band' },
  { name: 'extremetuxracer-data', kind: 'band' },
  { name: 'lincity-ng-data', kind: 'band' },
];
/** As much of each piece is measured; shorter files are jingles and noises. */
export const EXCERPT_SECONDS = 40;
const SHORTEST_BYTES = 400_000;

export type HumanTrack = {
  readonly title: string;
  readonly kind: Kind;
  readonly seconds: number;
  readonly measured: TrackStatistics;
};

/** The 5th, 50th and 95th percentile of a figure. */
export type Spread = { readonly low: number; readonly middle: number; readonly high: number };
export type HumanRanges = { readonly [kind in Kind | 'all']: { readonly [name in StatisticName]: Spread } };

/** Fetches the packages without installing them, and measures forty seconds of each piece, as long as ours are. Needs Debian's apt and dpkg. */
export async function measureHumanMusic(onTrack: (track: HumanTrack) => void): Promise<readonly HumanTrack[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cuesmith-human-'));
  const tracks: HumanTrack[] = [];
  try {
    for (const { name, kind } of PACKAGES) {
      const place = join(folder, name);
      await mkdir(place);
      await run('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', name], { cwd: place });
      const archive = (await readdir(place)).find((file) => file.endsWith('.deb'));
      await run('dpkg', ['-x', join(place, archive ?? ''), join(place, 'files')]);
      for (const files of await piecesIn(join(place, 'files'))) {
        const sound = readPiece(files);
        if (sound === null) {
          continue;
        }

        const seconds = sound.left.length / SAMPLE_RATE;
        if (seconds >= EXCERPT_SECONDS) {
          const track = { title: `${name}: ${basename(files[0] ?? '')}`, kind, seconds, measured: measureTrack(sound) };
          tracks.push(track);
          onTrack(track);
        }
      }

      await rm(place, { recursive: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  return tracks;
}

/** The files of each piece: a game that teaches the guitar keeps it apart from the rest of the band. */
async function piecesIn(folder: string): Promise<readonly (readonly string[])[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ogg')).sort();
  const pieces: string[][] = [];
  for (const file of files) {
    const path = join(folder, file);
    if ((await stat(path)).size < SHORTEST_BYTES || basename(file) === 'guitar.ogg') {
      continue;
    }

    const guitar = join(path, '..', 'guitar.ogg');
    const hasGuitar = files.includes(join(file, '..', 'guitar.ogg'));
    pieces.push(hasGuitar ? [path, guitar] : [path]);
  }

  return pieces;
}

/** A piece's excerpt; null for a file that FFmpeg cannot read (one of the packages has some). */
function readPiece(files: readonly string[]): Stereo | null {
  try {
    return excerpt(files.map(decodeAny).reduce(sumInto));
  } catch (problem) {
    console.log(`${basename(files[0] ?? '')} is left out: ${problem instanceof Error ? problem.message : 'unreadable'}`);
    return null;
  }
}

/** What follows the first twenty seconds, or the end of a piece that is short. */
function excerpt({ left, right }: Stereo): Stereo {
  const length = EXCERPT_SECONDS * SAMPLE_RATE;
  const from = Math.max(0, Math.min(20 * SAMPLE_RATE, left.length - length));
  return { left: left.slice(from, from + length), right: right.slice(from, from + length) };
}

/** Between which figures nine of ten pieces of each kind lie. */
export function rangesOf(tracks: readonly HumanTrack[]): HumanRanges {
  const of = (kept: readonly HumanTrack[]) => spreads(kept.map(({ measured }) => measured));
  const kind = (wanted: Kind) => of(tracks.filter((track) => track.kind === wanted));
  return { all: of(tracks), orchestral: kind('orchestral'), electronic: kind('electronic'), band: kind('band') };
}

function spreads(measured: readonly TrackStatistics[]): { readonly [name in StatisticName]: Spread } {
  const spread = (name: StatisticName): Spread => {
    const values = measured.map((track) => track[name]).sort((left, right) => left - right);
    const percentile = (part: number): number => Number((values[Math.round(part * (values.length - 1))] ?? 0).toFixed(2));
    return { low: percentile(0.05), middle: percentile(0.5), high: percentile(0.95) };
  };
  return {
    crestDb: spread('crestDb'),
    sideToMidDb: spread('sideToMidDb'),
    loudnessRangeLu: spread('loudnessRangeLu'),
    lowDb: spread('lowDb'),
    bodyDb: spread('bodyDb'),
    presenceDb: spread('presenceDb'),
    airDb: spread('airDb'),
    tiltDb: spread('tiltDb'),
    onsetsPerSecond: spread('onsetsPerSecond'),
    periodicity: spread('periodicity'),
    onsetContrast: spread('onsetContrast'),
    levelSpreadDb: spread('levelSpreadDb'),
  };
}

/** The figures of a piece that lie outside the ranges of its kind. */
export function strayFigures(measured: TrackStatistics, ranges: HumanRanges[Kind]): readonly StatisticName[] {
  return STATISTIC_NAMES.filter((name) => measured[name] < ranges[name].low || measured[name] > ranges[name].high);
}
