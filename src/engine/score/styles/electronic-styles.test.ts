import { describe, expect, it } from 'vitest';
import { type Brief, readBrief, type StyleId } from '../../brief/index.ts';
import { composeInStyle } from '../compose.ts';
import { DRUM, type Part, type Score, type Section } from '../score.ts';
import { styleOf } from './index.ts';

const CLUB: readonly StyleId[] = ['deep-house', 'tech-house', 'techno', 'trance', 'drum-and-bass'];
const STILL: readonly StyleId[] = ['drone', 'meditation'];
const ALL: readonly StyleId[] = [...CLUB, 'synthpop', 'chiptune', 'downtempo', ...STILL];

function piece(style: StyleId, seconds: number, seed: number, changes: Partial<Brief> = {}): Score {
  const { brief } = readBrief(style, { style, seed, durationSeconds: seconds });
  return composeInStyle({ ...brief, ...changes }, { style: styleOf(style), blended: [], candidates: 1 });
}

function notesIn(part: Part | undefined, section: Section): readonly Part['notes'][number][] {
  return part?.notes.filter((note) => note.startTick >= section.startTick && note.startTick < section.endTick) ?? [];
}

function players(score: Score, section: Section): number {
  return score.parts.filter((part) => part.role !== 'effects' && notesIn(part, section).length > 0).length;
}

describe('the electronic styles', () => {
  it.each(ALL)('%s fills 15, 30 and 60 seconds with more than a few bars of one thing', (style) => {
    for (const [seconds, seed] of [
      [15, 1],
      [30, 2],
      [60, 3],
    ] as const) {
      const score = piece(style, seconds, seed);
      expect(score.parts.length).toBeGreaterThanOrEqual(4);
      expect(score.sections.length).toBeGreaterThanOrEqual(seconds >= 30 ? 2 : 1);
    }
  });

  it.each(ALL)('%s never plays eight bars as it played the eight before', (style) => {
    const score = piece(style, 180, 7);
    const bars = Math.floor(score.endTick / score.barTicks);
    for (const part of score.parts.filter(({ role }) => role !== 'texture' && role !== 'effects')) {
      const figure = (bar: number): string =>
        part.notes
          .filter((note) => note.startTick >= bar * score.barTicks && note.startTick < (bar + 8) * score.barTicks)
          .map((note) => `${note.startTick - bar * score.barTicks}:${note.pitch}`)
          .join();
      for (let bar = 0; bar + 16 <= bars; bar += 8) {
        expect(figure(bar) === '' || figure(bar) !== figure(bar + 8), `${part.id} from bar ${bar + 1}`).toBe(true);
      }
    }
  });

  it.each(CLUB)('%s pays its drop off: the bass is back and nobody is missing', (style) => {
    for (const seed of [1, 2, 3]) {
      const score = piece(style, 60, seed);
      const drop = score.sections.findIndex((section) => section.kind === 'drop');
      const [before, here] = [score.sections[drop - 1], score.sections[drop]];
      expect(drop).toBeGreaterThan(0);
      if (before === undefined || here === undefined) {
        continue;
      }

      expect(here.energy).toBeGreaterThan(before.energy);
      expect(players(score, here)).toBeGreaterThanOrEqual(players(score, before));
      const bass = score.parts.filter((part) => part.role === 'bass');
      expect(bass.some((part) => notesIn(part, here).length >= here.bars)).toBe(true);
    }
  });

  it('plays drum and bass as a two-step: snares on two and four, kicks on one, ghosts between, half as fast in the breakdown', () => {
    const score = piece('drum-and-bass', 180, 5);
    const drums = score.parts.find((part) => part.role === 'drums');
    const drop = score.sections.find((section) => section.kind === 'drop');
    const walk = score.sections.find((section) => section.kind === 'break');
    const slotsOf = (section: Section | undefined, loud: boolean): number[] =>
      section === undefined
        ? []
        : notesIn(drums, section)
            .filter((note) => note.pitch === DRUM.snare && (note.articulation === 'ghost') !== loud)
            .map((note) => Math.round((note.startTick % score.barTicks) / 240) % 16);
    const backbeats = slotsOf(drop, true);
    expect(backbeats.filter((slot) => slot === 4).length).toBeGreaterThan((drop?.bars ?? 0) * 0.6);
    expect(slotsOf(drop, false).length).toBeGreaterThan((drop?.bars ?? 0) * 0.7);
    expect(slotsOf(walk, true).filter((slot) => slot === 4 || slot === 12).length).toBeLessThanOrEqual(walk?.bars ?? 0);
  });

  it.each([1, 2, 3, 4])('keeps techno to one chord in its main material with seed %d', (seed) => {
    const score = piece('techno', 60, seed);
    const drop = score.sections.find((section) => section.kind === 'drop');
    const roots = new Set(
      score.chords
        .filter((chord) => drop !== undefined && chord.startTick >= drop.startTick && chord.startTick < drop.endTick)
        .map((chord) => chord.root),
    );
    expect(roots.size).toBeLessThanOrEqual(2);
  });

  it.each([1, 2, 3])('plays chiptunes with four voices, one note at a time in each but the drums, with seed %d', (seed) => {
    const score = piece('chiptune', 60, seed);
    expect(score.parts.map((part) => part.role).sort()).toEqual(['arpeggio', 'bass', 'drums', 'lead']);
    for (const part of score.parts.filter(({ role }) => role !== 'drums')) {
      const onsets = part.notes.map((note) => note.startTick);
      expect(new Set(onsets).size, part.id).toBe(onsets.length);
    }
  });

  it.each(STILL)('keeps %s without a beat, on long sounds, over a bass that hardly moves', (style) => {
    for (const seed of [1, 2, 3]) {
      const score = piece(style, 120, seed);
      expect(score.parts.some((part) => part.role === 'drums' || part.role === 'percussion')).toBe(false);
      const notes = score.parts.reduce((sum, part) => sum + part.notes.length, 0);
      expect(notes / score.durationSeconds).toBeLessThan(4);
      if (style === 'drone') {
        expect(new Set(score.chords.map((chord) => chord.bass)).size).toBe(1);
        expect(score.parts.some((part) => part.role === 'lead')).toBe(false);
      }
    }
  });

  it.each(ALL)('%s plays in other metres and at the edges of its tempo', (style) => {
    for (const [meter, tempoBpm] of [
      ['3/4', 60],
      ['6/8', 180],
      ['7/8', 140],
    ] as const) {
      const { brief } = readBrief(style, { style, seed: 3, durationSeconds: 20 });
      const score = piece(style, 20, 3, {
        meter,
        tempoBpm,
        tempoRange: [tempoBpm, tempoBpm],
        stated: { ...brief.stated, tempo: true },
      });
      expect(score.meter).toBe(meter);
      expect(score.parts.every((part) => part.notes.every((note) => note.startTick < score.endTick))).toBe(true);
    }
  });
});
