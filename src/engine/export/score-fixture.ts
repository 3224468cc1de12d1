import type { StyleId } from '../brief/index.ts';
import { Rng, TICKS_PER_QUARTER } from '../kernel/index.ts';
import { DRUM, type Note, type Part, type Role, type Score } from '../score/index.ts';

/** What a test may ask of its score. */
export type FixtureWishes = {
  readonly style?: StyleId;
  readonly seed?: number;
  readonly durationSeconds?: number;
  readonly bpm?: number;
  readonly mode?: Score['key']['mode'];
  readonly energy?: number;
  readonly hasDrums?: boolean;
};

/** A small plain score for tests of what comes after the score: a tune, a bass, drums, four chords, three sections. */
export function fixtureScore(wishes: FixtureWishes = {}): Score {
  const { style = 'acoustic', seed = 1, durationSeconds = 8, bpm = 120, mode = 'major', energy = 0.6, hasDrums = true } = wishes;
  const rng = new Rng(seed, 'fixture');
  const barTicks = 4 * TICKS_PER_QUARTER;
  const bars = Math.max(1, Math.floor((durationSeconds * bpm) / 240));
  const endTick = bars * barTicks;
  const everyBar = (places: readonly number[], pitchAt: (bar: number) => number): Note[] =>
    Array.from({ length: bars }, (_, bar) =>
      places.map((place) => note(bar * barTicks + place * (TICKS_PER_QUARTER / 4), pitchAt(bar))),
    ).flat();
  const tune = everyBar([0, 3, 6, 10], () => rng.integer(64, 84));
  const drums = [...everyBar([0, 8], () => DRUM.kick), ...everyBar([4, 12], () => DRUM.snare)].sort(
    (left, right) => left.startTick - right.startTick,
  );
  const parts = [
    part('lead', 'lead', 'piano', tune),
    part(
      'bass',
      'bass',
      'bass-guitar',
      everyBar([0, 8], (bar) => [40, 45, 41, 43][bar % 4]!),
    ),
  ];
  return {
    engineVersion: 'fixture',
    seed,
    title: 'Fixture',
    style,
    key: { tonic: 'C', mode },
    meter: '4/4',
    barTicks,
    tempoMap: [{ tick: 0, bpm }],
    durationSeconds,
    ending: 'ring',
    endTick,
    sections: [0, 1, 2].map((index) => ({
      id: `section-${index}`,
      kind: 'verse',
      material: 'A',
      startBar: Math.floor((bars * index) / 3),
      bars: Math.floor((bars * (index + 1)) / 3) - Math.floor((bars * index) / 3),
      startTick: Math.floor((bars * index) / 3) * barTicks,
      endTick: Math.floor((bars * (index + 1)) / 3) * barTicks,
      energy: [0.3, 0.6, 0.9][index]!,
    })),
    chords: Array.from({ length: bars }, (_, bar) => ({
      startTick: bar * barTicks,
      endTick: (bar + 1) * barTicks,
      root: [0, 9, 5, 7][bar % 4]!,
      quality: bar % 4 === 1 ? 'min' : 'maj',
      bass: [0, 9, 5, 7][bar % 4]!,
      degree: ['I', 'vi', 'IV', 'V'][bar % 4]!,
      symbol: ['C', 'Am', 'F', 'G'][bar % 4]!,
    })),
    groove: { swing: 0.5, swingUnit: 'eighth', leanMs: {}, loosenessMs: 5, accents: [1] },
    parts: hasDrums ? [...parts, part('drums', 'drums', 'kit-acoustic', drums)] : parts,
    colour: { brightness: 0.5, space: 0.4, energy, production: [] },
  };
}

function note(startTick: number, pitch: number): Note {
  return { startTick, durationTicks: TICKS_PER_QUARTER / 2, pitch, velocity: 0.7, articulation: 'normal' };
}

function part(id: string, role: Role, instrument: string, notes: readonly Note[]): Part {
  return { id, role, instrument, notes, pedal: [], expression: [], levelDb: 0 };
}
