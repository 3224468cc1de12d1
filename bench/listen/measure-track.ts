import {
  measureImage,
  measureLoudness,
  measureOctaveBalance,
  measureTruePeakDb,
  type Stereo,
} from '../../src/engine/audio/index.ts';
import { log10, SAMPLE_RATE } from '../../src/engine/kernel/index.ts';
import { estimateKey, type KeyEstimate } from './estimate-key.ts';
import { estimatePulse } from './estimate-tempo.ts';
import { findOnsets, onsetStrength } from './onset-strength.ts';

/** What a piece measures as, whoever made it. */
export type TrackStatistics = {
  readonly integratedLufs: number;
  readonly truePeakDbtp: number;
  /** Each octave from 31.5 Hz to 16 kHz against the whole, dB. */
  readonly balanceDb: readonly number[];
  readonly bpm: number | null;
  readonly key: KeyEstimate;
} & { readonly [name in StatisticName]: number };

/** The figures that are compared with human-made music, with what they mean and their unit. */
export const STATISTICS = {
  crestDb: 'peak over mean level, dB',
  sideToMidDb: 'side against middle, dB',
  loudnessRangeLu: 'loudness range (EBU 3342), LU',
  lowDb: 'energy under 88 Hz, dB of the whole',
  bodyDb: 'energy 177–707 Hz, dB of the whole',
  presenceDb: 'energy 1.4–5.7 kHz, dB of the whole',
  airDb: 'energy over 5.7 kHz, dB of the whole',
  tiltDb: 'slope of the octaves from 63 Hz to 8 kHz, dB an octave',
  onsetsPerSecond: 'onsets a second',
  periodicity: 'regularity of the onsets, −1 to 1',
  onsetContrast: 'spread of onset strengths, relative to their mean',
  levelSpreadDb: 'spread of the level of half seconds, dB',
} as const;
export type StatisticName = keyof typeof STATISTICS;
export const STATISTIC_NAMES = Object.keys(STATISTICS).filter((name): name is StatisticName => name in STATISTICS);

/** Measures a piece of any origin the same way. */
export function measureTrack(audio: Stereo): TrackStatistics {
  const loudness = measureLoudness(audio);
  const image = measureImage(audio);
  const balanceDb = measureOctaveBalance(audio);
  const strength = onsetStrength(audio);
  const onsets = findOnsets(strength);
  const { bpm, periodicity } = estimatePulse(strength);
  const seconds = audio.left.length / SAMPLE_RATE;
  return {
    integratedLufs: loudness.integratedLufs,
    truePeakDbtp: measureTruePeakDb(audio),
    balanceDb,
    bpm,
    key: estimateKey(audio),
    crestDb: image.crestDb,
    sideToMidDb: Math.max(-60, image.sideToMidDb),
    loudnessRangeLu: loudness.loudnessRangeLu,
    lowDb: together(balanceDb, 0, 1),
    bodyDb: together(balanceDb, 3, 4),
    presenceDb: together(balanceDb, 6, 7),
    airDb: together(balanceDb, 8, 9),
    tiltDb: tilt(balanceDb),
    onsetsPerSecond: onsets.length / Math.max(1, seconds),
    periodicity,
    onsetContrast: contrast(strength),
    levelSpreadDb: levelSpread(audio),
  };
}

function together(balanceDb: readonly number[], from: number, to: number): number {
  return 10 * log10(balanceDb.slice(from, to + 1).reduce((sum, db) => sum + 10 ** (db / 10), 1e-9));
}

/** Least squares through the octaves from 63 Hz to 8 kHz. */
function tilt(balanceDb: readonly number[]): number {
  const bands = balanceDb.slice(1, 9);
  const middle = (bands.length - 1) / 2;
  const mean = bands.reduce((sum, db) => sum + db, 0) / bands.length;
  const rise = bands.reduce((sum, db, i) => sum + (i - middle) * (db - mean), 0);
  return rise / bands.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
}

function contrast(strength: Float64Array): number {
  const mean = strength.reduce((sum, value) => sum + value, 0) / Math.max(1, strength.length);
  const power = strength.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, strength.length);
  return mean > 0 ? Math.sqrt(power) / mean : 0;
}

/** How far the levels of half seconds lie apart, as a standard deviation: from the 10th and 90th percentile, so that an opening or an ending alone does not decide. */
function levelSpread({ left, right }: Stereo): number {
  const levels: number[] = [];
  const step = SAMPLE_RATE / 2;
  for (let start = 0; start + step <= left.length; start += step) {
    let power = 0;
    for (let i = start; i < start + step; i++) {
      power += left[i]! ** 2 + right[i]! ** 2;
    }

    if (power / step > 1e-6) {
      levels.push(10 * log10(power / step));
    }
  }

  levels.sort((left, right) => left - right);
  const percentile = (part: number): number => levels[Math.round(part * (levels.length - 1))] ?? 0;
  return (percentile(0.9) - percentile(0.1)) / 2.56;
}
