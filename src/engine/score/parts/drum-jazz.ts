import { TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { loudnessOf } from '../rhythm/dynamics.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { stroke, type Stroke } from '../rhythm/strokes.ts';
import { DRUM } from '../score.ts';
import { isLifted, tickOf, type DrumBar } from './drum-bar.ts';

/** Off-beats of a swung beat: written straight, the performance swings them; in 12/8 they are the last third. */
function offbeat(bar: DrumBar): number {
  return bar.grid.isCompound ? 4 : 2;
}

/** Jazz: ride and two-and-four, a feathered foot, and a left hand that talks with the kick. */
export function swingBar(bar: DrumBar): Stroke[] {
  return [...swingRide(bar), ...footHat(bar), ...featheredKick(bar), ...conversation(bar)].filter(
    (one) => one.tick < tickOf(bar, bar.fillFrom) || one.drum === DRUM.pedalHat || one.drum === DRUM.ride,
  );
}

/** Spang-a-lang that breathes: skips come and go, two and four lean forward as measured (78 to 81 against 68 of 127). */
function swingRide(bar: DrumBar): Stroke[] {
  const { grid, place } = bar;
  if (!bar.layers.hats) {
    return [];
  }

  const level = loudnessOf(0.36, 0.66, place.energy);
  const whim = bar.chance.fork('ride');
  // Quiet choruses keep time on the hat, as the old ones did, and move to the ride when the solo begins.
  const isOnHat = place.energy < 0.38 && bar.figure.fork('surface').chance(0.4);
  const strokes: Stroke[] = [];
  for (const [index, beat] of grid.beats.entries()) {
    const isStrong = index % 2 === 1;
    const drum = isOnHat
      ? isStrong
        ? DRUM.closedHat
        : DRUM.openHat
      : place.energy > 0.85 && index === 0 && whim.chance(0.3)
        ? DRUM.rideBell
        : DRUM.ride;
    strokes.push(stroke(tickOf(bar, beat), drum, level * (isStrong ? 1.06 : 0.9), 'normal', 3 * SLOT_TICKS));
    const skip = isStrong ? 0.86 : 0.1 + 0.2 * bar.settings.busyness;
    if (whim.chance(skip)) {
      strokes.push(
        stroke(
          tickOf(bar, beat + offbeat(bar)),
          isOnHat ? DRUM.closedHat : DRUM.ride,
          level * (isStrong ? 0.72 : 0.6),
          'normal',
          2 * SLOT_TICKS,
        ),
      );
    }
  }

  return strokes.filter((one) => one.tick < tickOf(bar, grid.slots));
}

/** The foot on two and four (in threes on two, sometimes three). */
function footHat(bar: DrumBar): Stroke[] {
  const { grid, place } = bar;
  const level = loudnessOf(0.38, 0.56, place.energy);
  const beats =
    grid.beats.length === 3
      ? [grid.beats[1]!, ...(bar.chance.fork('foot').chance(0.4) ? [grid.beats[2]!] : [])]
      : grid.beats.filter((_, index) => index % 2 === 1);
  return beats.map((slot) => stroke(tickOf(bar, slot), DRUM.pedalHat, level));
}

/** Kick on every beat, more felt than heard. */
function featheredKick(bar: DrumBar): Stroke[] {
  if (!bar.layers.kick) {
    return [];
  }

  const level = loudnessOf(0.16, 0.27, bar.place.energy);
  const whim = bar.chance.fork('feather');
  return bar.grid.beats
    .filter((_, index) => index === 0 || whim.chance(0.82))
    .map((slot, index) => stroke(tickOf(bar, slot), DRUM.kick, level * (index === 0 ? 1.15 : 1)));
}

type Remark = { readonly snare: readonly number[]; readonly kick: readonly number[] };

/** Remarks over one 4/4 bar, in sixteenths (14 is the "and" of four). The snare asks, the kick answers, or both leave room. */
const REMARKS: readonly Remark[] = [
  { snare: [], kick: [] },
  { snare: [6], kick: [] },
  { snare: [14], kick: [] },
  { snare: [6], kick: [14] },
  { snare: [10], kick: [14] },
  { snare: [2, 10], kick: [] },
  { snare: [6, 14], kick: [] },
  { snare: [12], kick: [6] },
  { snare: [8, 14], kick: [6] },
  { snare: [6, 10], kick: [2] },
  { snare: [4, 10], kick: [14] },
  { snare: [2], kick: [10, 14] },
];

function conversation(bar: DrumBar): Stroke[] {
  const { place, grid } = bar;
  if (!bar.layers.snare || place.energy < 0.2) {
    return [];
  }

  const whim = bar.chance.fork('conversation');
  // Talk is for the second half of a thought: even bars listen more than odd ones.
  const talk = (place.barInPhrase % 2 === 0 ? 0.62 : 1) * (0.35 + 0.5 * bar.settings.busyness + 0.35 * place.energy);
  if (!whim.chance(talk)) {
    return [];
  }

  const remark = whim.pick(REMARKS.slice(1));
  const level = loudnessOf(0.3, 0.6, place.energy);
  const isStick = place.energy < 0.3;
  const fits = (slot: number): boolean => mapped(bar, slot) < grid.slots;
  const strokes = [
    ...remark.snare
      .filter(fits)
      .map((slot) =>
        stroke(
          tickOf(bar, mapped(bar, slot)),
          isStick ? DRUM.sideStick : DRUM.snare,
          level * whim.between(0.7, 1.12),
          whim.chance(0.35) ? 'ghost' : 'normal',
        ),
      ),
    ...remark.kick
      .filter(fits)
      .map((slot) => stroke(tickOf(bar, mapped(bar, slot)), DRUM.kick, level * whim.between(0.85, 1.15))),
  ];
  // A triplet ruff inside the beat, where the tempo allows one.
  if (whim.chance(0.12 + 0.15 * place.energy) && grid.slots >= 12 && !grid.isCompound) {
    const start = tickOf(bar, whim.pick(grid.beats.slice(1)));
    const third = TICKS_PER_QUARTER / 3;
    strokes.push(stroke(start + third, DRUM.snare, level * 0.55, 'ghost'), stroke(start + 2 * third, DRUM.snare, level * 0.75));
  }

  return strokes;
}

function mapped(bar: DrumBar, slot: number): number {
  return bar.grid.isCompound ? Math.floor(slot / 4) * 6 + (slot % 4 === 0 ? 0 : 4) : slot;
}

/** Brushes: the left hand stirs, the right taps two and four; nothing is struck hard. */
export function brushesBar(bar: DrumBar): Stroke[] {
  const { grid, place, layers } = bar;
  const level = loudnessOf(0.32, 0.62, place.energy);
  const whim = bar.chance.fork('brushes');
  const strokes: Stroke[] = [];
  if (layers.hats) {
    for (const [index, beat] of grid.beats.entries()) {
      const isStrong = index % 2 === 1;
      const next = grid.beats[index + 1] ?? grid.slots;
      // A circle lasts two beats: the sweep swells into the tap.
      strokes.push(
        stroke(tickOf(bar, beat), DRUM.snareAlt, level * (isStrong ? 0.72 : 0.9), 'legato', (next - beat) * SLOT_TICKS),
      );
      if (isStrong && layers.snare) {
        strokes.push(stroke(tickOf(bar, beat), DRUM.snare, level * 0.98));
      }

      if (whim.chance(isStrong ? 0.6 : 0.18)) {
        strokes.push(stroke(tickOf(bar, beat + offbeat(bar)), DRUM.snare, level * whim.between(0.42, 0.6), 'ghost'));
      }
    }
  }

  if (isLifted(bar)) {
    strokes.push(...swingRide(bar).map((one) => ({ ...one, velocity: one.velocity * 0.75 })));
  }

  return [...strokes, ...footHat(bar), ...featheredKick(bar)].filter(
    (one) => one.tick < tickOf(bar, Math.max(bar.fillFrom, grid.slots / 2)),
  );
}

/** Two-bar bossa clave on the cross-stick, over the heartbeat of the foot and even eighths. */
const CLAVES: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [0, 6, 12],
    [4, 10],
  ],
  [
    [4, 10],
    [0, 6, 12],
  ],
  [
    [0, 6, 12],
    [2, 8, 14],
  ],
];

