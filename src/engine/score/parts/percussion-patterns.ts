import { accentOf, loudnessOf } from '../rhythm/dynamics.ts';
import { worldFigure } from './hand-figures-world.ts';
import { handFigure } from './hand-figures.ts';
import type { PercussionBar } from './percussion-bar.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { clubPercussion } from './percussion-club.ts';

/** The strokes of one bar. */
export function percussionOfBar(bar: PercussionBar): Stroke[] {
  const body = bodyOf(bar);
  return bar.fill >= 0.3 && bar.place.rise > 0.1 ? [...body, ...leadIn(bar, body)] : body;
}

function bodyOf(bar: PercussionBar): Stroke[] {
  switch (bar.pattern) {
    case 'tumbao':
      return tumbao(bar);
    case 'martillo':
      return martillo(bar);
    case 'cajon':
      return cajon(bar);
    case 'backbeats':
      return backbeats(bar);
    case 'clave':
      return clave(bar);
    case 'sparse':
      return sparse(bar);
    case 'triangle':
      return triangle(bar);
    case 'hand-drum':
    case 'frame-drum':
    case 'cascara':
    case 'surdo':
    case 'agogo':
    case 'guiro':
    case 'ring':
    case 'stomps':
      return handFigure(bar.pattern, bar, level(bar));
    case 'campana':
    case 'palmas':
    case 'compas':
    case 'bodhran':
    case 'shekere':
    case 'sticks':
    case 'sleigh':
      return worldFigure(bar.pattern, bar, level(bar));
    case 'club':
    case 'tops':
      return clubPercussion(bar, bar.pattern);
    case 'beats':
      return bar.grid.beats.map((slot, index) => stroke(tickAt(bar, slot), bar.drum, level(bar) * (index % 2 === 1 ? 1 : 0.86)));
    case 'offbeats':
      return bar.grid.beats
        .map((beat) => beat + (bar.grid.isCompound ? 4 : 2))
        .filter((slot) => slot < bar.grid.slots)
        .map((slot) => stroke(tickAt(bar, slot), bar.drum, level(bar) * bar.chance.fork(`off/${slot}`).between(0.88, 1.06)));
    default:
      return shaken(bar);
  }
}

/**
 * Shaker or tambourine: the arm's forward stroke on eighths, the lighter return between, both swelling into the back-beat;
 * the arm rests now and then, and never twice in the same place.
 */
function shaken(bar: PercussionBar): Stroke[] {
  const { grid, place, backbeats: back } = bar;
  const isFine = bar.pattern === 'sixteenths' && !grid.isCompound && place.section.energy > 0.48;
  const weights = isFine
    ? { barLine: 0.92, beat: 0.9, backbeat: 1.12, eighth: 0.82, sixteenth: 0.56 }
    : { barLine: 0.86, beat: 0.88, backbeat: 1.12, eighth: 0.68, sixteenth: 0.5 };
  const step = isFine ? 1 : 2;
  const rest = bar.chance.fork('rest');
  const rested = rest.chance(0.5) ? rest.integer(1, Math.floor(grid.slots / step) - 1) * step : -1;
  const strokes: Stroke[] = [];
  for (let slot = 0; slot < grid.slots; slot += step) {
    if (slot !== rested || back.includes(slot)) {
      strokes.push(stroke(tickAt(bar, slot), bar.drum, level(bar) * accentOf(grid, weights, slot, back)));
    }
  }

  return strokes;
}

/** Claps, snaps, tambourine on the back-beat, with a doubled one at the turn and a hand that is never quite together. */
function backbeats(bar: PercussionBar): Stroke[] {
  const { grid, place } = bar;
  const strokes = bar.backbeats.map((slot) => stroke(tickAt(bar, slot), bar.drum, level(bar)));
  const turn = bar.chance.fork('turn');
  const last = bar.backbeats[bar.backbeats.length - 1];
  if (last !== undefined && place.barInPhrase % 4 === 3 && turn.chance(0.3 + 0.5 * bar.busyness)) {
    const slot = last + (grid.isCompound ? 4 : turn.pick([2, 3, 3]));
    if (slot < grid.slots) {
      strokes.push(stroke(tickAt(bar, slot), bar.drum, level(bar) * 0.8));
    }
  } else if (last !== undefined && place.barInPhrase % 2 === 1 && turn.chance(0.35 * bar.busyness) && last > 1) {
    strokes.push(stroke(tickAt(bar, last - 1), bar.drum, level(bar) * 0.5, 'ghost'));
  }

  return strokes;
}

