import type { Tick } from '../../kernel/index.ts';
import { planOpening } from '../form/plan-opening.ts';
import { barPlaces, type BarPlace } from '../rhythm/bar-places.ts';
import { breakRepeats } from '../rhythm/break-repeats.ts';
import { loudnessOf } from '../rhythm/dynamics.ts';
import { gridOf, SLOT_TICKS, type MeterGrid } from '../rhythm/meter-grid.ts';
import { isInBreath } from '../rhythm/rest-in-breaths.ts';
import { checkParams, numberParam, wordParam } from '../rhythm/params.ts';
import { notesOfStrokes, stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import type { PartPlan } from '../styles/style.ts';
import { kicksOfBar, snareOfBar } from './drum-backbeat.ts';
import { ALL_LAYERS, isLifted, layersOf, tickOf, type DrumBar, type KitSettings } from './drum-bar.ts';
import { breakBar } from './drum-breaks.ts';
import { BREAKS, FEELS, feelOf, FILL_STYLES, HAT_PATTERNS, SNARE_VOICES } from './drum-feels.ts';
import { fillFromOf, fillOfBar, SMALL_FILL } from './drum-fills.ts';
import { bossaBar, brushesBar, swingBar } from './drum-jazz.ts';
import { buildRoll } from './drum-machine-fills.ts';
import { marchBar, oneDropBar, trainBar } from './drum-marching.ts';
import { halfTime, isPeak, settingsIn } from './drum-section.ts';
import { timekeeperOfBar } from './drum-timekeeper.ts';
import type { Generator, PartContext } from './part-context.ts';

const PARAMS = ['feel', 'hats', 'snare', 'fills', 'breaks', 'ghosts', 'openHats', 'cymbals', 'busyness'] as const;

/**
 * `drum-kit`: a drummer or a drum machine for the whole piece. Params (all optional):
 * - `feel`: backbeat (default), half-time, four-floor, disco, boom-bap, trap, swing-ride, brushes, bossa, funk, train, march,
 *   breakbeat, rock, shuffle, one-drop, electro, soft, country (train, then back-beat), indie,
 *   post-rock, pocket, dusty, two-step, jungle, trip-hop, techno, tech-house, deep-house, trance, chip, afrobeat, dembow, big-band: sets the defaults of all that follow.
 * - `hats`: eighths, sixteenths, quarters, offbeat-open, pushed, trap, sparse, shuffle, none, floor-tom, and the layered driving, shuffled, airy.
 * - `snare`: snare, stick, stick-then-snare (by energy), clap, snare-clap, alt.
 * - `fills`: live, soft, funk, jazz, brush, machine, gated, trap, march, chop (a break cut up), cut (the kick falls away), none.
 * - `breaks`: two-step, rolling, dusty, tripped: what the feels two-step, jungle and trip-hop play.
 * - `ghosts`, `openHats`, `cymbals`: amounts 0–1. `busyness`: 0–1, default 0.5.
 *
 * Kicks, back-beats, fills and breaths are the pulse's; the kit enters after rests with a pick-up, opens up in choruses and
 * closes with kick and crash on the final chord. The two bars before a build's end and the like follow the section's kind.
 */
export const drumKit: Generator = (context) => {
  checkParams(context.plan, PARAMS);
  const settings = settingsOf(context.plan);
  const { grid, places } = placesOf(context);
  const entryBar = planOpening(context.brief, context.style, context.sections)?.entryBar ?? null;
  const strokes: Stroke[] = [];
  let hasEntered = false;
  for (const place of places) {
    if (context.finalTick !== null && place.startTick >= context.finalTick) {
      break;
    }

    if (!context.plays(place.section)) {
      strokes.push(...entryPickUp(context, place, settings, grid));
      continue;
    }

    const bar = barOf(context, place, settings, grid, !hasEntered || isFirstSection(context, place));
    hasEntered = true;
    strokes.push(...bodyOf(bar), ...crashesOf(bar, context, entryBar));
  }

  strokes.push(...finalStrokes(context, settings));
  const notes = notesOfStrokes(
    strokes,
    {
      twoHands: settings.feel.isLive,
      deviation: settings.feel.deviation,
      isSilent: silenceOf(context),
      endTick: context.endTick,
    },
    context.rng.fork('hands'),
  );
  return { notes: breakRepeats(notes, context.barTicks, context.bars, context.rng.fork('repeats')) };
};

function settingsOf(plan: PartPlan): KitSettings {
  const feel = feelOf(wordParam(plan, 'feel', FEELS, 'backbeat'));
  return {
    feel,
    hats: wordParam(plan, 'hats', HAT_PATTERNS, feel.hats),
    snare: wordParam(plan, 'snare', SNARE_VOICES, feel.snare),
    fills: wordParam(plan, 'fills', FILL_STYLES, feel.fills),
    breaks: wordParam(plan, 'breaks', BREAKS, feel.breaks),
    ghosts: numberParam(plan, 'ghosts', 0, 1, feel.ghosts),
    openHats: numberParam(plan, 'openHats', 0, 1, feel.openHats),
    cymbals: numberParam(plan, 'cymbals', 0, 1, feel.cymbals),
    busyness: numberParam(plan, 'busyness', 0, 1, 0.5),
  };
}

function placesOf(context: PartContext): { readonly grid: MeterGrid; readonly places: readonly BarPlace[] } {
  return {
    grid: gridOf(context.brief.meter),
    places: barPlaces(context.sections, context.bars, context.barTicks, context.style.form.phraseBars),
  };
}

function isFirstSection(context: PartContext, place: BarPlace): boolean {
  return context.sections.find((section) => context.plays(section))?.id === place.section.id;
}

function barOf(context: PartContext, place: BarPlace, usual: KitSettings, grid: MeterGrid, isFirstEntry: boolean): DrumBar {
  const settings = settingsIn(usual, place.section, { barInSection: place.barInSection, sections: context.sections });
  const from = place.startTick;
  const slotsOf = (ticks: readonly Tick[]): number[] =>
    ticks.filter((tick) => tick >= from && tick < from + context.barTicks).map((tick) => Math.round((tick - from) / SLOT_TICKS));
  const layers = layersOf(place, isFirstEntry);
  // A kit that is still coming in, or a gentle player, does not thunder through a whole bar.
  const ceiling = settings.fills === 'none' ? 0 : !layers.snare ? 0.6 : settings.fills === 'soft' ? 0.7 : 1;
  const fill = Math.min(ceiling, context.pulse.fillBars.get(place.bar) ?? 0);
  return halfTime({
    place,
    grid,
    settings,
    isPeak: isPeak(place.section, context),
    kicks: slotsOf(context.pulse.kickTicks),
    backbeats: slotsOf(context.pulse.backbeatTicks),
    fill,
    fillFrom: fillFromOf(grid, fill, place.rise),
    layers,
    figure: context.rng.fork(`figure/${place.section.material}/${place.section.kind}`),
    chance: context.rng.fork(`bar/${place.bar}`),
  });
}

/** A bar without its cymbals: the groove up to the fill, and the fill. */
function bodyOf(bar: DrumBar): Stroke[] {
  if (bar.place.section.kind === 'build' && bar.settings.fills !== 'none') {
    const share = 1 / bar.place.section.bars;
    const through = bar.place.barInSection * share;
    const hats = through < 0.75 ? timekeeperOfBar(bar) : [];
    return [...kicksOfBar({ ...bar, fillFrom: bar.grid.slots }), ...hats, ...buildRoll(bar, through, share)];
  }

  const beforeFill = (one: Stroke): boolean => one.tick < tickOf(bar, bar.fillFrom);
  return [...grooveOf(bar).filter(beforeFill), ...fillOfBar(bar)];
}

function grooveOf(bar: DrumBar): Stroke[] {
  const { groove } = bar.settings.feel;
  switch (groove) {
    case 'swing':
      return swingBar(bar);
    case 'brushes':
      return brushesBar(bar);
    case 'bossa':
      return [...bossaBar(bar), ...timekeeperOfBar(bar)];
    case 'train':
      // A country drummer leaves the train for a back-beat when the chorus opens.
      return isLifted(bar) && bar.settings.feel.lift !== 'same'
        ? [...kicksOfBar(bar), ...snareOfBar(bar), ...timekeeperOfBar(bar)]
        : trainBar(bar);
    case 'march':
      return marchBar(bar);
    case 'one-drop':
      return [...oneDropBar(bar), ...timekeeperOfBar(bar)];
    case 'break':
      return breakBar(bar);
    case 'pulse':
      return [...kicksOfBar(bar), ...snareOfBar(bar), ...timekeeperOfBar(bar)];
  }
}

/** Crashes: at the seam into a section that arrives, and at phrase starts at the height of the music. */
function crashesOf(bar: DrumBar, context: PartContext, entryBar: number | null): Stroke[] {
  const { place, settings } = bar;
  const { section } = place;
  if (settings.cymbals <= 0) {
    return [];
  }

  const rng = bar.chance.fork('crash');
  const index = context.sections.findIndex((other) => other.id === section.id);
  const before = context.sections[index - 1];
  const level = loudnessOf(0.42, 0.88, section.energy);
  const isSwung = settings.feel.groove === 'swing' || settings.feel.groove === 'brushes';
  if (place.barInSection === 0 && before !== undefined) {
    const rise = section.energy - before.energy;
    const isArrival = rise > 0.05 || section.kind === 'chorus' || section.kind === 'drop';
    const wanted = isArrival ? 0.5 + settings.cymbals : settings.cymbals * 0.35;
    if (section.energy >= 0.35 && rng.chance(Math.min(1, wanted))) {
      const drum = isSwung ? DRUM.ride : rng.chance(0.7) ? DRUM.crash : DRUM.crashAlt;
      const extra = section.kind === 'drop' || (section.kind === 'chorus' && section.energy > 0.85);
      return [
        stroke(place.startTick, drum, level * (isSwung ? 0.8 : 1), 'accent', 3840),
        ...(bar.layers.kick ? [stroke(place.startTick, DRUM.kick, level)] : []),
        ...(extra && !settings.feel.isLive ? [stroke(place.startTick, DRUM.crashAlt, level * 0.7, 'normal', 3840)] : []),
      ];
    }
  } else if (place.bar > 0 && place.bar === entryBar) {
    // Everybody is in: that is an arrival too.
    return [stroke(place.startTick, isSwung ? DRUM.ride : DRUM.crash, level * 0.8, 'normal', 3840)];
  } else if (place.barInPhrase === 0 && section.energy >= 0.6 && rng.chance(settings.cymbals * (section.energy - 0.2))) {
    const drum = isSwung ? DRUM.ride : rng.pick([DRUM.crash, DRUM.crashAlt, DRUM.crash, DRUM.splash]);
    return [stroke(place.startTick, drum, level * 0.85, 'normal', 2880)];
  }

  return [];
}

/** After bars of rest the kit does not simply start: it picks up into its entry from the bar before. */
function entryPickUp(context: PartContext, place: BarPlace, settings: KitSettings, grid: MeterGrid): Stroke[] {
  const size = context.pulse.fillBars.get(place.bar) ?? 0;
  if (
    !place.isSectionEnd ||
    place.next === null ||
    !context.plays(place.next) ||
    place.next.energy < 0.35 ||
    size < SMALL_FILL ||
    settings.fills === 'none'
  ) {
    return [];
  }

  const bar = barOf(context, place, settings, grid, false);
  const entering = {
    ...bar,
    fill: Math.min(bar.fill, 0.5),
    layers: ALL_LAYERS,
    place: { ...place, energy: place.next.energy * 0.85 },
  };
  return fillOfBar({ ...entering, fillFrom: fillFromOf(grid, entering.fill, Math.max(0, place.rise)) });
}

/** The end: kick and crash with the final chord (a soft cymbal and a brushed snare where nothing was loud). */
function finalStrokes(context: PartContext, settings: KitSettings): Stroke[] {
  const tick = context.finalTick;
  const last = context.sections[context.sections.length - 1];
  if (tick === null || last === undefined || !context.plays(last)) {
    return [];
  }

  const level = loudnessOf(0.42, 0.9, last.energy);
  const ring = Math.max(1, context.endTick - tick);
  const isGentle =
    settings.feel.groove === 'swing' || settings.feel.groove === 'brushes' || settings.snare === 'stick' || last.energy < 0.35;
  if (context.brief.ending === 'button') {
    return [
      stroke(tick, DRUM.kick, level),
      stroke(tick, isGentle ? DRUM.ride : DRUM.crash, level * (isGentle ? 0.7 : 0.9), 'mute', 240),
      ...(isGentle ? [] : [stroke(tick, DRUM.snare, level * 0.85)]),
    ];
  }

  return [
    stroke(tick, DRUM.kick, level * (isGentle ? 0.7 : 1)),
    stroke(tick, isGentle ? DRUM.ride : DRUM.crash, level * (isGentle ? 0.62 : 0.95), 'normal', ring),
  ];
}

/** Breaths before drops, and everything after the final chord. */
function silenceOf(context: PartContext): (tick: Tick) => boolean {
  return (tick) => (context.finalTick !== null && tick > context.finalTick) || isInBreath(tick, context.pulse.breaths);
}
