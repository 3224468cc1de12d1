import { assertNever } from '../../kernel/index.ts';
import type { Transition } from '../picture-framing.ts';
import type { PixelSize } from './mlt-picture.ts';
import { decimal, element, properties, property, type XmlElement } from './mlt-xml.ts';
import type { PlacedClip } from './place-clips.ts';

/** Width of the soft edge of a wipe, in parts of the picture's width. */
const SOFT = 0.12;

export type Joint = {
  readonly id: string;
  readonly before: PlacedClip;
  readonly clip: PlacedClip;
  readonly kind: Transition['kind'];
  readonly frame: PixelSize;
  /** Whether pictures are seen, and not only sound is heard. */
  readonly isSeen: boolean;
};

/** The stretch in which a clip comes in over the one before it: what it needs first, then the tractor `id` that plays both. */
export function jointOf({ id, before, clip, kind, frame, isSeen }: Joint): XmlElement[] {
  const frames = clip.enteringFrames;
  const last = frames - 1;
  const tailFrame = before.inFrame + before.endFrame - before.startFrame;
  const going = element('track', { producer: before.id, in: tailFrame, out: tailFrame + last });
  const coming = element('track', { producer: clip.id, in: clip.inFrame, out: clip.inFrame + last });
  const tractor = (tracks: readonly XmlElement[], transitions: readonly XmlElement[]): XmlElement =>
    element('tractor', { id, in: 0, out: last }, [property('shotcut:caption', kind), ...tracks, ...transitions]);
  if (!isSeen) {
    return [tractor([going, coming], [mix(1, last)])];
  }

  switch (kind) {
    case 'crossfade':
      return [tractor([going, coming], [luma(last, {}), mix(1, last)])];
    case 'wipe':
      // MLT draws this map itself: black on the left, white on the right.
      return [tractor([going, coming], [luma(last, { resource: '%luma01.pgm', softness: SOFT }), mix(1, last)])];
    case 'slide': {
      const moved = (from: number): string =>
        slideOffsets(frames, frame.width)
          .map((shift, at) => `${at + 1}=${from - shift} 0 ${frame.width} ${frame.height} 1`)
          .join(';');
      const ground = colourProducer(`${id}-ground`, '#ff000000', frames);
      return [
        ground,
        tractor(
          [element('track', { producer: `${id}-ground` }), going, coming],
          [composite(1, last, moved(0)), composite(2, last, moved(frame.width)), mix(1, last), mix(2, last)],
        ),
      ];
    }
    case 'dip-to-black':
    case 'dip-to-white': {
      const half = Math.ceil(frames / 2);
      const cover = Array.from({ length: frames }, (_, at) => `${at}=${decimal(1 - Math.abs((2 * at) / frames - 1))}`).join(';');
      const fade = element('filter', { in: 0, out: last }, properties({ mlt_service: 'brightness', level: 1, alpha: cover }));
      const picture = element('playlist', { id: `${id}-picture` }, [
        ...(half > 0 ? [element('blank', { length: half })] : []),
        ...(half < frames ? [element('entry', { producer: clip.id, in: clip.inFrame + half, out: clip.inFrame + last })] : []),
      ]);
      return [
        colourProducer(`${id}-ground`, kind === 'dip-to-black' ? '#ff000000' : '#ffffffff', frames, [fade]),
        picture,
        // Hidden from a playlist of its own: a clip that is hidden as a track stays so wherever else it is.
        element('playlist', { id: `${id}-sound` }, [
          element('entry', { producer: clip.id, in: clip.inFrame, out: clip.inFrame + last }),
        ]),
        tractor(
          [
            going,
            element('track', { producer: `${id}-picture`, hide: 'audio' }),
            element('track', { producer: `${id}-ground`, hide: 'audio' }),
            element('track', { producer: `${id}-sound`, hide: 'video' }),
          ],
          [composite(1, last), composite(2, last), mix(3, last)],
        ),
      ];
    }
    default:
      return assertNever(kind);
  }
}

/** A colour that lasts; `#aarrggbb`. */
export function colourProducer(id: string, colour: string, frames: number, filters: readonly XmlElement[] = []): XmlElement {
  return element('producer', { id, in: 0, out: frames - 1 }, [
    ...properties({
      length: frames,
      eof: 'pause',
      resource: colour,
      mlt_service: 'color',
      mlt_image_format: 'rgba',
      aspect_ratio: 1,
    }),
    ...filters,
  ]);
}

/** Lays a track, whose pictures all have the frame's shape, over the first. A keyframe of `rect` stands a frame behind the moment it is for. */
export function composite(track: number, last: number, rect: string | null = null): XmlElement {
  return between(track, last, {
    mlt_service: 'composite',
    ...(rect === null ? {} : { geometry: rect }),
    distort: 1,
    progressive: 1,
    always_active: 1,
  });
}

/** Adds a track's sound to the first's; neither gets lower by it. */
export function mix(track: number, last: number): XmlElement {
  return between(track, last, { mlt_service: 'mix', sum: 1, always_active: 1 });
}

function luma(last: number, values: { readonly [name: string]: string | number }): XmlElement {
  return between(1, last, { mlt_service: 'luma', ...values, progressive: 1 });
}

function between(track: number, last: number, values: { readonly [name: string]: string | number }): XmlElement {
  return element('transition', { in: 0, out: last }, properties({ a_track: 0, b_track: track, ...values }));
}

/** How far a slide is at each of its frames, pixels: gently at both ends, an even number. */
function slideOffsets(frames: number, width: number): number[] {
  return Array.from({ length: frames }, (_, at) => {
    const part = at / frames;
    return 2 * Math.round((part * part * (3 - 2 * part) * width) / 2);
  });
}
