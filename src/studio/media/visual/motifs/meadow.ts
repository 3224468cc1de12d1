import { cos, exp, sin, TAU, type Rng } from '../../../../engine/kernel/index.ts';
import { between, yuvOf, type Yuv } from '../colour.ts';
import { smoothStep } from '../music-clock.ts';
import type { Picture } from '../picture.ts';
import type { SceneContext } from '../scene.ts';
import { drawDisc, fillColumns, fillRows } from '../spans.ts';

type Flower = {
  readonly startSeconds: number;
  readonly x: number;
  /** Where it stands. */
  readonly foot: number;
  readonly stem: number;
  readonly size: number;
  readonly colour: number;
  readonly petals: number;
  readonly lean: number;
};

/** Until a flower is this old it moves; then it stands. */
const SETTLE_SECONDS = 2.6;
/** A longer tune plants only some of its notes. */
const MOST_FLOWERS = 110;

/** Flowers that the melody plants: one grows for each note, taller for higher ones, and stays, so that the meadow is full when the piece ends. */
export class Meadow {
  readonly #flowers: readonly Flower[];
  readonly #settleOrder: readonly number[];
  readonly #context: SceneContext;
  readonly #petals: readonly Yuv[];
  readonly #heart: Yuv;
  readonly #stem: Yuv;

  constructor(context: SceneContext, { hills, rng }: { readonly hills: readonly ((x: number) => number)[]; readonly rng: Rng }) {
    const { palette, music } = context;
    this.#context = context;
    const { notes } = music.music;
    const stride = Math.max(1, Math.ceil(notes.length / MOST_FLOWERS));
    this.#flowers = notes
      .filter((_, index) => index % stride === 0)
      .map((note, index) => plant(context, { note, index, hills, rng: rng.fork(`flower-${index}`) }))
      // Far ones first: near ones stand before them.
      .sort((left, right) => left.foot - right.foot || left.x - right.x);
    this.#settleOrder = this.#flowers
      .map(({ startSeconds }) => startSeconds + SETTLE_SECONDS)
      .sort((left, right) => left - right);
    this.#petals = [palette.light, palette.pulse, between(palette.pulse, palette.light, 0.5)].map(yuvOf);
    this.#heart = yuvOf(between(palette.pulse, palette.layers[3], 0.35));
    this.#stem = yuvOf(between(palette.layers[3], palette.layers[1], 0.45));
  }

  /** How many flowers stand still at this moment. */
  settledCount(seconds: number): number {
    let count = 0;
    while (count < this.#settleOrder.length && this.#settleOrder[count]! <= seconds) {
      count += 1;
    }

    return count;
  }

  drawSettled(picture: Picture, seconds: number): void {
    for (const flower of this.#flowers) {
      if (flower.startSeconds + SETTLE_SECONDS <= seconds) {
        this.#draw(picture, flower, { grown: 1, sway: 0 });
      }
    }
  }

  drawGrowing(picture: Picture, seconds: number, sway: number): void {
    for (const flower of this.#flowers) {
      const age = seconds - flower.startSeconds;
      if (age > 0 && age < SETTLE_SECONDS) {
        // Shoots up, a little too far, and comes to rest.
        const grown = 1 - exp(-4.2 * age) * cos(7.5 * age);
        this.#draw(picture, flower, { grown, sway: sway * (1 - smoothStep(0.8, SETTLE_SECONDS, age)) });
      }
    }
  }

