import type { Brief } from '../src/engine/brief/index.ts';
import { Rng } from '../src/engine/kernel/index.ts';
import { planSections } from '../src/engine/score/form/plan-sections.ts';
import { solveLength } from '../src/engine/score/form/solve-length.ts';
import { planHarmony } from '../src/engine/score/harmony/plan-harmony.ts';
import { planTheme } from '../src/engine/score/melody/plan-theme.ts';
import type { ThemePlan } from '../src/engine/score/melody/theme-plan.ts';
import type { ThemeNote } from '../src/engine/score/parts/part-context.ts';
import { styleOf } from '../src/engine/score/styles/index.ts';

/** What a theme of a brief is written into, with the melody net as singer or the authored search; `stream` names the chance it draws from. */
export function themePlanFor(brief: Brief, singer: 'net' | 'authored', stream = 'theme'): ThemePlan {
  const own = styleOf(brief.style);
  const style = singer === 'net' ? { ...own, melody: { ...own.melody, singer } } : own;
  const length = solveLength(brief, style.form);
  const rng = new Rng(brief.seed);
  const sections = planSections({ brief, style, length, rng });
  const chords = planHarmony({ brief, style, sections, length, rng: rng.fork('harmony') });
  return { brief: { ...brief, learned: singer === 'net' }, style, sections, chords, length, rng: rng.fork(stream) };
}

/** The theme in the liveliest section of a plan, counted from the section's start: where it is most itself. */
export function liveliestTheme(plan: ThemePlan): { readonly startTick: number; readonly notes: readonly ThemeNote[] } {
  const { startTick, endTick } = plan.sections.reduce((best, section) => (section.energy > best.energy ? section : best));
  const notes = planTheme(plan)
    .filter((note) => note.startTick >= startTick && note.startTick < endTick)
    .map((note) => ({ ...note, startTick: note.startTick - startTick }));
  return { startTick, notes };
}
