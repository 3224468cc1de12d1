import type { SKRSContext2D } from '@napi-rs/canvas';
import { TAU, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css } from '../colour.ts';
import type { SceneContext } from '../scene.ts';

/** What of the foreground moves. */
export type Foreground = {
  /** Where steam rises from. */
  readonly steam: readonly { readonly x: number; readonly y: number }[];
  /** A cat's tail hanging over the sill. */
  /** Loudspeaker cones that jump with the kick. */
  readonly cones: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
  readonly tail: { readonly x: number; readonly y: number; readonly length: number } | null;
};

/** A window sill seen from inside: frame, plant, cat and a cup of tea. */
export function paintSill(ink: SKRSContext2D, { width, height, unit, palette, shape }: SceneContext, rng: Rng): Foreground {
  const dark = palette.layers[3];
  const sill = height * (shape === 'tall' ? 0.86 : 0.865);
  const frame = unit * 2.6;
  ink.fillStyle = css(dark);
  ink.fillRect(0, 0, frame, height);
  ink.fillRect(width - frame, 0, frame, height);
  const board = ink.createLinearGradient(0, sill, 0, height);
  board.addColorStop(0, css(between(dark, palette.layers[0], 0.62)));
  board.addColorStop(0.09, css(between(dark, palette.layers[1], 0.55)));
  board.addColorStop(1, css(between(dark, palette.layers[2], 0.45)));
  ink.fillStyle = board;
  ink.fillRect(0, sill, width, height - sill);
  ink.fillStyle = css(palette.light, 0.18);
  ink.fillRect(0, sill, width, Math.max(2, unit * 0.22));
  const catIsLeft = rng.chance(0.5);
  const side = (part: number): number => width * (catIsLeft ? part : 1 - part);
  const cat = { x: side(shape === 'wide' ? 0.2 : 0.26), y: sill + unit * 0.4 };
  paintCat(ink, { ...cat, size: unit * (shape === 'wide' ? 1.12 : 1.25), colour: css(dark) });
  paintPlant(ink, {
    x: side(shape === 'wide' ? 0.87 : 0.82),
    y: sill + unit * 1.2,
    unit: unit * 1.2,
    rng,
    pot: css(between(dark, palette.pulse, 0.45)),
    leaf: css(between(dark, palette.layers[2], 0.4)),
  });
  const cup = { x: side(shape === 'wide' ? 0.72 : 0.56), y: sill + unit * 1 };
  ink.fillStyle = css(between(dark, palette.spark, 0.5));
  ink.beginPath();
  ink.roundRect(cup.x - unit * 1.7, cup.y - unit * 3.4, unit * 3.4, unit * 3.4, [unit * 0.2, unit * 0.2, unit * 1.1, unit * 1.1]);
  ink.fill();
  ink.strokeStyle = ink.fillStyle;
  ink.lineWidth = unit * 0.5;
  ink.beginPath();
  ink.arc(cup.x + unit * 1.9, cup.y - unit * 2, unit * 0.95, -TAU / 4, TAU / 4);
  ink.stroke();
  const steam = { x: cup.x, y: cup.y - unit * 3.6 };
  return {
    steam: [steam, steam, steam],
    cones: [],
    tail: { x: cat.x + unit * (catIsLeft ? 3.2 : -3.2), y: cat.y - unit * 0.9, length: unit * 7.5 },
  };
}

