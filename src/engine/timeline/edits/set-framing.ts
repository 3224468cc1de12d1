import { clipNamed } from '../find-clip.ts';
import type { PictureFraming, PictureRect } from '../picture-framing.ts';
import { replaceClip } from './lay-clips.ts';
import { sayClip } from './moments.ts';
import { impossible, planner } from './planner.ts';

const PLAIN: PictureFraming = { fit: 'blur', crop: null, motion: null };

export const setFraming = planner('set-framing', (timeline, request) => {
  const { clip } = clipNamed(timeline, request.clipId);
  const { media } = clip;
  if (media.kind !== 'missing' && (media.kind !== 'media' || (media.shows !== 'video' && media.shows !== 'image'))) {
    throw impossible(`${sayClip(clip)} is no video or picture that could be framed.`, { reason: 'no-picture', name: clip.name });
  }

  const before = clip.framing ?? PLAIN;
  const framing: PictureFraming = {
    fit: request.fit ?? before.fit,
    crop: request.crop === undefined ? before.crop : wholeAsNull(request.crop),
    motion: request.motion === undefined ? before.motion : request.motion,
  };
  for (const rect of [framing.crop, framing.motion?.from ?? null, framing.motion?.to ?? null]) {
    if (rect !== null && (rect.x + rect.width > 1 || rect.y + rect.height > 1)) {
      throw impossible(
        `The part of ${sayClip(clip)} to show reaches beyond its picture: keep x + width and y + height within 1.`,
        { reason: 'crop-outside', name: clip.name },
      );
    }
  }

  const isPlain = framing.fit === PLAIN.fit && framing.crop === null && framing.motion === null;
  return replaceClip(timeline, clip.id, [{ ...clip, framing: isPlain ? null : framing }]);
});

function wholeAsNull(crop: PictureRect | null): PictureRect | null {
  return crop !== null && crop.x === 0 && crop.y === 0 && crop.width === 1 && crop.height === 1 ? null : crop;
}
