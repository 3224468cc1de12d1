import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cos, sin, TAU, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf } from '../colour.ts';
import { behind, drawGlider, drawMask, glowGlider, maskOf } from '../mask.ts';
import { bloom } from '../music-clock.ts';
import { coverOf, paintGround, type Scene, type SceneContext } from '../scene.ts';
import { fillRectangle } from '../spans.ts';

type Star = { readonly x: number; readonly y: number };

/**
 * A striped sun behind mountains over an endless grid. The grid comes one line nearer with each beat, the sun's halo answers the
 * kick, the horizon the back-beat, and stars light where the melody is.
 */
export function composeNeon(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  const horizon = Math.round(height * (shape === 'wide' ? 0.65 : shape === 'tall' ? 0.62 : 0.68));
  paintGround(ink, context, { middleAt: 0.36, bottomAt: 0.66 });
  const sun = {
    x: width * (shape === 'wide' ? rng.fork('sun').pick([0.5, 0.62]) : 0.5),
    y: horizon - unit * (shape === 'tall' ? 17 : 13.5),
    radius: unit * (shape === 'tall' ? 30 : 23),
  };
  const stars = paintStars(ink, { context, horizon, rng: rng.fork('stars') });
  const glow = ink.createRadialGradient(sun.x, sun.y, sun.radius * 0.8, sun.x, sun.y, sun.radius * 2.6);
  glow.addColorStop(0, css(palette.pulse, 0.5));
  glow.addColorStop(0.5, css(palette.pulse, 0.16));
  glow.addColorStop(1, css(palette.pulse, 0));
  ink.fillStyle = glow;
  ink.fillRect(0, 0, width, height);
  paintSun(ink, sun, context);
  const near = createCanvas(width, height);
  const nearInk = near.getContext('2d');
  paintMountains(nearInk, { context, horizon, rng: rng.fork('mountains') });
  paintFloor(nearInk, { context, horizon, vanishX: sun.x });
  ink.drawImage(near, 0, 0);
  const cover = coverOf(near);
  const sides = createCanvas(width, height);
  paintPalms(sides.getContext('2d'), context, rng.fork('palms'));
  ink.drawImage(sides, 0, 0);
  const sideCover = coverOf(sides);
  const everything = cover.map((covered, at) => Math.max(covered, sideCover[at]!));

  const haloPlace = { left: Math.round(sun.x - sun.radius * 1.45), top: Math.round(sun.y - sun.radius * 1.45) };
  // Only the rim breathes: the face of the sun stays, so most of its pixels cost nothing.
  const rim = maskOf(sun.radius * 2.9, sun.radius * 2.9, (maskInk) => {
    const middle = sun.radius * 1.45;
    const ring = maskInk.createRadialGradient(middle, middle, sun.radius * 0.97, middle, middle, middle);
    ring.addColorStop(0, 'rgba(0,0,0,0)');
    ring.addColorStop(0.05, 'rgba(0,0,0,0.95)');
    ring.addColorStop(0.4, 'rgba(0,0,0,0.3)');
    ring.addColorStop(1, 'rgba(0,0,0,0)');
    maskInk.fillStyle = ring;
    maskInk.fillRect(0, 0, middle * 2, middle * 2);
  });
  const halo = behind(rim, haloPlace, { cover: everything, width });
  const bandHeight = unit * 7;
  const bandMask = maskOf(width, bandHeight, (maskInk) => {
    const rise = maskInk.createLinearGradient(0, 0, 0, bandHeight);
    rise.addColorStop(0, 'rgba(0,0,0,0)');
    rise.addColorStop(1, 'rgba(0,0,0,1)');
    maskInk.fillStyle = rise;
    maskInk.fillRect(0, 0, width, bandHeight);
  });
  const band = { left: 0, top: horizon - bandMask.height };
  const flash = behind(bandMask, band, { cover: everything, width });
  const twinkle = { core: glowGlider(unit * 0.8, 0.2), wide: glowGlider(unit * 3.2, 0) };
  const [light, spark, pulse] = [yuvOf(palette.light), yuvOf(palette.spark), yuvOf(palette.pulse)];
  return {
    still: canvas,
    titlePlace: { align: 'center', at: 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      drawMask(picture, halo, haloPlace, { colour: light, level: 0.05 + 0.12 * energy + 0.5 * music.kick(seconds, 0.22) });
      drawMask(picture, flash, band, { colour: pulse, level: (0.25 + 0.35 * energy) * music.snare(seconds, 0.16) });
      const travel = music.steps(seconds, 0.5);
      for (let line = 0; line < 12; line++) {
        const distance = 1 + (line - (travel - Math.floor(travel))) * 0.52;
        if (distance < 0.98) {
          continue;
        }

        const y = horizon + (height - horizon) / distance;
        const thickness = (unit * 0.42) / distance;
        fillRectangle(
          picture,
          { left: 0, right: width, top: y - thickness, bottom: y + thickness },
          { colour: pulse, level: Math.min(0.95, 1.35 / distance), front: sideCover },
        );
      }

      music.eachRecentNote(seconds, 2.6, (note, index, age) => {
        const star = stars[starFor(note.height, index, stars.length)]!;
        const level = bloom(age, 0.05, 0.55) * (0.6 + 0.4 * note.strength);
        const size = unit * (1.2 + 3.2 * level);
        drawGlider(picture, twinkle.wide, star, { colour: spark, level: 0.75 * level, front: everything });
        drawGlider(picture, twinkle.core, star, { colour: light, level, front: everything });
        fillRectangle(
          picture,
          { left: star.x - size, right: star.x + size, top: star.y - 1, bottom: star.y + 1 },
          { colour: light, level: 0.7 * level, front: everything },
        );
        fillRectangle(
          picture,
          { left: star.x - 1, right: star.x + 1, top: star.y - size, bottom: star.y + size },
          { colour: light, level: 0.7 * level, front: everything },
        );
      });
    },
  };
}

