import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STYLE_IDS } from '../src/engine/brief/index.ts';
import { isSungByNet } from '../src/engine/score/melody/theme-plan.ts';
import { briefFor } from './random-briefs.ts';
import { liveliestTheme, themePlanFor } from './theme-fixture.ts';

/** Notes of a run, and the Bloom filter's hash functions. KEEP IN STEP with training/melody/fingerprint.py. */
const RUN = 8;
const PROBES = 6;
/** Ticks of a 24th of a quarter, in which the corpora are written. */
const CORPUS_TICK = 40;

const filter = readFileSync(new URL('./fingerprints/melody-runs.bin', import.meta.url));

type Step = { readonly interval: number; readonly distance: number };

function hashOf(run: readonly Step[], seed: number): number {
  let value = (2166136261 ^ seed) >>> 0;
  for (const { interval, distance } of run) {
    for (const number of [interval & 255, distance & 255, (distance >> 8) & 255]) {
      value = Math.imul(value ^ number, 16777619) >>> 0;
    }
  }

  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b) >>> 0;
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}

function isKnown(run: readonly Step[]): boolean {
  const first = hashOf(run, 0);
  const second = (hashOf(run, 0x9e3779b9) | 1) >>> 0;
  return Array.from({ length: PROBES }, (_, probe) => (first + probe * second) % (filter.length * 8)).every(
    (bit) => ((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0,
  );
}

/** Notes of the longest run that the line shares with a training tune, as written, twice as fast or half as fast; 7 stands for "fewer than eight". */
function longestShared(notes: readonly { readonly startTick: number; readonly pitch: number }[]): number {
  let longest = RUN - 1;
  for (const scale of [0.5, 1, 2]) {
    const steps = notes.slice(1).map((note, i): Step => {
      const before = notes[i];
      return {
        interval: note.pitch - (before?.pitch ?? note.pitch),
        distance: Math.round(((note.startTick - (before?.startTick ?? 0)) * scale) / CORPUS_TICK),
      };
    });
    let run = RUN - 1;
    for (let from = 0; from + RUN - 1 <= steps.length; from++) {
      run = isKnown(steps.slice(from, from + RUN - 1)) ? run + 1 : RUN - 1;
      longest = Math.max(longest, run);
    }
  }

  return longest;
}

describe('learned themes', () => {
  it('quote no tune they were learned from: hardly any shares eight notes in a row with one', () => {
    const shared = STYLE_IDS.flatMap((style) => [11, 12].map((seed) => briefFor(style, { seed, durationSeconds: 30 })))
      .map((brief) => themePlanFor(brief, 'net'))
      // Dances are written without it, by rules that know no tune.
      .filter(isSungByNet)
      .map((plan) => longestShared(liveliestTheme(plan).notes));
    expect(shared.length).toBeGreaterThanOrEqual(80);
    const within = (most: number): number => shared.filter((notes) => notes <= most).length / shared.length;
    // Even eighths run alike everywhere: themes that know no corpus share eight notes as often, real songs share more.
    expect(within(8)).toBeGreaterThan(0.97);
    expect(Math.max(...shared)).toBeLessThanOrEqual(9);
  });

  it('are held against a fingerprint that knows the training tunes', () => {
    // The opening of "Joy to the World" (Mason 1839), which is among them, in another key and twice as fast.
    const steps = [12, 11, 9, 7, 5, 4, 2, 0];
    const starts = [0, 24, 42, 48, 84, 96, 120, 144];
    const opening = steps.map((step, i) => ({ pitch: 65 + step, startTick: ((starts[i] ?? 0) * CORPUS_TICK) / 2 }));
    expect(longestShared(opening)).toBe(8);
    expect(longestShared(opening.map((note, i) => ({ ...note, pitch: note.pitch + (i === 5 ? 1 : 0) })))).toBe(7);
  });
});
