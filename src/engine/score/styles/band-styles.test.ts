import { describe, expect, it } from 'vitest';
import { readBrief, type StyleId } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import { DRUM, type Part, type Score } from '../score.ts';

function written(style: StyleId, durationSeconds: number, seed = 1): Score {
  return compose(readBrief(style.replace('-', ' '), { style, seed, durationSeconds }).brief, { candidates: 1 });
}

function notesOf(score: Score, keep: (part: Part) => boolean): Part['notes'] {
  return score.parts.filter(keep).flatMap((part) => part.notes);
}

/** Part of the notes whose place in the bar, in sixteenths, is one of these. */
function shareAt(score: Score, notes: Part['notes'], slots: readonly number[]): number {
  const body = notes.filter((note) => note.startTick < (score.chords.at(-1)?.startTick ?? Infinity));
  return (
    body.filter((note) => slots.includes(Math.round((note.startTick % score.barTicks) / 240))).length / Math.max(1, body.length)
  );
}

describe('the band styles', () => {
  it('tell a blues in twelve bars: four on the tonic side, four from the subdominant, the dominant in the ninth', () => {
    for (const seed of [1, 2, 3]) {
      const score = written('blues', 90, seed);
      const choruses = score.sections.filter((section) => section.bars >= 12);
      expect(choruses.length).toBeGreaterThan(0);
      for (const section of choruses) {
        const degreeAt = (bar: number): string =>
          score.chords.find(
            (chord) =>
              chord.startTick <= section.startTick + bar * score.barTicks &&
              chord.endTick > section.startTick + bar * score.barTicks,
          )?.degree ?? '';
        expect(degreeAt(0)).toMatch(/^[Ii]7?/);
        expect(degreeAt(4)).toMatch(/^(IV|iv)/);
        expect(degreeAt(8)).toMatch(/^(V|ii|VI)/);
      }
    }
  });

  it('play bluegrass without drums, the tune in other hands in the solo', () => {
    const score = written('bluegrass', 60, 2);
    expect(score.parts.some((part) => part.role === 'drums')).toBe(false);
    const solo = score.sections.find((section) => section.kind === 'solo');
    const heard = (part: Part): boolean =>
      solo !== undefined &&
      part.notes.filter((note) => note.startTick >= solo.startTick && note.startTick < solo.endTick).length > 6;
    expect(solo === undefined || score.parts.some((part) => part.id === 'banjo-solo' && heard(part))).toBe(true);
  });

  it('chop the mandolin of bluegrass and skank the guitar of reggae between the beats', () => {
    const grass = written('bluegrass', 30, 3);
    expect(
      shareAt(
        grass,
        notesOf(grass, (part) => part.id === 'mandolin'),
        [2, 6, 10, 14],
      ),
    ).toBeGreaterThan(0.6);
    const roots = written('reggae', 30, 3);
    const skank = notesOf(roots, (part) => part.id === 'skank');
    // Ghosts and doubled strokes fall on sixteenths; what the band strikes together may fall on a beat.
    expect(shareAt(roots, skank, [2, 6, 10, 14])).toBeGreaterThan(0.6);
    expect(shareAt(roots, skank, [0, 4, 8, 12])).toBeLessThan(0.15);
    const kicks = notesOf(roots, (part) => part.role === 'drums').filter((note) => note.pitch === DRUM.kick);
    expect(shareAt(roots, kicks, [4, 12])).toBeGreaterThan(0.6);
  });

  it('keep disco on all four beats and lay the back-beat of soul behind the beat', () => {
    const disco = written('disco', 30, 1);
    const kicks = notesOf(disco, (part) => part.role === 'drums').filter((note) => note.pitch === DRUM.kick);
    expect(shareAt(disco, kicks, [0, 4, 8, 12])).toBeGreaterThan(0.75);
    const soul = written('soul', 30, 1);
    const backbeats = notesOf(soul, (part) => part.role === 'drums').filter(
      (note) =>
        (note.pitch === DRUM.snare || note.pitch === DRUM.sideStick) &&
        note.articulation !== 'ghost' &&
        note.startTick % 1920 > 940 &&
        note.startTick % 1920 < 1000,
    );
    expect(backbeats.length).toBeGreaterThan(6);
    expect(backbeats.filter((note) => note.startTick % 960 > 10).length / backbeats.length).toBeGreaterThan(0.7);
  });

  it('climb through post-rock: the loudest section has several times the notes of the first', () => {
    const score = written('post-rock', 120, 1);
    const loudest = score.sections.reduce((best, section) => (section.energy > best.energy ? section : best));
    const density = (section: Score['sections'][number]): number =>
      notesOf(score, () => true).filter((note) => note.startTick >= section.startTick && note.startTick < section.endTick)
        .length / section.bars;
    expect(density(loudest)).toBeGreaterThan(3 * density(score.sections[0]!));
  });

  it('keep every lick, boogie and tremolo inside its register and before the final chord’s end', () => {
    for (const style of ['blues', 'country', 'soul', 'disco', 'post-rock', 'pop-rock'] as const) {
      for (const part of written(style, 45, 4).parts.filter(({ id }) => /answers|twang|fills|runs|tremolo|shuffle/.test(id))) {
        for (const note of part.notes) {
          expect(note.pitch >= 38 && note.pitch <= 96, `${style} ${part.id} ${note.pitch}`).toBe(true);
          expect(note.velocity > 0 && note.velocity <= 1 && note.durationTicks > 0).toBe(true);
        }
      }
    }
  });
});
