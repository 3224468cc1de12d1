import type { ExportPlan, Shot, TitlePlan } from '../../../engine/export/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { composeScene, type FrameArtist } from '../visual/compose-scene.ts';
import type { Picture, Planes } from '../visual/picture.ts';
import { drawTitles, layTitles, titlesAround, type Title } from '../visual/title.ts';
import { blackPlanes } from './frame-planes.ts';
import { momentOf, openLook, openTransition, showScene, type LookArtist, type LookSetting } from './open-look.ts';

/** Words on footage: white on a soft shade that is never quite absent, since what lies behind them moves. */
const WORDS_ON_FOOTAGE = {
  place: { align: 'center', at: 'bottom' },
  motif: 'orbits',
  palette: { text: [255, 255, 255], shade: [0, 0, 0], spark: [255, 255, 255] },
  leastShade: 0.4,
} as const;

/** Draws the frames of one shot, in order. */
export type ShotArtist = {
  /** What frames are made from; its bytes are others from frame to frame. */
  readonly still: Planes;
  /** Readies what the frame of this moment of the export shows; to be awaited before it is drawn. */
  readonly prepare: (seconds: number) => Promise<void>;
  /** Draws that frame into a picture made from `still`. */
  readonly draw: (picture: Picture, seconds: number) => void;
  readonly close: () => Promise<void>;
};

/** Opens what a shot shows: composes the picture of its music, or begins to decode its file. Frames before the first one asked for are not drawn. */
export async function openShot(shot: Shot, plan: ExportPlan, media: ReadonlyMap<string, MediaFile>): Promise<ShotArtist> {
  const setting: LookSetting = { plan, startFrame: shot.startFrame, media };
  const startSeconds = shot.startFrame / plan.framesPerSecond;
  const endSeconds = shot.endFrame / plan.framesPerSecond;
  const titles = titlesAround(plan.titles, startSeconds, endSeconds);
  return shot.source.kind === 'visual'
    ? openVisual(shot, { setting, plan, titles })
    : openFootage(shot, { setting, plan, titles });
}

type Opening = { readonly setting: LookSetting; readonly plan: ExportPlan; readonly titles: readonly TitlePlan[] };

/** Frames are drawn by touching what stands still of the scene; only while it comes in over something else they are put together whole. */
function openVisual(shot: Shot, { setting, plan, titles }: Opening): ShotArtist {
  if (shot.source.kind !== 'visual') {
    throw new Error(`Expected a visual, got ${shot.source.kind}.`);
  }

  const { visual, durationSeconds } = shot.source;
  const scene: FrameArtist = composeScene({ ...plan, visual, durationSeconds, titles });
  const momentAt = (frame: number): number => Math.min(durationSeconds, momentOf(shot, setting, frame));
  const { transition } = shot;
  let entrance: LookArtist | null = transition === null ? null : openTransition(transition, showScene(scene, momentAt), setting);
  const still = { ...scene.still };
  const cleared = new WeakSet<Picture>();
  return {
    still,
    async prepare(seconds) {
      const frame = frameAt(seconds, plan);
      if (entrance === null || transition === null) {
        return;
      }

      if (frame >= transition.endFrame) {
        await entrance.close();
        entrance = null;
        Object.assign(still, scene.still);
      } else {
        Object.assign(still, (await entrance.show(frame)).planes);
      }
    },
    draw(picture, seconds) {
      if (entrance !== null) {
        picture.touch(0, still.height);
        picture.restore();
      } else {
        if (transition !== null && !cleared.has(picture)) {
          cleared.add(picture);
          picture.touch(0, still.height);
        }

        scene.drawScene(picture, momentAt(frameAt(seconds, plan)));
      }

      drawTitles(picture, scene.titles, seconds);
    },
    close: async () => entrance?.close(),
  };
}

function openFootage(shot: Shot, { setting, plan, titles }: Opening): ShotArtist {
  const look = openLook(shot, setting);
  const still = { ...blackPlanes(plan) };
  const leastShade = shot.source.kind === 'black' ? 0 : WORDS_ON_FOOTAGE.leastShade;
  let words: readonly Title[] | null = null;
  let turns = 0;
  const turnOf = new WeakMap<Picture, number>();
  return {
    still,
    async prepare(seconds) {
      const { planes, isNew } = await look.show(frameAt(seconds, plan));
      if (isNew) {
        Object.assign(still, planes);
        turns += 1;
      }

      // Not before there is a picture to set them on.
      words ??= layTitles(titles, plan, { ...WORDS_ON_FOOTAGE, still, leastShade });
    },
    draw(picture, seconds) {
      if (turnOf.get(picture) !== turns) {
        picture.touch(0, still.height);
        turnOf.set(picture, turns);
      }

      picture.restore();
      drawTitles(picture, words ?? [], seconds);
    },
    close: look.close,
  };
}

function frameAt(seconds: number, { framesPerSecond }: ExportPlan): number {
  return Math.round(seconds * framesPerSecond);
}
