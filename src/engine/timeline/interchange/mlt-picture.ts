import { clamp, exp, log, mixBetween } from '../../kernel/index.ts';
import type { PictureRect } from '../picture-framing.ts';
import { decimal, element, properties, type XmlElement } from './mlt-xml.ts';
import type { PlacedClip } from './place-clips.ts';

/** Pixels. */
export type PixelSize = { readonly width: number; readonly height: number };

const WHOLE: PictureRect = { x: 0, y: 0, width: 1, height: 1 };
/** Straight lines that a gentle move is told in: no point of the picture is off by more than a thousandth of its way. */
const MOVE_STEPS = 24;
/** Bars thinner than this part of the frame are filled by stretching, as in an export. */
const THIN = 0.006;
const LEAST_ZOOM = 1e-6;

/** The filters that put a clip's picture into the frame as its framing says; `picture` is its upright size, null where it is not known. */
export function pictureFilters(
  placed: PlacedClip,
  { frame, picture }: { readonly frame: PixelSize; readonly picture: PixelSize | null },
): XmlElement[] {
  const { clip } = placed;
  const crop = clip.framing?.crop ?? null;
  const motion = clip.framing?.motion ?? null;
  const used = picture === null ? null : usedSize(picture, crop);
  if (motion !== null) {
    return [moved(placed, { motion, crop, used, frame })];
  }

  const fit = clip.framing?.fit ?? 'blur';
  const shape = used === null ? null : (used.width * frame.height) / (used.height * frame.width);
  const isAlmostFull = shape !== null && Math.min(shape, 1 / shape) > 1 - THIN;
  if (fit === 'fill') {
    return [filled(placed, { crop, picture, frame })];
  }

  const cut = crop === null ? [] : [cutting(placed, crop, { picture, frame })];
  if (isAlmostFull) {
    // The track's own composition fills the frame with it.
    return cut;
  }

  const whole = fitted(placed);
  return fit === 'fit' || shape === null ? [...cut, whole] : [...cut, whole, blurred(placed, { shape, frame })];
}

function filter(
  { inFrame, startFrame, endFrame, leavingFrames }: PlacedClip,
  values: Parameters<typeof properties>[0],
): XmlElement {
  const out = inFrame + endFrame - startFrame + leavingFrames - 1;
  return element('filter', { in: inFrame, out }, properties(values));
}

/** Covers the frame and loses what it has no room for: the middle of the picture, or of its cut, stays. */
function filled(
  placed: PlacedClip,
  { crop, picture, frame }: { readonly crop: PictureRect | null; readonly picture: PixelSize | null; readonly frame: PixelSize },
): XmlElement {
  if (crop === null || picture === null) {
    return crop === null
      ? filter(placed, { mlt_service: 'crop', 'shotcut:filter': 'cropFilter', center: 1 })
      : cutting(placed, crop, { picture, frame });
  }

  return cutting(placed, shapedRect(crop, picture, frame), { picture, frame });
}

/** Cuts, in pixels of the picture where its size is known, else in those of the frame that it fills. */
function cutting(
  placed: PlacedClip,
  { x, y, width, height }: PictureRect,
  { picture, frame }: { readonly picture: PixelSize | null; readonly frame: PixelSize },
): XmlElement {
  const size = picture ?? frame;
  return filter(placed, {
    mlt_service: 'crop',
    'shotcut:filter': 'cropFilter',
    use_profile: picture === null ? 1 : null,
    left: Math.round(size.width * x),
    top: Math.round(size.height * y),
    right: Math.round(size.width * Math.max(0, 1 - x - width)),
    bottom: Math.round(size.height * Math.max(0, 1 - y - height)),
  });
}

/** Whole over black, which hides what lies on the tracks below. */
function fitted(placed: PlacedClip): XmlElement {
  return filter(placed, {
    mlt_service: 'affine',
    'shotcut:filter': 'affineSizePosition',
    background: 'color:black',
    'transition.rect': '0% 0% 100% 100% 1',
    'transition.fill': 1,
    'transition.distort': 0,
    'transition.halign': 'center',
    'transition.valign': 'middle',
  });
}

