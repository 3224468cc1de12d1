import { describe, expect, it } from 'vitest';
import { Rng } from '../../../engine/kernel/index.ts';
import { CutFinder, SMALL_PICTURE } from './cut-finder.ts';

const FRAME_MS = 40;
const { width: WIDTH, height: HEIGHT } = SMALL_PICTURE;

type Place = { readonly x: number; readonly y: number };
/** A scene: what is seen of it at a place, red, green and blue 0–255. */
type Scene = (place: Place) => readonly [number, number, number];

/** Soft blobs of colour, like a blurred photograph; every name another one. */
function sceneOf(name: string): Scene {
  const rng = new Rng(2026).fork(name);
  const blobs = Array.from({ length: 9 }, () => ({
    x: rng.next() * 3 * WIDTH - WIDTH,
    y: rng.next() * HEIGHT,
    reach: 4 + rng.next() * 14,
    colour: [rng.next(), rng.next(), rng.next()],
  }));
  const ground = [60 + 80 * rng.next(), 60 + 80 * rng.next(), 60 + 80 * rng.next()];
  return ({ x, y }) => {
    const [red, green, blue] = ground.map((base, channel) =>
      blobs.reduce((sum, blob) => {
        const near = Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.reach ** 2));
        return sum + near * (255 * (blob.colour[channel] ?? 0) - sum);
      }, base),
    );
    return [red ?? 0, green ?? 0, blue ?? 0];
  };
}

type Shot = {
  readonly scene: Scene;
  readonly frames: number;
  /** Pixels of the small picture that the camera moves in a frame. */
  readonly pan?: number;
  /** Amplitude of a hand's shaking, pixels. */
  readonly shake?: number;
  /** Light on each frame, 1 as it is; may go above, where it is white. */
  readonly light?: (frame: number) => number;
};

function pictureOf(shot: Shot, frame: number, rng: Rng): Uint8Array {
  const shake = shot.shake ?? 0;
  const [dx, dy] = [(shot.pan ?? 0) * frame + shake * (rng.next() - 0.5), shake * (rng.next() - 0.5)];
  const light = shot.light?.(frame) ?? 1;
  const rgba = new Uint8Array(4 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const grain = 6 * (rng.next() - 0.5);
      const colour = shot.scene({ x: x + dx, y: y + dy });
      colour.forEach((value, channel) => {
        rgba[4 * (y * WIDTH + x) + channel] = Math.min(255, Math.max(0, value * light + grain));
      });
    }
  }

  return rgba;
}

/** The cuts that are found in shots one after the other, as frames of the film. */
function cutsIn(shots: readonly Shot[]): readonly number[] {
  const finder = new CutFinder();
  const rng = new Rng(1).fork('grain');
  let count = 0;
  for (const shot of shots) {
    for (let frame = 0; frame < shot.frames; frame++) {
      finder.add(pictureOf(shot, frame, rng), count * FRAME_MS);
      count += 1;
    }
  }

  return finder.finish().map((ms) => ms / FRAME_MS);
}

const calm = (name: string, more: Partial<Shot> = {}): Shot => ({ scene: sceneOf(name), frames: 40, ...more });

describe('cuts of a film', () => {
  it('are found to the frame, however quickly they follow', () => {
    expect(cutsIn([calm('a'), calm('b'), calm('c', { frames: 9 }), calm('d', { frames: 12 }), calm('e')])).toEqual([
      40, 80, 89, 101,
    ]);
  });

  it('are found in fast moves and in a shaking hand, which are none themselves', () => {
    expect(cutsIn([calm('a', { pan: 1.2 }), calm('b', { pan: -2 }), calm('c', { shake: 3 })])).toEqual([40, 80]);
    expect(cutsIn([calm('f', { pan: 2.5, frames: 90 })])).toEqual([]);
    expect(cutsIn([calm('g', { shake: 5, frames: 90 })])).toEqual([]);
  });

  it('are not flashes, which come back to what was there', () => {
    const flash = (frame: number): number => (frame === 20 || frame === 21 ? 6 : 1);
    expect(cutsIn([calm('a', { light: flash })])).toEqual([]);
    const storm = (frame: number): number => (frame % 17 === 5 ? 5 : 1);
    expect(cutsIn([calm('b', { frames: 90, light: storm }), calm('c')])).toEqual([90]);
  });

  it('are not fades to black and back', () => {
    const out = (frame: number): number => 1 - frame / 40;
    const back = (frame: number): number => frame / 40;
    expect(cutsIn([calm('a', { light: out }), calm('b', { light: back })])).toEqual([]);
  });

  it('are found and nothing else in sixty shots of all sorts', () => {
    const rng = new Rng(7).fork('shots');
    const shots = Array.from({ length: 60 }, (_, index): Shot => {
      const kind = rng.next();
      return calm(`shot-${index}`, {
        frames: 10 + Math.floor(rng.next() * 30),
        ...(kind < 0.3 ? { pan: 3 * (rng.next() - 0.5) } : kind < 0.5 ? { shake: 3 * rng.next() } : {}),
      });
    });
    let reached = 0;
    const wanted = shots.slice(1).map((_, index) => (reached += shots[index]?.frames ?? 0));
    const found = cutsIn(shots);
    const hits = found.filter((frame) => wanted.includes(frame)).length;
    expect(hits / wanted.length).toBeGreaterThan(0.96);
    expect(hits / found.length).toBeGreaterThan(0.98);
  });
});
