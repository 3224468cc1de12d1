import { type Grip, type Shape, type ShapeChord, shapesFor } from './shapes.ts';
import type { Tuning } from './tunings.ts';

export type FretWishes = { readonly grip: Grip; readonly capo: number; readonly needsBass: boolean };

/** Effort of moving the hand from one shape to the next: sliding, lifting fingers, crossing strings. */
export function handMotion(from: Shape, to: Shape): number {
  const slide = from.position === 0 || to.position === 0 ? 0 : Math.abs(from.position - to.position);
  let lifted = 0;
  let voices = 0;
  for (let string = 0; string < to.frets.length; string++) {
    const before = from.frets[string] ?? null;
    const after = to.frets[string] ?? null;
    if (after !== null && after > 0 && before !== after) {
      lifted += 1;
    }

    if ((before === null) !== (after === null)) {
      voices += 1;
    }
  }

  return slide * 0.6 + lifted * 0.3 + voices * 0.25;
}

/** A shape for each chord such that the easiest shapes and the least motion between them balance best (shortest path). */
export function fretProgression(chords: readonly ShapeChord[], tuning: Tuning, wishes: FretWishes): readonly Shape[] {
  const choices = chords.map((chord) => shapesFor(chord, tuning, wishes).slice(0, 10));
  let paths: { readonly cost: number; readonly shapes: readonly Shape[] }[] = [];
  choices.forEach((shapes, index) => {
    paths = shapes.map((shape) => {
      if (index === 0) {
        return { cost: shape.cost, shapes: [shape] };
      }

      let best = paths[0];
      let bestCost = Infinity;
      for (const path of paths) {
        const last = path.shapes[path.shapes.length - 1];
        const cost = path.cost + (last === undefined ? 0 : handMotion(last, shape));
        if (cost < bestCost) {
          bestCost = cost;
          best = path;
        }
      }

      return { cost: bestCost + shape.cost, shapes: [...(best?.shapes ?? []), shape] };
    });
  });
  let best = paths[0];
  for (const path of paths) {
    if (best === undefined || path.cost < best.cost) {
      best = path;
    }
  }

  return best?.shapes ?? [];
}

/** The capo, from `from` to five frets above it, with which a song's chords are easiest to hold; players do this so that open strings ring in any key. */
export function chooseCapo(chords: readonly ShapeChord[], tuning: Tuning, from = 0): number {
  const distinct = [...new Map(chords.map((chord) => [`${chord.root} ${chord.quality} ${chord.bass}`, chord])).values()];
  let best = from;
  let bestCost = Infinity;
  for (let capo = from; capo <= from + 5; capo++) {
    const costs = distinct.map((chord) => shapesFor(chord, tuning, { grip: 'open', capo, needsBass: true })[0]?.cost ?? 20);
    const cost = costs.reduce((sum, each) => sum + each, 0) / Math.max(1, costs.length) + (capo - from) * 0.4;
    if (cost < bestCost) {
      bestCost = cost;
      best = capo;
    }
  }

  return best;
}
