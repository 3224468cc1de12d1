import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FRAME_FORMATS,
  FRAME_RATES,
  safeAreaOf,
  titleSpan,
  type FrameFormat,
  type TitlePlan,
} from '../../../engine/export/index.ts';
import { contrastOf, type Rgb } from '../../../engine/kernel/index.ts';
import { TEXT_STYLES, type TextStyle } from '../../../engine/timeline/index.ts';
import { Picture, type Planes } from './picture.ts';
import { overlaps } from './text/free-regions.ts';
import { drawTitles, layTitle, layTitles, titlesAround, type TitleFrame, type TitleGround } from './title.ts';

const SIZES: { readonly [format in FrameFormat]: { readonly width: number; readonly height: number } } = {
  '16:9': { width: 480, height: 270 },
  '9:16': { width: 270, height: 480 },
  '1:1': { width: 320, height: 320 },
  '4:5': { width: 320, height: 400 },
};
const PALETTE: TitleGround['palette'] = { text: [255, 255, 255], shade: [60, 30, 90], spark: [255, 200, 60] };
const SCRIPTS = [
  'A walk by the sea',
  'WAVE, Ångström! Ẫ Ế',
  'Ψυχή и Ёлки',
  '城市之夜,与你同行。',
  '東京の夜に、静かに歩く',
  '한강의 밤 산책',
  'مرحبا بالعالم 2024 Cuesmith',
  'שלום עולם (12)',
  'हिन्दी में क्षत्रिय',
  'ภาษาไทยน้ำใจที่นี่',
  'antidisestablishmentarianism',
] as const;

const texts = fc
  .tuple(fc.array(fc.constantFrom(...SCRIPTS), { minLength: 1, maxLength: 24 }), fc.constantFrom(' ', '\n', ''))
  .map(([parts, between]) => parts.join(between).slice(0, 500));
const places = fc.option(
  fc.record({ align: fc.constantFrom('left', 'center', 'right'), at: fc.constantFrom('top', 'middle', 'bottom') }),
);

function title(wishes: Partial<TitlePlan> = {}): TitlePlan {
  const usual = { role: 'title', style: 'rise', size: 1, startSeconds: 0, endSeconds: 2, colour: null, place: null } as const;
  return { text: 'A walk by the sea', ...usual, ...wishes };
}

function frame(format: FrameFormat = '16:9', framesPerSecond: TitleFrame['framesPerSecond'] = 30): TitleFrame {
  return { ...SIZES[format], framesPerSecond, safeArea: safeAreaOf(format, SIZES[format]) };
}

function flat({ width, height }: Pick<TitleFrame, 'width' | 'height'>, luma = 16): Planes {
  const half = (width * height) / 4;
  return {
    width,
    height,
    y: new Uint8Array(width * height).fill(luma),
    u: new Uint8Array(half).fill(128),
    v: new Uint8Array(half).fill(128),
    lumaStride: width,
    chromaStride: width / 2,
  };
}

function ground(plan: TitleFrame, wishes: Partial<TitleGround> = {}): TitleGround {
  const place = { align: 'center', at: 'bottom' } as const;
  return { still: flat(plan), place, motif: 'orbits', palette: PALETTE, leastShade: 0, ...wishes };
}

/** The pictures of some frames, fresh each. */
function shots(titles: readonly TitlePlan[], plan: TitleFrame, frames: readonly number[], on = ground(plan)): Uint8Array[] {
  const laid = layTitles(titles, plan, on);
  const picture = new Picture(flat(plan), on.still);
  return frames.map((number) => {
    picture.restore();
    drawTitles(picture, laid, number / plan.framesPerSecond);
    return picture.planes.y.slice();
  });
}

/** How much was drawn, and the box around it. */
function inkOf(
  luma: Uint8Array,
  { width }: TitleFrame,
  base = 16,
): { sum: number; left: number; right: number; top: number; bottom: number } {
  const box = { sum: 0, left: Infinity, right: -1, top: Infinity, bottom: -1 };
  for (const [at, value] of luma.entries()) {
    if (value !== base) {
      const [row, column] = [Math.floor(at / width), at % width];
      box.sum += Math.abs(value - base);
      box.left = Math.min(box.left, column);
      box.right = Math.max(box.right, column + 1);
      box.top = Math.min(box.top, row);
      box.bottom = Math.max(box.bottom, row + 1);
    }
  }

  return box;
}

