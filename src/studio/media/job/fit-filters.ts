import type { ShotFraming } from '../../../engine/export/index.ts';
import type { Gamut } from './colour-of.ts';
import { isSideways, type Turn } from './turn-of.ts';

/** Pixels. */
export type Size = { readonly width: number; readonly height: number };

/** A decoded picture, as far as it decides how it is fitted. */
export type StoredPicture = Size & {
  /** Width of a pixel by its height. */
  readonly pixelAspect: number;
  readonly isSeeThrough: boolean;
  readonly gamut: Gamut;
  /** Whether its colours are stored otherwise than an encoder takes them: another matrix, the whole range, red, green and blue. */
  readonly isForeign: boolean;
  readonly turn: Turn;
};

/** How a picture gets into a frame; `level` instead of the frame's size where it is to be moved over afterwards. */
export type Fitting = { readonly frame: Size; readonly framing: Pick<ShotFraming, 'fit' | 'crop'>; readonly level: Size | null };

/** The blurred likeness is made this much smaller than the frame: the blur hides it, and it costs little. */
const SMALLER = 8;
/** Bars thinner than this part of the frame are not worth a second picture: the picture is stretched over them. */
const THIN = 0.006;
/** Pixels that a cut leaves at least. */
const LEAST_CUT = 2;
const VIDEO = 'out_color_matrix=bt709:out_range=tv';
const OPAQUE = 'format=gbrap,premultiply=inplace=1,format=gbrp';

/** The filters between a picture as it is stored and one of BT.709 4:2:0 as the encoder takes it, in FFmpeg's words. */
export function fitFilters(picture: StoredPicture, { frame, framing, level }: Fitting): string {
  const cropped = croppedSize(picture, framing.crop);
  const start = [...turnFilters(picture.turn), ...cropFilters(picture, framing.crop)];
  if (level !== null) {
    return chain(start, onBlack(picture), scaled(level, picture), 'setsar=1', 'format=yuv420p');
  }

  const inside = containedIn(frame, cropped.shown);
  const isAlmostFull = inside.width >= frame.width * (1 - THIN) && inside.height >= frame.height * (1 - THIN);
  if (framing.fit === 'fill' || (isAlmostFull && !(picture.isSeeThrough && framing.fit === 'blur'))) {
    const cover = isAlmostFull ? [] : coverFilters(cropped, frame);
    return chain(start, onBlack(picture), cover, scaled(frame, picture), 'setsar=1', 'format=yuv420p');
  }

  const [x, y] = [centred(frame.width, inside.width), centred(frame.height, inside.height)];
  if (framing.fit === 'fit') {
    const bars = `pad=${frame.width}:${frame.height}:${x}:${y}:color=black`;
    return chain(start, onBlack(picture), scaled(inside, picture), 'setsar=1', 'format=yuv420p', bars);
  }

  // Too bright or too wide colours are brought in first, so that what follows finds a picture like any other.
  const tame = picture.gamut === 'standard' ? [] : scaled(inside, picture);
  const front = picture.isSeeThrough ? 'yuva420p' : 'yuv420p';
  return [
    `${chain(start, tame, 'split')}[a][b]`,
    `[a]${chain(onBlack(picture), likeness(frame, cropped.shown))}[behind]`,
    `[b]scale=${inside.width}:${inside.height}:flags=${flagsFor(picture)}:${VIDEO},setsar=1,format=${front}[front]`,
    `[behind][front]overlay=x=${x}:y=${y}:format=yuv420:alpha=straight,format=yuv420p`,
  ].join(';');
}

/** The size, as people see it, of what of a picture is used: upright, cropped, its pixels square. */
export function usedSize(picture: StoredPicture, crop: ShotFraming['crop']): Size {
  return croppedSize(picture, crop).shown;
}

function croppedSize(picture: StoredPicture, crop: ShotFraming['crop']): { readonly stored: Size; readonly shown: Size } {
  const isTurned = isSideways(picture.turn);
  const whole = isTurned ? { width: picture.height, height: picture.width } : picture;
  const stored = {
    width: Math.max(1, Math.round(whole.width * (crop?.width ?? 1))),
    height: Math.max(1, Math.round(whole.height * (crop?.height ?? 1))),
  };
  const { pixelAspect } = picture;
  return {
    stored,
    shown: isTurned
      ? { width: stored.width, height: stored.height * pixelAspect }
      : { width: stored.width * pixelAspect, height: stored.height },
  };
}

