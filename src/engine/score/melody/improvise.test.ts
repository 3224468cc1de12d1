import { describe, expect, it } from 'vitest';
import { briefFor } from '../../../../test/random-briefs.ts';
import type { Brief, Meter } from '../../brief/index.ts';
import { Rng } from '../../kernel/index.ts';
import { planSections } from '../form/plan-sections.ts';
import { solveLength } from '../form/solve-length.ts';
import { planHarmony } from '../harmony/plan-harmony.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { styleOf } from '../styles/index.ts';
import { chordAt, chordPitchClasses, chordScale } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { improvise } from './improvise.ts';

const WINDOW = [60, 79] as const;
const METERS: readonly Meter[] = ['4/4', '3/4', '6/8', '7/8'];

function solosOf(brief: Brief, draws = 0) {
  const style = styleOf(brief.style);
  const length = solveLength(brief, style.form);
  const rng = new Rng(brief.seed);
  for (let i = 0; i < draws; i++) {
    rng.next();
  }

  const sections = planSections({ brief, style, length, rng });
  const chords = planHarmony({ brief, style, sections, length, rng: rng.fork('harmony') });
  const plan = { brief, style, sections, chords, length, rng: rng.fork('theme') };
  return sections
    .filter((section) => section.bars >= 4)
    .map((section) => ({ plan, section, notes: improvise(plan, section, WINDOW).notes }));
}

const solos = METERS.flatMap((meter) =>
  [1, 2, 3].flatMap((seed) => solosOf(briefFor('jazz', { seed, meter, durationSeconds: 90 }))),
);
const notes = solos.flatMap((solo) => solo.notes.map((note) => ({ ...solo, note })));

describe('a solo over the changes', () => {
  it('is one note at a time, inside its section and its window', () => {
    for (const { section, notes: line } of solos) {
      expect(line.length).toBeGreaterThan(section.bars);
      line.forEach((note, i) => {
        const next = line[i + 1];
        expect(note.startTick).toBeGreaterThanOrEqual(section.startTick);
        expect(note.startTick).toBeLessThan(section.endTick);
        expect(next === undefined || next.startTick > note.startTick).toBe(true);
        expect(note.pitch).toBeGreaterThanOrEqual(WINDOW[0]);
        expect(note.pitch).toBeLessThanOrEqual(WINDOW[1]);
      });
    }
  });

  it('tells the chord on its beats, and leans into it with what is foreign', () => {
    const onBeats = notes.filter(({ note }) => note.weight === 1.5);
    const inChord = onBeats.filter(({ note }) => chordPitchClasses(note.chord).includes(foldPitchClass(note.pitch)));
    expect(inChord.length / onBeats.length).toBeGreaterThan(0.6);
    const foreign = solos.flatMap(({ plan, notes: line }) =>
      line.slice(0, -1).flatMap((note, i) => {
        const scale = chordScale(chordAt(plan.chords, note.startTick), plan.brief.key);
        return scale.includes(foldPitchClass(note.pitch)) ? [] : [Math.abs(line[i + 1]!.pitch - note.pitch)];
      }),
    );
    expect(foreign.length / notes.length).toBeLessThan(0.12);
    expect(foreign.filter((step) => step <= 2).length / Math.max(1, foreign.length)).toBeGreaterThan(0.7);
  });

  it('runs in eighths and breathes', () => {
    const short = notes.filter(({ note }) => note.durationTicks <= 2 * SLOT_TICKS);
    expect(short.length / notes.length).toBeGreaterThan(0.55);
    for (const { section, notes: line } of solos) {
      const sounding = line.reduce((sum, note) => sum + note.durationTicks, 0);
      expect(sounding / (section.endTick - section.startTick)).toBeLessThan(0.97);
    }
  });

  it('hardly ever shakes between two notes or leaps an octave', () => {
    const leaps = solos.flatMap(({ notes: line }) => line.slice(1).map((note, i) => Math.abs(note.pitch - line[i]!.pitch)));
    expect(leaps.filter((leap) => leap > 9).length / leaps.length).toBeLessThan(0.01);
    expect(leaps.filter((leap) => leap === 0).length / leaps.length).toBeLessThan(0.1);
  });

  it('is the same however much was drawn elsewhere', () => {
    const brief = briefFor('swing', { seed: 4, durationSeconds: 90 });
    expect(solosOf(brief, 3).map((solo) => solo.notes)).toEqual(solosOf(brief).map((solo) => solo.notes));
  });
});
