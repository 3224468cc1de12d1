import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBrief, STYLE_IDS } from '../src/engine/brief/index.ts';
import { compose, type Score } from '../src/engine/score/index.ts';
import { briefFor } from './random-briefs.ts';
import { liveliestTheme } from './theme-fixture.ts';

/** Notes of a run, bars of a stretch, and the Bloom filters' hash functions. KEEP IN STEP with training/copying/fingerprint.py. */
const RUN = 8;
const STRETCH = 2;
const PROBES = 6;
/** Ticks of a 24th of a quarter, in which the corpora are written. */
const CORPUS_TICK = 40;
const SIXTEENTH = 240;

const tunes = readFileSync(new URL('./fingerprints/melody-runs.bin', import.meta.url));
const pianos = readFileSync(new URL('./fingerprints/piano-bars.bin', import.meta.url));

type Onset = { readonly startTick: number; readonly pitch: number };
type Bar = readonly (readonly [place: number, pitch: number])[];

function hashOf(bytes: readonly number[], seed: number): number {
  let value = (2166136261 ^ seed) >>> 0;
  for (const byte of bytes) {
    value = Math.imul(value ^ (byte & 255), 16777619) >>> 0;
  }

  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b) >>> 0;
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}

function isKnown(window: readonly number[], filter: Buffer): boolean {
  const first = hashOf(window, 0);
  const second = (hashOf(window, 0x9e3779b9) | 1) >>> 0;
  return Array.from({ length: PROBES }, (_, probe) => (first + probe * second) % (filter.length * 8)).every(
    (bit) => ((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0,
  );
}

/** Elements of the longest chain of neighbouring windows that are known; one less than a window where none is. */
function longestChain(areKnown: readonly boolean[], windowSize: number): number {
  let [longest, here] = [windowSize - 1, windowSize - 1];
  for (const isKnownHere of areKnown) {
    here = isKnownHere ? here + 1 : windowSize - 1;
    longest = Math.max(longest, here);
  }

  return longest;
}

/** Notes of the longest run that a line shares with a song, as written, twice as fast or half as fast; 7 stands for "fewer than eight". */
function longestRun(notes: readonly Onset[]): number {
  const chains = [0.5, 1, 2].map((scale) => {
    const steps = notes.slice(1).map((note, i) => {
      const before = notes[i] ?? note;
      const distance = Math.round(((note.startTick - before.startTick) * scale) / CORPUS_TICK);
      return [note.pitch - before.pitch, distance, distance >> 8];
    });
    const windows = steps
      .slice(0, Math.max(0, steps.length - RUN + 2))
      .map((_, from) => steps.slice(from, from + RUN - 1).flat());
    return longestChain(
      windows.map((window) => isKnown(window, tunes)),
      RUN,
    );
  });
  return Math.max(...chains);
}

/** Bars of the longest stretch that a piano shares with a song's; 1 stands for "not even two". */
function longestStretch(bars: readonly Bar[]): number {
  const windows = bars.slice(1).map((second, i) => {
    const first = bars[i] ?? [];
    const lowest = Math.min(...first.map(([, pitch]) => pitch));
    const bytesOf = (bar: Bar): number[] => bar.flatMap(([place, pitch]) => [place, pitch - lowest]);
    const isTelling = first.length > 0 && second.length > 0 && first.length + second.length >= 6;
    // A bar played twice is a figure, not a passage.
    return isTelling && String(first) !== String(second) && isKnown([...bytesOf(first), 255, 255, ...bytesOf(second)], pianos);
  });
  return longestChain(windows, STRETCH);
}

/** By bar what a score's pianos strike. */
function pianoBars(score: Score): readonly Bar[] {
  const notes = score.parts
    .filter(({ instrument, role }) => instrument === 'piano' && role !== 'lead')
    .flatMap((part) => part.notes);
  return Array.from({ length: Math.ceil(score.endTick / score.barTicks) }, (_, bar) => {
    const own = notes
      .filter(({ startTick }) => Math.floor(startTick / score.barTicks) === bar)
      .map(({ startTick, pitch }): [number, number] => [Math.round((startTick % score.barTicks) / SIXTEENTH), pitch]);
    own.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
    return own.filter((stroke, i) => String(stroke) !== String(own[i - 1]));
  });
}

const share = (lengths: readonly number[], most: number): number =>
  lengths.filter((length) => length > most).length / lengths.length;

describe('what is written', () => {
  // What chance and custom give (`fingerprint.py --measure`, first forty notes): of 3,027 fiddle tunes, which are no songs of the
  // fingerprint, 29.4 % share eight notes in a row with one, 13.2 % nine, 5.4 % ten, 0.7 % twelve; of 120 songs held out 21.7 %,
  // 10.0 %, 7.5 %, 5.0 %; of songs with their steps shuffled 1.3 %, 0.4 %, 0.2 %, 0.1 %.
  it('has themes of its own: they share fewer and shorter runs with songs than tunes of another country do', () => {
    const briefs = STYLE_IDS.flatMap((style) =>
      [11, 12, 13, 14, 15, 16].map((seed) => briefFor(style, { seed, durationSeconds: 30 })),
    );
    const lengths = briefs.map((brief) => longestRun(liveliestTheme(brief).slice(0, 40)));
    expect(share(lengths, 7)).toBeLessThan(0.1);
    expect(share(lengths, 9)).toBeLessThan(0.01);
    expect(Math.max(...lengths)).toBeLessThan(12);
  });

  // Of 101 pianos of songs held out one shares two different bars in a row with the others (it is another print of a song: seven bars).
  it('has pianos of its own: learned figures never play three bars of a song in a row', () => {
    const prompts = ['cinematic piano underscore', 'reflective solo piano', 'calm piano in 3/4', 'hopeful piano ballad in 6/8'];
    const lengths = prompts.flatMap((prompt) =>
      [1, 2, 3, 4, 5, 6].map((seed) =>
        longestStretch(
          pianoBars(compose(readBrief(`${prompt} without melody`, { seed, durationSeconds: 60 }).brief, { candidates: 1 })),
        ),
      ),
    );
    expect(share(lengths, 1)).toBeLessThan(0.15);
    expect(Math.max(...lengths)).toBeLessThan(3);
  });

  it('is held against fingerprints that know the songs', () => {
    // The opening of "Joy to the World" (Mason 1839), which is among them, in another key and twice as fast.
    const steps = [12, 11, 9, 7, 5, 4, 2, 0];
    const starts = [0, 24, 42, 48, 84, 96, 120, 144];
    const opening = steps.map((step, i) => ({ pitch: 65 + step, startTick: ((starts[i] ?? 0) * CORPUS_TICK) / 2 }));
    expect(longestRun(opening)).toBe(8);
    expect(longestRun(opening.map((note, i) => ({ ...note, pitch: note.pitch + (i === 5 ? 1 : 0) })))).toBe(7);
  });

  it('knows the songs’ pianos by two bars', () => {
    // Schubert, "Erlkönig" (1815), two bars of its left hand's octaves and the chords over them.
    const chord = (place: number, ...pitches: readonly number[]) => pitches.map((pitch): [number, number] => [place, pitch]);
    const first = [...chord(0, 43, 55, 67), ...chord(4, 55, 67), ...chord(8, 55, 67), ...chord(12, 55, 67)];
    const second = [
      ...chord(0, 36, 48, 57, 67, 69),
      ...chord(4, 57, 67, 69),
      ...chord(8, 57, 67, 69),
      ...chord(12, 37, 49, 57, 67, 69),
    ];
    expect(longestStretch([first, second])).toBe(2);
    expect(longestStretch([first, second.map(([place, pitch]) => [place, pitch === 36 ? 38 : pitch])])).toBe(1);
  });
});
