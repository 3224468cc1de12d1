import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cos, sin, TAU, type Rgb } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf } from '../colour.ts';
import { drawGlider, glowGlider } from '../mask.ts';
import { bloom } from '../music-clock.ts';
import { paintGround, type Scene, type SceneContext } from '../scene.ts';
import { drawDisc, drawRing } from '../spans.ts';

type Circle = { readonly x: number; readonly y: number; readonly radius: number; readonly colour: Rgb; readonly turn: number };

/**
 * Large clear circles that overlap like glass. Satellites travel their rims a step a beat, the rims open with the kick, and the
 * melody lights a field of dots, left to right through the bar, high for high notes.
 */
export function composeOrbits(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context);
  const mirrored = rng.fork('mirror').chance(0.5);
  const circles = layCircles(context, mirrored);
  const field = layField(context, mirrored);
  paintField(ink, field, context);
  for (const circle of circles) {
    paintGlass(ink, circle, context);
  }

  const [light, spark, pulse] = [yuvOf(palette.light), yuvOf(palette.spark), yuvOf(palette.pulse)];
  const rims = circles.map(({ colour }) =>
    yuvOf(between(colour, palette.tone === 'light' ? [255, 255, 255] : palette.light, 0.25)),
  );
  const satellites = circles.flatMap((circle, index) => [
    { circle, offset: 0.13 * index, speed: index % 2 === 0 ? 1 / 16 : -1 / 16, size: 1.7, colour: spark },
    { circle, offset: 0.56 + 0.2 * index, speed: index % 2 === 0 ? 1 / 16 : -1 / 16, size: 1.05, colour: pulse },
  ]);
  const glow = glowGlider(unit * 5.5, 0);
  return {
    still: canvas,
    titlePlace: { align: shape !== 'wide' ? 'center' : mirrored ? 'right' : 'left', at: shape === 'wide' ? 'bottom' : 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      for (const [index, circle] of circles.entries()) {
        for (const age of music.kickAges(seconds, 1.4)) {
          const part = age / 1.4;
          drawRing(
            picture,
            {
              x: circle.x,
              y: circle.y,
              radius: circle.radius * (1 + 0.14 * part * (2 - part)),
              halfWidth: unit * 0.34 * (1 - 0.6 * part),
              softness: 1.2,
            },
            { colour: rims[index]!, level: (0.35 + 0.5 * energy) * (1 - part) },
          );
        }
      }

      const steps = music.steps(seconds, 0.85);
      for (const { circle, offset, speed, size, colour } of satellites) {
        const turn = TAU * (offset + speed * steps);
        const place = { x: circle.x + circle.radius * cos(turn), y: circle.y + circle.radius * sin(turn) };
        const push = 1 + 0.25 * music.kick(seconds, 0.18);
        drawDisc(picture, { ...place, radius: unit * size * push }, { colour, level: 1 });
      }

      music.eachRecentNote(seconds, 2.8, (note, _, age) => {
        const column = Math.min(field.columns - 1, Math.floor(music.barPhase(note.startSeconds + 0.01) * field.columns));
        const row = Math.round((1 - note.height) * (field.rows - 1));
        const place = { x: field.left + column * field.pitch, y: field.top + row * field.pitch };
        const level = bloom(age, 0.05, 0.5 + 0.7 * note.durationSeconds) * (0.6 + 0.4 * note.strength);
        drawGlider(picture, glow, place, { colour: palette.tone === 'light' ? spark : light, level: 0.4 * level });
        drawDisc(picture, { ...place, radius: unit * (0.5 + 1.75 * level) }, { colour: spark, level: Math.min(1, 1.3 * level) });
      });
    },
  };
}

function layCircles({ width, height, unit, shape, palette }: SceneContext, mirrored: boolean): Circle[] {
  const [a, b, c] = [palette.layers[0], palette.layers[1], palette.layers[2]];
  const places =
    shape === 'wide'
      ? [
          { x: 0.72, y: 0.44, radius: 34, colour: a, turn: 0.1 },
          { x: 0.86, y: 0.7, radius: 23, colour: b, turn: 0.4 },
          { x: 0.58, y: 0.28, radius: 15, colour: c, turn: 0.7 },
        ]
      : shape === 'tall'
        ? [
            { x: 0.58, y: 0.52, radius: 42, colour: a, turn: 0.1 },
            { x: 0.32, y: 0.7, radius: 28, colour: b, turn: 0.4 },
            { x: 0.78, y: 0.38, radius: 16, colour: c, turn: 0.7 },
          ]
        : [
            { x: 0.58, y: 0.64, radius: 31, colour: a, turn: 0.1 },
            { x: 0.27, y: 0.79, radius: 19, colour: b, turn: 0.4 },
            { x: 0.84, y: 0.45, radius: 11, colour: c, turn: 0.7 },
          ];
  return places.map(({ x, y, radius, colour, turn }) => ({
    x: width * (mirrored ? 1 - x : x),
    y: height * y,
    radius: unit * radius,
    colour,
    turn: mirrored ? 0.5 - turn : turn,
  }));
}

type Field = {
  readonly left: number;
  readonly top: number;
  readonly pitch: number;
  readonly columns: number;
  readonly rows: number;
};

function layField({ width, height, unit, shape }: SceneContext, mirrored: boolean): Field {
  const pitch = unit * (shape === 'wide' ? 4.6 : 5.1);
  const columns = 16;
  const rows = shape === 'tall' ? 16 : shape === 'wide' ? 12 : 11;
  const span = (columns - 1) * pitch;
  const left = shape === 'wide' ? (mirrored ? width * 0.95 - span : width * 0.05) : (width - span) / 2;
  const top = height * (shape === 'tall' ? 0.34 : shape === 'wide' ? 0.1 : 0.32);
  return { left, top, pitch, columns, rows };
}

function paintField(ink: SKRSContext2D, field: Field, { unit, palette }: SceneContext): void {
  ink.fillStyle = css(palette.tone === 'light' ? between(palette.layers[1], palette.layers[2], 0.5) : palette.light, 0.5);
  for (let row = 0; row < field.rows; row++) {
    for (let column = 0; column < field.columns; column++) {
      ink.beginPath();
      ink.arc(field.left + column * field.pitch, field.top + row * field.pitch, unit * (column % 4 === 0 ? 0.32 : 0.22), 0, TAU);
      ink.fill();
    }
  }
}

/** A disc of coloured glass: a gradient from clear to full across it, and a bright rim. */
function paintGlass(ink: SKRSContext2D, { x, y, radius, colour, turn }: Circle, { unit, palette }: SceneContext): void {
  const [dx, dy] = [radius * cos(TAU * turn), radius * sin(TAU * turn)];
  const body = ink.createLinearGradient(x - dx, y - dy, x + dx, y + dy);
  body.addColorStop(0, css(colour, 0.28));
  body.addColorStop(1, css(colour, 0.94));
  ink.fillStyle = body;
  ink.beginPath();
  ink.arc(x, y, radius, 0, TAU);
  ink.fill();
  ink.strokeStyle = css(between(colour, palette.tone === 'light' ? [255, 255, 255] : palette.light, 0.45), 0.8);
  ink.lineWidth = unit * 0.22;
  ink.stroke();
}