/** A roof terrace: parapet, railing, antennas, a deck chair of crates. */
export function paintRoof(ink: SKRSContext2D, { width, height, unit, palette }: SceneContext, rng: Rng): Foreground {
  const dark = palette.layers[3];
  const top = height * 0.875;
  const floor = ink.createLinearGradient(0, top, 0, height);
  floor.addColorStop(0, css(between(dark, palette.layers[1], 0.5)));
  floor.addColorStop(1, css(dark));
  ink.fillStyle = floor;
  ink.fillRect(0, top, width, height - top);
  ink.fillStyle = css(palette.light, 0.16);
  ink.fillRect(0, top, width, Math.max(2, unit * 0.2));
  ink.fillStyle = css(dark);
  for (let x = unit * 2; x < width; x += unit * 4.2) {
    ink.fillRect(x, top - unit * 5, unit * 0.3, unit * 5);
  }

  ink.fillRect(0, top - unit * 5.2, width, unit * 0.45);
  const cones: { x: number; y: number; radius: number }[] = [];
  const boxes = rng.chance(0.5) ? [0.06, 0.13] : [0.86, 0.93];
  for (const [index, part] of boxes.entries()) {
    const size = unit * (index === 0 ? 9.5 : 7);
    const x = part * width - size / 2;
    ink.fillStyle = css(dark);
    ink.fillRect(x, top - size * 1.25, size, size * 1.25);
    // Loudspeakers: two cones each.
    ink.strokeStyle = css(between(dark, palette.layers[0], 0.6));
    ink.lineWidth = Math.max(2, unit * 0.18);
    ink.strokeRect(x, top - size * 1.25, size, size * 1.25);
    for (const [at, reach] of [
      [0.3, 0.17],
      [0.82, 0.33],
    ] as const) {
      const cone = { x: x + size / 2, y: top - size * 1.25 + size * at, radius: size * reach };
      ink.fillStyle = css(between(dark, palette.layers[0], 0.45));
      ink.beginPath();
      ink.arc(cone.x, cone.y, cone.radius, 0, TAU);
      ink.fill();
      cones.push(cone);
    }
  }

  return { steam: [], cones, tail: null };
}

/** A cat from behind, sitting; `size` is a hundredth of its frame's side. */
function paintCat(ink: SKRSContext2D, { x, y, size, colour }: { x: number; y: number; size: number; colour: string }): void {
  ink.save();
  ink.translate(x, y);
  ink.scale(size, size);
  ink.fillStyle = colour;
  ink.beginPath();
  ink.moveTo(-5.4, 0);
  ink.bezierCurveTo(-6.4, -5.2, -3.6, -9.6, -2.2, -11.4);
  ink.lineTo(2.2, -11.4);
  ink.bezierCurveTo(3.6, -9.6, 6.4, -5.2, 5.4, 0);
  ink.closePath();
  ink.fill();
  ink.beginPath();
  ink.ellipse(0, -12.4, 3.5, 3.05, 0, 0, TAU);
  ink.fill();
  for (const side of [-1, 1]) {
    ink.beginPath();
    ink.moveTo(side * 3.45, -12.6);
    ink.quadraticCurveTo(side * 3.7, -15.4, side * 3.1, -17.1);
    ink.quadraticCurveTo(side * 1.4, -15.9, side * 0.6, -14.9);
    ink.closePath();
    ink.fill();
  }

  ink.restore();
}

function paintPlant(
  ink: SKRSContext2D,
  { x, y, unit, rng, pot, leaf }: { x: number; y: number; unit: number; rng: Rng; pot: string; leaf: string },
): void {
  ink.fillStyle = leaf;
  for (let i = 0; i < 9; i++) {
    const lean = (i - 4) * 0.2 + rng.gaussian(0.05);
    const length = unit * rng.between(7, 11.5);
    ink.save();
    ink.translate(x, y - unit * 4.4);
    ink.rotate(lean);
    ink.beginPath();
    ink.moveTo(0, 0);
    ink.bezierCurveTo(-unit * 1.6, -length * 0.4, -unit * 0.9, -length * 0.8, 0, -length);
    ink.bezierCurveTo(unit * 0.9, -length * 0.8, unit * 1.6, -length * 0.4, 0, 0);
    ink.fill();
    ink.restore();
  }

  ink.fillStyle = pot;
  ink.beginPath();
  ink.moveTo(x - unit * 3, y - unit * 5);
  ink.lineTo(x + unit * 3, y - unit * 5);
  ink.lineTo(x + unit * 2.2, y);
  ink.lineTo(x - unit * 2.2, y);
  ink.closePath();
  ink.fill();
}
