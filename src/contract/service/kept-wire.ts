import { z } from 'zod';
import type { Metadata, Track } from '../../engine/timeline/index.ts';
import { JsonValue } from './json-value.ts';
import { OWN_KEY } from './wire-memory.ts';

/** A segment that a timeline has no clip for (no length, no words), and its place among the segments of its track. */
export type KeptSegment = { readonly place: number; readonly segment: unknown };

const Kept = z.looseObject({
  kept: z.array(z.object({ place: z.int().min(0), segment: JsonValue })).optional(),
  track: JsonValue.optional(),
});

/** A track's metadata with segments kept in it. */
export function keepSegments(metadata: Metadata, kept: readonly KeptSegment[]): Metadata {
  return kept.length === 0 ? metadata : { ...metadata, [OWN_KEY]: JsonValue.parse({ ...keptIn(metadata), kept }) };
}

/** The segments that are kept with a track. */
export function keptSegments(track: Track): readonly KeptSegment[] {
  return keptIn(track.metadata).kept ?? [];
}

/** The metadata in which a track of an unknown type is kept. */
export function keepTrack(track: unknown): Metadata {
  return { [OWN_KEY]: JsonValue.parse({ track }) };
}

/** A track of an unknown type, as it came. */
export function foreignTrack(track: Track): unknown {
  return keptIn(track.metadata).track;
}

function keptIn(metadata: Metadata): z.infer<typeof Kept> {
  return Kept.safeParse(metadata[OWN_KEY]).data ?? {};
}
