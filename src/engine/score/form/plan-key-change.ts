import { type Brief, type Key, TONICS } from '../../brief/index.ts';
import { at } from '../../kernel/index.ts';
import type { Section } from '../score.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { isRefrain, lastRefrain } from './last-refrain.ts';

/** `key` moved by half steps, the mode kept. */
export function keyAbove(key: Key, semitones: number): Key {
  return { ...key, tonic: at(TONICS, (((tonicPitchClass(key) + semitones) % 12) + 12) % 12) };
}

/**
 * The sections with the key that each of them sounds in, where the brief asks for a change: from its place on everything is
 * higher or lower. Sections before it, and all sections of a piece that stays in its key, have no key of their own.
 * `starts` are the seconds at which the piece's bars begin.
 */
export function withKeyChange(brief: Brief, sections: readonly Section[], starts: readonly number[]): Section[] {
  const { keyChange } = brief;
  const from = keyChange === null ? null : changePlace(keyChange.at, sections, starts);
  return keyChange === null || from === null || keyChange.semitones === 0
    ? [...sections]
    : sections.map((section) =>
        section.startBar < from.startBar ? section : { ...section, key: keyAbove(brief.key, keyChange.semitones) },
      );
}

type KeyChangePlace = NonNullable<Brief['keyChange']>['at'];

/** The section that the new key begins in, never the first; null in a piece of one section. */
function changePlace(place: KeyChangePlace, sections: readonly Section[], starts: readonly number[]): Section | null {
  const later = sections.slice(1);
  if (typeof place === 'number') {
    const distance = (section: Section): number => Math.abs((starts[section.startBar] ?? 0) - place);
    return later.reduce<Section | null>(
      (best, section) => (best === null || distance(section) < distance(best) ? section : best),
      null,
    );
  }

  const last = lastRefrain(later) ?? later.findLast(isRefrain) ?? later.at(-1) ?? null;
  switch (place) {
    case 'last-refrain':
      return last;
    case 'bridge':
      return later.find(({ kind }) => kind === 'bridge' || kind === 'break' || kind === 'solo') ?? last;
  }
}