/** The picture over its own blurred likeness. */
function blurred(placed: PlacedClip, { shape, frame }: { readonly shape: number; readonly frame: PixelSize }): XmlElement {
  const width = Math.round(shape < 1 ? frame.width * shape : frame.width);
  const height = Math.round(shape < 1 ? frame.height : frame.height / shape);
  const [left, top] = [Math.round((frame.width - width) / 2), Math.round((frame.height - height) / 2)];
  return filter(placed, {
    mlt_service: 'pillar_echo',
    'shotcut:filter': 'pillarEcho',
    rect: `${left} ${top} ${width} ${height}`,
    blur: 7,
  });
}

/** A slow move: the whole picture is laid so large and so far away that what is to be seen fills the frame. */
function moved(
  placed: PlacedClip,
  {
    motion,
    crop,
    used,
    frame,
  }: {
    readonly motion: { readonly from: PictureRect; readonly to: PictureRect };
    readonly crop: PictureRect | null;
    readonly used: PixelSize | null;
    readonly frame: PixelSize;
  },
): XmlElement {
  const last = Math.max(1, placed.endFrame - placed.startFrame - 1);
  const steps = Math.min(MOVE_STEPS, last);
  const keyframes = Array.from({ length: steps + 1 }, (_, step) => {
    const at = Math.round((last * step) / steps);
    const seen = motionRectAt(motion, at / last);
    const { x, y, width, height } = inside(crop ?? WHOLE, used === null ? seen : shapedRect(seen, used, frame));
    const [wide, high] = [frame.width / width, frame.height / height];
    return `${at}=${decimal(-x * wide)} ${decimal(-y * high)} ${decimal(wide)} ${decimal(high)} 1`;
  });
  return filter(placed, {
    mlt_service: 'affine',
    'shotcut:filter': 'affineSizePosition',
    background: 'color:black',
    'transition.distort': 1,
    'transition.fill': 1,
    'transition.threads': 0,
    'transition.rect': keyframes.join(';'),
  });
}

/**
 * What of the picture fills the frame when a part (0–1) of the clip has passed; `used` is the shape of what is moved over.
 * KEEP IN STEP with engine/export/motion-rect.ts, which a test compares.
 */
export function motionRectAt({ from, to }: { readonly from: PictureRect; readonly to: PictureRect }, part: number): PictureRect {
  const amount = part * part * (3 - 2 * part);
  const zoom = log(to.width / from.width);
  const way = Math.abs(zoom) < LEAST_ZOOM ? amount : (exp(zoom * amount) - 1) / (exp(zoom) - 1);
  return {
    x: mixBetween(from.x, to.x, way),
    y: mixBetween(from.y, to.y, way),
    width: mixBetween(from.width, to.width, way),
    height: mixBetween(from.height, to.height, way),
  };
}

/** The largest rectangle of the frame's shape inside another, with the same middle. */
function shapedRect(rect: PictureRect, used: PixelSize, frame: PixelSize): PictureRect {
  const scale = Math.min((rect.width * used.width) / frame.width, (rect.height * used.height) / frame.height);
  const [width, height] = [(scale * frame.width) / used.width, (scale * frame.height) / used.height];
  return { x: rect.x + (rect.width - width) / 2, y: rect.y + (rect.height - height) / 2, width, height };
}

function usedSize({ width, height }: PixelSize, crop: PictureRect | null): PixelSize {
  return { width: width * (crop?.width ?? 1), height: height * (crop?.height ?? 1) };
}

/** A part of a part, as a part of the whole. */
function inside(outer: PictureRect, inner: PictureRect): PictureRect {
  return {
    x: clamp(outer.x + inner.x * outer.width, 0, 1),
    y: clamp(outer.y + inner.y * outer.height, 0, 1),
    width: outer.width * inner.width,
    height: outer.height * inner.height,
  };
}
