import { yuvOf } from '../../colour.ts';
import { drawMask, maskOf } from '../../mask.ts';
import { drawSprite } from '../../sprite.ts';
import { drawLine, setBlock, type Block } from '../block.ts';
import { arrival, framesFor, stay } from '../moment.ts';
import { bandLevel } from '../shade.ts';
import { usualCaptionPx, type SetText, type TextSetting } from '../text-style.ts';

const FADE_SECONDS = 0.08;
/** What readers of subtitles take in at a glance, letters a line. */
const MOST_LETTERS = 42;
/** The band around the words, em. */
const BAND = { side: 0.52, top: 0.3, bottom: 0.18, radius: 0.28 };
const BAND_LEVEL = 0.72;

/** Two lines that can be read on anything: one weight, on a dark band with round corners, there at once and gone at once. */
export function composeCaption(setting: TextSetting): SetText {
  const { text, colours, still, size } = setting;
  const wish = {
    voice: { weight: 600, tracking: 0 },
    largest: usualCaptionPx(still) * size,
    widest: 1,
    usualHeight: 0.5,
    usualLines: 2,
    leading: 1.22,
    letters: MOST_LETTERS,
    margin: { x: BAND.side, top: BAND.top, bottom: BAND.bottom },
  };
  const asGiven = setBlock(setting, wish);
  // Its own line breaks stand where its lines fit as they are; else the words are broken anew.
  const keeps = asGiven.lines.length <= Math.max(2, text.split('\n').length) && text.split('\n').length <= 2;
  const block = keeps ? asGiven : setBlock({ ...setting, text: text.replaceAll('\n', ' ') }, wish);
  const lines = block.lines.map((line) => drawLine(line, block, colours.text));
  const area = bandAround(block);
  const radius = Math.round(BAND.radius * block.fontPx);
  const band = maskOf(area.width, area.height, (context) => {
    context.beginPath();
    context.roundRect(0, 0, area.width, area.height, radius);
    context.fill();
  });
  const ink = yuvOf(colours.shade);
  const bandStrength = bandLevel(colours, BAND_LEVEL);
  return {
    area,
    shade: () => undefined,
    draw(picture, moment) {
      const frames = framesFor(FADE_SECONDS, moment);
      const level = Math.min(arrival(moment, frames), stay(moment, frames));
      drawMask(picture, band, area, { colour: ink, level: bandStrength * level });
      for (const { sprite, left, top } of lines) {
        drawSprite(picture, sprite, { left, top }, { level });
      }
    },
  };
}

/** The band around the words, on even pixels as masks are. */
function bandAround({ area, fontPx }: Block): SetText['area'] {
  const left = 2 * Math.ceil((area.left - BAND.side * fontPx) / 2);
  const top = 2 * Math.ceil((area.top - BAND.top * fontPx) / 2);
  const right = area.left + area.width + BAND.side * fontPx;
  const bottom = area.top + area.height + BAND.bottom * fontPx;
  return { left, top, width: 2 * Math.floor((right - left) / 2), height: 2 * Math.floor((bottom - top) / 2) };
}
