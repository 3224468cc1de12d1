import { describe, expect, it } from 'vitest';
import { FRAME_FORMATS, MOTIFS, planExport, planVisual, type ExportPlan, type Motif } from '../../../engine/export/index.ts';
import { fixtureScore } from '../../../engine/export/score-fixture.ts';
import { placeMusic } from '../../../engine/timeline/index.ts';
import { contrastOf } from '../../../engine/kernel/index.ts';
import { composeScene, type ScenePlan } from './compose-scene.ts';
import { Picture, type Planes } from './picture.ts';

function plan(
  motif: Motif,
  { frame = '16:9', title = null }: { readonly frame?: ExportPlan['frame']; readonly title?: string | null } = {},
): ScenePlan {
  const score = fixtureScore({ style: STYLE_OF[motif], durationSeconds: 12, seed: 3 });
  const made = planExport({ timeline: placeMusic({ score, title }), score, frame, framesPerSecond: 30 });
  return { ...made, visual: { ...planVisual(score), motif } };
}

const STYLE_OF = {
  hills: 'acoustic',
  city: 'lofi',
  neon: 'synthwave',
  aurora: 'ambient',
  rings: 'house',
  ridges: 'epic',
  paper: 'jazz',
  strings: 'piano',
  bars: 'rock',
  orbits: 'corporate',
} as const;

function emptyPlanes({ width, height }: Planes, stride = width): Planes {
  return {
    width,
    height,
    y: new Uint8Array(stride * height),
    u: new Uint8Array((stride * height) / 4),
    v: new Uint8Array((stride * height) / 4),
    lumaStride: stride,
    chromaStride: stride / 2,
  };
}

/** How many pixels of luma differ by more than a breath. */
function changed(one: Uint8Array, other: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < one.length; i++) {
    count += Math.abs(one[i]! - other[i]!) > 3 ? 1 : 0;
  }

  return count;
}

describe.each(MOTIFS)('%s', (motif) => {
  it('moves all through the piece, in part of the frame only', () => {
    const artist = composeScene(plan(motif, { frame: '1:1' }));
    const picture = new Picture(emptyPlanes(artist.still), artist.still);
    const size = picture.planes.width * picture.planes.height;
    artist.draw(picture, 2);
    let before = picture.planes.y.slice();
    for (const seconds of [2.5, 3.25, 5.1, 7.6, 9.2]) {
      artist.draw(picture, seconds);
      const now = picture.planes.y.slice();
      expect(changed(before, now)).toBeGreaterThan(size * 0.0006);
      expect(changed(before, now)).toBeLessThan(size * 0.35);
      before = now;
    }
  });

  it('draws a moment the same whatever was drawn before, and wherever the rows lie in memory', () => {
    const artist = composeScene(plan(motif, { frame: '4:5', title: 'Once more' }));
    const fresh = new Picture(emptyPlanes(artist.still), artist.still);
    artist.draw(fresh, 3.3);
    const again = composeScene(plan(motif, { frame: '4:5', title: 'Once more' }));
    const wide = new Picture(emptyPlanes(again.still, again.still.width + 8), again.still);
    for (const seconds of [0, 1.1, 7.7, 3.3]) {
      again.draw(wide, seconds);
    }

    let differing = 0;
    for (let row = 0; row < fresh.planes.height; row++) {
      for (let column = 0; column < fresh.planes.width; column++) {
        differing +=
          fresh.planes.y[row * fresh.planes.lumaStride + column] === wide.planes.y[row * wide.planes.lumaStride + column] ? 0 : 1;
      }
    }

    expect(differing).toBe(0);
  });

  it('composes for wide, tall and square, with a title inside the margins that can be read', () => {
    for (const frame of FRAME_FORMATS.filter((format) => format !== '4:5')) {
      const made = plan(motif, { frame, title: 'Urban Dreams' });
      const artist = composeScene(made);
      const { area } = artist.titles[0]!;
      const { safeArea } = made;
      expect(area.left).toBeGreaterThanOrEqual(safeArea.left - 1);
      expect(area.top).toBeGreaterThanOrEqual(safeArea.top - 1);
      expect(area.left + area.width).toBeLessThanOrEqual(safeArea.left + safeArea.width + 1);
      expect(area.top + area.height).toBeLessThanOrEqual(safeArea.top + safeArea.height + 1);
      const picture = new Picture(emptyPlanes(artist.still), artist.still);
      artist.draw(picture, 2.9);
      expect(readability(picture.planes, area, made)).toBeGreaterThan(4.2);
    }
  });
});

/** Contrast of the words' own colour with what lies around them in their box: the worst but for the fiftieth part. */
function readability(
  { y, lumaStride }: Planes,
  area: { left: number; top: number; width: number; height: number },
  { visual }: ScenePlan,
): number {
  const contrasts: number[] = [];
  for (let row = area.top; row < area.top + area.height; row += 4) {
    for (const column of [area.left - 6, area.left + area.width + 6]) {
      const grey = Math.max(0, Math.min(255, ((y[row * lumaStride + column]! - 16) * 255) / 219));
      contrasts.push(contrastOf(visual.palette.text, [grey, grey, grey]));
    }
  }

  contrasts.sort((left, right) => left - right);
  return contrasts[Math.floor(contrasts.length / 50)]!;
}
