import type { Area, Palette, TitlePlan } from '../../../../engine/export/index.ts';
import type { Rgb } from '../../../../engine/kernel/index.ts';
import type { Picture, Planes } from '../picture.ts';
import type { TitlePlace } from '../scene.ts';
import type { Voice } from './lettering.ts';
import type { Moment } from './moment.ts';

/** How a family of pictures speaks; `size` is a factor on the format's usual size. */
export type PictureVoice = Voice & { readonly isUpper: boolean; readonly size: number };

/** What a style is given to set a text with. */
export type TextSetting = {
  readonly text: string;
  readonly role: TitlePlan['role'];
  /** Against the usual size. */
  readonly size: number;
  readonly place: TitlePlace;
  readonly voice: PictureVoice;
  readonly colours: { readonly text: Rgb; readonly shade: Rgb; readonly accent: Palette['spark'] };
  /** Where the words may stand, pixels. */
  readonly region: Area;
  readonly still: Planes;
  readonly leastShade: number;
};

/** A text that has been set and can be drawn. */
export type SetText = {
  /** All that it covers but a soft shade, at any moment; inside the region. */
  readonly area: Area;
  /** Draws the soft shade that it needs; before any text is drawn, so that none lies under the shade of another. */
  readonly shade: (picture: Picture, moment: Moment) => void;
  readonly draw: (picture: Picture, moment: Moment) => void;
};

/** One way of setting a text and of letting it come and go. */
export type TextComposer = (setting: TextSetting) => SetText;

/** The size of a title that a format is used to, pixels. */
export function usualTitlePx({ width, height }: Pick<Planes, 'width' | 'height'>): number {
  return width > height ? height * 0.1 : width * 0.105;
}

/** The size that a text in its picture's own voice would like to have, pixels. */
export function usualSizeOf({ still, role, size, voice }: Pick<TextSetting, 'still' | 'role' | 'size' | 'voice'>): number {
  return size * (role === 'caption' ? usualCaptionPx(still) : usualTitlePx(still) * voice.size);
}

/** The size of a caption that a format is used to, pixels. */
export function usualCaptionPx({ width, height }: Pick<Planes, 'width' | 'height'>): number {
  return width > height ? height * 0.05 : width * 0.052;
}