/** Stars lie in order of height; neighbours in time are spread along their height by golden-ratio steps. */
function starFor(noteHeight: number, index: number, count: number): number {
  const spread = Math.floor(count * 0.3);
  return Math.min(count - 1, Math.floor(noteHeight * (count - spread)) + Math.floor(((index * 0.618034) % 1) * spread));
}

function paintStars(ink: SKRSContext2D, { context, horizon, rng }: { context: SceneContext; horizon: number; rng: Rng }): Star[] {
  const { width, unit, palette } = context;
  const stars: Star[] = [];
  for (let i = 0; i < 110; i++) {
    const star = { x: width * rng.next(), y: horizon * 0.82 * rng.next() * rng.between(0.5, 1) + unit };
    ink.fillStyle = css(palette.text, rng.between(0.25, 0.85));
    ink.beginPath();
    ink.arc(star.x, star.y, unit * rng.between(0.09, 0.22), 0, TAU);
    ink.fill();
    stars.push(star);
  }

  return stars.sort((left, right) => right.y - left.y || left.x - right.x);
}

function paintSun(
  ink: SKRSContext2D,
  sun: { readonly x: number; readonly y: number; readonly radius: number },
  { palette, unit }: SceneContext,
): void {
  const disc = createCanvas(Math.ceil(sun.radius * 2), Math.ceil(sun.radius * 2));
  const face = disc.getContext('2d');
  const body = face.createLinearGradient(0, 0, 0, sun.radius * 2);
  body.addColorStop(0, css(palette.light));
  body.addColorStop(0.45, css(between(palette.light, palette.pulse, 0.5)));
  body.addColorStop(0.8, css(palette.pulse));
  face.fillStyle = body;
  face.beginPath();
  face.arc(sun.radius, sun.radius, sun.radius, 0, TAU);
  face.fill();
  face.globalCompositeOperation = 'destination-out';
  face.fillStyle = '#000';
  for (let cut = 0; cut < 7; cut++) {
    face.fillRect(0, sun.radius * (0.98 + cut * 0.165), sun.radius * 2, unit * (0.35 + cut * 0.28));
  }

  ink.drawImage(disc, sun.x - sun.radius, sun.y - sun.radius);
}

