import { yuvOf } from '../../colour.ts';
import { fillRectangle } from '../../spans.ts';
import { drawSprite } from '../../sprite.ts';
import { drawLine, setBlock, usualWidest, type Block } from '../block.ts';
import { lettersOf } from '../break-lines.ts';
import { emsOf } from '../lettering.ts';
import { arrival, framesFor, stay, type Moment } from '../moment.ts';
import { groundShade } from '../shade.ts';
import { usualSizeOf, type SetText, type TextSetting } from '../text-style.ts';

const LETTERS_A_SECOND = 20;
/** Typing is done by this part of the time, however much there is to type. */
const LATEST = 0.6;
const OUT_SECONDS = 0.25;
const SHADE_SECONDS = 0.3;
/** How long the caret waits after the last letter, and how long it takes to go. */
const CARET_WAIT_SECONDS = 0.7;
const CARET_OUT_SECONDS = 0.25;
/** The caret beside a letter, em. */
const CARET = { gap: 0.06, width: 0.055, above: 0.82, below: 0.16 };

/** How far a line has been typed after each of its letters, pixels from the side where it begins. */
type Steps = readonly number[];

/** Letter after letter where it will stand, since nothing moves that is written; a caret shows the way. */
export function composeTypewriter(setting: TextSetting): SetText {
  const { voice } = setting;
  const block = setBlock(setting, {
    voice: { weight: Math.max(400, Math.min(600, voice.weight)), tracking: Math.max(0, voice.tracking) },
    largest: usualSizeOf(setting) * 0.82,
    widest: usualWidest(setting),
    usualHeight: 0.42,
    usualLines: 3,
    margin: { x: CARET.gap + CARET.width, top: 0.06, bottom: 0 },
  });
  const lines = block.lines.map((line) => ({
    line,
    drawn: drawLine(line, block, setting.colours.text),
    steps: stepsOf(line.words, block),
  }));
  const letters = lines.reduce((sum, { steps }) => sum + steps.length, 0);
  const shade = groundShade(setting, block.area, block.fontPx);
  const { fontPx, lettering } = block;
  const caretReach = Math.ceil((CARET.gap + CARET.width) * fontPx);
  const ink = yuvOf(setting.colours.text);
  return {
    area: { ...block.area, left: block.area.left - caretReach, width: block.area.width + 2 * caretReach },
    shade(picture, moment) {
      const arrived = arrival(moment, framesFor(SHADE_SECONDS, moment));
      shade(picture, Math.min(arrived, stay(moment, framesFor(OUT_SECONDS, moment))));
    },
    draw(picture, moment) {
      const typingFrames = framesOfTyping(letters, moment);
      const typed = typedLetters(letters, typingFrames, moment);
      const leaving = stay(moment, framesFor(OUT_SECONDS, moment));
      let before = 0;
      for (const { line, drawn, steps } of lines) {
        const here = Math.max(0, Math.min(steps.length, typed - before));
        const hasCaret = here > 0 && (typed <= before + steps.length || line === lines.at(-1)?.line);
        before += steps.length;
        if (here === 0) {
          continue;
        }

        const isWhole = here === steps.length;
        const reached = steps[here - 1]!;
        const edge = line.left - drawn.left + (lettering.isRightToLeft ? line.width - reached : reached);
        const columns = isWhole
          ? null
          : lettering.isRightToLeft
            ? { from: Math.round(edge), to: drawn.sprite.width }
            : { from: 0, to: Math.round(edge) };
        drawSprite(picture, drawn.sprite, drawn, { level: leaving, columns });
        const level = hasCaret ? Math.min(leaving, caretLevel(typingFrames, moment)) : 0;
        if (level > 0) {
          const turn = lettering.isRightToLeft ? -1 : 1;
          const near = drawn.left + edge + turn * CARET.gap * fontPx;
          const far = near + turn * Math.max(1, CARET.width * fontPx);
          const rows = { top: line.baseline - CARET.above * fontPx, bottom: line.baseline + CARET.below * fontPx };
          fillRectangle(
            picture,
            { ...rows, left: Math.round(Math.min(near, far)), right: Math.round(Math.max(near, far)) },
            { colour: ink, level },
          );
        }
      }
    },
  };
}

function stepsOf(words: string, { lettering, fontPx }: Pick<Block, 'lettering' | 'fontPx'>): Steps {
  let [prefix, furthest] = ['', 0];
  return lettersOf(words).map((letter) => {
    prefix += letter;
    // Letters that join may get narrower when the next one comes; what is written stays.
    furthest = Math.max(furthest, emsOf(prefix, lettering) * fontPx);
    return furthest;
  });
}

function framesOfTyping(letters: number, { frames, framesPerSecond }: Moment): number {
  return Math.max(1, Math.min(Math.round((letters / LETTERS_A_SECOND) * framesPerSecond), Math.floor(frames * LATEST)));
}

function typedLetters(letters: number, typingFrames: number, { frame }: Moment): number {
  return frame + 1 >= typingFrames ? letters : Math.max(1, Math.floor(((frame + 1) * letters) / typingFrames));
}

/** There while typing and for a while after; then it goes, gently and for good. */
function caretLevel(typingFrames: number, { frame, framesPerSecond }: Moment): number {
  const since = frame + 1 - typingFrames - Math.round(CARET_WAIT_SECONDS * framesPerSecond);
  const outFrames = Math.round(CARET_OUT_SECONDS * framesPerSecond);
  return Math.max(0, Math.min(1, 1 - since / outFrames));
}
