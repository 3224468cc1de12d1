import type { Part, Section } from '../../score.ts';
import { type CriticTerm } from '../critic-term.ts';
import { barPatterns, notesIn, overlap, type Study } from '../study.ts';

/** Music that flows on at the same energy needs no sign. */
const LEAST_STEP = 0.1;

/** Whether seams are led over: before or at a new section a fill, a pickup, a breath, an effect, a crash, or players who come or go. */
export const transitions: CriticTerm = {
  name: 'transitions',
  weight: 0.8,
  listen: (study) => {
    const { score } = study;
    const seams = score.sections.slice(1).filter((section, i) => {
      const before = score.sections[i];
      return before !== undefined && Math.abs(section.energy - before.energy) >= LEAST_STEP;
    });
    if (seams.length === 0) {
      return null;
    }

    const signs = seams.map((section) => signsOf(study, section));
    const marked = signs.filter((count) => count > 0).length;
    const rich = signs.filter((count) => count > 1).length;
    return {
      mark: (0.75 * marked + 0.25 * rich) / seams.length,
      says: `${marked} of ${seams.length} seams are led over, ${rich} by more than one thing`,
    };
  },
};

function signsOf(study: Study, section: Section): number {
  const { score, drums } = study;
  const bar = Math.round(section.startTick / score.barTicks);
  const from = section.startTick - score.barTicks;
  const lastBar = { startTick: from, endTick: section.startTick };
  const isHeard = (part: Part, span: { readonly startTick: number; readonly endTick: number }): boolean =>
    notesIn(part.notes, span).length > 0;
  const changes = score.parts.filter(
    (part) =>
      part.role !== 'effects' &&
      isHeard(part, { startTick: from - score.barTicks, endTick: section.startTick }) !==
        isHeard(part, { startTick: section.startTick, endTick: section.startTick + 2 * score.barTicks }),
  ).length;
  const effects = score.parts.some(
    (part) => part.role === 'effects' && isHeard(part, { startTick: from - score.barTicks, endTick: section.startTick + 240 }),
  );
  const patterns = drums === null ? [] : barPatterns(drums, study);
  const [usual, last] = [patterns[bar - 2], patterns[bar - 1]];
  const isFilled = usual !== undefined && last !== undefined && usual.size + last.size > 0 && overlap(usual, last) < 0.75;
  const crashes =
    drums !== null &&
    drums.notes.some(({ pitch, startTick }) => [49, 52, 55, 57].includes(pitch) && Math.abs(startTick - section.startTick) < 60);
  const pickup =
    study.tune.some(
      ({ startTick }) => startTick >= section.startTick - 0.5 * score.barTicks && startTick < section.startTick - 60,
    ) && !study.tune.some(({ startTick }) => startTick >= from && startTick < section.startTick - 0.5 * score.barTicks);
  const breath =
    score.parts.every(
      (part) => notesIn(part.notes, { startTick: section.startTick - 480, endTick: section.startTick - 30 }).length === 0,
    ) && isHeard(score.parts[0]!, lastBar);
  return [changes > 0, effects, isFilled, crashes, pickup, breath].filter(Boolean).length;
}
