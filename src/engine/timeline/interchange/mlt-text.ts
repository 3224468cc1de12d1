import { element, properties, type XmlElement } from './mlt-xml.ts';
import type { PixelSize } from './mlt-picture.ts';
import type { PlacedClip } from './place-clips.ts';
import type { MediaReference, TextPlace, TextStyle } from '../timeline.ts';

type Words = Extract<MediaReference, { kind: 'text' }>;

/** Seconds that words take to come and to go. */
const FADE_SECONDS = 0.5;
const PLACES: { readonly [style in TextStyle]: TextPlace } = {
  rise: { align: 'center', at: 'middle' },
  fade: { align: 'center', at: 'middle' },
  typewriter: { align: 'center', at: 'middle' },
  pop: { align: 'center', at: 'middle' },
  cinematic: { align: 'center', at: 'middle' },
  'lower-third': { align: 'left', at: 'bottom' },
  caption: { align: 'center', at: 'bottom' },
};

/** Words on nothing, for a track above the picture: a transparent colour that MLT's simple text stands on, and how it fades. */
export function textFilters(placed: PlacedClip, { words, frame, framesPerSecond }: TextWish): XmlElement[] {
  const { inFrame, startFrame, endFrame } = placed;
  const frames = endFrame - startFrame;
  const place = words.place ?? PLACES[words.style];
  const isCaption = words.style === 'caption';
  const usual = frame.width > frame.height ? frame.height * (isCaption ? 0.05 : 0.1) : frame.width * (isCaption ? 0.052 : 0.105);
  const fade = Math.min(Math.round(FADE_SECONDS * framesPerSecond), Math.floor(frames / 2));
  const last = frames - 1;
  const span = { in: inFrame, out: inFrame + last };
  const text = element(
    'filter',
    span,
    properties({
      mlt_service: 'dynamictext',
      'shotcut:filter': 'dynamicText',
      // A number sign begins what MLT fills in.
      argument: words.text.replaceAll('#', '\\#'),
      geometry: '6% 6% 88% 88% 1',
      family: 'Inter',
      size: Math.round(usual * words.size),
      weight: 600,
      style: 'normal',
      fgcolour: colourOf(words.colour ?? [255, 255, 255]),
      bgcolour: isCaption ? '#a0000000' : '#00000000',
      olcolour: '#00000000',
      pad: isCaption ? Math.round(usual * 0.3) : 0,
      halign: place.align === 'center' ? 'centre' : place.align,
      valign: place.at,
    }),
  );
  if (isCaption || fade === 0) {
    return [text];
  }

  const alpha = `0=0;${fade}=1;${last - fade}=1;${last}=0`;
  return [text, element('filter', span, properties({ mlt_service: 'brightness', level: 1, alpha }))];
}

type TextWish = { readonly words: Words; readonly frame: PixelSize; readonly framesPerSecond: number };

/** A colour as MLT writes it. */
export function colourOf([red, green, blue]: readonly [number, number, number], alpha = 1): string {
  return `#${[alpha * 255, red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
