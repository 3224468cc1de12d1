import type { ExportPlan, VisualPlan } from '../../../engine/export/index.ts';
import { Rng } from '../../../engine/kernel/index.ts';
import { MOTIF_COMPOSERS } from './motifs/index.ts';
import { MusicClock } from './music-clock.ts';
import { Picture, type Planes } from './picture.ts';
import { stillFrom } from './still.ts';
import { drawTitles, layTitles, type Title } from './title.ts';

/** Everything needed to draw any frame of an export. */
export type FrameArtist = {
  readonly still: Planes;
  readonly titles: readonly Title[];
  /** Draws the frame of this moment, without words, into a picture made from `still`. */
  readonly drawScene: (picture: Picture, seconds: number) => void;
  /** Draws the frame of this moment into a picture made from `still`. */
  readonly draw: (picture: Picture, seconds: number) => void;
};

/** A generated picture in its frame, with the words on it; times are those of its music. */
export type ScenePlan = Pick<ExportPlan, 'width' | 'height' | 'safeArea' | 'framesPerSecond' | 'durationSeconds' | 'titles'> & {
  readonly visual: VisualPlan;
};

/** Composes the plan's picture: draws what stands still once, and readies what moves. */
export function composeScene(plan: ScenePlan): FrameArtist {
  const { width, height, visual } = plan;
  const scene = MOTIF_COMPOSERS[visual.motif]({
    width,
    height,
    unit: Math.min(width, height) / 100,
    shape: width > height ? 'wide' : height > width * 1.5 ? 'tall' : 'square',
    safeArea: plan.safeArea,
    palette: visual.palette,
    plan: visual,
    music: new MusicClock(visual.music, plan.durationSeconds),
    rng: new Rng(visual.seed, visual.motif),
  });
  const still = stillFrom(scene.still, visual.seed);
  // Frames start from the held picture: the still with what only changes now and then.
  const held = { ...still, y: still.y.slice(), u: still.u.slice(), v: still.v.slice() };
  const holding = new Picture(held, still);
  let heldKey: number | null = null;
  let turns = 0;
  const turnOf = new WeakMap<Picture, number>();
  const hold = (picture: Picture, seconds: number): void => {
    const key = scene.held?.keyAt(seconds) ?? 0;
    if (scene.held !== undefined && key !== heldKey) {
      holding.restore();
      scene.held.draw(holding, seconds);
      heldKey = key;
      turns += 1;
    }

    if (turnOf.get(picture) !== turns) {
      picture.touch(0, height);
      turnOf.set(picture, turns);
    }
  };
  const drawScene = (picture: Picture, seconds: number): void => {
    hold(picture, seconds);
    picture.restore();
    scene.draw(picture, seconds);
  };
  const { motif, palette } = visual;
  const titles = layTitles(plan.titles, plan, { still, place: scene.titlePlace, motif, palette, leastShade: 0 });
  return {
    still: held,
    titles,
    drawScene,
    draw: (picture, seconds) => {
      drawScene(picture, seconds);
      drawTitles(picture, titles, seconds);
    },
  };
}
