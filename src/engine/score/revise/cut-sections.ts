import type { Score, Section, SectionKind } from '../score.ts';

/** Sections with borders at the given bars too, each piece named anew by its kind. */
export function cutSections(score: Score, bars: readonly number[]): Section[] {
  const cut = score.sections.flatMap((section) => {
    const end = section.startBar + section.bars;
    const borders = [...new Set([section.startBar, ...bars.filter((bar) => bar > section.startBar && bar < end)])].sort(
      (left, right) => left - right,
    );
    return borders.map((startBar, i): Section => {
      const next = borders[i + 1];
      return {
        ...section,
        startBar,
        bars: (next ?? end) - startBar,
        startTick: i === 0 ? section.startTick : startBar * score.barTicks,
        endTick: next === undefined ? section.endTick : next * score.barTicks,
      };
    });
  });
  return nameSections(cut.filter((section) => section.endTick > section.startTick));
}

/** Sections numbered by kind in their order. */
export function nameSections(sections: readonly Section[]): Section[] {
  const counts = new Map<SectionKind, number>();
  return sections.map((section) => {
    const count = (counts.get(section.kind) ?? 0) + 1;
    counts.set(section.kind, count);
    return { ...section, id: `${section.kind}-${count}` };
  });
}
