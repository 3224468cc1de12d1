import { isRefrain, lastRefrain, visitOf } from '../form/last-refrain.ts';
import { loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM, type Section } from '../score.ts';
import { tickOf, type DrumBar, type KitSettings } from './drum-bar.ts';
import type { PartContext } from './part-context.ts';

/** Whether everything led to this section: the last of several refrains, at full strength. */
export function isPeak(section: Section, { sections }: Pick<PartContext, 'sections'>): boolean {
  return lastRefrain(sections)?.id === section.id && section.energy >= 0.66;
}

/**
 * A drummer's settings for one section: what was heard before comes back a little busier, a machine adds its layers in the
 * second half of a long section.
 */
export function settingsIn(
  settings: KitSettings,
  section: Section,
  place: { readonly barInSection: number; readonly sections: readonly Section[] },
): KitSettings {
  const visit = visitOf(section, place.sections);
  if (settings.feel.isLive) {
    const isReturn = visit > 0 && section.energy >= 0.4 && !isRefrain(section);
    return {
      ...settings,
      hats: isReturn && settings.hats === 'eighths' ? 'sparse' : settings.hats,
      ghosts: Math.min(1, settings.ghosts * (1 + 0.25 * Math.min(2, visit))),
      busyness: Math.min(1, settings.busyness + 0.12 * Math.min(2, visit)),
    };
  }

  const half = section.bars >= 8 ? (place.barInSection >= section.bars / 2 ? 0.2 : -0.15) : 0;
  return { ...settings, busyness: Math.min(1, Math.max(0, settings.busyness + half + 0.08 * Math.min(2, visit))) };
}

/** Bridges and breakdowns of a live kit may stand in half time: one back-beat a bar, on the third beat. */
export function halfTime(bar: DrumBar): DrumBar {
  const { kind, energy } = bar.place.section;
  const isPlace = (kind === 'bridge' && energy < 0.8) || (kind === 'break' && energy >= 0.3);
  const isPossible =
    bar.settings.feel.isLive && bar.settings.feel.groove === 'pulse' && bar.grid.slots === 16 && bar.backbeats.length === 2;
  return isPlace && isPossible && bar.figure.fork('half-time').chance(0.6)
    ? { ...bar, backbeats: [8], kicks: bar.kicks.filter((slot) => slot < 8 || slot > 11).filter((slot) => slot !== 8) }
    : bar;
}

/** The crash ridden in quarters, the loudest timekeeping there is: the right hand of a last chorus. */
export function crashRideOfBar(bar: DrumBar): Stroke[] {
  const level = loudnessOf(0.34, 0.6, bar.place.energy);
  const drum = bar.figure.fork('crash-ride').chance(0.6) ? DRUM.crash : DRUM.crashAlt;
  return bar.grid.beats.flatMap((slot, beat): Stroke[] => [
    stroke(tickOf(bar, slot), drum, level * (beat % 2 === 0 ? 1 : 0.88), 'normal', 4 * SLOT_TICKS),
    ...(bar.backbeats.includes(slot) ? [stroke(tickOf(bar, slot), DRUM.pedalHat, level * 0.8)] : []),
  ]);
}
