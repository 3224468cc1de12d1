import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cos, exp, sin, TAU } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf } from '../colour.ts';
import { drawGlider, drawMask, glowGlider, glowMask } from '../mask.ts';
import { bloom } from '../music-clock.ts';
import type { Scene, SceneContext } from '../scene.ts';
import { drawDisc, drawRing } from '../spans.ts';

const PLACES = 16;

/**
 * A record that shows the bar as a clock: sixteen places around the middle, kicks on the inner circle, back-beats on the next, the
 * melody further out by pitch. The middle jumps with the kick and sends rings outwards.
 */
export function composeRings(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  const isRight = rng.fork('side').chance(0.5);
  const centre = {
    x: width * (shape === 'wide' ? (isRight ? 0.69 : 0.31) : 0.5),
    y: height * (shape === 'tall' ? 0.54 : shape === 'wide' ? 0.5 : 0.62),
  };
  const scale = unit * (shape === 'square' ? 0.74 : 1);
  const core = scale * 9.5;
  const circles = { kick: scale * 16, snare: scale * 21.5, low: scale * 27, high: scale * 41 };
  paintRoom(ink, context, centre);
  paintRecord(ink, { context, centre, circles, core, unit: scale, turn: rng.fork('arcs').next() });
  const spot = { kick: glowGlider(unit * 4.4, 0), note: glowGlider(unit * 6.5, 0) };
  const halo = glowMask(core * 2.1, 0.3);
  const [light, spark, pulse, mid] = [yuvOf(palette.light), yuvOf(palette.spark), yuvOf(palette.pulse), yuvOf(palette.layers[1])];
  const placeAt = (phase: number, radius: number): { x: number; y: number } => ({
    x: centre.x + radius * sin(TAU * phase),
    y: centre.y - radius * cos(TAU * phase),
  });
  return {
    still: canvas,
    titlePlace: { align: shape !== 'wide' ? 'center' : isRight ? 'left' : 'right', at: shape === 'wide' ? 'bottom' : 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      const kick = music.kick(seconds, 0.16);
      for (const age of music.kickAges(seconds, 1.3)) {
        const part = age / 1.3;
        const reach = core + (1 - exp(-2.2 * part)) * scale * 52;
        drawRing(
          picture,
          { ...centre, radius: reach, halfWidth: scale * (0.75 - 0.5 * part), softness: scale * 0.5 },
          { colour: part < 0.4 ? pulse : mid, level: (0.5 + 0.4 * energy) * (1 - part) * (1 - part) },
        );
      }

      drawMask(
        picture,
        halo,
        { left: Math.round(centre.x) - halo.width / 2, top: Math.round(centre.y) - halo.height / 2 },
        { colour: pulse, level: 0.12 + 0.5 * kick },
      );
      drawDisc(picture, { ...centre, radius: core * (0.86 + 0.26 * kick) }, { colour: pulse, level: 1 });
      drawDisc(picture, { ...centre, radius: core * (0.34 + 0.16 * kick) }, { colour: light, level: 1 });
      const { kicks, snares } = music.music;
      for (const lane of [
        { hits: kicks, radius: circles.kick, colour: pulse, size: 1.9 },
        { hits: snares, radius: circles.snare, colour: light, size: 1.6 },
      ]) {
        for (let index = lane.hits.length - 1; index >= 0; index--) {
          const hit = lane.hits[index]!;
          const age = seconds - hit.seconds;
          if (age > 2) {
            break;
          }

          if (age >= 0) {
            const place = placeAt(Math.round(music.barPhase(hit.seconds + 0.01) * PLACES) / PLACES, lane.radius);
            const level = bloom(age + 0.02, 0.04, 0.34);
            drawGlider(picture, spot.kick, place, { colour: lane.colour, level: 0.6 * level });
            drawDisc(
              picture,
              { ...place, radius: scale * lane.size * (0.75 + 0.5 * level) },
              { colour: lane.colour, level: Math.min(1, 0.1 + level) },
            );
          }
        }
      }

      music.eachRecentNote(seconds, 3, (note, _, age) => {
        const place = placeAt(music.barPhase(note.startSeconds + 0.01), circles.low + (circles.high - circles.low) * note.height);
        const level = bloom(age, 0.04, 0.55 + 0.9 * note.durationSeconds);
        drawGlider(picture, spot.note, place, { colour: spark, level: 0.65 * level });
        drawDisc(
          picture,
          { ...place, radius: scale * (0.7 + 1.15 * level) * (0.7 + 0.5 * note.strength) },
          { colour: spark, level: Math.min(1, 1.2 * level) },
        );
      });
      // The hand of the clock: a short stroke of light that goes round once a bar.
      const phase = music.barPhase(seconds);
      for (let step = 0; step < 7; step++) {
        const place = placeAt(phase - step * 0.006, circles.high + scale * 4);
        drawDisc(picture, { ...place, radius: scale * (0.62 - 0.06 * step) }, { colour: light, level: 0.85 - 0.12 * step });
      }
    },
  };
}