  #draw(picture: Picture, flower: Flower, { grown, sway }: { readonly grown: number; readonly sway: number }): void {
    const { unit } = this.#context;
    const stem = flower.stem * grown;
    const bend = flower.lean + sway * unit * 1.4;
    const size = flower.size * Math.min(1.15, grown);
    const half = Math.max(0.9, flower.size * 0.11);
    fillRows(
      picture,
      { top: Math.floor(flower.foot - stem), bottom: Math.ceil(flower.foot) },
      (y, edges) => {
        const up = Math.max(0, Math.min(1, (flower.foot - y) / Math.max(1, stem)));
        const x = flower.x + bend * up * up;
        edges.from = x - half;
        edges.to = x + half;
      },
      { colour: this.#stem, level: 1 },
    );
    const head = { x: flower.x + bend, y: flower.foot - stem };
    const colour = this.#petals[flower.colour]!;
    for (let petal = 0; petal < flower.petals; petal++) {
      const turn = TAU * (petal / flower.petals + 0.05 * flower.lean + 0.02 * sway);
      const place = { x: head.x + size * 0.58 * sin(turn), y: head.y - size * 0.58 * cos(turn) };
      drawDisc(picture, { ...place, radius: size * 0.46 }, { colour, level: 1 });
    }

    drawDisc(picture, { ...head, radius: size * 0.4 }, { colour: this.#heart, level: 1 });
  }
}

function plant(
  { width, height, unit }: SceneContext,
  {
    note,
    index,
    hills,
    rng,
  }: {
    readonly note: { readonly startSeconds: number; readonly height: number; readonly strength: number };
    readonly index: number;
    readonly hills: readonly ((x: number) => number)[];
    readonly rng: Rng;
  },
): Flower {
  // Golden-ratio steps: each new flower finds room between the others.
  const x = width * (0.03 + 0.94 * ((0.5 + index * 0.618034) % 1));
  const [third, fourth] = [hills[2]!(x), hills[3]!(x)];
  const isFar = index % 3 === 1 && fourth - third > unit * 4;
  const depth = rng.next();
  const foot = isFar ? third + (fourth - third) * (0.15 + 0.6 * depth) : fourth + (height - fourth) * (0.1 + 0.95 * depth);
  const scale = isFar ? 0.55 + 0.2 * depth : 0.85 + 0.5 * depth;
  return {
    startSeconds: note.startSeconds,
    x,
    foot,
    stem: unit * scale * (2.4 + 6.5 * note.height),
    size: unit * scale * (0.8 + 0.5 * note.strength),
    colour: rng.integer(0, 2),
    petals: rng.integer(5, 7),
    lean: rng.gaussian(unit * 0.5),
  };
}

/** A few birds that cross the sky and beat their wings in time. */
export class Flock {
  readonly #birds: readonly { readonly x: number; readonly y: number; readonly size: number; readonly phase: number }[];
  readonly #context: SceneContext;
  readonly #colour: Yuv;
  readonly #way: number;

  constructor(context: SceneContext, rng: Rng) {
    const { palette, shape } = context;
    this.#context = context;
    this.#way = rng.chance(0.5) ? 1 : -1;
    this.#colour = yuvOf(palette.tone === 'light' ? between(palette.layers[2], palette.text, 0.4) : palette.layers[3]);
    const lead = { x: rng.between(0.1, 0.8), y: shape === 'tall' ? rng.between(0.36, 0.42) : rng.between(0.3, 0.4) };
    this.#birds = [0, 1, -1, 2, -2, 3, -3].slice(0, rng.integer(5, 7)).map((place) => ({
      x: lead.x - Math.abs(place) * 0.026 * this.#way + rng.gaussian(0.004),
      y: lead.y + place * 0.016 + Math.abs(place) * 0.006 + rng.gaussian(0.004),
      size: rng.between(1.25, 1.75),
      phase: rng.between(0, 0.35),
    }));
  }

  draw(picture: Picture, seconds: number): void {
    const { width, height, unit, music } = this.#context;
    const steps = music.steps(seconds, 1);
    for (const bird of this.#birds) {
      const x = ((((bird.x + this.#way * 0.011 * seconds + 0.15) % 1.3) + 1.3) % 1.3) - 0.15;
      const beat = sin(TAU * (steps + bird.phase));
      const middle = {
        x: x * width,
        y: bird.y * height + unit * 0.35 * sin(TAU * (0.07 * seconds + bird.phase)) - unit * 0.25 * beat,
      };
      const span = unit * bird.size;
      const lift = span * (0.34 + 0.4 * beat);
      fillColumns(
        picture,
        { left: Math.floor(middle.x - span), right: Math.ceil(middle.x + span) },
        (column, edges) => {
          const out = Math.min(1, Math.abs(column - middle.x) / span);
          // A wing rises from the body and bends down to its tip.
          const line = middle.y - lift * 1.5 * out + (lift * 0.75 + span * 0.16) * out * out;
          const half = unit * 0.17 * (1 - out * out) + 0.5;
          edges.from = line - half;
          edges.to = line + half;
        },
        { colour: this.#colour, level: 0.85 },
      );
    }
  }
}
