import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STYLE_IDS } from '../../brief/index.ts';
import { Rng } from '../../kernel/index.ts';
import { measureMelody } from '../critic/judge-melody.ts';
import { planSections } from '../form/plan-sections.ts';
import { solveLength } from '../form/solve-length.ts';
import { planHarmony } from '../harmony/plan-harmony.ts';
import type { ThemeNote } from '../parts/part-context.ts';
import { anyBrief, briefFor } from '../../../../test/random-briefs.ts';
import type { ChordSpan, Section } from '../score.ts';
import { styleOf } from '../styles/index.ts';
import { chordAt, chordPitchClasses, chordScale } from '../theory/chord.ts';
import { melodicScale } from '../theory/scale.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { planTheme } from './plan-theme.ts';

type Planned = {
  readonly theme: readonly ThemeNote[];
  readonly chords: readonly ChordSpan[];
  readonly sections: readonly Section[];
  readonly finalTick: number | null;
};

function plan(brief: Parameters<typeof solveLength>[0]): Planned {
  const style = styleOf(brief.style);
  const length = solveLength(brief, style.form);
  const rng = new Rng(brief.seed);
  const sections = planSections({ brief, style, length, rng });
  const chords = planHarmony({ brief, style, sections, length, rng: rng.fork('harmony') });
  return {
    theme: planTheme({ brief, style, sections, chords, length, rng: rng.fork('theme') }),
    chords,
    sections,
    finalTick: length.finalTick,
  };
}

const songs = STYLE_IDS.flatMap((style) =>
  [1, 2, 3].map((seed) => ({ style, ...plan(briefFor(style, { seed, durationSeconds: 60 })) })),
);

describe('the theme', () => {
  it('is one note at a time, inside the piece, for any brief', () => {
    fc.assert(
      fc.property(anyBrief, (brief) => {
        const { theme, sections } = plan(brief);
        theme.forEach((note, i) => {
          const next = theme[i + 1];
          expect(note.durationTicks).toBeGreaterThan(0);
          expect(note.startTick).toBeGreaterThanOrEqual(0);
          expect(note.startTick).toBeLessThan(sections.at(-1)!.endTick);
          expect(next === undefined || next.startTick > note.startTick).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('takes its pitches from the chord of the moment and its scale', () => {
    for (const { theme, chords, style } of songs) {
      const brief = briefFor(style, { durationSeconds: 60 });
      const foreign = theme.filter((note) => {
        const chord = chordAt(chords, note.startTick);
        // Blue notes belong to the blues, not to its chords.
        const blue = style === 'blues' ? melodicScale(brief.key, 'blues') : [];
        return ![...chordScale(chord, brief.key), ...chordPitchClasses(chord), ...blue].includes(foldPitchClass(note.pitch));
      });
      expect(foreign.length / Math.max(1, theme.length), style).toBeLessThan(0.06);
    }
  });

  it('moves as songs do: the middle of all styles lies where the corpora have theirs', () => {
    const counted = songs.map(({ theme, chords }) => measureMelody(theme, chords)).filter((melody) => melody.notes >= 12);
    const middle = (values: readonly number[]): number =>
      [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;
    // Lieder, OpenEWLD and Open Hymnal: mean interval 1.94–2.56 and steps or repeats 64–78 % between the quartiles.
    expect(middle(counted.map((melody) => melody.meanInterval))).toBeGreaterThan(1.8);
    expect(middle(counted.map((melody) => melody.meanInterval))).toBeLessThan(2.7);
    expect(middle(counted.map((melody) => melody.stepShare))).toBeGreaterThan(0.6);
    expect(middle(counted.map((melody) => melody.stepShare))).toBeLessThan(0.82);
    expect(middle(counted.map((melody) => melody.repetition))).toBeGreaterThan(0.3);
  });

  it('turns back after leaps more often than not', () => {
    let leaps = 0;
    let turned = 0;
    for (const { theme } of songs) {
      for (let i = 1; i + 1 < theme.length; i++) {
        const leap = theme[i]!.pitch - theme[i - 1]!.pitch;
        const gap = theme[i]!.startTick - theme[i - 1]!.startTick - theme[i - 1]!.durationTicks;
        if (Math.abs(leap) >= 7 && gap < 960) {
          leaps++;
          turned += (theme[i + 1]!.pitch - theme[i]!.pitch) * leap <= 0 ? 1 : 0;
        }
      }
    }

    expect(turned / leaps).toBeGreaterThan(0.6);
  });

  it('comes back: a chorus begins as the chorus before it began', () => {
    let pairs = 0;
    let alike = 0;
    for (const { theme, sections } of songs) {
      const choruses = sections.filter((section) => section.kind === 'chorus' || section.kind === 'drop');
      for (let i = 1; i < choruses.length; i++) {
        const [first, second] = [choruses[i - 1]!, choruses[i]!].map((section) =>
          theme
            .filter((note) => note.startTick >= section.startTick && note.startTick < section.startTick + 3840)
            .map((note) => note.startTick - section.startTick),
        );
        if (choruses[i - 1]!.material === choruses[i]!.material && first!.length > 0) {
          pairs++;
          const common = first!.filter((tick) => second!.includes(tick)).length;
          alike += common / first!.length > 0.7 ? 1 : 0;
        }
      }
    }

    expect(pairs).toBeGreaterThan(10);
    expect(alike / pairs).toBeGreaterThan(0.85);
  });

  it('ends on a note of the last chord, held to the end', () => {
    for (const { theme, chords, finalTick, sections, style } of songs) {
      if (finalTick !== null) {
        const last = theme.at(-1)!;
        expect(last.startTick, style).toBe(finalTick);
        expect(chordPitchClasses(chordAt(chords, finalTick))).toContain(foldPitchClass(last.pitch));
        expect(last.startTick + last.durationTicks).toBe(sections.at(-1)!.endTick);
      }
    }
  });

  it('leaves room, but in dances, which run on: it never sounds for more than nine tenths of a piece', () => {
    for (const { theme, sections, style } of songs.filter((song) => styleOf(song.style).melody.isDanced !== true)) {
      const sounding = theme.reduce((sum, note) => sum + note.durationTicks, 0);
      expect(sounding / sections.at(-1)!.endTick, style).toBeLessThan(0.9);
    }
  });
});