/** Bossa nova's cross-stick, foot and hand; timekeeping is the hat's or, in full sections, the ride's. */
export function bossaBar(bar: DrumBar): Stroke[] {
  const { grid, place, layers } = bar;
  const level = loudnessOf(0.38, 0.62, place.energy);
  const strokes: Stroke[] = [];
  const whim = bar.chance.fork('bossa');
  if (layers.snare) {
    const clave = bar.figure.fork('clave').weighted(CLAVES, (item) => (item === CLAVES[2] ? 0.5 : 1));
    const places = (clave[place.barInSection % 2] ?? clave[0]).filter(
      (slot) => mapped(bar, slot) < Math.min(grid.slots, bar.fillFrom),
    );
    for (const slot of places) {
      if (!(slot !== 0 && whim.chance(0.1))) {
        strokes.push(
          stroke(
            tickOf(bar, mapped(bar, slot)),
            DRUM.sideStick,
            level * (slot % 4 === 0 ? 1.06 : 0.96) * whim.between(0.94, 1.05),
          ),
        );
      }
    }
  }

  // The fourth bar turns the clave over, and the hat hand has its own small remarks.
  if (layers.snare && place.barInPhrase % 4 === 3 && bar.fill < 0.3 && whim.chance(0.65)) {
    const slot = mapped(bar, whim.pick([2, 8, 14]));
    if (slot < grid.slots) {
      strokes.push(stroke(tickOf(bar, slot), DRUM.sideStick, level * 0.84));
    }
  }

  if (layers.hats && !grid.isCompound && whim.chance(0.2 + 0.4 * bar.settings.busyness)) {
    const slot = whim.pick([3, 5, 7, 11, 13].filter((one) => one < grid.slots));
    strokes.push(stroke(tickOf(bar, slot), isLifted(bar) ? DRUM.ride : DRUM.closedHat, level * 0.5, 'ghost'));
  }

  if (layers.kick) {
    for (const slot of bar.kicks.filter((kick) => kick < bar.fillFrom)) {
      strokes.push(stroke(tickOf(bar, slot), DRUM.kick, level * (slot % 4 === 0 ? 0.86 : 0.66)));
    }
  }

  return strokes;
}
