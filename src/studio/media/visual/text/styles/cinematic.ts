import { css, yuvOf } from '../../colour.ts';
import { smoothStep } from '../../music-clock.ts';
import { fillRectangle } from '../../spans.ts';
import { drawSprite, spriteOf, type Sprite } from '../../sprite.ts';
import { drawLine, setBlock, shareBefore, type Block, type SetLine } from '../block.ts';
import { lettersOf } from '../break-lines.ts';
import { emsOf, isMixed, mayStandApart, useLettering, type Lettering } from '../lettering.ts';
import { arrival, easeOut, framesFor, stay, type Moment } from '../moment.ts';
import type { Picture } from '../../picture.ts';
import { groundShade } from '../shade.ts';
import { usualSizeOf, type SetText, type TextSetting } from '../text-style.ts';

const IN_SECONDS = 1.2;
const OUT_SECONDS = 0.8;
/** The space between letters in the end, em, and how much of it is missing in the beginning. */
const TRACKING = 0.26;
const OPENING = 0.1;
/** The hairline under the words, em and as a part of their width. */
const RULE = { gap: 0.34, thickness: 0.035, part: 0.34 };
/** Letters glide by this part of a pixel. */
const PHASES = 4;

/** Light letters far apart, drifting further apart all the time, over a hairline that grows from its middle. */
export function composeCinematic(setting: TextSetting): SetText {
  const text = setting.text.toUpperCase();
  const block = setBlock(
    { ...setting, text },
    {
      voice: { weight: 400, tracking: TRACKING },
      largest: usualSizeOf(setting) * 0.64,
      widest: setting.still.width > setting.still.height ? 0.86 : 1,
      usualHeight: 0.42,
      usualLines: 3,
      margin: { x: 0.1, top: 0, bottom: RULE.gap + RULE.thickness },
    },
  );
  const { area, fontPx } = block;
  const colour = setting.colours.text;
  const lines = block.lines.map((line) => drawingOf(line, block, setting));
  const shade = groundShade(setting, area, fontPx);
  const rule = {
    top: area.top + area.height + Math.round(RULE.gap * fontPx),
    thickness: Math.max(1, Math.round(RULE.thickness * fontPx)),
    width: area.width * RULE.part,
    left: area.left + shareBefore(setting.place.align) * area.width * (1 - RULE.part),
  };
  return {
    area: { ...area, height: rule.top + rule.thickness - area.top },
    shade: (picture, moment) => shade(picture, levelAt(moment)),
    draw(picture, moment) {
      const inFrames = framesFor(IN_SECONDS, moment);
      const level = levelAt(moment);
      const rest = 1 - moment.frame / Math.max(1, moment.frames - 1);
      for (const draw of lines) {
        draw(picture, { missing: OPENING * rest * rest, level });
      }

      const half = (rule.width / 2) * easeOut(arrival(moment, inFrames));
      const middle = rule.left + rule.width / 2;
      fillRectangle(
        picture,
        { left: middle - half, right: middle + half, top: rule.top, bottom: rule.top + rule.thickness },
        { colour: yuvOf(colour), level: 0.8 * level },
      );
    },
  };
}

function levelAt(moment: Moment): number {
  const [arrived, leaving] = [arrival(moment, framesFor(IN_SECONDS, moment)), stay(moment, framesFor(OUT_SECONDS, moment))];
  return smoothStep(0, 1, Math.min(arrived, leaving));
}

type LineDrawing = (picture: Picture, at: { readonly missing: number; readonly level: number }) => void;

/** How to draw a line with some of the space between its letters missing (em). Joined letters stay together. */
function drawingOf(line: SetLine, block: Block, { colours, place }: TextSetting): LineDrawing {
  const { lettering, fontPx } = block;
  if (!mayStandApart(line.words) || isMixed(line.words)) {
    const { sprite, ...corner } = drawLine(line, block, colours.text);
    return (picture, { level }) => drawSprite(picture, sprite, corner, { level });
  }

  const letters = lettersOf(line.words);
  const glyphs = new GlyphSprites(block, colours.text);
  const tight = { ...lettering, tracking: 0 };
  const steps = letters.map((letter, index) => ({
    letter,
    // With the letters before it: neighbours are kerned.
    before: (emsOf(letters.slice(0, index + 1).join(''), tight) - emsOf(letter, tight)) * fontPx,
    width: emsOf(letter, tight) * fontPx,
    index,
  }));
  const plainWidth = emsOf(line.words, tight) * fontPx;
  return (picture, { missing, level }) => {
    const tracking = (lettering.tracking - missing) * fontPx;
    const width = plainWidth + tracking * (letters.length - 1);
    const left = line.left + shareBefore(place.align) * (line.width - width);
    for (const { letter, before, width: own, index } of steps) {
      const way = before + tracking * index;
      glyphs.draw(picture, letter, {
        x: lettering.isRightToLeft ? left + width - way - own : left + way,
        baseline: line.baseline,
        level,
      });
    }
  };
}

/** Letters drawn once for each part of a pixel that they may stand at. */
class GlyphSprites {
  readonly #sprites = new Map<string, Sprite>();
  readonly #lettering: Lettering;
  readonly #fontPx: number;
  readonly #colour: TextSetting['colours']['text'];

  constructor({ lettering, fontPx }: Block, colour: TextSetting['colours']['text']) {
    this.#lettering = lettering;
    this.#fontPx = fontPx;
    this.#colour = colour;
  }

  draw(picture: Picture, letter: string, at: { readonly x: number; readonly baseline: number; readonly level: number }): void {
    const place = Math.round(at.x * PHASES);
    const phase = ((place % PHASES) + PHASES) % PHASES;
    const pad = Math.ceil(this.#fontPx * 0.3);
    const above = Math.ceil(this.#lettering.ascent * this.#fontPx) + 2;
    const below = Math.ceil(this.#lettering.descent * this.#fontPx) + 2;
    const key = `${phase} ${letter}`;
    let sprite = this.#sprites.get(key);
    if (sprite === undefined) {
      const width = emsOf(letter, this.#lettering) * this.#fontPx;
      sprite = spriteOf(width + 2 * pad + 1, above + below, (context) => {
        useLettering(context, this.#lettering, this.#fontPx);
        context.fillStyle = css(this.#colour);
        context.fillText(letter, pad + phase / PHASES, above);
      });
      this.#sprites.set(key, sprite);
    }

    drawSprite(picture, sprite, { left: (place - phase) / PHASES - pad, top: at.baseline - above }, { level: at.level });
  }
}
