import type { Tick } from '../../kernel/index.ts';
import type { Section } from '../score.ts';

/** One bar and where it stands in the form. */
export type BarPlace = {
  readonly bar: number;
  readonly startTick: Tick;
  readonly section: Section;
  readonly next: Section | null;
  /** From the start of the section. */
  readonly barInSection: number;
  /** From the start of the phrase. */
  readonly barInPhrase: number;
  readonly phrase: number;
  readonly isPhraseEnd: boolean;
  readonly isSectionEnd: boolean;
  /** Energy of the next section less this one's; 0 where there is none. */
  readonly rise: number;
  /** The section's energy with the phrase's arc on it: a little less at its start, more into its end. 0–1. */
  readonly energy: number;
};

/** Every bar of the piece in order; bars past the last section belong to the last section. */
export function barPlaces(sections: readonly Section[], bars: number, barTicks: Tick, phraseBars: number): readonly BarPlace[] {
  const places: BarPlace[] = [];
  let index = 0;
  for (let bar = 0; bar < bars; bar++) {
    while (index + 1 < sections.length && bar >= sections[index + 1]!.startBar) {
      index++;
    }

    const section = sections[index];
    if (section === undefined) {
      return places;
    }

    const next = sections[index + 1] ?? null;
    const sectionBars = (next?.startBar ?? bars) - section.startBar;
    const barInSection = bar - section.startBar;
    const barInPhrase = barInSection % phraseBars;
    const isSectionEnd = barInSection === sectionBars - 1;
    const through = sectionBars > 1 ? barInSection / (sectionBars - 1) : 0;
    const arc = section.kind === 'build' ? mixAround(through, 0.3) : mixAround((barInPhrase + 0.5) / phraseBars, 0.07);
    places.push({
      bar,
      startTick: bar * barTicks,
      section,
      next,
      barInSection,
      barInPhrase,
      phrase: Math.floor(barInSection / phraseBars),
      isPhraseEnd: isSectionEnd || barInPhrase === phraseBars - 1,
      isSectionEnd,
      rise: next === null ? 0 : next.energy - section.energy,
      energy: Math.min(1, Math.max(0, section.energy + arc)),
    });
  }

  return places;
}

/** −half a `width` at 0 to +half at 1. */
function mixAround(position: number, width: number): number {
  return (position - 0.5) * width;
}
