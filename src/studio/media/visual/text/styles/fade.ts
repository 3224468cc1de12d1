import { smoothStep } from '../../music-clock.ts';
import { drawSprite } from '../../sprite.ts';
import { drawLine, setBlock, usualWidest } from '../block.ts';
import { arrival, framesFor, stay, type Moment } from '../moment.ts';
import { groundShade } from '../shade.ts';
import { usualSizeOf, type SetText, type TextSetting } from '../text-style.ts';

const IN_SECONDS = 0.6;
const OUT_SECONDS = 0.5;

/** Appears and goes, and stands still in between. */
export function composeFade(setting: TextSetting): SetText {
  const block = setBlock(setting, {
    voice: setting.voice,
    largest: usualSizeOf(setting),
    widest: usualWidest(setting),
    usualHeight: 0.42,
    usualLines: 3,
  });
  const lines = block.lines.map((line) => drawLine(line, block, setting.colours.text));
  const shade = groundShade(setting, block.area, block.fontPx);
  return {
    area: block.area,
    shade: (picture, moment) => shade(picture, levelAt(moment)),
    draw(picture, moment) {
      const level = levelAt(moment);
      for (const { sprite, left, top } of lines) {
        drawSprite(picture, sprite, { left, top }, { level });
      }
    },
  };
}

function levelAt(moment: Moment): number {
  const [arrived, leaving] = [arrival(moment, framesFor(IN_SECONDS, moment)), stay(moment, framesFor(OUT_SECONDS, moment))];
  return smoothStep(0, 1, Math.min(arrived, leaving));
}
