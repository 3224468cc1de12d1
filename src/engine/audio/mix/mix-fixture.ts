import { STYLE_IDS, type StyleId } from '../../brief/index.ts';
import { Rng, SAMPLE_RATE } from '../../kernel/index.ts';
import type { Role } from '../../score/index.ts';
import { sparseHits, stereoSine, whiteNoise } from '../dsp/test-signals.ts';
import type { Performance, PlayedPart } from '../performance.ts';
import type { KitPiece, Stem } from '../stem.ts';
import type { Stereo } from '../stereo.ts';
import { planMix, type MixPlan } from './plan-mix.ts';

/** Every role there is, with an instrument that may take it. */
export const BAND: readonly (readonly [role: Role, instrument: string])[] = [
  ['lead', 'flute'],
  ['counter', 'violin'],
  ['chords', 'acoustic-guitar'],
  ['arpeggio', 'harp'],
  ['pad', 'string-section'],
  ['bass', 'bass-guitar'],
  ['drums', 'kit-acoustic'],
  ['percussion', 'shaker'],
  ['texture', 'vinyl'],
  ['effects', 'riser'],
];

/** Seconds of the test piece, in two sections, the second louder. */
export const SECONDS = 2;
const SAMPLES = SECONDS * SAMPLE_RATE;
const PIECES: readonly KitPiece[] = ['kick', 'snare', 'hats'];

/** A performance of `BAND` with two sections and a kick on every half second. */
export function testPerformance(parts: readonly (readonly [Role, string])[] = BAND): Performance {
  const half = SAMPLES / 2;
  return {
    durationSamples: SAMPLES,
    renderSamples: SAMPLES,
    parts: parts.map(([role, instrument], index): PlayedPart => ({
      id: `${role}-${index}`,
      role,
      instrument,
      patch: null,
      beatSamples: SAMPLE_RATE / 2,
      tonic: 0,
      notes: [{ startSample: 0, durationSamples: SAMPLES, pitch: 60, velocity: 0.6, articulation: 'normal' }],
      pedal: [],
      expression: [],
      levelDb: 0,
      seed: index,
    })),
    kickSamples: Array.from({ length: SECONDS * 2 }, (_, k) => (k * SAMPLE_RATE) / 2),
    sections: [
      { startSample: 0, endSample: half, energy: 0.3, kind: 'verse' },
      { startSample: half, endSample: SAMPLES, energy: 0.8, kind: 'chorus' },
    ],
  };
}

/** The mix plan of a style for a performance, without a score behind it. */
export function testPlan(style: StyleId = STYLE_IDS[0], performance: Performance = testPerformance()): MixPlan {
  return planMix(
    { style, colour: { brightness: 0.5, space: 0.5, energy: 0.5, production: [] }, tempoMap: [{ tick: 0, bpm: 120 }], seed: 1 },
    performance,
  );
}

/** A stem for a part: a kit is hit, everything else holds a tone with a little noise. */
export function testStem(part: PlayedPart): Stem {
  if (part.role === 'drums') {
    return {
      partId: part.id,
      role: part.role,
      instrument: part.instrument,
      sound: { kind: 'kit', pieces: PIECES.map((piece) => ({ piece, play: () => sparseHits(SECONDS, 0.4) })) },
    };
  }

  return {
    partId: part.id,
    role: part.role,
    instrument: part.instrument,
    sound: { kind: 'whole', audio: tone(110 * (1 + part.seed), new Rng(part.seed)) },
  };
}

function tone(hz: number, rng: Rng): Stereo {
  const { left, right } = whiteNoise(SAMPLES, 0.02, rng);
  const sine = stereoSine(hz, -14, SECONDS).left;
  return { left: left.map((x, i) => x + sine[i]!), right: right.map((x, i) => x + sine[i]!) };
}
