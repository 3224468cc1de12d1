import type { Hue, StyleId } from '../../brief.ts';

/** A treatment, an era, a manner or a scene as a line of data: the ways to say it, the production it asks for, and what else it moves. */
export type ColourRow = readonly [
  words: string,
  production: string,
  more?: {
    readonly mood?: string;
    /** `brightness +0.1, energy -0.05` */
    readonly nudge?: string;
    readonly with?: string;
    readonly styles?: { readonly [id in StyleId]?: number };
    readonly opposite?: string;
    /** The colours it paints in the picture. */
    readonly hue?: Hue;
    /** How it is met only nearly, as the receipt says it. */
    readonly near?: string;
  },
];
