import { instrumentById } from '../../../engine/brief/index.ts';
import type { Score } from '../../../engine/score/index.ts';

/** The stem of what rooms and echoes give back. */
export const RETURNS_NAME = 'Room and echoes';

/** By part id, the name of each part's stem without its ending, numbered as the score has them: `01 Grand Piano`, `02 Strings (pad)` where two play strings. */
export function nameStems(score: Pick<Score, 'parts'>): ReadonlyMap<string, string> {
  const sounding = score.parts.filter(({ notes }) => notes.length > 0);
  return new Map(
    sounding.map(({ id, instrument, role }, place) => {
      const isShared = sounding.some((other) => other.id !== id && other.instrument === instrument);
      const words = instrumentById(instrument).name.replaceAll('/', '-');
      return [id, `${numbered(place)} ${words}${isShared ? ` (${role})` : ''}`];
    }),
  );
}

/** The name of the stem of rooms and echoes, after those of the parts. */
export function returnsName(names: ReadonlyMap<string, string>): string {
  return `${numbered(names.size)} ${RETURNS_NAME}`;
}

function numbered(place: number): string {
  return String(place + 1).padStart(2, '0');
}
