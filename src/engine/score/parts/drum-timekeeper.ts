import { DRUM } from '../score.ts';
import { accentOf, HAT_WEIGHTS, loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { isLifted, tickOf, type DrumBar } from './drum-bar.ts';
import { clubHats } from './drum-club-hats.ts';
import { floorTomOfBar, washOfBar } from './drum-floor-tom.ts';
import { crashRideOfBar } from './drum-section.ts';
import { CLUB_HATS, type HatPattern } from './drum-feels.ts';

/** The timekeeping hand of one bar: hats with their openings and pedal closings, or the ride where the music lifts. */
export function timekeeperOfBar(bar: DrumBar): Stroke[] {
  if (!bar.layers.hats) {
    return [];
  }

  const { feel, hats } = bar.settings;
  const lifted = isLifted(bar);
  if (hats === 'trap') {
    return trapHats(bar, lifted);
  }

  if (hats === 'offbeat-open') {
    return offbeatHats(bar, lifted);
  }

  const club = CLUB_HATS.find((pattern) => pattern === hats);
  if (club !== undefined) {
    return clubHats(bar, club);
  }

  if (bar.isPeak && hats !== 'none' && feel.isLive && bar.settings.cymbals >= 0.6 && bar.figure.fork('peak').chance(0.7)) {
    return crashRideOfBar(bar);
  }

  if (lifted && hats !== 'none') {
    // The hand that leaves the hat in one chorus stays away in all of them.
    const isRide = feel.lift === 'ride' || (feel.lift === 'open' && bar.figure.fork('lift').chance(0.35));
    if (isRide || feel.lift === 'bell') {
      return rideOfBar(bar);
    }

    if (feel.lift === 'open') {
      return openHatsOfBar(bar);
    }

    if (feel.lift === 'wash') {
      return washOfBar(bar);
    }
  }

  const pattern = patternFor(bar, lifted);
  return pattern === 'floor-tom' ? floorTomOfBar(bar) : closedHats(bar, placesOf(bar, pattern));
}

/** Quiet bars thin the pattern out, loud ones (where the feel says so) fill it in. */
function patternFor(bar: DrumBar, lifted: boolean): HatPattern {
  const { hats, feel } = bar.settings;
  const { energy } = bar.place.section;
  if (energy < 0.22 && (hats === 'eighths' || hats === 'pushed' || hats === 'sparse')) {
    return 'quarters';
  }

  if (energy < 0.4 && hats === 'sixteenths') {
    return 'eighths';
  }

  if (lifted && feel.lift === 'busier') {
    return hats === 'quarters' ? 'eighths' : hats === 'eighths' ? 'sparse' : hats;
  }

  return hats;
}

/** Places of a pattern in this bar, in sixteenths. */
function placesOf(bar: DrumBar, pattern: HatPattern): number[] {
  const { grid } = bar;
  const eighths = Array.from({ length: Math.ceil(grid.slots / 2) }, (_, index) => index * 2);
  switch (pattern) {
    case 'none':
      return [];
    case 'quarters':
      return [...grid.beats];
    case 'sixteenths':
      // Compound beats have three eighths: sixteenths there would be a machine gun.
      return grid.isCompound ? eighths : sixteenthsOf(bar);
    case 'pushed': {
      // Boom bap: eighths with a sixteenth that leans into a beat now and then, the same ones each time the figure comes round.
      const pushes = bar.figure.fork(`push/${bar.place.barInPhrase % 2}`);
      const before = [3, 7, 11, 15, 10, 14].filter(
        (slot) => slot < grid.slots && pushes.chance(0.1 + 0.25 * bar.settings.busyness),
      );
      const skipped = bar.chance.fork('skip').chance(0.25) ? bar.chance.fork('skipped').pick([2, 6, 10]) : -1;
      return [...new Set([...eighths.filter((slot) => slot !== skipped), ...before])].sort((left, right) => left - right);
    }
    case 'sparse': {
      const extra = bar.figure.fork(`extra/${bar.place.barInPhrase % 2}`);
      const added = [3, 5, 7, 11, 13, 15].filter((slot) => slot < grid.slots && extra.chance(0.12 + 0.3 * bar.settings.busyness));
      return [...new Set([...eighths, ...(grid.isCompound ? [] : added)])].sort((left, right) => left - right);
    }
    case 'shuffle':
      return grid.isCompound ? grid.beats.flatMap((beat) => [beat, beat + 4]) : eighths;
    default:
      return eighths;
  }
}

/** Sixteenths as two hands or one loose wrist play them: a cell a beat that the figure keeps, opened a little bar by bar. */
function sixteenthsOf(bar: DrumBar): number[] {
  const { grid, settings } = bar;
  const all = Array.from({ length: grid.slots }, (_, slot) => slot);
  const habit = bar.figure.fork('sixteenths');
  const cells = [habit.weighted(HAT_CELLS, (cell) => cell.weight), habit.weighted(HAT_CELLS, (cell) => cell.weight)];
  const whim = bar.chance.fork('sixteenths');
  const opened = whim.chance(settings.feel.isLive ? 0.4 : 0.12) ? whim.integer(1, grid.slots - 1) : -1;
  return all.filter((slot) => {
    const cell = cells[Math.floor(slot / 4) % 2]?.places ?? [];
    return (
      (cell.includes(slot % 4) && (slot !== opened || slot % 2 === 0)) ||
      (slot === opened && slot % 2 === 1 && !cell.includes(slot % 4))
    );
  });
}

const HAT_CELLS: readonly { readonly places: readonly number[]; readonly weight: number }[] = [
  { places: [0, 1, 2, 3], weight: 3 },
  { places: [0, 2, 3], weight: 2 },
  { places: [0, 1, 2], weight: 1.2 },
  { places: [0, 2], weight: 1 },
];

/** Closed hats with the bar's openings: an open hat is always choked by the foot or the next stroke. */
function closedHats(bar: DrumBar, places: readonly number[]): Stroke[] {
  const { grid, backbeats, settings } = bar;
  const level = loudnessOf(0.3, 0.62, bar.place.energy);
  const openings = openingsOf(bar, places);
  const strokes: Stroke[] = [];
  for (const slot of places) {
    const accent = accentOf(grid, HAT_WEIGHTS, slot, backbeats);
    if (openings.has(slot)) {
      const next = places.find((other) => other > slot) ?? grid.slots;
      strokes.push(stroke(tickOf(bar, slot), DRUM.openHat, Math.min(0.95, level * 1.18), 'accent', (next - slot) * SLOT_TICKS));
      if (next > slot + 1 && next < grid.slots) {
        strokes.push(stroke(tickOf(bar, slot + 1), DRUM.pedalHat, level * 0.5));
      }
    } else {
      strokes.push(stroke(tickOf(bar, slot), DRUM.closedHat, level * accent));
    }
  }

  // A foot keeps two and four while the hands are elsewhere or the hat is hardly played.
  if (settings.feel.isLive && bar.place.energy < 0.3 && backbeats.length > 0 && !bar.layers.snare) {
    strokes.push(...backbeats.map((slot) => stroke(tickOf(bar, slot), DRUM.pedalHat, level * 0.8)));
  }

  return strokes;
}

/** Which strokes of this bar open the hat: a habit of the figure in its second bars, and now and then a whim. */
function openingsOf(bar: DrumBar, places: readonly number[]): ReadonlySet<number> {
  const { grid, settings } = bar;
  const openings = new Set<number>();
  if (!bar.layers.extras) {
    return openings;
  }

  const offbeats = places.filter((slot) => !grid.beats.includes(slot) && slot % 2 === 0 && slot < bar.fillFrom);
  const late = offbeats.filter((slot) => slot >= grid.slots / 2);
  const habit = bar.figure.fork('habit');
  const isHabit = habit.chance(settings.openHats * 1.2);
  const place = late.length > 0 ? habit.pick(late) : null;
  const period = habit.pick([2, 2, 4]);
  if (isHabit && place !== null && bar.place.barInPhrase % period === period - 1 && offbeats.includes(place)) {
    openings.add(place);
  }

  const whim = bar.chance.fork('open');
  if (offbeats.length > 0 && whim.chance(settings.openHats * 0.3 * (0.4 + bar.place.energy))) {
    openings.add(whim.pick(offbeats));
  }

  // Openings run into a seam: the last off-beat before a louder section barks.
  const last = offbeats[offbeats.length - 1];
  if (bar.place.isSectionEnd && bar.place.rise > 0.05 && last !== undefined && bar.fill < 0.5 && whim.chance(0.6)) {
    openings.add(last);
  }

  return openings;
}

/** Open, washing hats in quarters with eighths between at full energy: the rock chorus. */
function openHatsOfBar(bar: DrumBar): Stroke[] {
  const level = loudnessOf(0.42, 0.78, bar.place.energy);
  const strokes = bar.grid.beats.map((slot) => stroke(tickOf(bar, slot), DRUM.openHat, level, 'normal', 4 * SLOT_TICKS));
  const between = placesOf(bar, 'eighths').filter((slot) => !bar.grid.beats.includes(slot));
  if (bar.place.energy > 0.78 || bar.grid.isCompound) {
    strokes.push(...between.map((slot) => stroke(tickOf(bar, slot), DRUM.openHat, level * 0.66, 'normal', 2 * SLOT_TICKS)));
  }

  return strokes;
}

/** Ride in eighths, or quarters in a slow full section; the bell speaks on accents when the music is at its height. */
function rideOfBar(bar: DrumBar): Stroke[] {
  const { grid, backbeats } = bar;
  const habit = bar.figure.fork('ride');
  const isQuarters = habit.chance(bar.place.energy > 0.85 ? 0.15 : 0.3);
  const isBell = bar.settings.feel.lift === 'bell' || (bar.place.energy > 0.82 && habit.chance(0.5));
  const level = loudnessOf(0.36, 0.68, bar.place.energy);
  const places = isQuarters ? [...grid.beats] : placesOf(bar, grid.isCompound ? 'shuffle' : 'eighths');
  const strokes = places.map((slot) => {
    const isOn = grid.beats.includes(slot);
    const drum = isBell && isOn && !backbeats.includes(slot) ? DRUM.rideBell : DRUM.ride;
    return stroke(tickOf(bar, slot), drum, level * accentOf(grid, HAT_WEIGHTS, slot, backbeats), 'normal', 2 * SLOT_TICKS);
  });
  if (bar.settings.feel.isLive) {
    strokes.push(...backbeats.map((slot) => stroke(tickOf(bar, slot), DRUM.pedalHat, level * 0.62)));
  }

  return strokes;
}

/** House and disco: the open hat answers every kick; sixteenths whisper between when the floor is full. */
function offbeatHats(bar: DrumBar, lifted: boolean): Stroke[] {
  const { grid, settings } = bar;
  const level = loudnessOf(0.34, 0.7, bar.place.energy);
  const strokes: Stroke[] = [];
  const isOpenIn = bar.place.section.energy >= 0.4 || bar.place.section.kind === 'drop';
  const off = grid.isCompound ? 4 : 2;
  const whisper = settings.busyness > 0.25 && bar.place.section.energy > 0.3;
  const strewn = bar.figure.fork(`whisper/${bar.place.barInPhrase % 4}`);
  const gap = bar.figure.fork('gap').pick([1, 3]);
  for (const beat of grid.beats) {
    strokes.push(
      stroke(
        tickOf(bar, beat + off),
        isOpenIn ? DRUM.openHat : DRUM.closedHat,
        level,
        isOpenIn ? 'accent' : 'normal',
        SLOT_TICKS,
      ),
    );
    if (whisper) {
      strokes.push(stroke(tickOf(bar, beat), DRUM.closedHat, level * 0.55));
      // Sixteenths are strewn by the figure, thick in the drop and thin before it.
      if (!grid.isCompound && strewn.chance((lifted ? 0.55 : 0.1) + 0.5 * settings.busyness)) {
        strokes.push(stroke(tickOf(bar, beat + gap), DRUM.closedHat, level * strewn.between(0.38, 0.5)));
      }

      if (!grid.isCompound && strewn.chance((lifted ? 0.3 : 0) + 0.3 * settings.busyness)) {
        strokes.push(stroke(tickOf(bar, beat + 4 - gap), DRUM.closedHat, level * strewn.between(0.42, 0.54)));
      }
    }
  }

  // A doubled opening at the turn of the phrase keeps the machine from sounding like one.
  if (!grid.isCompound && bar.place.barInPhrase % 4 === 3 && isOpenIn && bar.chance.fork('turn').chance(0.6)) {
    strokes.push(stroke(tickOf(bar, grid.slots - 1), DRUM.openHat, level * 0.72, 'normal', SLOT_TICKS));
  }

  if (lifted && bar.place.energy > 0.85 && bar.figure.fork('ride').chance(0.45)) {
    strokes.push(...grid.beats.map((beat) => stroke(tickOf(bar, beat), DRUM.ride, level * 0.6, 'normal', 2 * SLOT_TICKS)));
  }

  return strokes.filter((one) => one.tick < tickOf(bar, grid.slots));
}

type Roll = { readonly slot: number; readonly length: number; readonly strokes: number; readonly isRising: boolean };

/** Trap: a ticking grid that bursts into thirty-seconds and triplets, at places the figure remembers and at new ones. */
function trapHats(bar: DrumBar, lifted: boolean): Stroke[] {
  const { grid, settings } = bar;
  const level = loudnessOf(0.34, 0.6, bar.place.energy);
  const isFine = lifted && bar.figure.fork('grid').chance(0.3 + 0.4 * settings.busyness) && !grid.isCompound;
  const step = isFine ? 1 : 2;
  const rolls = bar.place.energy < 0.3 ? [] : rollsOf(bar);
  const strokes: Stroke[] = [];
  for (let slot = 0; slot < grid.slots; slot += step) {
    if (!rolls.some((roll) => slot >= roll.slot && slot < roll.slot + roll.length)) {
      strokes.push(
        stroke(tickOf(bar, slot), DRUM.closedHat, level * accentOf(grid, TRAP_WEIGHTS, slot, bar.backbeats), 'normal', 90),
      );
    }
  }

  for (const roll of rolls) {
    const spacing = (roll.length * SLOT_TICKS) / roll.strokes;
    for (let index = 0; index < roll.strokes; index++) {
      const through = roll.strokes > 1 ? index / (roll.strokes - 1) : 1;
      const shape = roll.isRising ? 0.5 + 0.5 * through : 1 - 0.5 * through;
      strokes.push(stroke(tickOf(bar, roll.slot) + Math.round(index * spacing), DRUM.closedHat, level * shape, 'normal', 50));
    }
  }

  const open = bar.figure.fork(`open/${bar.place.barInPhrase % 2}`);
  const openSlot = open.pick([2, 6, 10, 14]);
  if (
    bar.layers.extras &&
    openSlot < grid.slots &&
    open.chance(settings.openHats) &&
    !rolls.some((roll) => openSlot >= roll.slot && openSlot < roll.slot + roll.length)
  ) {
    const kept = strokes.filter((one) => one.tick !== tickOf(bar, openSlot));
    return [...kept, stroke(tickOf(bar, openSlot), DRUM.openHat, level * 1.05, 'normal', 2 * SLOT_TICKS)];
  }

  return strokes;
}

const TRAP_WEIGHTS = { barLine: 1, beat: 0.96, backbeat: 0.9, eighth: 0.82, sixteenth: 0.6 } as const;

function rollsOf(bar: DrumBar): readonly Roll[] {
  const rolls: Roll[] = [];
  const habit = bar.figure.fork(`roll/${bar.place.barInPhrase % 4}`);
  const whim = bar.chance.fork('roll');
  const amount = 0.3 + 0.45 * bar.settings.busyness;
  for (const [stream, likelihood] of [
    [habit, amount],
    [whim, amount * 0.45],
  ] as const) {
    if (!stream.chance(likelihood)) {
      continue;
    }

    const length = stream.pick([1, 2, 2, 2, 4]);
    const slot = stream.pick([6, 10, 14, 12, 2, 8]);
    // Strokes in that length: thirty-seconds, sixteenth triplets, and a short burst of sixty-fourths.
    const strokes = length === 1 ? stream.pick([2, 3, 4]) : length === 2 ? stream.pick([3, 4, 4, 6]) : stream.pick([6, 8]);
    const isFree = rolls.every((roll) => slot + length <= roll.slot || slot >= roll.slot + roll.length);
    if (isFree && slot + length <= bar.grid.slots) {
      rolls.push({ slot, length, strokes, isRising: stream.chance(0.6) });
    }
  }

  return rolls;
}
