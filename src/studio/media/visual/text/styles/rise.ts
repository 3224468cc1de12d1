import { drawSprite } from '../../sprite.ts';
import { drawLine, setBlock, usualWidest } from '../block.ts';
import { arrival, easeOut, framesFor, stay } from '../moment.ts';
import { groundShade } from '../shade.ts';
import { usualSizeOf, type SetText, type TextSetting } from '../text-style.ts';

const IN_SECONDS = 0.7;
const OUT_SECONDS = 0.5;
/** Lines follow one another by this much. */
const STAGGER_SECONDS = 0.1;
/** How far a line comes up, em. */
const RISE = 0.35;

/** Line after line comes up out of nothing; all go together. */
export function composeRise(setting: TextSetting): SetText {
  const block = setBlock(setting, {
    voice: setting.voice,
    largest: usualSizeOf(setting),
    widest: usualWidest(setting),
    usualHeight: 0.42,
    usualLines: 3,
    margin: { x: 0, top: 0, bottom: setting.place.at === 'bottom' ? RISE : 0 },
  });
  const lines = block.lines.map((line) => drawLine(line, block, setting.colours.text));
  const shade = groundShade(setting, block.area, block.fontPx);
  const rise = Math.round(block.fontPx * RISE);
  return {
    area: { ...block.area, height: block.area.height + rise },
    shade(picture, moment) {
      const arrived = easeOut(arrival(moment, framesFor(IN_SECONDS, moment)));
      shade(picture, Math.min(arrived, stay(moment, framesFor(OUT_SECONDS, moment))));
    },
    draw(picture, moment) {
      const inFrames = framesFor(IN_SECONDS, moment);
      // Many lines must not take longer than one: the last still has its own time.
      const stagger = Math.min(framesFor(STAGGER_SECONDS, moment), inFrames / Math.max(1, lines.length - 1));
      const leaving = stay(moment, framesFor(OUT_SECONDS, moment));
      for (const [index, { sprite, left, top }] of lines.entries()) {
        const arrived = easeOut(arrival(moment, inFrames, Math.round(index * stagger)));
        drawSprite(picture, sprite, { left, top: top + Math.round((1 - arrived) * rise) }, { level: Math.min(arrived, leaving) });
      }
    },
  };
}
