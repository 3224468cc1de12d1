import { describe, expect, it } from 'vitest';
import { instrumentById, readBrief } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import { reviseMusic } from '../revise/revise-music.ts';
import type { Score } from '../score.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import { scalePitchClasses } from '../theory/scale.ts';
import { secondsAt } from '../form/tempo-time.ts';
import { broughtHome, writtenAtHome } from './section-keys.ts';

const PROMPT = 'pop rock anthem in C major, 60 seconds, key change up a whole step in the last chorus';
const written = (prompt: string, seed = 1): Score => compose(readBrief(prompt, { seed }).brief);
const pitched = (score: Score): Score['parts'] =>
  score.parts.filter((part) => {
    const { sustain, family } = instrumentById(part.instrument);
    return sustain !== 'hit' && family !== 'texture';
  });

/** Part of the pitches between two ticks that a key's scale holds. */
const inKey = (score: Score, key: Score['key'], from: number, to: number): number => {
  const scale = scalePitchClasses(key);
  const notes = pitched(score).flatMap((part) => part.notes.filter(({ startTick }) => startTick >= from && startTick < to));
  return notes.filter(({ pitch }) => scale.includes(foldPitchClass(pitch))).length / notes.length;
};

describe('a change of key', () => {
  it('takes the last chorus and all after it up, prepared by its dominant', () => {
    for (const seed of [1, 2, 3]) {
      const score = written(PROMPT, seed);
      const turn = score.sections.find((section) => section.key !== undefined)!;
      expect(turn.kind).toBe('chorus');
      expect(turn.key).toEqual({ tonic: 'D', mode: 'major' });
      expect(score.sections.slice(score.sections.indexOf(turn)).every((section) => section.key?.tonic === 'D')).toBe(true);
      const before = score.chords.findLast((chord) => chord.startTick < turn.startTick)!;
      expect(before.root).toBe(tonicPitchClass({ tonic: 'A', mode: 'major' }));
      expect(before.quality).toBe('7');
      expect(inKey(score, turn.key!, turn.startTick, score.endTick)).toBeGreaterThan(0.9);
      expect(inKey(score, score.key, 0, before.startTick - score.barTicks)).toBeGreaterThan(0.9);
      expect(score.chords.at(-1)!.root).toBe(2);
    }
  });

  it('changes nothing before the bar that prepares it', () => {
    const asked = written(PROMPT);
    const plain = compose({ ...readBrief(PROMPT, { seed: 1 }).brief, keyChange: null });
    const turn = asked.sections.find((section) => section.key !== undefined)!;
    const early = (score: Score): unknown =>
      score.parts
        .filter((part) => part.role === 'drums')
        .map((part) => part.notes.filter(({ startTick }) => startTick < turn.startTick - 4 * score.barTicks));
    expect(early(asked)).toEqual(early(plain));
    expect(asked.tempoMap).toEqual(plain.tempoMap);
  });

  it('comes at the moment that was asked for, to the bar', () => {
    const score = written('pop, modulates up a semitone at 0:20, 45 seconds');
    const turn = score.sections.find((section) => section.key !== undefined)!;
    expect(Math.abs(secondsAt(score.tempoMap, turn.startTick) - 20)).toBeLessThan(1.5);
  });

  it('is brought home and taken out again without loss', () => {
    const score = written(PROMPT);
    const there = writtenAtHome(score, (home) => home);
    expect(there.chords).toEqual(score.chords);
    expect(there.sections).toEqual(score.sections);
    const changed = pitched(there).flatMap((part, i) =>
      part.notes.filter((note, k) => foldPitchClass(note.pitch) !== foldPitchClass(pitched(score)[i]!.notes[k]!.pitch)),
    );
    expect(changed).toEqual([]);
    expect(inKey(broughtHome(score), score.key, 0, score.endTick)).toBeGreaterThan(0.85);
  });

  it('survives changes of the music: other chords, another key, another tune', () => {
    const brief = readBrief(PROMPT, { seed: 2 }).brief;
    const piece = { brief, score: compose(brief) };
    const turn = piece.score.sections.find((section) => section.key !== undefined)!;
    for (const change of [{ kind: 'new-chords' }, { kind: 'new-melody' }] as const) {
      const revised = reviseMusic(piece, [change]).score;
      expect(inKey(revised, turn.key!, turn.startTick, revised.endTick)).toBeGreaterThan(0.85);
    }

    const moved = reviseMusic(piece, [{ kind: 'transpose', semitones: 3 }]).score;
    expect(moved.sections.at(-1)!.key?.tonic).toBe('F');
    expect(inKey(moved, moved.sections.at(-1)!.key!, turn.startTick, moved.endTick)).toBeGreaterThan(0.9);
  });
});
