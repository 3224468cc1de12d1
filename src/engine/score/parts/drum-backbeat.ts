import { accentOf, KICK_WEIGHTS, loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { isLifted, tickOf, type DrumBar } from './drum-bar.ts';

/** The kicks of one bar, at the places of the pulse up to the fill. */
export function kicksOfBar(bar: DrumBar): Stroke[] {
  if (!bar.layers.kick) {
    return [];
  }

  const level = loudnessOf(0.5, 0.92, bar.place.energy);
  return bar.kicks
    .filter((slot) => slot < bar.fillFrom)
    .map((slot) => {
      // The foot goes easy on a kick that only prepares the next one.
      const leads = bar.kicks.includes(slot + 1) || (slot === bar.grid.slots - 1 && bar.grid.slots > 8);
      const accent = accentOf(bar.grid, KICK_WEIGHTS, slot, bar.backbeats) * (leads ? 0.84 : 1);
      return stroke(tickOf(bar, slot), DRUM.kick, level * accent);
    });
}

/** Back-beats with the voice that suits the section, and the ghost notes around them. */
export function snareOfBar(bar: DrumBar): Stroke[] {
  if (!bar.layers.snare) {
    return [];
  }

  const backbeats = displaced(bar).filter((slot) => slot < bar.fillFrom);
  return [...backbeats.flatMap((slot) => backbeatAt(bar, slot)), ...ghostsOfBar(bar, backbeats)];
}

/** One back-beat: cross-stick in quiet sections, snare in loud ones, claps layered by the machines; a flam at the top. */
export function backbeatAt(bar: DrumBar, slot: number): Stroke[] {
  // What is struck is the section's choice; how hard follows the phrase.
  const { energy } = bar.place.section;
  const { snare, feel } = bar.settings;
  const level = loudnessOf(0.56, 0.94, bar.place.energy);
  const tick = tickOf(bar, slot) + feel.backbeatLag;
  const lifted = isLifted(bar);
  switch (snare) {
    case 'stick':
      return [stroke(tick, DRUM.sideStick, level * 0.92)];
    case 'stick-then-snare':
      if (energy < 0.5 && !lifted) {
        return [stroke(tick, DRUM.sideStick, level * 0.95)];
      }

      break;
    case 'clap':
      return lifted ? [stroke(tick, DRUM.clap, level), stroke(tick, DRUM.snare, level * 0.75)] : [stroke(tick, DRUM.clap, level)];
    case 'snare-clap':
      return energy < 0.35
        ? [stroke(tick, DRUM.sideStick, level)]
        : [stroke(tick, DRUM.snare, level * 0.9), ...(energy > 0.55 ? [stroke(tick, DRUM.clap, level * 0.85)] : [])];
    case 'alt':
      return [stroke(tick, DRUM.snareAlt, level)];
    case 'snare':
      break;
  }

  const isAccent = lifted && energy > 0.75;
  const strokes = [stroke(tick, DRUM.snare, level, isAccent ? 'accent' : 'normal')];
  // A flam: the other stick lands some 25 ms early. Only where a hand has time for it.
  if (feel.isLive && lifted && bar.chance.fork(`flam/${slot}`).chance(0.06 + (bar.place.isPhraseEnd ? 0.12 : 0))) {
    strokes.push(stroke(tick - 48, DRUM.snare, level * 0.4, 'ghost'));
  }

  return strokes;
}

/** Funk and breakbeats push a back-beat off its place in answering bars. */
function displaced(bar: DrumBar): readonly number[] {
  const { settings, place, backbeats } = bar;
  const isAnswer = place.barInPhrase % 4 === 1 || place.barInPhrase % 4 === 3;
  const habit = bar.figure.fork('displace');
  const canMove =
    settings.ghosts >= 0.6 && settings.feel.groove === 'pulse' && isAnswer && place.energy > 0.4 && !bar.grid.isCompound;
  const last = backbeats[backbeats.length - 1];
  if (!canMove || backbeats.length < 2 || last === undefined || !habit.chance(0.5) || bar.fill > 0.3) {
    return backbeats;
  }

  const moved = last + habit.pick([-2, -1, 2]);
  return moved < bar.grid.slots && !bar.kicks.includes(moved) ? [...backbeats.slice(0, -1), moved] : backbeats;
}

/**
 * Ghosts, by the human table: most fall three and five sixteenths after a back-beat, fewer right behind it, few before it.
 * The figure has its habits; the bar adds a whim.
 */
const GHOST_PLACES: readonly (readonly [after: number, share: number])[] = [
  [3, 0.67],
  [5, 0.52],
  [1, 0.4],
  [2, 0.28],
  [6, 0.3],
  [-1, 0.16],
];

function ghostsOfBar(bar: DrumBar, backbeats: readonly number[]): Stroke[] {
  const { grid, settings, place } = bar;
  if (settings.ghosts <= 0 || !bar.layers.extras || place.energy < 0.25 || settings.snare === 'clap') {
    return [];
  }

  const habit = bar.figure.fork(`ghosts/${place.barInPhrase % 2}`);
  const whim = bar.chance.fork('ghosts');
  const level = loudnessOf(0.26, 0.38, place.energy);
  const strokes: Stroke[] = [];
  for (const backbeat of bar.backbeats) {
    for (const [after, share] of GHOST_PLACES) {
      // What falls past the bar line comes round to its start: the figure is a circle.
      const slot = (backbeat + (grid.isCompound ? after * 2 : after) + grid.slots) % grid.slots;
      const isKept = habit.chance(share * settings.ghosts);
      const isFlipped = whim.chance(0.09 * settings.ghosts);
      const isFree =
        slot > 0 && slot < bar.fillFrom && !backbeats.includes(slot) && !bar.kicks.includes(slot) && !grid.beats.includes(slot);
      if (isFree && isKept !== isFlipped) {
        const drum = settings.snare === 'stick' ? DRUM.sideStick : DRUM.snare;
        strokes.push(stroke(tickOf(bar, slot), drum, level * whim.between(0.75, 1.1), 'ghost'));
      }
    }
  }

  // A drag: two soft strokes that fall into the back-beat.
  const drag = backbeats[0];
  if (
    settings.feel.isLive &&
    drag !== undefined &&
    drag >= 2 &&
    place.barInPhrase % 4 === 2 &&
    whim.chance(settings.ghosts * 0.4)
  ) {
    const tick = tickOf(bar, drag);
    strokes.push(
      stroke(tick - SLOT_TICKS / 2, DRUM.snare, level * 0.75, 'ghost'),
      stroke(tick - SLOT_TICKS, DRUM.snare, level * 0.65, 'ghost'),
    );
  }

  return strokes;
}
