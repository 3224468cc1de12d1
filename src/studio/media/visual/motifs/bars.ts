import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cos, exp, sin, TAU, type Rgb } from '../../../../engine/kernel/index.ts';
import { css, yuvOf, type Yuv } from '../colour.ts';
import { bloom } from '../music-clock.ts';
import type { Picture } from '../picture.ts';
import { coverOf, paintGround, type Scene, type SceneContext } from '../scene.ts';
import { drawDisc, fillRows } from '../spans.ts';

/** Rise of the stripes: they climb about 24° to the right. */
const SLOPE = 0.445;

type Stripe = {
  /** Where the stripe's middle line crosses the left edge. */
  readonly foot: number;
  readonly half: number;
  /** How far to the right the head rests, pixels. */
  readonly rest: number;
  /** How far it may be thrown. */
  readonly throw: number;
  readonly colour: Rgb;
  readonly yuv: Yuv;
  /** True for stripes that come down from the upper right. */
  readonly comesFromRight: boolean;
  readonly answers: 'kick' | 'snare' | 'melody';
  /** Which part of the melody's range it answers, 0–1. */
  readonly height: number;
};

/**
 * A poster of bold stripes climbing across the frame. Their round heads are thrown forward by what they answer (kick, back-beat,
 * or a part of the melody's range) and slide back; a screen of dots flares with the beat.
 */
export function composeBars(context: SceneContext): Scene {
  const { width, height, palette, music, shape } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context);
  const stripes = layStripes(context);
  const dots = paintScreen(ink, context);
  const poster = createCanvas(width, height);
  for (const stripe of stripes) {
    paintStripe(poster.getContext('2d'), stripe, width);
  }

  ink.drawImage(poster, 0, 0);
  const cover = coverOf(poster);

  const light = yuvOf(palette.light);
  return {
    still: canvas,
    titlePlace: { align: shape === 'wide' ? 'left' : 'center', at: 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      const snare = music.snare(seconds, 0.14);
      const kick = music.kick(seconds, 0.14);
      for (const dot of dots) {
        // The flare runs outwards from the middle of the screen.
        const push = music.kick(seconds - dot.distance * 0.22, 0.2) * (0.35 + 0.65 * energy);
        if (push > 0.04) {
          drawDisc(
            picture,
            { x: dot.x, y: dot.y, radius: dot.radius * (1 + 0.75 * push) },
            { colour: light, level: Math.min(1, 0.5 + push), front: cover },
          );
        }
      }

      const melody = stripes.map(() => 0);
      music.eachRecentNote(seconds, 2.2, (note, _, age) => {
        const answering = stripes.map((stripe, index) => ({ stripe, index })).filter(({ stripe }) => stripe.answers === 'melody');
        const nearest = answering.reduce(
          (best, one) => (Math.abs(one.stripe.height - note.height) < Math.abs(best.stripe.height - note.height) ? one : best),
          answering[0]!,
        );
        melody[nearest.index] = Math.max(
          melody[nearest.index]!,
          bloom(age, 0.06, 0.28 + 0.4 * note.durationSeconds) * (0.5 + 0.5 * note.strength),
        );
      });
      for (const [index, stripe] of stripes.entries()) {
        const push = stripe.answers === 'kick' ? kick : stripe.answers === 'snare' ? snare : melody[index]!;
        drawHead(picture, stripe, { reach: stripe.throw * push * (0.55 + 0.45 * energy), width, flash: push });
      }
    },
  };

  function drawHead(
    picture: Picture,
    stripe: Stripe,
    { reach, width: frame, flash }: { reach: number; width: number; flash: number },
  ): void {
    const toward = stripe.comesFromRight ? -1 : 1;
    const from = stripe.comesFromRight ? frame - stripe.rest : stripe.rest;
    const head = from + toward * reach;
    const tall = stripe.half / cos(0.419);
    const [left, right] = toward === 1 ? [from, head] : [head, from];
    const yAt = (x: number): number => stripe.foot - SLOPE * x;
    const ink2 = { colour: stripe.yuv, level: 1 };
    if (reach > 1) {
      const top = Math.floor(yAt(right) - tall);
      const bottom = Math.ceil(yAt(left) + tall);
      fillRows(
        picture,
        { top, bottom },
        (y, edges) => {
          // The band between the two long sides, cut at where it begins and where its head is.
          edges.from = Math.max(left, (stripe.foot - tall - y) / SLOPE);
          edges.to = Math.min(right, (stripe.foot + tall - y) / SLOPE);
        },
        ink2,
      );
    }

    drawDisc(picture, { x: head, y: yAt(head), radius: stripe.half }, ink2);
    drawDisc(
      picture,
      { x: head, y: yAt(head), radius: stripe.half * 0.42 },
      { colour: light, level: 0.16 + 0.84 * Math.min(1, flash) },
    );
  }
}

