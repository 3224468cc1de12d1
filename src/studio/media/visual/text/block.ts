import type { Area } from '../../../../engine/export/index.ts';
import { css } from '../colour.ts';
import { spriteOf, type Sprite } from '../sprite.ts';
import { emsOf, useLettering, type Lettering } from './lettering.ts';
import type { TextSetting } from './text-style.ts';
import { blockHeight, typeset, type TypesetWish } from './typeset.ts';

/** One line where it stands: `left` and `width` of its letters' steps, pixels. */
export type SetLine = { readonly words: string; readonly left: number; readonly baseline: number; readonly width: number };

/** Lines where they stand in the picture. */
export type Block = {
  readonly lettering: Lettering;
  readonly fontPx: number;
  readonly area: Area;
  readonly lines: readonly SetLine[];
};

/** How a style wants its block. */
export type BlockWish = Omit<TypesetWish, 'width' | 'height'> & {
  /** The widest it gets, as a part of the region, 0–1. */
  readonly widest: number;
  /** What to leave free on each side of the words, em of the wished size. */
  readonly margin?: { readonly x: number; readonly top: number; readonly bottom: number };
};

/** Letters reach a little over the space they are given. */
const OVERHANG = 0.06;

/** Sets a text in lines inside the region, at its place. */
export function setBlock({ text, region, place }: Pick<TextSetting, 'text' | 'region' | 'place'>, wish: BlockWish): Block {
  const margin = wish.margin ?? { x: 0, top: 0, bottom: 0 };
  const side = Math.ceil((margin.x + OVERHANG) * wish.largest);
  const [over, under] = [Math.ceil(margin.top * wish.largest), Math.ceil(margin.bottom * wish.largest)];
  const inner = {
    left: region.left + side,
    top: region.top + over,
    width: Math.max(1, region.width - 2 * side),
    height: Math.max(1, region.height - over - under - 2),
  };
  const set = typeset(text, { ...wish, width: inner.width * wish.widest, height: inner.height });
  const { lettering, fontPx } = set;
  const widths = set.lines.map((words) => emsOf(words, lettering) * fontPx);
  const width = Math.min(inner.width, Math.max(1, ...widths));
  const height = blockHeight(lettering, set.lines.length) * fontPx;
  const left = inner.left + shareBefore(place.align) * (inner.width - width);
  const top = inner.top + (place.at === 'top' ? 0 : place.at === 'middle' ? 0.5 : 1) * (inner.height - height);
  const lines = set.lines.map((words, index): SetLine => ({
    words,
    left: Math.round(left + shareBefore(place.align) * (width - widths[index]!)),
    baseline: Math.round(top + (lettering.ascent + index * lettering.leading) * fontPx),
    width: widths[index]!,
  }));
  return {
    lettering,
    fontPx,
    lines,
    area: {
      left: Math.floor(left),
      top: Math.floor(top),
      width: Math.ceil(width) + 1,
      height: Math.ceil(height) + 1,
    },
  };
}

/** A line as a sprite, with where its upper left corner belongs. */
export type LineSprite = { readonly sprite: Sprite; readonly left: number; readonly top: number };

/** Draws a line into a sprite. */
export function drawLine(
  { words, left, baseline, width }: SetLine,
  { lettering, fontPx }: Pick<Block, 'lettering' | 'fontPx'>,
  colour: TextSetting['colours']['text'],
): LineSprite {
  const pad = Math.ceil(fontPx * 0.3);
  const above = Math.ceil(lettering.ascent * fontPx) + 2;
  const below = Math.ceil(lettering.descent * fontPx) + 2;
  const sprite = spriteOf(width + 2 * pad, above + below, (context) => {
    useLettering(context, lettering, fontPx);
    context.fillStyle = css(colour);
    context.fillText(words, pad, above);
  });
  return { sprite, left: left - pad, top: baseline - above };
}

/** The part of the free room that lies left of what is aligned so. */
export function shareBefore(align: TextSetting['place']['align']): number {
  return align === 'left' ? 0 : align === 'right' ? 1 : 0.5;
}

/** How a title's lines run where nothing else is said: narrower in wide pictures, and narrower still at a side. */
export function usualWidest({ still, place }: Pick<TextSetting, 'still' | 'place'>): number {
  const isWide = still.width > still.height;
  return isWide && place.align !== 'center' ? 0.62 : isWide ? 0.8 : 1;
}
