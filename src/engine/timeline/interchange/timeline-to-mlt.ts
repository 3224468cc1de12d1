import { secondsOf } from '../rational-time.ts';
import { durationSecondsOf, SILENT_DB, type Clip, type Marker, type Timeline, type Track } from '../timeline.ts';
import { pictureFilters, type PixelSize } from './mlt-picture.ts';
import { soundFilters } from './mlt-sound.ts';
import { textFilters } from './mlt-text.ts';
import { colourProducer, composite, jointOf, mix } from './mlt-transition.ts';
import { decimal, element, properties, writeXml, type XmlElement } from './mlt-xml.ts';
import { placeClips, type PlacedClip } from './place-clips.ts';
import type { InterchangeHost, InterchangeMedia } from './timeline-to-otio.ts';

/** What a timeline is written as MLT XML with: the files, the pictures a second, and the picture's size in pixels. */
export type MltHost = InterchangeHost & { readonly size: PixelSize };

const MARKER_COLOURS: { readonly [kind in Marker['kind']]: string } = { cut: '#ff0000', hit: '#ffd700', note: '#1e90ff' };

/**
 * A timeline as MLT XML, which `melt` plays and Shotcut and Kdenlive are made of: a producer a clip with its filters, a playlist a track, a
 * tractor a transition, one around all. Whole frames only. Ducking and the loudness of the whole are not carried, pictures drawn from music are
 * black, and words are MLT's simple text. Source: MLT 7 "MLT XML" documentation.
 */
export function timelineToMlt(timeline: Timeline, host: MltHost): string {
  const frames = Math.max(1, Math.round(durationSecondsOf(timeline) * host.framesPerSecond));
  const lanes = [
    ...timeline.tracks.filter(({ kind }) => kind === 'video'),
    ...timeline.tracks.filter(({ kind }) => kind === 'text'),
    ...timeline.tracks.filter(({ kind }) => kind === 'audio'),
  ];
  const overlays = lanes.flatMap(({ kind }, place) => (kind === 'audio' ? [] : [composite(place + 1, frames - 1)]));
  const mixes = lanes.flatMap(({ kind }, place) => (kind === 'text' ? [] : [mix(place + 1, frames - 1)]));
  return writeXml(
    element('mlt', { LC_NUMERIC: 'C', version: '7.12.0', title: timeline.name, producer: 'timeline' }, [
      profileOf(host),
      colourProducer('black', '#ff000000', frames),
      ...lanes.flatMap((track) => laneOf(track, host)),
      element('tractor', { id: 'timeline', title: timeline.name, in: 0, out: frames - 1 }, [
        ...(timeline.markers.length === 0 ? [] : [markersOf(timeline.markers)]),
        element('track', { producer: 'black' }),
        ...lanes.map(({ id, kind }) =>
          element('track', { producer: `track-${id}`, ...(kind === 'audio' ? { hide: 'video' } : {}) }),
        ),
        ...mixes,
        ...overlays,
      ]),
    ]),
  );
}

function profileOf({ size: { width, height }, framesPerSecond }: MltHost): XmlElement {
  const rate = rateOf(framesPerSecond);
  const shape = lowestTerms(width, height);
  return element('profile', {
    description: `${width}x${height}`,
    width,
    height,
    progressive: 1,
    sample_aspect_num: 1,
    sample_aspect_den: 1,
    display_aspect_num: shape.over,
    display_aspect_den: shape.under,
    frame_rate_num: rate.over,
    frame_rate_den: rate.under,
    colorspace: 709,
  });
}

type Ratio = { readonly over: number; readonly under: number };

/** Whole rates, those of television (24000/1001 and its like), and any other to a thousandth. */
function rateOf(framesPerSecond: number): Ratio {
  const whole = Math.round(framesPerSecond);
  if (Math.abs(framesPerSecond - whole) < 1e-6) {
    return { over: whole, under: 1 };
  }

  const isTelevision = Math.abs(framesPerSecond - (whole * 1000) / 1001) < 0.002;
  return isTelevision ? { over: whole * 1000, under: 1001 } : lowestTerms(Math.round(framesPerSecond * 1000), 1000);
}

function lowestTerms(over: number, under: number): Ratio {
  let [divisor, rest] = [over, under];
  while (rest !== 0) {
    [divisor, rest] = [rest, divisor % rest];
  }

  return { over: over / divisor, under: under / divisor };
}

