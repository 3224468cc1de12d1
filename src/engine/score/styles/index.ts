import type { StyleId } from '../../brief/index.ts';
import { StudioError } from '../../kernel/index.ts';
import type { Style } from './style.ts';

/** Every style, a line each. */
const STYLES: ReadonlyMap<StyleId, Style> = new Map<StyleId, Style>([]);

/** The style of this id. */
export function styleOf(id: StyleId): Style {
  const style = STYLES.get(id);
  if (style === undefined) {
    throw new StudioError('score.style-unknown', `Expected one of the styles ${[...STYLES.keys()].join(', ')}, came "${id}".`);
  }

  return style;
}