function layStripes({ width, height, unit, shape, palette, rng }: SceneContext): Stripe[] {
  const colours: readonly Rgb[] = [palette.layers[0], palette.layers[1], palette.layers[2], palette.pulse];
  const order = rng.fork('colours').shuffled(colours);
  const answers = ['melody', 'kick', 'melody', 'snare', 'melody', 'melody', 'kick', 'melody'] as const;
  const own = rng.fork('stripes');
  const half = unit * (shape === 'wide' ? 4.7 : 4.9);
  const gap = half * 2.42;
  // From the lower left upwards: a stack of stripes with heads at different places.
  const lower = [0.52, 0.7, 0.46, 0.6, 0.34].map((part, index) => ({ part, index, comesFromRight: false }));
  const upper = [0.36, 0.5, 0.26].map((part, index) => ({ part, index, comesFromRight: true }));
  const base = height + width * SLOPE * (shape === 'wide' ? 0.36 : 0.34) - half;
  const ceiling = height * (shape === 'wide' ? 0.26 : shape === 'tall' ? 0.36 : 0.42) + width * SLOPE;
  return [...lower, ...upper].map(({ part, index, comesFromRight }, place) => {
    const colour = order[place % order.length]!;
    return {
      foot: comesFromRight ? ceiling + (index - 1) * gap : base - index * gap,
      half,
      rest: width * (part + own.between(-0.04, 0.04)) * (comesFromRight ? 0.62 : 0.86),
      throw: width * (shape === 'wide' ? 0.13 : 0.2),
      colour,
      yuv: yuvOf(colour),
      comesFromRight,
      answers: answers[place]!,
      height: [0.1, 0, 0.35, 0, 0.6, 0.82, 0, 1][place]!,
    };
  });
}

function paintStripe(ink: SKRSContext2D, stripe: Stripe, width: number): void {
  const start = stripe.comesFromRight ? width + stripe.half * 3 : -stripe.half * 3;
  const head = stripe.comesFromRight ? width - stripe.rest : stripe.rest;
  ink.strokeStyle = css(stripe.colour);
  ink.lineWidth = stripe.half * 2;
  ink.lineCap = 'round';
  ink.beginPath();
  ink.moveTo(start, stripe.foot - SLOPE * start);
  ink.lineTo(head, stripe.foot - SLOPE * head);
  ink.stroke();
}

/** A halftone: dots that shrink with their distance from the middle. Returns those large enough to flare. */
function paintScreen(
  ink: SKRSContext2D,
  { width, height, unit, shape, palette, rng }: SceneContext,
): { x: number; y: number; radius: number; distance: number }[] {
  const middle = {
    x: width * (shape === 'wide' ? rng.fork('screen').between(0.66, 0.74) : 0.55),
    y: height * (shape === 'wide' ? 0.44 : shape === 'tall' ? 0.5 : 0.56),
  };
  const pitch = unit * 3.1;
  const reach = unit * (shape === 'wide' ? 46 : shape === 'tall' ? 44 : 38);
  const dots: { x: number; y: number; radius: number; distance: number }[] = [];
  ink.fillStyle = css(palette.layers[2], palette.id === 'soul-train' ? 0.85 : 0.9);
  for (let row = -18; row <= 18; row++) {
    for (let column = -18; column <= 18; column++) {
      // The screen is turned, as printers turn it, so that no rows of dots stand out.
      const [a, b] = [column * pitch, row * pitch];
      const x = middle.x + a * cos(TAU / 12) - b * sin(TAU / 12);
      const y = middle.y + a * sin(TAU / 12) + b * cos(TAU / 12);
      const distance = Math.sqrt(a * a + b * b) / reach;
      const radius = pitch * 0.47 * exp(-2.1 * distance * distance);
      if (distance < 1 && radius > unit * 0.1) {
        ink.beginPath();
        ink.arc(x, y, radius, 0, TAU);
        ink.fill();
        if (distance < 0.5 && (row + column) % 2 === 0) {
          dots.push({ x, y, radius, distance });
        }
      }
    }
  }

  return dots;
}