function paintMountains(
  ink: SKRSContext2D,
  { context, horizon, rng }: { context: SceneContext; horizon: number; rng: Rng },
): void {
  const { width, unit, palette } = context;
  for (const layer of [0, 1] as const) {
    const colour = palette.layers[layer + 1]!;
    const points: { x: number; y: number }[] = [];
    let x = -unit * 4;
    while (x < width + unit * 6) {
      const fromMiddle = Math.abs(x / width - 0.5) * 2;
      const rise = unit * (layer === 0 ? rng.between(5, 15) : rng.between(2, 8)) * (0.35 + 0.9 * fromMiddle);
      points.push({ x, y: horizon - (points.length % 2 === 0 ? rise : rise * 0.4) });
      x += unit * rng.between(3.5, 7.5);
    }

    ink.beginPath();
    ink.moveTo(-unit * 4, horizon + 2);
    for (const point of points) {
      ink.lineTo(point.x, point.y);
    }

    ink.lineTo(width + unit * 6, horizon + 2);
    ink.closePath();
    const body = ink.createLinearGradient(0, horizon - unit * 16, 0, horizon);
    body.addColorStop(0, css(between(colour, palette.pulse, 0.28)));
    body.addColorStop(1, css(colour));
    ink.fillStyle = body;
    ink.fill();
    ink.strokeStyle = css(layer === 0 ? palette.pulse : palette.spark, 0.55);
    ink.lineWidth = unit * 0.16;
    ink.stroke();
  }
}

function paintFloor(
  ink: SKRSContext2D,
  { context, horizon, vanishX }: { context: SceneContext; horizon: number; vanishX: number },
): void {
  const { width, height, unit, palette } = context;
  const floor = ink.createLinearGradient(0, horizon, 0, height);
  floor.addColorStop(0, css(between(palette.layers[0], palette.pulse, 0.4)));
  floor.addColorStop(0.22, css(palette.layers[1]));
  floor.addColorStop(1, css(palette.layers[3]));
  ink.fillStyle = floor;
  ink.fillRect(0, horizon, width, height - horizon);
  const reach = width * 3.2;
  for (let line = -24; line <= 24; line++) {
    const foot = vanishX + (line / 24) * reach;
    const fade = ink.createLinearGradient(0, horizon, 0, height);
    fade.addColorStop(0, css(palette.pulse, 0.12));
    fade.addColorStop(0.35, css(palette.pulse, 0.65));
    fade.addColorStop(1, css(palette.pulse, 0.85));
    ink.fillStyle = fade;
    ink.beginPath();
    ink.moveTo(vanishX + (foot - vanishX) * 0.02 - 0.7, horizon);
    ink.lineTo(vanishX + (foot - vanishX) * 0.02 + 0.7, horizon);
    ink.lineTo(foot + unit * 0.34, height);
    ink.lineTo(foot - unit * 0.34, height);
    ink.fill();
  }

  ink.fillStyle = css(palette.light, 0.9);
  ink.fillRect(0, horizon - 1, width, 3);
}

function paintPalms(ink: SKRSContext2D, { width, height, unit, palette, shape }: SceneContext, rng: Rng): void {
  const places = shape === 'wide' ? [0.045, 0.115, 0.935] : [0.05, 0.96];
  ink.fillStyle = css(palette.layers[3]);
  ink.strokeStyle = ink.fillStyle;
  for (const [index, place] of places.entries()) {
    const foot = { x: width * place, y: height + unit };
    const tall = height * (shape === 'tall' ? 0.4 : 0.62) * (index === 1 && shape === 'wide' ? 0.7 : 1) * rng.between(0.92, 1.06);
    const lean = unit * (place < 0.5 ? 5 : -5) * rng.between(0.7, 1.2);
    const top = { x: foot.x + lean, y: foot.y - tall };
    ink.lineWidth = unit * 1.15;
    ink.lineCap = 'round';
    ink.beginPath();
    ink.moveTo(foot.x, foot.y);
    ink.quadraticCurveTo(foot.x, foot.y - tall * 0.6, top.x, top.y);
    ink.stroke();
    for (let leaf = 0; leaf < 11; leaf++) {
      // Fronds leave the crown all round, rise a little and hang.
      const angle = (leaf / 10 - 0.5) * 1.06 * TAU * 0.5 + rng.gaussian(0.07);
      const length = unit * rng.between(11, 15.5);
      const tip = { x: top.x + length * sin(angle), y: top.y - length * 0.42 * cos(angle) + length * 0.52 };
      const lift = { x: top.x + length * 0.62 * sin(angle), y: top.y - length * (0.2 + 0.42 * cos(angle)) };
      ink.beginPath();
      ink.moveTo(top.x, top.y - unit * 0.4);
      ink.quadraticCurveTo(lift.x, lift.y, tip.x, tip.y);
      ink.quadraticCurveTo(lift.x - unit * 0.4 * sin(angle), lift.y + length * 0.24, top.x, top.y + unit * 0.9);
      ink.fill();
    }
  }
}