describe.each(TEXT_STYLES)('%s', (style) => {
  it('stays inside the safe area with any text, size, place and format, in every frame', () => {
    fc.assert(
      fc.property(
        texts,
        places,
        fc.double({ min: 0.4, max: 2.5, noNaN: true }),
        fc.constantFrom(...FRAME_FORMATS),
        fc.constantFrom<TitleGround['motif']>('orbits', 'bars', 'aurora', 'ridges'),
        (text, place, size, format, motif) => {
          const plan = frame(format);
          const [first, some, middle, last] = shots(
            [title({ text, place, size, style })],
            plan,
            [0, 7, 40, 59],
            ground(plan, { motif }),
          ).map((luma) => inkOf(luma, plan));
          const { left, top, width, height } = plan.safeArea;
          for (const ink of [first!, some!, middle!, last!]) {
            expect(ink.sum).toBeGreaterThan(0);
            expect(ink.left).toBeGreaterThanOrEqual(left);
            expect(ink.top).toBeGreaterThanOrEqual(top);
            expect(ink.right).toBeLessThanOrEqual(left + width);
            expect(ink.bottom).toBeLessThanOrEqual(top + height);
          }

          expect(middle!.sum).toBeGreaterThan(last!.sum);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('comes and goes in whole frames and without a step back, however short it is', () => {
    for (const framesPerSecond of FRAME_RATES) {
      for (const endSeconds of [1.3, 3]) {
        const plan = frame('1:1', framesPerSecond);
        const only = title({ text: 'Sea', style, startSeconds: 1, endSeconds });
        const { startFrame, endFrame } = titleSpan(only, framesPerSecond);
        const frames = Array.from({ length: endFrame - startFrame + 2 }, (_, number) => startFrame - 1 + number);
        const sums = shots([only], plan, frames).map((luma) => inkOf(luma, plan).sum);
        expect([sums[0], sums.at(-1)]).toEqual([0, 0]);
        // A gentle beginning is less than a shade of grey.
        const gentle = Math.ceil(sums.length / 20);
        expect(Math.min(...sums.slice(1 + gentle, -1 - gentle))).toBeGreaterThan(0);
        const highest = sums.indexOf(Math.max(...sums));
        // A word that pops is too large for a moment, a caret goes before the words do, wide letters drift.
        const slack = style === 'pop' ? 1.25 : style === 'typewriter' ? 1.5 : 1.03;
        sums.forEach((sum, number) => {
          const before = sums[number - 1] ?? 0;
          if (number <= Math.min(highest, sums.length / 3)) {
            expect(sum * slack).toBeGreaterThanOrEqual(before);
          } else if (number > sums.length - 1 - Math.floor(sums.length / 5)) {
            expect(sum).toBeLessThanOrEqual(before * slack);
          }
        });
      }
    }
  });

  it('draws a frame the same whatever was drawn before', () => {
    const plan = frame('4:5');
    const some = [title({ style, text: 'Once more, with feeling' })];
    const [once] = shots(some, plan, [9]);
    expect(shots(some, plan, [50, 3, 59, 70, 9]).at(-1)).toEqual(once);
  });
});

describe('texts that are seen together', () => {
  it('stand clear of one another', () => {
    const styles = fc.constantFrom(...TEXT_STYLES);
    const some = fc.record({
      style: styles,
      place: places,
      startSeconds: fc.integer({ min: 0, max: 3 }),
      text: texts.map((text) => text.slice(0, 60)),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 3 }), fc.constantFrom(...FRAME_FORMATS), (wishes, format) => {
        const titles = wishes.map((wish) => title({ ...wish, endSeconds: wish.startSeconds + 2 }));
        const plan = frame(format);
        const areas = layTitles(titles, plan, ground(plan)).map(({ area }) => area);
        for (const [one, first] of titles.entries()) {
          for (const [other, second] of titles.entries()) {
            const isTogether = one < other && first.startSeconds < second.endSeconds && second.startSeconds < first.endSeconds;
            expect(isTogether && overlaps(areas[one]!, areas[other]!)).toBe(false);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('make room upwards: the caption rises over the name, and the name stays', () => {
    const plan = frame();
    const name = title({ style: 'lower-third', text: 'Maya\nPotter', place: { align: 'center', at: 'bottom' } });
    const caption = title({ style: 'caption', role: 'caption', startSeconds: 1 });
    const [below, above] = layTitles([name, caption], plan, ground(plan));
    expect(below!.area).toEqual(layTitle(name, plan, ground(plan)).area);
    expect(above!.area.top + above!.area.height).toBeLessThanOrEqual(below!.area.top);
    expect(above!.area.height).toBe(layTitle(caption, plan, ground(plan)).area.height);
  });

  it('are known to a part of the picture in which only some of them are seen', () => {
    const [one, two, three, four] = [
      [0, 2],
      [1, 4],
      [3, 6],
      [7, 8],
    ].map(([startSeconds, endSeconds]) => title({ startSeconds: startSeconds!, endSeconds: endSeconds! }));
    expect(titlesAround([one!, two!, three!, four!], 5, 6)).toEqual([one, two, three]);
    expect(titlesAround([one!, two!, three!, four!], 6, 9)).toEqual([four]);
  });
});

describe('what is read from the right', () => {
  it('is typed from the right, and named at the right', () => {
    const plan = frame();
    const [start, whole] = shots([title({ style: 'typewriter', text: 'مرحبا بكم في البحر' })], plan, [1, 50]).map((luma) =>
      inkOf(luma, plan),
    );
    expect(start!.left).toBeGreaterThan((whole!.left + whole!.right) / 2);
    const { area } = layTitle(title({ style: 'lower-third', text: 'שלום' }), plan, ground(plan));
    expect(area.left + area.width).toBe(plan.safeArea.left + plan.safeArea.width);
    expect(layTitle(title({ style: 'lower-third', text: 'Hello' }), plan, ground(plan)).area.left).toBe(plan.safeArea.left);
  });
});

describe('captions', () => {
  it('can be read on any footage, in any colour', () => {
    const plan = frame();
    const colours: (Rgb | null)[] = [null, [255, 220, 0], [128, 128, 128], [0, 0, 0], [200, 30, 40]];
    for (const colour of colours) {
      for (const under of [16, 235]) {
        const caption = title({ style: 'caption', role: 'caption', text: 'Word', colour });
        const on = ground(plan, { still: flat(plan, under), leastShade: 0.4 });
        const [luma] = shots([caption], plan, [30], on);
        const { area } = layTitle(caption, plan, on);
        // In the band, left of the words.
        const grey = ((luma![(area.top + area.height / 2) * plan.width + area.left + 3]! - 16) * 255) / 219;
        expect(contrastOf(colour ?? [255, 255, 255], [grey, grey, grey])).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe('letters', () => {
  it('that no font has are named before anything is drawn', () => {
    const plan = frame();
    const bad =
      (text: string): (() => unknown) =>
      () =>
        layTitle(title({ text }), plan, ground(plan));
    expect(bad('Hello ꦗ')).toThrow(/ꦗ \(U\+A997\)/);
    expect(bad('\u{10ffff}')).toThrow(expect.objectContaining({ code: 'export.title-font-missing' }));
    expect(bad('★ ♪ → ✓ ∑ 1️⃣ 🇩🇪 👩🏽‍🚀 ©️')).not.toThrow();
  });

  it.each<[string, TextStyle]>([
    ['ẞ', 'rise'],
    ['…', 'typewriter'],
    ['.', 'pop'],
    ['i', 'cinematic'],
  ])('%s alone is a title too', (text, style) => {
    const plan = frame();
    expect(inkOf(shots([title({ text, style })], plan, [30])[0]!, plan).sum).toBeGreaterThan(0);
  });
});
