import { describe, expect, it } from 'vitest';
import { readBrief } from '../brief/index.ts';
import { SAMPLE_RATE } from '../kernel/index.ts';
import { compose, DRUM, swingOf, type Part, type Score } from '../score/index.ts';
import { perform } from './perform.ts';
import { clockOf } from './perform-time.ts';

function pieceOf(prompt: string, seed = 3): Score {
  return compose(readBrief(prompt, { seed, durationSeconds: 40 }).brief, { candidates: 1 });
}

function drumsOf(score: Score): Part {
  const part = score.parts.find((each) => each.role === 'drums');
  expect(part).toBeDefined();
  return part!;
}

/** How late each written onset of some notes is really played, ms; the nearest stroke of that pitch counts. */
function lateness(score: Score, id: string, keeps: (pitch: number) => boolean): Map<number, number> {
  const part = score.parts.find((each) => each.id === id)!;
  const played = perform(score).parts.find((each) => each.id === id)!;
  const clock = clockOf(score);
  const lean = score.groove.leanMs[part.role] ?? 0;
  const late = new Map<number, number>();
  for (const note of part.notes.filter((each) => keeps(each.pitch))) {
    const at = clock.swungSecondsOf(note.startTick) * SAMPLE_RATE;
    const gaps = played.notes.filter((each) => each.pitch === note.pitch).map((each) => each.startSample - at);
    late.set(note.startTick, gaps.reduce((best, gap) => (Math.abs(gap) < Math.abs(best) ? gap : best)) / 48 - lean);
  }

  return late;
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (place: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[place], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const product = (left: 0 | 1, right: 0 | 1): number =>
    pairs.reduce((sum, pair) => sum + (pair[left] - [a, b][left]!) * (pair[right] - [a, b][right]!), 0);
  return product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1));
}

describe('a learned drummer', () => {
  it('leaves machines, and styles that are meant to be rigid, as they are written', () => {
    const rock = pieceOf('rock band');
    const drums = drumsOf(rock);
    const machine: Score = { ...rock, parts: [{ ...drums, instrument: 'kit-909' }] };
    expect(perform({ ...machine, learned: true })).toEqual(perform({ ...machine, learned: false }));
    const rigid: Score = { ...rock, groove: { ...rock.groove, loosenessMs: 0 }, parts: [drums] };
    expect(perform({ ...rigid, learned: true })).toEqual(perform({ ...rigid, learned: false }));
    expect(perform({ ...rock, learned: true })).not.toEqual(perform({ ...rock, learned: false }));
  });

  it('plays on the authored path where nobody asked for it', () => {
    const { learned, ...plain } = pieceOf('funk');
    expect(learned).toBe(true);
    expect(perform(plain)).toEqual(perform({ ...plain, learned: false }));
  });

  it('plays alike whoever else is in the band', () => {
    const score = pieceOf('rock band');
    const drums = drumsOf(score);
    const alone = perform({ ...score, parts: [drums] }).parts[0];
    expect(perform(score).parts.find((part) => part.id === drums.id)).toEqual(alone);
    const bass = score.parts.find((part) => part.role === 'bass')!;
    expect(perform({ ...score, parts: [bass] }).parts[0]).toEqual(perform(score).parts.find((part) => part.id === bass.id));
  });

  it('keeps every hit near its place and every voice near its written loudness, and never strikes one loudness for long', () => {
    for (const prompt of ['rock band', 'funk', 'jazz trio with drums', 'folk with drum kit']) {
      const score = pieceOf(prompt);
      const drums = drumsOf(score);
      const late = [...lateness(score, drums.id, () => true).values()];
      expect(Math.max(...late.map(Math.abs)), prompt).toBeLessThan(40);
      const [human, written] = [true, false].map((learned) => {
        return perform({ ...score, learned, parts: [drums] }).parts[0]!.notes.map((note) => note.velocity);
      });
      const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
      expect(mean(human!) / mean(written!), prompt).toBeGreaterThan(0.9);
      expect(mean(human!) / mean(written!), prompt).toBeLessThan(1.12);
      expect(
        human!.filter((velocity) => velocity >= 1),
        prompt,
      ).toEqual([]);
      const hats = perform({ ...score, parts: [drums] }).parts[0]!.notes.filter(
        (note) => note.pitch === DRUM.closedHat || note.pitch === DRUM.ride,
      );
      let same = 0;
      hats.forEach((hat, index) => {
        same += Math.abs(hat.velocity - (hats[index - 1]?.velocity ?? 0)) < 0.002 ? 1 : 0;
      });
      expect(same / Math.max(1, hats.length), prompt).toBeLessThan(0.12);
    }
  });

  it('locks bass and kick, which then stray together', () => {
    const joined: (readonly [number, number])[] = [];
    const apart: (readonly [number, number])[] = [];
    for (const [learned, pairs] of [
      [true, joined],
      [false, apart],
    ] as const) {
      for (let seed = 1; seed <= 6; seed++) {
        const score: Score = { ...pieceOf('rock band', seed), learned };
        const bass = score.parts.find((part) => part.role === 'bass');
        if (bass === undefined || drumsOf(score).instrument === 'kit-electronic') {
          continue;
        }

        const kicks = lateness(score, drumsOf(score).id, (pitch) => pitch === DRUM.kick);
        for (const [tick, late] of lateness(score, bass.id, () => true)) {
          const kick = kicks.get(tick);
          if (kick !== undefined) {
            pairs.push([kick, late]);
          }
        }
      }
    }

    expect(correlation(joined)).toBeGreaterThan(0.55);
    expect(Math.abs(correlation(apart))).toBeLessThan(0.3);
    const gap = joined.map(([kick, bass]) => Math.abs(kick - bass)).sort((a, b) => a - b);
    expect(gap[Math.floor(gap.length * 0.5)]).toBeLessThan(5);
    expect(gap[Math.floor(gap.length * 0.9)]).toBeLessThan(13);
  });

  it('swings with the groove: its strays are measured from the swung grid', () => {
    const score = pieceOf('jazz trio with drums');
    expect(score.groove.swing).toBeGreaterThan(0.6);
    expect(swingOf(score)(480)).toBeGreaterThan(560);
    const rides = [...lateness(score, drumsOf(score).id, (pitch) => pitch === DRUM.ride)].filter(([tick]) => tick % 960 === 480);
    const mean = rides.reduce((sum, [, late]) => sum + late, 0) / rides.length;
    expect(Math.abs(mean)).toBeLessThan(8);
  });
});
