import { describe, expect, it } from 'vitest';
import { readBrief } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import type { Role, Score } from '../score.ts';
import { styleOf } from '../styles/index.ts';
import { lastRefrain } from './last-refrain.ts';
import { planOpening } from './plan-opening.ts';

const STYLES = ['acoustic', 'pop', 'rock', 'funk', 'house', 'folk', 'corporate', 'lofi'] as const;
const pieces = STYLES.flatMap((style) =>
  [1, 2, 3].map((seed) => {
    const { brief } = readBrief(`${style} background music`, { seed, style, durationSeconds: 45 });
    const score = compose({ ...brief, learned: false });
    return { brief, score, opening: planOpening(brief, styleOf(style), score.sections) };
  }),
);
const onsets = (score: Score, roles: readonly Role[], from: number, to: number): number =>
  score.parts
    .filter((part) => roles.includes(part.role))
    .reduce((sum, part) => sum + part.notes.filter(({ startTick }) => startTick >= from && startTick < to).length, 0);
const everybody: readonly Role[] = ['lead', 'counter', 'chords', 'arpeggio', 'pad', 'bass', 'drums', 'percussion'];

describe('openings', () => {
  it('pull the band apart in about half of all short pieces, in more ways than one', () => {
    const opened = pieces.filter(({ opening }) => opening !== null);
    expect(opened.length).toBeGreaterThanOrEqual(pieces.length * 0.35);
    expect(new Set(opened.map(({ opening }) => opening?.kind)).size).toBeGreaterThanOrEqual(3);
  });

  it('let those wait whose turn it is not, are never silent, and are over within a quarter of the piece', () => {
    const waits = { comping: 'bass', groove: 'lead', vamp: 'lead', floating: 'bass' } as const;
    for (const { brief, score, opening } of pieces) {
      if (opening !== null) {
        const isAsked = brief.instruments.length > 0;
        expect(onsets(score, everybody, 0, score.barTicks), score.title).toBeGreaterThan(0);
        expect(
          isAsked ? 0 : onsets(score, [waits[opening.kind]], 0, opening.entryTick - 960),
          `${score.style} ${score.seed}`,
        ).toBe(0);
        expect(opening.entryTick).toBeLessThan(score.endTick * 0.25);
      }
    }
  });

  it('are left out of loops, of very short pieces and where hits are kept', () => {
    const { brief } = readBrief('pop', { seed: 1 });
    const style = styleOf('pop');
    const { sections } = compose({ ...brief, learned: false });
    for (const other of [{ loop: true }, { durationSeconds: 12 }, { hits: [10] }, { onlyInstruments: true }]) {
      expect(planOpening({ ...brief, ...other }, style, sections)).toBeNull();
    }
  });
});

describe('the last of several refrains', () => {
  it('is the fullest: at least as loud and as dense as the first', () => {
    let heard = 0;
    for (const style of ['pop', 'rock', 'acoustic'] as const) {
      const { brief } = readBrief(`${style} music`, { seed: 5, style, durationSeconds: 120 });
      const score = compose({ ...brief, learned: false });
      const last = lastRefrain(score.sections);
      const first = score.sections.find(({ kind }) => kind === 'chorus');
      if (last !== null && first !== undefined) {
        heard++;
        const density = (section: typeof last): number =>
          onsets(score, everybody, section.startTick, Math.min(section.endTick, score.chords.at(-1)!.startTick)) / section.bars;
        expect(last.energy).toBeGreaterThan(first.energy + 0.03);
        expect(density(last)).toBeGreaterThan(density(first) * 0.95);
      }
    }

    expect(heard).toBeGreaterThanOrEqual(2);
  });
});

describe('a refrain', () => {
  it('has no bar without its tune', () => {
    for (const { score } of pieces) {
      const lead = score.parts.find((part) => part.role === 'lead');
      for (const section of score.sections.filter(({ kind }) => kind === 'chorus')) {
        for (let bar = section.startBar; bar < section.startBar + section.bars - 1; bar++) {
          const from = bar * score.barTicks;
          const isSung = (lead?.notes ?? []).some(
            (note) => note.startTick < from + score.barTicks && note.startTick + note.durationTicks > from,
          );
          expect(lead === undefined || isSung, `${score.style} ${score.seed} bar ${bar + 1}`).toBe(true);
        }
      }
    }
  });
});
