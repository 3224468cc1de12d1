import type { Rng, Tick } from '../../kernel/index.ts';
import type { BarPlace } from '../rhythm/bar-places.ts';
import type { MeterGrid } from '../rhythm/meter-grid.ts';
import type { Stroke } from '../rhythm/strokes.ts';
import type { BreakName, DrumFeel, FillStyle, HatPattern, SnareVoice } from './drum-feels.ts';

/** A kit player's settings: the feel with the plan's own wishes on it. */
export type KitSettings = {
  readonly feel: DrumFeel;
  readonly hats: HatPattern;
  readonly snare: SnareVoice;
  readonly fills: FillStyle;
  readonly breaks: BreakName;
  readonly ghosts: number;
  readonly openHats: number;
  readonly cymbals: number;
  /** 0–1: how much is added to the bare pattern. */
  readonly busyness: number;
};

/** One bar as the kit's writers see it. */
export type DrumBar = {
  readonly place: BarPlace;
  readonly grid: MeterGrid;
  readonly settings: KitSettings;
  /** Kick and back-beat places of this bar, in sixteenths. */
  readonly kicks: readonly number[];
  readonly backbeats: readonly number[];
  readonly fill: number;
  /** Where the fill begins, in sixteenths; the bar's length where there is none. */
  readonly fillFrom: number;
  readonly layers: Layers;
  /** The piece has come to its height here: the last of several refrains. */
  readonly isPeak: boolean;
  /** Streams that stay the same wherever the material returns (`figure`), and for this bar alone (`chance`). */
  readonly figure: Rng;
  readonly chance: Rng;
};

/** Which limbs are in: intros and breaks bring the kit in piece by piece. */
export type Layers = { readonly kick: boolean; readonly snare: boolean; readonly hats: boolean; readonly extras: boolean };

export type BarWriter = (bar: DrumBar) => Stroke[];

export const ALL_LAYERS: Layers = { kick: true, snare: true, hats: true, extras: true };

/** Which limbs play in a bar, from its section's kind and energy. */
export function layersOf(place: BarPlace, isFirstEntry: boolean): Layers {
  const { section } = place;
  const through = section.bars > 1 ? place.barInSection / section.bars : 0;
  switch (section.kind) {
    case 'intro':
      if (isFirstEntry && section.bars >= 2 && section.energy < 0.7) {
        return {
          kick: through >= 0.5 || section.energy > 0.45,
          snare: through >= 0.75 || section.energy > 0.5,
          hats: true,
          extras: through >= 0.75,
        };
      }

      return { ...ALL_LAYERS, extras: section.energy > 0.4 };
    case 'break':
      return section.energy < 0.45
        ? {
            kick: section.energy > 0.15 && through >= 0.5,
            snare: section.energy > 0.3 && through >= 0.5,
            hats: true,
            extras: false,
          }
        : { kick: true, snare: through >= 0.5, hats: true, extras: false };
    case 'outro':
      return { kick: true, snare: section.energy > 0.3 || through < 0.5, hats: true, extras: through < 0.5 };
    default:
      return { ...ALL_LAYERS, extras: section.energy > 0.3, snare: section.energy > 0.22, kick: true };
  }
}

/** The tick of a place in this bar. */
export function tickOf(bar: DrumBar, slot: number): Tick {
  return bar.place.startTick + slot * 240;
}

/** Whether the music is opened up here: choruses, drops and loud solos. */
export function isLifted(bar: DrumBar): boolean {
  const { kind, energy } = bar.place.section;
  return energy >= 0.62 && (kind === 'chorus' || kind === 'drop' || kind === 'solo' || energy >= 0.8);
}

/** The energy a fill is played with: on the way to where it leads. */
export function fillEnergy(bar: DrumBar): number {
  const { place } = bar;
  return place.rise > 0 && place.isSectionEnd ? Math.min(1, place.energy + place.rise * 0.6) : place.energy;
}
