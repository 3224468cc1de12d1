import { drawSprite, spriteOf } from '../../sprite.ts';
import { css } from '../../colour.ts';
import { setBlock, drawLine, usualWidest, type Block, type LineSprite, type SetLine } from '../block.ts';
import { wordsOf } from '../break-lines.ts';
import { emsOf, isMixed, useLettering } from '../lettering.ts';
import { arrival, framesFor, overshoot, stay } from '../moment.ts';
import { groundShade } from '../shade.ts';
import { usualSizeOf, type SetText, type TextSetting } from '../text-style.ts';

const POP_SECONDS = 0.34;
const OUT_SECONDS = 0.2;
/** Words follow one another by this much, or faster where there are many. */
const STAGGER_SECONDS = 0.09;
/** The last word has begun by this part of the time. */
const LATEST = 0.45;
/** The size a word begins with, against its own. */
const FIRST_SIZE = 0.4;
/** How far a word may shoot out on each side, em: less than half the blank between words. */
const REACH = 0.06;

/** Word after word jumps out of its middle, a little too large, and settles. */
export function composePop(setting: TextSetting): SetText {
  const { voice } = setting;
  const block = setBlock(setting, {
    voice: { weight: Math.max(700, voice.weight), tracking: Math.min(0, voice.tracking) },
    largest: usualSizeOf(setting),
    widest: usualWidest(setting),
    usualHeight: 0.42,
    usualLines: 3,
    margin: { x: REACH, top: REACH, bottom: REACH },
  });
  const colour = setting.colours.text;
  const words = block.lines
    .flatMap((line) => wordsIn(line, block))
    .map((word) => ({ word, drawn: drawLine(word, block, colour) }));
  const shade = groundShade(setting, block.area, block.fontPx);
  const reach = Math.ceil(REACH * block.fontPx);
  const { left, top, width, height } = block.area;
  return {
    area: { left: left - reach, top: top - reach, width: width + 2 * reach, height: height + 2 * reach },
    shade(picture, moment) {
      const arrived = arrival(moment, framesFor(POP_SECONDS, moment));
      shade(picture, Math.min(arrived, stay(moment, framesFor(OUT_SECONDS, moment))));
    },
    draw(picture, moment) {
      const popFrames = framesFor(POP_SECONDS, moment);
      const stagger = Math.min(
        STAGGER_SECONDS * moment.framesPerSecond,
        (LATEST * (moment.frames - popFrames)) / Math.max(1, words.length - 1),
      );
      const leaving = stay(moment, framesFor(OUT_SECONDS, moment));
      for (const [index, { word, drawn }] of words.entries()) {
        const arrived = arrival(moment, popFrames, Math.round(index * stagger));
        if (arrived === 0) {
          continue;
        }

        const most = 1 + (2 * REACH * block.fontPx) / Math.max(word.width, block.fontPx);
        const size = Math.min(most, FIRST_SIZE + (1 - FIRST_SIZE) * overshoot(arrived));
        const { sprite, ...place } = arrived === 1 ? drawn : drawSized(word, block, { size, colour });
        drawSprite(picture, sprite, place, { level: Math.min(1, 2.5 * arrived, leaving) });
      }
    },
  };
}

/** The words of a line where they stand; of a line in both directions, the line. */
function wordsIn(line: SetLine, { lettering, fontPx }: Block): SetLine[] {
  if (isMixed(line.words)) {
    return [line];
  }

  let prefix = '';
  return wordsOf(line.words).map((piece): SetLine => {
    const before = emsOf(prefix + piece.slice(0, piece.length - piece.trimStart().length), lettering) * fontPx;
    prefix += piece;
    const words = piece.trim();
    const width = emsOf(words, lettering) * fontPx;
    const gap = prefix === piece ? 0 : lettering.tracking * fontPx;
    const left = lettering.isRightToLeft ? line.left + line.width - before - gap - width : line.left + before + gap;
    return { ...line, words, width, left: Math.round(left) };
  });
}

/** The word at another size around its own middle. */
function drawSized(
  { words, left, baseline, width }: SetLine,
  { lettering, fontPx }: Block,
  { size, colour }: { readonly size: number; readonly colour: TextSetting['colours']['text'] },
): LineSprite {
  const middle = { x: left + width / 2, y: baseline - fontPx * 0.36 };
  const reach = {
    x: Math.ceil((width / 2 + fontPx * 0.3) * size),
    y: Math.ceil(fontPx * size * Math.max(lettering.ascent - 0.36, lettering.descent + 0.36)) + 2,
  };
  // The sprite begins at a whole pixel; the middle of the word need not.
  const corner = { left: Math.floor(middle.x) - reach.x, top: Math.floor(middle.y) - reach.y };
  const sprite = spriteOf(2 * reach.x + 2, 2 * reach.y + 2, (context) => {
    context.translate(middle.x - corner.left, middle.y - corner.top);
    context.scale(size, size);
    useLettering(context, lettering, fontPx);
    context.fillStyle = css(colour);
    context.fillText(words, -width / 2, fontPx * 0.36);
  });
  return { sprite, ...corner };
}
