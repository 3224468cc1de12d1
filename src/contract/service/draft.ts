import { z } from 'zod';
import { PictureRect } from '../../engine/timeline/index.ts';
import { JsonValue } from './json-value.ts';
import {
  WireDucking,
  WireFit,
  WireLevels,
  WireMarkers,
  WireMotion,
  WireRole,
  WireSpeed,
  WireTextSize,
  WireTextStyle,
  WireTransition,
} from './wire-values.ts';

/** What a track is on the wire. Others are kept and not rendered. */
export const TRACK_TYPES = { video: 0, audio: 1, text: 7 } as const;

export const WireSegment = z.looseObject({
  id: z.string().optional(),
  /** Start in milliseconds; absent: right behind the segment before. */
  s: z.int().min(0).optional(),
  /** Length in milliseconds. */
  d: z.int().min(0),
  m: z
    .looseObject({
      name: z.string().optional(),
      /** Address or media id of what plays. */
      src: z.string().optional(),
      kind: z.string().optional(),
      /** Where in the media the segment begins, in milliseconds (default 0). */
      source_start: z.int().min(0).optional(),
      /** 1 is unchanged (default), 0 silent. */
      volume: z.number().min(0).max(10).optional(),
      /** Milliseconds (default 0). */
      fade_in: z.int().min(0).optional(),
      fade_out: z.int().min(0).optional(),
      text: z.string().optional(),
      color: z.string().optional(),
      position: z.string().optional(),
      /** 0.25–4; 2 plays twice as fast (default 1). */
      speed: lenient(WireSpeed),
      /** How footage that is not of the frame's shape stands in it (default `blur`). */
      fit: lenient(WireFit),
      /** The part of the picture that is used, as parts of its width and height. */
      crop: lenient(PictureRect),
      /** A slow move over a picture: what fills the frame at the start and at the end. */
      motion: lenient(WireMotion),
      /** How the picture comes from the one before it, in the segment's first `d` milliseconds. */
      transition: lenient(WireTransition),
      levels: lenient(WireLevels),
      /** How it gives way while somebody speaks, or anything sounds. */
      ducking: lenient(WireDucking),
      /** How words come and go (default `rise`). */
      style: lenient(WireTextStyle),
      /** Size of words against the usual one, 0.4–2.5 (default 1). */
      size: lenient(WireTextSize),
    })
    .optional(),
});
/** A clip, as the wire says it. */
export type WireSegment = z.infer<typeof WireSegment>;

export const WireTrack = z.looseObject({
  id: z.string().optional(),
  tt: z.int(),
  m: z
    .looseObject({
      name: z.string().optional(),
      /** What the track is for. */
      role: lenient(WireRole),
    })
    .optional(),
  sg: z.array(WireSegment).max(10_000).optional(),
});
export type WireTrack = z.infer<typeof WireTrack>;

export const WireDraft = z.looseObject({
  /** Length in milliseconds. */
  d: z.int().min(0).optional(),
  m: z
    .looseObject({
      title: z.string().optional(),
      width: z.int().min(16).max(8192).optional(),
      height: z.int().min(16).max(8192).optional(),
      fps: z.number().min(1).max(240).optional(),
      markers: lenient(WireMarkers),
    })
    .optional(),
  t: z.array(WireTrack).max(1000).optional(),
});
/** The timeline, as the wire says it; `{}` before anything is on it. Keys we do not know are kept. */
export type WireDraft = z.infer<typeof WireDraft>;

/** Whether a draft has anything to export. */
export function isReadyForExport(draft: WireDraft): boolean {
  return (draft.t ?? []).some((track) => (track.sg ?? []).length > 0);
}

/** A value of ours where another program may have put something else under the same name: documented as ours, kept as it came, read as nothing when it is not ours. */
function lenient(schema: z.ZodType): z.ZodOptional<typeof JsonValue> {
  const shape = Object.entries(z.toJSONSchema(schema, { io: 'input' })).filter(([key]) => key !== '$schema');
  return JsonValue.meta(Object.fromEntries(shape)).optional();
}
