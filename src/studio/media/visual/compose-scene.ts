import type { ExportPlan } from '../../../engine/export/index.ts';
import { Rng } from '../../../engine/kernel/index.ts';
import { MOTIF_COMPOSERS } from './motifs/index.ts';
import { MusicClock } from './music-clock.ts';
import type { Picture, Planes } from './picture.ts';
import { stillFrom } from './still.ts';
import { layTitle, type Title } from './title.ts';

/** Everything needed to draw any frame of an export. */
export type FrameArtist = {
  readonly still: Planes;
  readonly titles: readonly Title[];
  /** Draws the frame of this moment into a picture made from `still`. */
  readonly draw: (picture: Picture, seconds: number) => void;
};

/** Composes the plan's picture: draws what stands still once, and readies what moves. */
export function composeScene(plan: ExportPlan): FrameArtist {
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
  const titles = plan.titles.map((title) => layTitle(title, plan, { still, place: scene.titlePlace }));
  return {
    still,
    titles,
    draw: (picture, seconds) => {
      picture.restore();
      scene.draw(picture, seconds);
      for (const title of titles) {
        title.draw(picture, seconds);
      }
    },
  };
}