/**
 * Congas: heel and toe, slap on two, open tones into the bar line; the clave's side of three is answered on the low drum, and in the second
 * half of a phrase the open tones may come earlier and run down.
 */
function tumbao(bar: PercussionBar): Stroke[] {
  const { place, busyness } = bar;
  const whim = bar.chance.fork('tumbao');
  const loud = level(bar);
  const isMoved = place.barInPhrase % 4 === 3 || (place.barInPhrase % 4 === 2 && bar.figure.fork('marcha').chance(0.5));
  const opens: [slot: number, drum: number, weight: number][] = isMoved
    ? [
        [10, DRUM.highConga, 0.82],
        [12, DRUM.muteConga, 0.86],
        [14, DRUM.highConga, 1],
        [15, DRUM.lowConga, 0.66],
      ]
    : [
        [10, DRUM.muteConga, 0.4],
        [12, DRUM.highConga, 0.9],
        [14, DRUM.highConga, 1],
      ];
  const figure: [slot: number, drum: number, weight: number][] = [
    [0, DRUM.muteConga, 0.5],
    [2, DRUM.muteConga, 0.42],
    [4, DRUM.muteConga, 0.95],
    [6, DRUM.muteConga, 0.42],
    [8, DRUM.muteConga, 0.5],
    ...opens,
  ];
  if (bar.isThreeSide) {
    figure.push([6, DRUM.lowConga, 0.92], [7, DRUM.lowConga, 0.7]);
  }

  if (whim.chance(0.3 + 0.4 * busyness)) {
    figure.push([whim.pick([3, 11, 15]), DRUM.highConga, 0.58]);
  }

  if (place.isPhraseEnd && whim.chance(0.7)) {
    figure.push([13, DRUM.highConga, 0.7], [15, DRUM.lowConga, 0.9]);
  }

  const rested = whim.chance(0.35) ? whim.pick([2, 8, 10]) : -1;
  const low = figure.filter(([, drum]) => drum === DRUM.lowConga).map(([slot]) => slot);
  return figure
    .filter(([slot, drum]) => slot !== rested && (drum === DRUM.lowConga || !low.includes(slot)))
    .filter(([, , weight]) => place.energy > 0.3 || weight > 0.45)
    .flatMap(([slot, drum, weight]) => placed(bar, slot, drum, loud * weight * whim.between(0.93, 1.07)));
}

/** Bongos: the hammer, even eighths on the small drum that end on the large one. */
function martillo(bar: PercussionBar): Stroke[] {
  const { place, busyness } = bar;
  const whim = bar.chance.fork('martillo');
  const loud = level(bar);
  const strokes = [0, 2, 4, 6, 8, 10, 12, 14].flatMap((slot) => {
    const isLow = slot === 12 || (slot === 14 && place.barInPhrase % 2 === 1);
    const weight = slot % 8 === 0 ? 1 : slot % 4 === 0 ? 0.8 : 0.55;
    return placed(bar, slot, isLow ? DRUM.lowBongo : DRUM.highBongo, loud * (isLow ? 0.95 : weight) * whim.between(0.92, 1.08));
  });
  if (whim.chance(0.25 + 0.45 * busyness)) {
    strokes.push(...placed(bar, whim.pick([3, 7, 11, 15]), DRUM.highBongo, loud * 0.5));
  }

  if (place.isPhraseEnd && whim.chance(0.6)) {
    strokes.push(...placed(bar, 13, DRUM.highBongo, loud * 0.6), ...placed(bar, 15, DRUM.lowBongo, loud * 0.8));
  }

  return strokes;
}

