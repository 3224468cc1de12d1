import { describe, expect, it } from 'vitest';
import { motionRectAt, type ShotMotion } from '../../../engine/export/index.ts';
import type { Planes } from '../visual/picture.ts';
import { blackPlanes } from './frame-planes.ts';
import { levelFor, MotionArtist } from './move-over.ts';

const FRAME = { width: 320, height: 180 };
const LEVEL = { width: 400, height: 224 };

/** A level with a soft round spot. */
function spotAt(x: number, y: number): Planes {
  const planes = blackPlanes(LEVEL);
  for (let at = 0; at < planes.y.length; at++) {
    const [dx, dy] = [(at % LEVEL.width) + 0.5 - x, Math.floor(at / LEVEL.width) + 0.5 - y];
    planes.y[at] = 16 + Math.round(210 * Math.exp(-(dx * dx + dy * dy) / 60));
  }

  for (let at = 0; at < planes.u.length; at++) {
    // Colours are stored where the left of two pixels is, between two rows.
    const [dx, dy] = [2 * (at % (LEVEL.width / 2)) + 0.5 - x, 2 * Math.floor(at / (LEVEL.width / 2)) + 1 - y];
    planes.u[at] = 128 + Math.round(100 * Math.exp(-(dx * dx + dy * dy) / 60));
  }

  return planes;
}

/** Where the middle of the spot is, in pixels of the plane. */
function middleOf(plane: Uint8Array, width: number, ground: number): { readonly x: number; readonly y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (const [at, value] of plane.entries()) {
    const weight = value - ground < 4 ? 0 : value - ground;
    sum += weight;
    x += weight * (at % width);
    y += weight * Math.floor(at / width);
  }

  return { x: x / sum, y: y / sum };
}

const motion: ShotMotion = {
  from: { x: 0, y: 0, width: 1, height: 1 },
  to: { x: 0.12, y: 0.2, width: 0.75, height: 0.75 },
  startFrame: 0,
  endFrame: 120,
};

describe('a move over a picture', () => {
  it('puts everything where it belongs, to a tenth of a pixel, in every frame', () => {
    const spot = { x: 210.3, y: 120.7 };
    const level = spotAt(spot.x, spot.y);
    const out = blackPlanes(FRAME);
    const artist = new MotionArtist(motion, out);
    const places: { readonly x: number; readonly y: number }[] = [];
    for (let frame = 0; frame < 120; frame++) {
      artist.draw(level, LEVEL, frame);
      const { x, y, width } = motionRectAt(motion, frame);
      // The level is a hair taller than the frame's shape: as much is lost above as below.
      const scale = FRAME.width / (width * LEVEL.width);
      const top = y * LEVEL.height + (width * LEVEL.height - FRAME.height / scale) / 2;
      const wanted = { x: (spot.x - x * LEVEL.width) * scale - 0.5, y: (spot.y - top) * scale - 0.5 };
      const found = middleOf(out.y, FRAME.width, 16);
      expect(Math.abs(found.x - wanted.x)).toBeLessThan(0.1);
      expect(Math.abs(found.y - wanted.y)).toBeLessThan(0.1);
      const colour = middleOf(out.u, FRAME.width / 2, 128);
      expect(Math.abs(2 * colour.x - wanted.x)).toBeLessThan(0.15);
      expect(Math.abs(2 * colour.y + 0.5 - wanted.y)).toBeLessThan(0.15);
      places.push(found);
    }

    // Evenly: from frame to frame the speed changes by next to nothing.
    for (let frame = 2; frame < 120; frame++) {
      const [one, two, three] = [places[frame - 2]!, places[frame - 1]!, places[frame]!];
      expect(Math.abs(three.x - 2 * two.x + one.x)).toBeLessThan(0.08);
      expect(Math.abs(three.y - 2 * two.y + one.y)).toBeLessThan(0.08);
    }
  });

  it('leaves flat areas flat', () => {
    const level = blackPlanes(LEVEL);
    level.y.fill(77);
    level.u.fill(200);
    const out = blackPlanes(FRAME);
    const artist = new MotionArtist(motion, out);
    for (const frame of [0, 31, 119]) {
      artist.draw(level, LEVEL, frame);
      expect(new Set(out.y)).toEqual(new Set([77]));
      expect(new Set(out.u)).toEqual(new Set([200]));
    }
  });

  it('is drawn from a level hardly finer than what is seen, and never finer than the picture', () => {
    const large = { width: 6000, height: 3375 };
    for (let frame = 0; frame < 120; frame += 7) {
      const { width } = levelFor(large, { size: FRAME, motion, frame });
      const finer = (width * motionRectAt(motion, frame).width) / FRAME.width;
      expect(finer).toBeGreaterThan(0.99);
      expect(finer).toBeLessThan(1.11);
    }

    expect(levelFor({ width: 200, height: 100 }, { size: FRAME, motion, frame: 0 })).toEqual({ width: 200, height: 100 });
    expect(levelFor({ width: 1, height: 1 }, { size: FRAME, motion, frame: 0 })).toEqual({ width: 8, height: 8 });
  });
});
