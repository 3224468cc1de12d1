import { z } from 'zod';
import { dbFromGain, gainFromDb, type Rgb } from '../../engine/kernel/index.ts';
import {
  FIT_MODES,
  PictureRect,
  SILENT_DB,
  TEXT_STYLES,
  TRANSITION_KINDS,
  type PictureFraming,
  type TextPlace,
} from '../../engine/timeline/index.ts';

/** Levels over a segment: milliseconds from its start, and how loud, 1 for unchanged. */
export const WireLevels = z.array(z.object({ at: z.int().min(0), volume: z.number().min(0).max(15.8) })).max(1000);
export const WireDucking = z.object({ depth_db: z.number().min(3).max(30), under: z.enum(['speech', 'sound']) });
export const WireFit = z.enum(FIT_MODES);
export const WireMotion = z.object({ from: PictureRect, to: PictureRect });
export const WireTransition = z.object({ type: z.enum(TRANSITION_KINDS), d: z.int().positive() });
export const WireSpeed = z.number().min(0.25).max(4);
export const WireTextStyle = z.enum(TEXT_STYLES);
export const WireTextSize = z.number().min(0.4).max(2.5);
export const WireRole = z.enum(['music', 'voice', 'sound', 'title', 'caption']);
/** Moments worth finding again, in milliseconds. */
export const WireMarkers = z
  .array(z.object({ id: z.string(), name: z.string(), at: z.int().min(0), kind: z.enum(['cut', 'hit', 'note']) }))
  .max(10_000);

/** What a value of a draft says, or null where it says nothing that we know. */
export function valueOf<Value>(schema: z.ZodType<Value>, wire: unknown): Value | null {
  if (wire === undefined) {
    return null;
  }

  const read = schema.safeParse(wire);
  return read.success ? read.data : null;
}

/** Decibels of a volume, to the millionth; 0 is silence, −120 dB. */
export function dbOfVolume(volume: number): number {
  if (volume === 1) {
    return 0;
  }

  return volume === 0 ? SILENT_DB : Math.max(SILENT_DB, Math.round(dbFromGain(volume) * 1e6) / 1e6);
}

/** The shortest number that is read as this level; no louder than `most`. */
export function volumeOfDb(gainDb: number, most: number): number {
  if (gainDb <= SILENT_DB) {
    return 0;
  }

  const exact = Math.min(most, gainDb === 0 ? 1 : gainFromDb(gainDb));
  for (let digits = 1; digits < 15; digits++) {
    const volume = Number(exact.toPrecision(digits));
    if (volume > 0 && volume <= most && dbOfVolume(volume) === gainDb) {
      return volume;
    }
  }

  return exact;
}

/** `#rgb`, `#rrggbb` or `#rrggbbaa` (its transparency is passed over); null for anything else. */
export function colourOf(text: string | undefined): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text?.trim() ?? '')?.[1] ?? null;
  if (digits === null) {
    return null;
  }

  const part = (index: number): number =>
    digits.length === 3
      ? 17 * Number.parseInt(digits.charAt(index), 16)
      : Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16);
  return [part(0), part(1), part(2)];
}

/** `#rrggbb`. */
export function wireColour(colour: readonly number[]): string {
  return `#${colour.map((part) => Math.max(0, Math.min(255, part)).toString(16).padStart(2, '0')).join('')}`;
}

/** `top`, `bottom-left`, `center`…; null for words that name no place. */
export function placeOfPosition(text: string | undefined): TextPlace | null {
  const words = (text ?? '').toLowerCase().split(/[\s_-]+/);
  const named = words.filter((word) => ['top', 'bottom', 'middle', 'center', 'centre', 'left', 'right'].includes(word));
  if (named.length === 0) {
    return null;
  }

  return {
    align: named.includes('left') ? 'left' : named.includes('right') ? 'right' : 'center',
    at: named.includes('top') ? 'top' : named.includes('bottom') ? 'bottom' : 'middle',
  };
}

/** `top`, `bottom-left`, `center`… */
export function positionOf({ align, at }: TextPlace): string {
  if (align === 'center') {
    return at === 'middle' ? 'center' : at;
  }

  return at === 'middle' ? align : `${at}-${align}`;
}

/** Null where the picture stands as usual. */
export function framingOf(wire: {
  readonly fit?: unknown;
  readonly crop?: unknown;
  readonly motion?: unknown;
}): PictureFraming | null {
  const fit = valueOf(WireFit, wire.fit) ?? 'blur';
  const crop = valueOf(PictureRect, wire.crop);
  const motion = valueOf(WireMotion, wire.motion);
  const framing = {
    fit,
    crop: crop !== null && isInside(crop) ? crop : null,
    motion: motion !== null && isInside(motion.from) && isInside(motion.to) ? motion : null,
  };
  return framing.fit === 'blur' && framing.crop === null && framing.motion === null ? null : framing;
}

function isInside(rect: PictureRect): boolean {
  return rect.x + rect.width <= 1 + 1e-9 && rect.y + rect.height <= 1 + 1e-9;
}
