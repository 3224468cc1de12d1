import { Frame } from 'node-av/lib';
import type { ExportPlan, Look, ShotMotion, ShotTransition } from '../../../engine/export/index.ts';
import { transitionProgress } from '../../../engine/export/index-for-media.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { composeScene, type FrameArtist } from '../visual/compose-scene.ts';
import { Picture, type Planes } from '../visual/picture.ts';
import { blendPictures } from './blend-pictures.ts';
import type { Size } from './fit-filters.ts';
import { FootageReader } from './footage-reader.ts';
import { blackPlanes, planesOfFrame } from './frame-planes.ts';
import { MotionArtist } from './move-over.ts';

/** Shows what a look shows, frame by frame, in order and without words. */
export type LookArtist = {
  /** The picture of a frame of the export, valid until the next is asked for; `isNew` is false when it is still the one before. */
  readonly show: (frame: number) => Promise<{ readonly planes: Planes; readonly isNew: boolean }>;
  readonly close: () => Promise<void>;
};

/** What looks are opened with; `startFrame` is their shot's. */
export type LookSetting = {
  readonly plan: Pick<ExportPlan, 'width' | 'height' | 'framesPerSecond' | 'safeArea'>;
  readonly startFrame: number;
  readonly media: ReadonlyMap<string, MediaFile>;
};

/** Opens a look: its source, and while it comes in also what it comes in over. */
export function openLook(look: Look, setting: LookSetting): LookArtist {
  const source = openSource(look, setting);
  return look.transition === null ? source : openTransition(look.transition, source, setting);
}

/** The moment of its source that a look shows at a frame of the export, in seconds. */
export function momentOf(look: Look, { plan, startFrame }: LookSetting, frame: number): number {
  return look.sourceSeconds + (look.speed * (frame - startFrame)) / plan.framesPerSecond;
}

/** Comes in over another look, and closes that when it has gone under. */
export function openTransition(transition: ShotTransition, to: LookArtist, setting: LookSetting): LookArtist {
  let from: LookArtist | null = openLook(transition.from, setting);
  const out = blackPlanes(setting.plan);
  return {
    async show(frame) {
      const progress = transitionProgress(transition, frame);
      const after = await to.show(frame);
      if (from === null) {
        return after;
      }

      if (progress >= 1) {
        await from.close();
        from = null;
        return { planes: after.planes, isNew: true };
      }

      const before = await from.show(frame);
      blendPictures(transition.kind, { from: before.planes, to: after.planes, out, progress });
      return { planes: out, isNew: true };
    },
    async close() {
      await from?.close();
      await to.close();
    },
  };
}

/** Shows a composed scene by drawing it into a picture of its own. */
export function showScene(scene: FrameArtist, momentAt: (frame: number) => number): LookArtist {
  const { still } = scene;
  const planes = { ...still, y: still.y.slice(), u: still.u.slice(), v: still.v.slice() };
  const picture = new Picture(planes, still);
  return {
    async show(frame) {
      scene.drawScene(picture, momentAt(frame));
      return { planes, isNew: true };
    },
    close: async () => undefined,
  };
}

function openSource(look: Look, setting: LookSetting): LookArtist {
  const { source } = look;
  switch (source.kind) {
    case 'black': {
      const planes = blackPlanes(setting.plan);
      return { show: async () => ({ planes, isNew: false }), close: async () => undefined };
    }
    case 'visual': {
      const { visual, durationSeconds } = source;
      const scene = composeScene({ ...setting.plan, visual, durationSeconds, titles: [] });
      return showScene(scene, (frame) => Math.min(durationSeconds, momentOf(look, setting, frame)));
    }
    case 'video':
    case 'image': {
      const file = setting.media.get(source.mediaId);
      if (file === undefined) {
        throw new StudioError('media.damaged', `The file ${source.mediaId} is not there any more. Upload it again.`);
      }

      const reader = FootageReader.open(file, { frame: setting.plan, framing: source.framing });
      const { motion } = source.framing;
      const momentAt = (frame: number): number => momentOf(look, setting, frame);
      const footage = showFootage(reader, momentAt);
      return motion === null ? footage : moveOver(footage, { reader, motion, frame: setting.plan });
    }
  }
}

function showFootage(reader: FootageReader, momentAt: (frame: number) => number): LookArtist {
  let [shown, next] = [new Frame(), new Frame()];
  shown.alloc();
  next.alloc();
  let planes: Planes | null = null;
  return {
    async show(frame) {
      const isNew = await reader.read(momentAt(frame), next, frame);
      if (isNew || planes === null) {
        [shown, next] = [next, shown];
        next.unref();
        planes = planesOfFrame(shown);
      }

      return { planes, isNew };
    },
    async close() {
      planes = null;
      shown.free();
      next.free();
      await reader.close();
    },
  };
}

function moveOver(
  footage: LookArtist,
  over: { readonly reader: Pick<FootageReader, 'used'>; readonly motion: ShotMotion; readonly frame: Size },
): LookArtist {
  const { reader, motion } = over;
  const out = blackPlanes(over.frame);
  const artist = new MotionArtist(motion, out);
  let drawnFrame: number | null = null;
  return {
    async show(index) {
      const { planes, isNew } = await footage.show(index);
      // Before its clip begins and after it ends a move stands still.
      const held = Math.min(motion.endFrame - 1, Math.max(motion.startFrame, index));
      const isChanged = isNew || held !== drawnFrame;
      if (isChanged) {
        artist.draw(planes, reader.used ?? planes, held);
        drawnFrame = held;
      }

      return { planes: out, isNew: isChanged };
    },
    close: footage.close,
  };
}
