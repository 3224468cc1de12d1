import type { Area, ExportPlan, Motif, Palette, TitlePlan } from '../../../engine/export/index.ts';
import { titleSpan } from '../../../engine/export/index-for-media.ts';
import type { TextStyle } from '../../../engine/timeline/index.ts';
import { familiesFor } from './fonts.ts';
import type { Picture, Planes } from './picture.ts';
import type { TitlePlace } from './scene.ts';
import { freeRegions, overlaps } from './text/free-regions.ts';
import { isRightToLeft } from './text/lettering.ts';
import type { Moment } from './text/moment.ts';
import { shadeUnder } from './text/shade.ts';
import { TEXT_COMPOSERS } from './text/styles/index.ts';
import type { PictureVoice, SetText, TextSetting } from './text/text-style.ts';

const VOICES: { readonly [motif in Motif]: PictureVoice } = {
  hills: { weight: 700, tracking: -0.025, isUpper: false, size: 1 },
  city: { weight: 600, tracking: -0.02, isUpper: false, size: 0.92 },
  neon: { weight: 800, tracking: 0.02, isUpper: true, size: 0.92 },
  aurora: { weight: 300, tracking: 0.01, isUpper: false, size: 1 },
  rings: { weight: 800, tracking: -0.03, isUpper: false, size: 1 },
  ridges: { weight: 500, tracking: 0.14, isUpper: true, size: 0.7 },
  paper: { weight: 800, tracking: -0.035, isUpper: false, size: 1.02 },
  strings: { weight: 400, tracking: -0.02, isUpper: false, size: 0.98 },
  bars: { weight: 900, tracking: -0.035, isUpper: true, size: 1.05 },
  orbits: { weight: 700, tracking: -0.03, isUpper: false, size: 1 },
};

/** Styles that speak in the voice of the picture, capitals included. */
const IN_THE_PICTURES_VOICE: readonly TextStyle[] = ['rise', 'fade', 'pop'];

/** Captions look the same on every picture: readers look for them, not at them. */
const CAPTION_PALETTE: Pick<Palette, 'text' | 'shade'> = { text: [255, 255, 255], shade: [0, 0, 0] };

/** A text that keeps this part of its height when it makes room counts as whole. */
const STILL_AS_LARGE = 0.95;

/** A title that has been set in type and can be drawn into frames. */
export type Title = {
  /** The box of the words and of what they stand on, but for a soft shade; pixels. */
  readonly area: Area;
  /** Draws the shade behind the words, as it is in the frame of this moment of the export. */
  readonly shade: (picture: Picture, seconds: number) => void;
  /** Draws the words. Letters are set when they are first seen. */
  readonly draw: (picture: Picture, seconds: number) => void;
};

/** The frame that words are set into. */
export type TitleFrame = Pick<ExportPlan, 'width' | 'height' | 'safeArea' | 'framesPerSecond'>;

/** What lies behind the words, and how its kind of picture speaks. */
export type TitleGround = {
  readonly still: Planes;
  /** Where the words stand unless the title says it. */
  readonly place: TitlePlace;
  readonly motif: Motif;
  readonly palette: Pick<Palette, 'text' | 'shade' | 'spark'>;
  /** The shade is at least this strong (0–1), for ground that will change under the words. */
  readonly leastShade: number;
};

/** Sets a title in type as `layTitles` does, with no other beside it. */
export function layTitle(title: TitlePlan, plan: TitleFrame, ground: TitleGround): Title {
  return layTitles([title], plan, ground)[0]!;
}

/**
 * Sets titles in type: chosen size, balanced lines, and as much shade behind them as the still picture makes necessary. Of titles that
 * are seen at the same time those that come later stay clear of those before them. Throws `export.title-font-missing`.
 */
export function layTitles(titles: readonly TitlePlan[], plan: TitleFrame, ground: TitleGround): Title[] {
  const laid = titles.map((title) => new LaidTitle(title, plan, ground));
  const inOrder = [...laid].sort(
    (one, other) => one.span.startFrame - other.span.startFrame || laid.indexOf(one) - laid.indexOf(other),
  );
  for (const [place, title] of inOrder.entries()) {
    title.before = inOrder.slice(0, place).filter(({ span }) => span.endFrame > title.span.startFrame);
  }

  return laid;
}

/** Draws the titles that are seen in the frame of this moment: all shades, then all words. */
export function drawTitles(picture: Picture, titles: readonly Title[], seconds: number): void {
  for (const title of titles) {
    title.shade(picture, seconds);
  }

  for (const title of titles) {
    title.draw(picture, seconds);
  }
}

