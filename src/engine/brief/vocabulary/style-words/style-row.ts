import type { Meter, Mode, Production, StyleId } from '../../brief.ts';

/** Ways to say a style, parted by commas, and what they say beyond it. */
export type StyleWordRow = readonly [
  words: string,
  style: StyleId,
  more?: {
    /** Present when the catalogue has no such style: what is made instead, as the receipt says it. */
    readonly near?: string;
    /** Present when the words name a genre that is made from this style: what sets it apart. */
    readonly apart?: string;
    readonly tempo?: readonly [number, number];
    readonly mode?: Mode;
    readonly meter?: Meter;
    /** Instruments that must sound, parted by spaces. */
    readonly with?: string;
    /** Present when these are the whole band, as in a trio or a quartet. */
    readonly whole?: true;
    /** Moods that colour it, parted by commas. */
    readonly moods?: string;
    readonly production?: Production;
    readonly blend?: readonly [StyleId, number];
  },
];