function cropFilters(picture: StoredPicture, crop: ShotFraming['crop']): readonly string[] {
  if (crop === null) {
    return [];
  }

  const whole = isSideways(picture.turn) ? { width: picture.height, height: picture.width } : picture;
  const { stored } = croppedSize(picture, crop);
  const left = Math.max(0, Math.min(whole.width - stored.width, Math.round(whole.width * crop.x)));
  const top = Math.max(0, Math.min(whole.height - stored.height, Math.round(whole.height * crop.y)));
  return [`crop=${Math.min(stored.width, whole.width)}:${Math.min(stored.height, whole.height)}:${left}:${top}`];
}

/** Cuts off, evenly on both sides, what the frame has no room for; before scaling, so that it costs nothing there. */
function coverFilters({ stored, shown }: { readonly stored: Size; readonly shown: Size }, frame: Size): readonly string[] {
  const scale = Math.max(frame.width / shown.width, frame.height / shown.height);
  const width = Math.round((stored.width * frame.width) / (shown.width * scale));
  const height = Math.round((stored.height * frame.height) / (shown.height * scale));
  // Of a thread of pixels nothing can be cut off.
  return Math.min(width, height) < LEAST_CUT ? [] : [`crop=${Math.min(stored.width, width)}:${Math.min(stored.height, height)}`];
}

/** Black behind what is see-through. */
function onBlack({ isSeeThrough }: StoredPicture): readonly string[] {
  return isSeeThrough ? [OPAQUE] : [];
}

/** Scales, and brings colours that BT.709 has no room for into it. */
function scaled({ width, height }: Size, picture: StoredPicture): readonly string[] {
  const scale = `scale=${width}:${height}:flags=${flagsFor(picture)}`;
  switch (picture.gamut) {
    case 'standard':
      return [`${scale}:${VIDEO}`];
    case 'wide':
      return [scale, 'zscale=matrix=bt709:primaries=bt709:transfer=bt709:range=limited:dither=ordered', 'format=yuv420p'];
    case 'perceptual-quantiser':
    case 'hybrid-log-gamma':
      return [scale, ...toneFilters()];
  }
}

/**
 * From light to standard light (BT.2408): the white of paper, 203 candela, comes near the standard's own, and what shines brighter is bent into
 * what is left above it.
 */
function toneFilters(): readonly string[] {
  return [
    'zscale=transfer=linear:npl=203',
    'format=gbrpf32le',
    'zscale=primaries=bt709',
    'tonemap=mobius:param=0.6:desat=0:peak=5',
    'zscale=transfer=bt709:matrix=bt709:range=limited:dither=ordered',
    'format=yuv420p',
  ];
}

/** Where colours are converted, exactly: swscale's shortcuts tint greys. */
function flagsFor({ isForeign }: StoredPicture): string {
  return isForeign ? 'bicubic+accurate_rnd+full_chroma_int+full_chroma_inp' : 'bicubic';
}

/** The picture grown until it covers the frame, blurred and a little darker. */
function likeness(frame: Size, shown: Size): readonly string[] {
  const [width, height] = [evenUp(frame.width / SMALLER), evenUp(frame.height / SMALLER)];
  const scale = Math.max(width / shown.width, height / shown.height);
  const [covering, high] = [evenUp(shown.width * scale), evenUp(shown.height * scale)];
  return [
    `scale=${covering}:${high}:flags=bilinear:${VIDEO}`,
    'setsar=1',
    'format=yuv420p',
    `crop=${width}:${height}`,
    `gblur=sigma=${(Math.min(width, height) / 14).toFixed(2)}:steps=2`,
    // Darker and paler, black staying what it is.
    'lutyuv=y=16+(val-16)*0.86:u=128+(val-128)*0.9:v=128+(val-128)*0.9',
    `scale=${frame.width}:${frame.height}:flags=bicubic`,
  ];
}

function containedIn(frame: Size, shown: Size): Size {
  const scale = Math.min(frame.width / shown.width, frame.height / shown.height);
  return {
    width: Math.min(frame.width, evenUp(shown.width * scale)),
    height: Math.min(frame.height, evenUp(shown.height * scale)),
  };
}

/** A turn as filters: x′ = a·x + c·y, y′ = b·x + d·y. */
function turnFilters({ a, b, c, d }: Turn): readonly string[] {
  if (a !== 0) {
    return [...(a < 0 ? ['hflip'] : []), ...(d < 0 ? ['vflip'] : [])];
  }

  // Rows become columns; then the axes that run backwards are mirrored.
  return ['transpose=dir=cclock_flip', ...(c < 0 ? ['hflip'] : []), ...(b < 0 ? ['vflip'] : [])];
}

function chain(...filters: readonly (string | readonly string[])[]): string {
  return filters.flat().join(',');
}

/** Even, so that colours, stored at half size, stay with their brightness. */
function centred(outer: number, inner: number): number {
  return 2 * Math.floor((outer - inner) / 4);
}

function evenUp(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}