/** The titles that are seen in a stretch of time, and those that have a say in where they stand. */
export function titlesAround(titles: readonly TitlePlan[], startSeconds: number, endSeconds: number): TitlePlan[] {
  let [from, to] = [startSeconds, endSeconds];
  for (;;) {
    const found = titles.filter((title) => title.startSeconds < to && title.endSeconds > from);
    const first = Math.min(from, ...found.map((title) => title.startSeconds));
    // What comes later makes room for what was there, never the other way round.
    if (first >= from) {
      return found;
    }

    [from, to] = [first, endSeconds];
  }
}

class LaidTitle implements Title {
  readonly span: ReturnType<typeof titleSpan>;
  /** Those that are on the picture when this one comes. */
  before: readonly LaidTitle[] = [];
  readonly #title: TitlePlan;
  readonly #plan: TitleFrame;
  readonly #ground: TitleGround;
  #area: Area | null = null;
  #set: SetText | null = null;

  constructor(title: TitlePlan, plan: TitleFrame, ground: TitleGround) {
    this.span = titleSpan(title, plan.framesPerSecond);
    this.#title = title;
    this.#plan = plan;
    this.#ground = ground;
    // Letters that cannot be drawn are told before the first frame, not in the middle of the work.
    familiesFor(title.text, VOICES[ground.motif].weight);
  }

  get area(): Area {
    this.#area ??= this.#setText().area;
    return this.#area;
  }

  shade(picture: Picture, seconds: number): void {
    const moment = this.#momentAt(seconds);
    if (moment !== null) {
      this.#setText().shade(picture, moment);
    }
  }

  draw(picture: Picture, seconds: number): void {
    const moment = this.#momentAt(seconds);
    if (moment !== null) {
      this.#setText().draw(picture, moment);
    } else if (this.#set !== null) {
      // An hour of captions is not kept in memory.
      this.#area = this.#set.area;
      this.#set = null;
    }
  }

  #momentAt(seconds: number): Moment | null {
    const { startFrame, endFrame } = this.span;
    const { framesPerSecond } = this.#plan;
    const frame = Math.round(seconds * framesPerSecond);
    const isSeen = frame >= startFrame && frame < endFrame;
    return isSeen ? { frame: frame - startFrame, frames: endFrame - startFrame, framesPerSecond } : null;
  }

  #setText(): SetText {
    this.#set ??= this.#compose();
    return this.#set;
  }

  /** Where it would stand by itself; if something is there, in the nearest free part of the picture, above rather than below. */
  #compose(): SetText {
    const { safeArea } = this.#plan;
    const taken = this.before.map(({ area }) => area);
    const setting = this.#setting();
    const compose = TEXT_COMPOSERS[this.#title.style];
    const alone = compose(setting);
    if (!taken.some((area) => overlaps(area, alone.area))) {
      return alone;
    }

    const moved = freeRegions(alone.area, taken, safeArea)
      .map(({ region, at }) => compose({ ...setting, region, place: { ...setting.place, at } }))
      .filter(({ area }) => !taken.some((other) => overlaps(other, area)));
    // Words that would have to shrink to fit go to where they need not, and else to where they are largest.
    const largest = moved.reduce<SetText>((best, each) => (each.area.height > best.area.height ? each : best), moved[0] ?? alone);
    return moved.find(({ area }) => area.height >= alone.area.height * STILL_AS_LARGE) ?? largest;
  }

  #setting(): TextSetting {
    const title = this.#title;
    const ground = this.#ground;
    const voice = VOICES[ground.motif];
    const palette = title.style === 'caption' ? CAPTION_PALETTE : ground.palette;
    const isUpper = voice.isUpper && IN_THE_PICTURES_VOICE.includes(title.style);
    return {
      text: isUpper ? title.text.toUpperCase() : title.text,
      role: title.role,
      size: title.size,
      place: title.place ?? this.#usualPlace(),
      voice,
      colours: {
        text: title.colour ?? palette.text,
        shade: title.colour === null ? palette.shade : shadeUnder(title.colour, palette),
        accent: ground.palette.spark,
      },
      region: this.#plan.safeArea,
      still: ground.still,
      leastShade: ground.leastShade,
    };
  }

  /** Where such a text stands by custom; what is read from the right stands at the right where others stand at the left. */
  #usualPlace(): TitlePlace {
    const { style, role, text } = this.#title;
    const { place } = this.#ground;
    if (style === 'caption' || role === 'caption') {
      return { align: 'center', at: 'bottom' };
    }

    const { align, at }: TitlePlace =
      style === 'lower-third' ? { align: 'left', at: 'bottom' } : style === 'cinematic' ? { ...place, align: 'center' } : place;
    const mirrored = ({ left: 'right', center: 'center', right: 'left' } as const)[align];
    return { align: isRightToLeft(text) ? mirrored : align, at };
  }
}
