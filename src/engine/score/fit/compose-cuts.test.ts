import { describe, expect, it } from 'vitest';
import { readBrief } from '../../brief/index.ts';
import { at } from '../../kernel/index.ts';
import { singerOf } from '../critic/fingerprint.ts';
import { secondsAt } from '../form/tempo-time.ts';
import type { Note } from '../score.ts';
import { composeCuts } from './compose-cuts.ts';

const LENGTHS = [2, 6, 15, 30, 60];
const PROMPTS = ['upbeat corporate', 'lofi hip hop', 'epic trailer', 'house', 'jazz trio'];

function cutsOf(prompt: string) {
  const { brief } = readBrief(prompt, { seed: 3 });
  return composeCuts(brief, LENGTHS, { candidates: 1 });
}

/** Bars of a line: what is struck when and how high, as one text. */
function barsOf(notes: readonly Note[], barTicks: number): string[] {
  const bars: string[][] = [];
  for (const { startTick, pitch } of notes) {
    (bars[Math.floor(startTick / barTicks)] ??= []).push(`${startTick % barTicks}:${pitch}`);
  }

  return [...bars].map((bar) => (bar ?? []).join(' '));
}

describe.each(PROMPTS)('cuts of one idea, %s', (prompt) => {
  const cuts = cutsOf(prompt);
  const whole = at(cuts, -1).score;
  const singer = singerOf(whole)!;

  it('are exactly as long as asked, in one key, and end before they are over', () => {
    expect(cuts.map(({ score }) => score.durationSeconds)).toEqual(LENGTHS);
    for (const { score, brief } of cuts) {
      expect(score.key).toEqual(whole.key);
      expect(brief.durationSeconds).toBe(score.durationSeconds);
      expect(secondsAt(score.tempoMap, score.endTick)).toBeLessThanOrEqual(score.durationSeconds + 1e-6);
      expect(Math.abs(at(score.tempoMap, 0).bpm / at(whole.tempoMap, 0).bpm - 1)).toBeLessThan(0.2);
    }
  });

  it('sing the same tune, the short ones from their first bars', () => {
    const tune = new Set(barsOf(singer.notes, whole.barTicks).filter((bar) => bar.split(' ').length >= 2));
    for (const { score } of cuts.slice(1)) {
      const sung = score.parts.find(({ id }) => id === singer.id);
      const bars = barsOf(sung?.notes ?? [], score.barTicks);
      const shared = bars.findIndex((bar) => tune.has(bar));
      expect(shared, `${score.durationSeconds} s`).toBeGreaterThanOrEqual(0);
      const latest = score.durationSeconds <= 16 ? 3.5 : 0.6 * score.durationSeconds;
      expect(secondsAt(score.tempoMap, shared * score.barTicks)).toBeLessThan(latest);
    }
  });

  it('are played by the band of the whole', () => {
    const band = new Set(whole.parts.map(({ instrument }) => instrument));
    for (const { score } of cuts.slice(1)) {
      expect(score.parts.filter(({ instrument }) => !band.has(instrument))).toEqual([]);
    }
  });
});

it('gives equal cuts for equal briefs', () => {
  expect(cutsOf('warm folk')).toEqual(cutsOf('warm folk'));
});