/** Cajon: a kit in a box. Bass on the kicks, slap on the back-beats, fingertips between. */
function cajon(bar: PercussionBar): Stroke[] {
  const { grid, busyness, place } = bar;
  const habit = bar.figure.fork(`cajon/${place.barInPhrase % 2}`);
  const loud = level(bar);
  const taken = new Set([...bar.kicks, ...bar.backbeats]);
  const strokes = [
    ...bar.kicks.map((slot) => stroke(tickAt(bar, slot), DRUM.kick, loud * (slot === 0 ? 1 : 0.86))),
    ...bar.backbeats.map((slot) => stroke(tickAt(bar, slot), DRUM.snare, loud)),
  ];
  for (let slot = 1; slot < grid.slots; slot += 1) {
    const isEighth = slot % 2 === 0;
    if (!taken.has(slot) && (!grid.isCompound || isEighth) && habit.chance((isEighth ? 0.5 : 0.2) * (0.3 + busyness))) {
      strokes.push(stroke(tickAt(bar, slot), DRUM.sideStick, loud * (isEighth ? 0.42 : 0.3), 'ghost'));
    }
  }

  return strokes;
}

/** Son clave on whatever is struck: three and two, or two and three, and so to the end of the piece. */
function clave(bar: PercussionBar): Stroke[] {
  return (bar.isThreeSide ? [0, 6, 12] : [4, 8]).flatMap((slot) => placed(bar, slot, bar.drum, level(bar)));
}

/** A colour rather than a pulse: a stroke or two in two bars. */
function sparse(bar: PercussionBar): Stroke[] {
  const habit = bar.figure.fork(`sparse/${bar.place.barInPhrase % 4}`);
  const slots = [6, 7, 10, 11, 14, 15].filter(() => habit.chance(0.1 + 0.22 * bar.busyness));
  return slots.flatMap((slot) => placed(bar, slot, bar.drum, level(bar)));
}

/** Triangle: open on the off-beats, closed on the beats; two fingers let it ring at phrase starts. */
function triangle(bar: PercussionBar): Stroke[] {
  const { grid, place } = bar;
  const loud = level(bar);
  if (place.energy < 0.45) {
    return place.barInPhrase % 2 === 0 ? [stroke(tickAt(bar, 0), DRUM.triangle, loud * 0.8, 'normal', 1920)] : [];
  }

  const off = grid.isCompound ? 4 : 2;
  return grid.beats.flatMap((beat) => [
    stroke(tickAt(bar, beat), DRUM.triangleMute, loud * 0.6),
    ...(beat + off < grid.slots ? [stroke(tickAt(bar, beat + off), DRUM.triangle, loud * 0.85, 'normal', 240)] : []),
  ]);
}

/** Into a louder section the hand swells: a shaken roll in the last beat, where the pattern leaves room. */
function leadIn(bar: PercussionBar, body: readonly Stroke[]): Stroke[] {
  const { grid, drum } = bar;
  const isShaken = drum === DRUM.tambourine || drum === DRUM.shaker;
  if (!isShaken || !bar.chance.fork('lead-in').chance(0.7)) {
    return [];
  }

  const from = grid.slots - 4;
  const has = new Set(body.map((one) => one.tick));
  return [0, 1, 2, 3]
    .map((index) => stroke(tickAt(bar, from + index), drum, level(bar) * (0.6 + 0.16 * index)))
    .filter((one) => !has.has(one.tick));
}

function level(bar: PercussionBar): number {
  return loudnessOf(0.3, 0.72, bar.place.energy);
}

/** A place written for 4/4 as this metre has it; nothing where it has none. */
function placed(bar: PercussionBar, slot: number, drum: number, velocity: number): Stroke[] {
  const { grid } = bar;
  const here = grid.isCompound ? Math.floor(slot / 4) * 6 + (slot % 4 === 0 ? 0 : 4) : slot;
  return here < grid.slots ? [stroke(tickAt(bar, here), drum, velocity)] : [];
}

function tickAt(bar: PercussionBar, slot: number): number {
  return bar.place.startTick + slot * 240;
}
