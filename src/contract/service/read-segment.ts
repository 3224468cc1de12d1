import type { Clip, LevelPoint } from '../../engine/timeline/index.ts';
import type { WireSegment } from './draft.ts';
import {
  colourOf,
  dbOfVolume,
  framingOf,
  placeOfPosition,
  valueOf,
  WireDucking,
  WireLevels,
  WireSpeed,
  WireTextSize,
  WireTextStyle,
  WireTransition,
} from './wire-values.ts';

/** How a segment plays and stands, as far as its draft says so. */
export type SegmentFacts = Pick<
  Clip,
  'speed' | 'gainDb' | 'fadeIn' | 'fadeOut' | 'levels' | 'ducking' | 'framing' | 'transition'
>;

/** Reads what a segment says beside what it plays. What cannot be read is as if it were not said; what is too long for the segment is made to fit. */
export function readSegment(segment: WireSegment): SegmentFacts {
  const { d, m } = segment;
  const transition = valueOf(WireTransition, m?.transition);
  const ducking = valueOf(WireDucking, m?.ducking);
  return {
    speed: valueOf(WireSpeed, m?.speed) ?? 1,
    gainDb: dbOfVolume(m?.volume ?? 1),
    ...fadesOf(segment),
    levels: levelsOf(segment),
    ducking: ducking === null ? null : { depthDb: ducking.depth_db, under: ducking.under },
    framing: m === undefined ? null : framingOf(m),
    transition: transition === null ? null : { kind: transition.type, duration: atMs(Math.min(transition.d, d)) },
  };
}

/** The words of a segment; null when there are none. */
export function readText({ m }: WireSegment): Extract<Clip['media'], { readonly kind: 'text' }> | null {
  const text = m?.text?.trim() ?? '';
  return text === ''
    ? null
    : {
        kind: 'text',
        text,
        colour: colourOf(m?.color),
        place: placeOfPosition(m?.position),
        style: valueOf(WireTextStyle, m?.style) ?? 'rise',
        size: valueOf(WireTextSize, m?.size) ?? 1,
      };
}

/** Where in its media a segment stops, in milliseconds. */
export function usedUntilMs({ d, m }: WireSegment): number {
  return (m?.source_start ?? 0) + Math.ceil(d * (valueOf(WireSpeed, m?.speed) ?? 1));
}

/** Transitions no longer than the clip they come from. */
export function fitTransitions(clips: readonly Clip[]): readonly Clip[] {
  return clips.map((clip, place): Clip => {
    const before = clips[place - 1];
    const isBehind = before !== undefined && before.start.value + before.sourceRange.duration.value === clip.start.value;
    const most = isBehind ? before.sourceRange.duration.value : Infinity;
    return clip.transition === null || clip.transition.duration.value <= most
      ? clip
      : { ...clip, transition: { ...clip.transition, duration: atMs(most) } };
  });
}

/** A time in milliseconds. */
export function atMs(milliseconds: number): { readonly value: number; readonly rate: number } {
  return { value: milliseconds, rate: 1000 };
}

/** Fades that are longer than their segment together share it in proportion. */
function fadesOf({ d, m }: WireSegment): Pick<Clip, 'fadeIn' | 'fadeOut'> {
  const [fadeIn, fadeOut] = [m?.fade_in ?? 0, m?.fade_out ?? 0];
  const scale = Math.min(1, d / Math.max(1, fadeIn + fadeOut));
  return { fadeIn: atMs(Math.floor(fadeIn * scale)), fadeOut: atMs(Math.floor(fadeOut * scale)) };
}

function levelsOf({ d, m }: WireSegment): readonly LevelPoint[] {
  return (valueOf(WireLevels, m?.levels) ?? [])
    .filter(({ at }) => at <= d)
    .map(({ at, volume }, order) => ({ at, volume, order }))
    .sort((left, right) => left.at - right.at || left.order - right.order)
    .map(({ at, volume }) => ({ at: atMs(at), gainDb: dbOfVolume(volume) }));
}