function paintRoom(
  ink: SKRSContext2D,
  { width, height, palette }: SceneContext,
  centre: { readonly x: number; readonly y: number },
): void {
  const room = ink.createRadialGradient(centre.x, centre.y, 0, centre.x, centre.y, Math.max(width, height) * 0.72);
  room.addColorStop(0, css(between(palette.ground[2], palette.layers[0], 0.32)));
  room.addColorStop(0.35, css(palette.ground[2]));
  room.addColorStop(0.7, css(palette.ground[1]));
  room.addColorStop(1, css(palette.ground[0]));
  ink.fillStyle = room;
  ink.fillRect(0, 0, width, height);
}

function paintRecord(
  ink: SKRSContext2D,
  {
    context,
    centre,
    circles,
    core,
    unit,
    turn,
  }: {
    context: SceneContext;
    centre: { readonly x: number; readonly y: number };
    circles: { readonly kick: number; readonly snare: number; readonly low: number; readonly high: number };
    core: number;
    unit: number;
    turn: number;
  },
): void {
  const { width, height, palette } = context;
  const circle = (radius: number, line: number, colour: string): void => {
    ink.strokeStyle = colour;
    ink.lineWidth = line;
    ink.beginPath();
    ink.arc(centre.x, centre.y, radius, 0, TAU);
    ink.stroke();
  };
  for (
    let radius = circles.high + unit * 9, step = 0;
    radius < Math.max(width, height);
    radius += unit * (5 + step), step += 0.9
  ) {
    circle(radius, unit * 0.14, css(palette.layers[0], Math.max(0.08, 0.5 - step * 0.05)));
  }

  circle(circles.kick, unit * 0.14, css(palette.layers[1], 0.5));
  circle(circles.snare, unit * 0.14, css(palette.layers[1], 0.4));
  for (let line = 0; line < 5; line++) {
    circle(circles.low + ((circles.high - circles.low) * line) / 4, unit * 0.1, css(palette.layers[1], 0.26));
  }

  circle(circles.high + unit * 4, unit * 0.2, css(palette.layers[2], 0.55));
  ink.lineCap = 'round';
  // Three broad arcs give the still its colours and a direction.
  for (const [index, arc] of [
    { radius: circles.low - unit * 2.8, from: 0.04, to: 0.3, line: 1.5, colour: palette.layers[0] },
    { radius: circles.high + unit * 1.6, from: 0.42, to: 0.71, line: 1.8, colour: palette.layers[1] },
    { radius: circles.high + unit * 7.4, from: 0.78, to: 1.08, line: 2.4, colour: palette.layers[2] },
  ].entries()) {
    ink.strokeStyle = css(arc.colour, 0.9 - 0.08 * index);
    ink.lineWidth = unit * arc.line;
    ink.beginPath();
    ink.arc(centre.x, centre.y, arc.radius, TAU * (turn + arc.from), TAU * (turn + arc.to));
    ink.stroke();
  }

  for (let place = 0; place < PLACES; place++) {
    for (const [radius, size] of [
      [circles.kick, place % 4 === 0 ? 0.62 : 0.4],
      [circles.snare, place % 4 === 0 ? 0.5 : 0.34],
    ] as const) {
      ink.fillStyle = css(palette.layers[2], place % 4 === 0 ? 0.85 : 0.5);
      ink.beginPath();
      ink.arc(
        centre.x + radius * sin((TAU * place) / PLACES),
        centre.y - radius * cos((TAU * place) / PLACES),
        unit * size,
        0,
        TAU,
      );
      ink.fill();
    }
  }

  ink.fillStyle = css(palette.ground[0], 0.55);
  ink.beginPath();
  ink.arc(centre.x, centre.y, core * 1.3, 0, TAU);
  ink.fill();
}
