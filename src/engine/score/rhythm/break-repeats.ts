import type { Rng, Tick } from '../../kernel/index.ts';
import type { Note } from '../score.ts';

/**
 * Makes sure that no eight bars repeat the eight before them: where several bars in a row equal the bars eight earlier, the
 * next one loses one of its least important notes (or, with too few notes, strikes its last one again).
 */
export function breakRepeats(notes: readonly Note[], barTicks: Tick, bars: number, rng: Rng): Note[] {
  const byBar = Array.from({ length: bars }, (): Note[] => []);
  for (const note of notes) {
    byBar[Math.floor(note.startTick / barTicks)]?.push(note);
  }

  const signature = (bar: number): string =>
    (byBar[bar] ?? []).map((note) => `${note.startTick - bar * barTicks}:${note.pitch}`).join();
  let alike = 0;
  for (let bar = 8; bar < bars; bar++) {
    const here = byBar[bar] ?? [];
    if (signature(bar) !== signature(bar - 8)) {
      alike = 0;
      continue;
    }

    // Bars in which nobody plays are alike without being repeats.
    alike += 1;
    if (here.length > 0 && alike >= (here.length > 3 ? 4 : 7)) {
      byBar[bar] = altered(here, barTicks, rng.fork(`bar/${bar}`));
      alike = 0;
    }
  }

  return byBar.flat();
}

function altered(bar: readonly Note[], barTicks: Tick, rng: Rng): Note[] {
  const isMovable = (note: Note): boolean => note.startTick % barTicks !== 0;
  const quietest = [...bar]
    .filter(isMovable)
    .sort((left, right) => left.velocity - right.velocity || left.startTick - right.startTick);
  const candidates = quietest.slice(0, Math.max(1, Math.floor(quietest.length / 2)));
  if (bar.length <= 3 || candidates.length === 0) {
    const last = bar[bar.length - 1];
    const first = bar[0];
    if (last === undefined || first === undefined) {
      return [...bar];
    }

    const barEnd = (Math.floor(first.startTick / barTicks) + 1) * barTicks;
    // A held note is struck again half-way through; a blow is doubled an eighth later.
    const isHeld = last.durationTicks > 240;
    const startTick = last.startTick + (isHeld ? Math.max(240, Math.floor(last.durationTicks / 480) * 240) : 480);
    const endTick = isHeld ? last.startTick + last.durationTicks : startTick + last.durationTicks;
    if (endTick > barEnd || startTick >= endTick) {
      return bar.length > 1 ? bar.filter((note) => note !== last) : [...bar];
    }

    const cut = bar.map((note) => (note === last && isHeld ? { ...note, durationTicks: startTick - note.startTick } : note));
    return [...cut, { ...last, startTick, durationTicks: endTick - startTick, velocity: last.velocity * 0.8 }];
  }

  const dropped = rng.pick(candidates);
  return bar.filter((note) => note !== dropped);
}
