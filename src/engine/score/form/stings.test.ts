import { describe, expect, it } from 'vitest';
import { readBrief } from '../../brief/index.ts';
import { at } from '../../kernel/index.ts';
import { compose } from '../compose.ts';
import type { Role, Score } from '../score.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { secondsAt } from './tempo-time.ts';

/** What people ask for in a few seconds, and how many. */
const STINGS: readonly (readonly [prompt: string, seconds: number])[] = [
  ['podcast stinger', 3],
  ['logo sound', 2],
  ['notification', 1],
  ['news bumper', 5],
  ['game over sting', 4],
  ['epic intro', 8],
  ['lofi outro sting', 3],
  ['jazz ident', 6],
  ['rock bumper for a sports channel', 7],
  ['techno transition', 2.5],
  ['waltz bumper, 3/4', 5],
  ['片头', 5],
  ['短提示音', 1.5],
  ['转场音效', 2],
];
const TELLING: readonly Role[] = ['lead', 'counter', 'chords', 'arpeggio', 'pad'];

function stingsOf(prompt: string, seconds: number): Score[] {
  return [1, 2, 3].map((seed) => compose(readBrief(prompt, { seed, durationSeconds: seconds }).brief, { candidates: 1 }));
}

describe.each(STINGS)('%s, %d s', (prompt, seconds) => {
  const stings = stingsOf(prompt, seconds);

  it('comes home to its tonic in time to ring, and is not over long before its length is', () => {
    for (const { chords, key, tempoMap, endTick } of stings) {
      const last = at(chords, -1);
      expect(last.root).toBe(tonicPitchClass(key));
      const struck = secondsAt(tempoMap, last.startTick) / seconds;
      expect(struck).toBeGreaterThan(0.25);
      expect(struck).toBeLessThan(0.85);
      expect(secondsAt(tempoMap, endTick)).toBeGreaterThan(0.6 * seconds);
    }
  });

  it('begins at once and says something before the last chord; nothing is struck after it', () => {
    for (const { chords, parts, tempoMap } of stings) {
      const final = at(chords, -1).startTick;
      const told = parts.filter(({ role }) => TELLING.includes(role)).flatMap(({ notes }) => notes);
      expect(told.some(({ startTick }) => startTick < final)).toBe(true);
      expect(told.some(({ startTick }) => startTick >= final)).toBe(true);
      const onsets = parts.flatMap(({ notes }) => notes.map(({ startTick }) => startTick));
      expect(secondsAt(tempoMap, Math.min(...onsets))).toBeLessThan(0.1 * seconds);
      // A rolled or strummed chord takes its moment.
      expect(Math.max(...onsets)).toBeLessThan(final + 120);
    }
  });

  it('is played by as many as its seconds can hold', () => {
    const room = seconds < 1.6 ? 3 : seconds < 2.6 ? 4 : Infinity;
    for (const { parts } of stings) {
      const players = parts.filter(({ role }) => role !== 'effects' && role !== 'texture').length;
      expect(players).toBeGreaterThan(1);
      expect(players).toBeLessThanOrEqual(room);
    }
  });
});

it('seats who was asked for, however short the piece', () => {
  const { brief } = readBrief('notification with claps, vibraphone and shaker', { seed: 5, durationSeconds: 1 });
  const instruments = compose(brief, { candidates: 1 }).parts.map(({ instrument }) => instrument);
  expect(instruments).toEqual(expect.arrayContaining(['claps', 'vibraphone', 'shaker']));
});

it('fades in a few seconds only where a fade was asked for', () => {
  const endingOf = (prompt: string) => readBrief(prompt, { durationSeconds: 3 }).brief.ending;
  expect(endingOf('lofi sting')).not.toBe('fade');
  expect(endingOf('lofi sting, fade out')).toBe('fade');
});
