/** What a file holds, found by decoding it, whatever its name says. */
export type ProbedMedia = {
  readonly kind: 'video' | 'image' | 'audio';
  /** MIME type of the content. */
  readonly contentType: string;
  /** Null for a still; an animated GIF or WebP is a video. */
  readonly durationMs: number | null;
  /** Pixels as shown, rotation applied; null for sound. */
  readonly width: number | null;
  readonly height: number | null;
  readonly framesPerSecond: number | null;
  readonly hasSound: boolean;
  /** FFmpeg's names, picture first: `h264`, `aac`. */
  readonly codecs: readonly string[];
  /** A JPEG of at most 480 pixels either way; null for sound. */
  readonly thumbnail: Uint8Array | null;
  /** Loudest sample, 0–255, of each of at most 1000 equal stretches; null without sound. */
  readonly peaks: readonly number[] | null;
};

/** Looks into files that strangers sent, in a process of its own with little rights, memory and time. */
export interface MediaProbe {
  /**
   * Throws `media.unsupported` (not one of the formats we take), `media.damaged` (one of them, but it cannot be read) and
   * `media.too-slow` (reading it took more time or memory than a harmless file needs).
   */
  probe(path: string, options: { readonly signal: AbortSignal }): Promise<ProbedMedia>;
}
