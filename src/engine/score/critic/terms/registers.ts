import { type CriticTerm, percent, within } from '../critic-term.ts';

/** Below this pitch (C3) close intervals turn to mud. */
const MUD_BELOW = 48;

/** Who is in whose way: the tune covered by others at its own height, and close intervals in the low octaves. */
export const registers: CriticTerm = {
  name: 'registers',
  weight: 1.1,
  listen: ({ sounding, singer, pitched }) => {
    if (pitched.length < 2) {
      return null;
    }

    let [sung, covered, places, muddy] = [0, 0, 0, 0];
    for (const grain of sounding) {
      if (grain.length < 2) {
        continue;
      }

      places++;
      const low = [...new Set(grain.filter(({ pitch }) => pitch < MUD_BELOW).map(({ pitch }) => pitch))].sort((a, b) => a - b);
      muddy += low.some((pitch, i) => i > 0 && pitch - (low[i - 1] ?? 0) < 5) ? 1 : 0;
      const top = grain.find(({ part }) => part === singer);
      if (top !== undefined && singer?.role === 'lead') {
        sung++;
        // Pads and doublings lie behind; who strikes in the tune's own third with as much weight covers it.
        const rivals = grain.filter(
          ({ part, pitch, velocity }) =>
            part !== singer &&
            part.role !== 'pad' &&
            part.role !== 'lead' &&
            pitch !== top.pitch &&
            Math.abs(pitch - top.pitch) <= 3 &&
            velocity >= top.velocity - 0.12,
        );
        covered += rivals.length > 0 ? 1 : 0;
      }
    }

    const cover = covered / Math.max(1, sung);
    const mud = muddy / Math.max(1, places);
    return {
      mark: 0.6 * within(cover, [0, 0.15], 0.2) + 0.4 * within(mud, [0, 0.1], 0.15),
      says: `the tune is covered ${percent(cover)} of its time, low mud ${percent(mud)}`,
    };
  },
};
