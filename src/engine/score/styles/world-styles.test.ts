import { describe, expect, it } from 'vitest';
import { readBrief, type Meter, type StyleId } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import { isThreeSide } from '../rhythm/clave.ts';
import { DRUM, type Note, type Part, type Score } from '../score.ts';

function written(style: StyleId, durationSeconds: number, more: { readonly seed?: number; readonly meter?: Meter } = {}): Score {
  const { brief } = readBrief(style.replace('-', ' '), { style, seed: more.seed ?? 1, durationSeconds });
  return compose({ ...brief, meter: more.meter ?? brief.meter }, { candidates: 1 });
}

function notesOf(score: Score, keep: (part: Part) => boolean): readonly Note[] {
  const end = score.chords.at(-1)?.startTick ?? Infinity;
  return score.parts.filter(keep).flatMap((part) => part.notes.filter((note) => note.startTick < end));
}

function slotOf(score: Score, note: Note): number {
  return Math.round((note.startTick % score.barTicks) / 240);
}

/** Part of the notes whose place in the bar, in sixteenths, is one of these. */
function shareAt(score: Score, notes: readonly Note[], slots: readonly number[]): number {
  return notes.filter((note) => slots.includes(slotOf(score, note))).length / Math.max(1, notes.length);
}

describe('the styles of dance halls and recital rooms', () => {
  it('keep one clave through a salsa, and leave its downbeats to the dancers', () => {
    for (const seed of [1, 4]) {
      const score = written('salsa', 60, { seed });
      const bass = notesOf(score, (part) => part.role === 'bass');
      expect(shareAt(score, bass, [6, 12])).toBeGreaterThan(0.6);
      expect(shareAt(score, bass, [0])).toBeLessThan(0.16);
      const claves = notesOf(score, (part) => part.instrument === 'claves');
      for (const note of claves) {
        const side = isThreeSide(score, Math.floor(note.startTick / score.barTicks)) ? [0, 6, 12] : [4, 8];
        expect(side).toContain(slotOf(score, note));
      }

      // The skins are for the abanico at a seam.
      const shell = notesOf(score, (part) => part.id === 'timbales').filter((note) => note.pitch === DRUM.muteConga);
      const isOnThree = (note: Note): boolean => isThreeSide(score, Math.floor(note.startTick / score.barTicks));
      expect(shareAt(score, shell.filter(isOnThree), [0, 4, 8, 10, 14])).toBeGreaterThan(0.9);
      expect(
        shareAt(
          score,
          shell.filter((note) => !isOnThree(note)),
          [2, 4, 8, 12],
        ),
      ).toBeGreaterThan(0.9);
    }
  });

  it('begin the montuno on the beat only on the side of two', () => {
    const score = written('salsa', 60, { seed: 2 });
    const onBeat = notesOf(score, (part) => part.id === 'piano').filter((note) => slotOf(score, note) === 0);
    const three = onBeat.filter((note) => isThreeSide(score, Math.floor(note.startTick / score.barTicks)));
    expect(three.length).toBeLessThan(0.2 * onBeat.length);
  });

  it('play swing guitar on all four beats and put the saxophones under the lead, note against note', () => {
    const score = written('swing', 60, { seed: 3 });
    expect(score.groove.swing).toBeGreaterThan(0.55);
    const guitar = notesOf(score, (part) => part.id === 'guitar');
    expect(shareAt(score, guitar, [0, 4, 8, 12])).toBeGreaterThan(0.8);
    const lead = notesOf(score, (part) => part.role === 'lead');
    const saxes = notesOf(score, (part) => part.id === 'saxes' || part.id === 'tenors');
    expect(saxes.length).toBeGreaterThan(10);
    const under = saxes.filter((note) =>
      lead.some((one) => Math.abs(one.startTick - note.startTick) < 40 && one.pitch % 12 !== note.pitch % 12),
    );
    expect(under.length / saxes.length).toBeGreaterThan(0.85);
  });

  it('strike the dembow where it is: three, three and two', () => {
    const score = written('latin', 40);
    // A build rolls; everywhere else the snare keeps its three places.
    const build = score.sections.filter((section) => section.kind === 'build');
    const snares = notesOf(score, (part) => part.role === 'drums').filter(
      (note) =>
        note.pitch === DRUM.snare &&
        !build.some((section) => note.startTick >= section.startTick && note.startTick < section.endTick),
    );
    expect(shareAt(score, snares, [3, 6, 11, 14])).toBeGreaterThan(0.7);
  });

  it('leave two and four of afrobeat to nobody, and let its guitars interlock', () => {
    const score = written('afrobeat', 45);
    const snares = notesOf(score, (part) => part.role === 'drums').filter(
      (note) => note.pitch === DRUM.snare && note.articulation !== 'ghost',
    );
    expect(shareAt(score, snares, [4, 12])).toBeLessThan(0.45);
    const tenor = new Set(notesOf(score, (part) => part.id === 'tenor-guitar').map((note) => note.startTick));
    const chop = notesOf(score, (part) => part.id === 'guitar');
    expect(chop.filter((note) => !tenor.has(note.startTick)).length / chop.length).toBeGreaterThan(0.4);
  });

  it('answer the subject of chamber music in another voice, without drums and without seconds on the beat', () => {
    const score = written('chamber', 60, { seed: 2 });
    expect(score.parts.some((part) => part.role === 'drums' || part.role === 'percussion')).toBe(false);
    const second = notesOf(score, (part) => part.id === 'second');
    const lead = notesOf(score, (part) => part.id === 'lead');
    expect(second.length).toBeGreaterThan(10);
    const clashes = second.filter(
      (note) =>
        slotOf(score, note) % 4 === 0 &&
        lead.some((one) => {
          const isSounding = one.startTick <= note.startTick && one.startTick + one.durationTicks > note.startTick;
          return isSounding && [1, 11].includes((((one.pitch - note.pitch) % 12) + 12) % 12);
        }),
    );
    expect(clashes.length / second.length).toBeLessThan(0.05);
  });

  it('clap the twelve eighths of a compás on twelve, three, six, eight and ten', () => {
    const score = written('flamenco', 40, { meter: '12/8' });
    const palmas = notesOf(score, (part) => part.id === 'palmas');
    const mean = (slots: readonly number[]): number => {
      const here = palmas.filter((note) => slots.includes(slotOf(score, note)));
      return here.reduce((sum, note) => sum + note.velocity, 0) / Math.max(1, here.length);
    };
    expect(mean([0, 6, 12, 16, 20])).toBeGreaterThan(1.25 * mean([2, 4, 8, 10, 14, 18, 22]));
  });

  it('close a flamenco in Phrygian on its major chord', () => {
    const { brief } = readBrief('flamenco in E phrygian', { style: 'flamenco', seed: 5, durationSeconds: 30 });
    const last = compose(brief, { candidates: 1 }).chords.at(-1);
    expect(brief.key.mode).toBe('phrygian');
    expect(last?.quality).not.toMatch(/^min/);
  });

  it('run a jig in eighths on the fiddle', () => {
    const score = written('celtic', 40, { meter: '6/8' });
    const fiddle = notesOf(score, (part) => part.id === 'fiddle');
    expect(shareAt(score, fiddle, [0, 2, 4, 6, 8, 10])).toBeGreaterThan(0.85);
    const played = new Set(fiddle.map((note) => Math.floor(note.startTick / score.barTicks))).size;
    expect(fiddle.length / played).toBeGreaterThan(3.4);
  });

  it('march a rag with the left hand and come early with the right', () => {
    const score = written('ragtime', 40);
    const piano = notesOf(score, (part) => part.id === 'piano');
    const low = piano.filter((note) => note.pitch < 52);
    expect(shareAt(score, low, [0, 4, 8, 12])).toBeGreaterThan(0.7);
    const high = piano.filter((note) => note.pitch >= 67);
    expect(high.filter((note) => slotOf(score, note) % 2 === 1).length / high.length).toBeGreaterThan(0.15);
  });

  it('bring who a feast is known by: bells, ukulele, choir', () => {
    expect(written('holiday', 30).parts.some((part) => part.instrument === 'sleigh-bells')).toBe(true);
    expect(written('kids', 30).parts.some((part) => part.instrument === 'ukulele')).toBe(true);
    const gospel = written('gospel', 60, { seed: 2 });
    const choir = notesOf(gospel, (part) => part.id === 'choir');
    const together = choir.filter((note) => choir.some((other) => other !== note && other.startTick === note.startTick));
    expect(together.length).toBeGreaterThan(0.9 * choir.length);
    expect(choir.length).toBeGreaterThan(12);
  });
});
