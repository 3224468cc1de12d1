import type { Section, SectionKind } from '../score.ts';

type Named = { readonly kind: SectionKind };

/** The refrain that all others led to: the last chorus or drop of a piece that has at least two; null in every other piece. */
export function lastRefrain<One extends Named>(sections: readonly One[]): One | null {
  const refrains = sections.filter(isRefrain);
  return refrains.length >= 2 ? (refrains.at(-1) ?? null) : null;
}

/** Whether a section is one that everything arrives in. */
export function isRefrain({ kind }: Named): boolean {
  return kind === 'chorus' || kind === 'drop';
}

/** How often a section of this kind and material was heard before this one, 0 the first time. */
export function visitOf(section: Section, sections: readonly Section[]): number {
  return sections.filter(
    (other) => other.startBar < section.startBar && other.kind === section.kind && other.material === section.material,
  ).length;
}
