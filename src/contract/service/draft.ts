import { z } from 'zod';

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
    })
    .optional(),
});
/** A clip, as the wire says it. */
export type WireSegment = z.infer<typeof WireSegment>;

export const WireTrack = z.looseObject({
  id: z.string().optional(),
  tt: z.int(),
  m: z.looseObject({ name: z.string().optional() }).optional(),
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