/** A track: its clips' producers, the tractors of its transitions, and the playlist that puts them in order. */
function laneOf(track: Track, host: MltHost): XmlElement[] {
  const placed = placeClips(track, host.framesPerSecond);
  const before: XmlElement[] = placed.map((each) => producerOf(each, track, host));
  const entries: XmlElement[] = [];
  let reached = 0;
  for (const [place, each] of placed.entries()) {
    const { id, clip, startFrame, endFrame, inFrame, enteringFrames } = each;
    if (startFrame > reached) {
      entries.push(element('blank', { length: startFrame - reached }));
    }

    const former = each.isJoined ? placed[place - 1] : undefined;
    const isJoint = former !== undefined && enteringFrames > 0 && clip.transition !== null;
    if (isJoint) {
      const joint = `${id}-in`;
      before.push(
        ...jointOf({
          id: joint,
          before: former,
          clip: each,
          kind: clip.transition.kind,
          frame: host.size,
          isSeen: track.kind !== 'audio',
        }),
      );
      entries.push(element('entry', { producer: joint, in: 0, out: enteringFrames - 1 }));
    }

    const skipped = isJoint ? enteringFrames : 0;
    if (endFrame - startFrame > skipped) {
      entries.push(element('entry', { producer: id, in: inFrame + skipped, out: inFrame + endFrame - startFrame - 1 }));
    }

    reached = endFrame;
  }

  const names = properties({ 'shotcut:name': track.name, [track.kind === 'audio' ? 'shotcut:audio' : 'shotcut:video']: 1 });
  return [...before, element('playlist', { id: `track-${track.id}` }, [...names, ...entries])];
}

/** What plays a clip: from the first frame of its media, at its speed. */
function producerOf(placed: PlacedClip, track: Track, host: MltHost): XmlElement {
  const { id, clip, startFrame, endFrame, inFrame, leavingFrames, isJoined, enteringFrames } = placed;
  const { media } = clip;
  const length = inFrame + endFrame - startFrame + leavingFrames;
  const attributes = { id, in: 0, out: length - 1 };
  const common = { length, eof: 'pause', 'shotcut:caption': clip.name };
  const isAlone = enteringFrames > 0 && !isJoined;
  const appearing = isAlone ? [appearance(placed)] : [];
  if (media.kind === 'text') {
    const values = { ...common, resource: '#00000000', mlt_service: 'color', mlt_image_format: 'rgba', aspect_ratio: 1 };
    const filters = textFilters(placed, { words: media, frame: host.size, framesPerSecond: host.framesPerSecond });
    return element('producer', attributes, [...properties(values), ...filters]);
  }

  const file = media.kind === 'media' && media.shows !== 'music-picture' ? host.media.get(media.mediaId) : undefined;
  if (media.kind !== 'media' || file === undefined) {
    const values = { ...common, resource: '#ff000000', mlt_service: 'color', mlt_image_format: 'rgba', aspect_ratio: 1 };
    return element('producer', attributes, [...properties(values), ...appearing]);
  }

  const isHeard = media.shows !== 'image' && clip.gainDb > SILENT_DB;
  const isSeen = track.kind === 'video';
  return element('producer', attributes, [
    ...properties(common),
    ...properties(sourceOf(clip, file)),
    ...properties({ audio_index: isHeard ? null : -1, video_index: isSeen ? null : -1 }),
    ...(isSeen ? pictureFilters(placed, { frame: host.size, picture: file.picture ?? null }) : []),
    ...(isSeen ? appearing : []),
    ...(isHeard ? soundFilters(placed, host.framesPerSecond) : []),
  ]);
}

/**
 * How a picture comes in over what lies below it, and not over the clip before: dipping to black as it should, in any other way as a crossfade.
 */
function appearance({ clip, inFrame, startFrame, endFrame, leavingFrames, enteringFrames }: PlacedClip): XmlElement {
  const isDip = clip.transition?.kind === 'dip-to-black';
  const parts = Array.from({ length: enteringFrames + 1 }, (_, at) => at / enteringFrames);
  const along = (valueAt: (part: number) => number): string =>
    parts.map((part, at) => `${at}=${decimal(valueAt(part))}`).join(';');
  return element(
    'filter',
    { in: inFrame, out: inFrame + endFrame - startFrame + leavingFrames - 1 },
    properties({
      mlt_service: 'brightness',
      level: isDip ? along((part) => Math.max(0, 2 * part - 1)) : 1,
      alpha: along((part) => Math.min(1, isDip ? 2 * part : part)),
    }),
  );
}

type MltProperties = Parameters<typeof properties>[0];

/** What opens a file. MLT asks the second program for stills, pixbuf, by itself where the first, which wants a screen, is not to be had. */
function sourceOf({ media, speed }: Clip, { url }: InterchangeMedia): MltProperties {
  if (media.kind === 'media' && media.shows === 'image') {
    return { resource: url, mlt_service: 'qimage' };
  }

  return speed === 1
    ? { resource: url, mlt_service: 'avformat' }
    : { resource: `${speed}:${url}`, mlt_service: 'timewarp', warp_speed: speed, warp_resource: url, warp_pitch: 1 };
}

/** As Shotcut writes them. */
function markersOf(markers: readonly Marker[]): XmlElement {
  return element(
    'properties',
    { name: 'shotcut:markers' },
    markers.map(({ name, at, kind }, place) => {
      const moment = clockOf(secondsOf(at));
      return element(
        'properties',
        { name: String(place) },
        properties({ text: name, start: moment, end: moment, color: MARKER_COLOURS[kind] }),
      );
    }),
  );
}

function clockOf(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const [hours, minutes] = [Math.floor(milliseconds / 3_600_000), Math.floor(milliseconds / 60_000) % 60];
  const rest = ((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:${rest}`;
}
