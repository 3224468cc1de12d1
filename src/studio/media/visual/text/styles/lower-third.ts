import { yuvOf } from '../../colour.ts';
import { contrastOf } from '../../../../../engine/kernel/index.ts';
import { fillRectangle } from '../../spans.ts';
import { drawSprite } from '../../sprite.ts';
import { drawLine, setBlock, type Block } from '../block.ts';
import { arrival, easeOut, framesFor, stay } from '../moment.ts';
import { bandLevel } from '../shade.ts';
import { usualTitlePx, type SetText, type TextSetting } from '../text-style.ts';

const IN_SECONDS = 0.55;
const OUT_SECONDS = 0.4;
/** Words follow the panel by this much. */
const LATER_SECONDS = 0.12;
/** Against the usual size of a title: the name, and what is said about it. */
const NAME = 0.54;
const ROLE = 0.6;
/** Parts of the panel, em of the name. */
const PANEL = { bar: 0.16, side: 0.55, top: 0.42, bottom: 0.42, between: 0.26 };
const PANEL_LEVEL = 0.76;
/** How far the words come, em of the name. */
const SLIDE = 0.5;

/** A panel slides out of a bar at the side, with a name and, below a line break, who that is. */
export function composeLowerThird(setting: TextSetting): SetText {
  const [name = '', ...roles] = setting.text.split('\n');
  const set = setInPanel(setting, { name, role: roles.join('\n') });
  const { colours } = setting;
  const { panel, bar, isMirrored } = set;
  const lines = set.blocks.flatMap((block) => block.lines.map((line) => drawLine(line, block, colours.text)));
  const level = bandLevel(colours, PANEL_LEVEL);
  const accent = contrastOf(colours.accent, colours.shade) >= 3 ? colours.accent : colours.text;
  const slide = Math.round(SLIDE * set.namePx);
  return {
    area: panel,
    shade: () => undefined,
    draw(picture, moment) {
      const inFrames = framesFor(IN_SECONDS, moment);
      const leaving = easeOut(stay(moment, framesFor(OUT_SECONDS, moment)));
      const open = Math.min(easeOut(arrival(moment, inFrames)), leaving);
      const words = Math.min(easeOut(arrival(moment, inFrames, framesFor(LATER_SECONDS, moment))), leaving);
      const reached = Math.round(panel.width * open);
      const sides = isMirrored
        ? { left: panel.left + panel.width - reached, right: panel.left + panel.width }
        : { left: panel.left, right: panel.left + reached };
      const rows = { top: panel.top, bottom: panel.top + panel.height };
      fillRectangle(picture, { ...sides, ...rows }, { colour: yuvOf(colours.shade), level });
      const edge = isMirrored ? sides.right - Math.min(bar, reached) : sides.left;
      fillRectangle(picture, { ...rows, left: edge, right: edge + Math.min(bar, reached) }, { colour: yuvOf(accent), level: 1 });
      for (const { sprite, left, top } of lines) {
        const at = left + (isMirrored ? 1 : -1) * Math.round((1 - words) * slide);
        // Words never stand outside the panel, nor on its bar.
        const columns = { from: sides.left + (isMirrored ? 0 : bar) - at, to: sides.right - (isMirrored ? bar : 0) - at };
        drawSprite(picture, sprite, { left: at, top }, { level: words, columns });
      }
    },
  };
}

type InPanel = {
  readonly blocks: readonly Block[];
  readonly panel: SetText['area'];
  readonly bar: number;
  readonly namePx: number;
  readonly isMirrored: boolean;
};

function setInPanel(setting: TextSetting, { name, role }: { readonly name: string; readonly role: string }): InPanel {
  const { still, region, place, size } = setting;
  const isWide = still.width > still.height;
  const wished = usualTitlePx(still) * NAME * size;
  const frame = (fontPx: number): { bar: number; side: number; top: number; bottom: number } => ({
    bar: Math.max(2, 2 * Math.round((PANEL.bar * fontPx) / 2)),
    side: Math.round(PANEL.side * fontPx),
    top: Math.round(PANEL.top * fontPx),
    bottom: Math.round(PANEL.bottom * fontPx),
  });
  for (let largest = wished; ; largest *= 0.85) {
    const { bar, side, top, bottom } = frame(largest);
    const inner = {
      left: 0,
      top: 0,
      width: Math.max(1, Math.floor(region.width * (isWide ? 0.62 : 1)) - bar - 2 * side),
      height: Math.max(1, region.height - top - bottom),
    };
    const at = { region: inner, place: { align: place.align === 'right' ? 'right' : 'left', at: 'top' } } as const;
    const wish = { widest: 1, usualHeight: 0.3, usualLines: 2 };
    const nameBlock = setBlock({ ...at, text: name }, { ...wish, voice: { weight: 700, tracking: -0.01 }, largest });
    const roleBlock =
      role === ''
        ? null
        : setBlock({ ...at, text: role }, { ...wish, voice: { weight: 400, tracking: 0.01 }, largest: nameBlock.fontPx * ROLE });
    const gap = roleBlock === null ? 0 : Math.round(PANEL.between * nameBlock.fontPx);
    const height = top + nameBlock.area.height + gap + (roleBlock?.area.height ?? 0) + bottom;
    if (height > region.height && largest > 4) {
      continue;
    }

    const wordsWidth = Math.max(nameBlock.area.width, roleBlock?.area.width ?? 0);
    const width = Math.min(region.width, bar + 2 * side + wordsWidth);
    const panel = {
      left: Math.round(region.left + (place.align === 'left' ? 0 : place.align === 'right' ? 1 : 0.5) * (region.width - width)),
      top: Math.round(region.top + (place.at === 'top' ? 0 : place.at === 'middle' ? 0.5 : 1) * (region.height - height)),
      width,
      height,
    };
    const isMirrored = place.align === 'right';
    const wordsLeft = isMirrored ? panel.left + side : panel.left + bar + side;
    const move = (block: Block, down: number): Block => {
      const across = wordsLeft + (isMirrored ? wordsWidth - block.area.width : 0) - block.area.left;
      const lines = block.lines.map((line) => ({
        ...line,
        left: line.left + across,
        baseline: line.baseline + panel.top + down - block.area.top,
      }));
      return { ...block, lines };
    };
    const blocks = [move(nameBlock, top), ...(roleBlock === null ? [] : [move(roleBlock, top + nameBlock.area.height + gap)])];
    return { blocks, panel, bar, namePx: nameBlock.fontPx, isMirrored };
  }
}
