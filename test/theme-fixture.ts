import type { Brief } from '../src/engine/brief/index.ts';
import { Rng } from '../src/engine/kernel/index.ts';
import { planSections } from '../src/engine/score/form/plan-sections.ts';
import { solveLength } from '../src/engine/score/form/solve-length.ts';
import { planHarmony } from '../src/engine/score/harmony/plan-harmony.ts';
import { planTheme } from '../src/engine/score/melody/plan-theme.ts';
import type { ThemeNote } from '../src/engine/score/parts/part-context.ts';
import { styleOf } from '../src/engine/score/styles/index.ts';

/** The theme of a brief in its liveliest section, counted from the section's start: where it is most itself. */
export function liveliestTheme(brief: Brief): readonly ThemeNote[] {
  const style = styleOf(brief.style);
  const length = solveLength(brief, style.form);
  const rng = new Rng(brief.seed);
  const sections = planSections({ brief, style, length, rng });
  const chords = planHarmony({ brief, style, sections, length, rng: rng.fork('harmony') });
  const { startTick, endTick } = sections.reduce((best, section) => (section.energy > best.energy ? section : best));
  return planTheme({ brief, style, sections, chords, length, rng: rng.fork('theme') })
    .filter((note) => note.startTick >= startTick && note.startTick < endTick)
    .map((note) => ({ ...note, startTick: note.startTick - startTick }));
}
