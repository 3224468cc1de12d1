import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cos, sin, TAU, type Rgb, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf } from '../colour.ts';
import { behind, drawGlider, drawMask, glowGlider, glowMask, maskOf, type Mask } from '../mask.ts';
import { bloom } from '../music-clock.ts';
import { coverOf, paintGround, type Scene, type SceneContext } from '../scene.ts';
import { drawRing } from '../spans.ts';

type Point = { readonly x: number; readonly y: number };
type Beam = { readonly mask: Mask; readonly left: number; readonly top: number };

/**
 * Mountain ridges in mist before a rising sun. Beams of light open with the melody, low to the sides and high upwards; the low
 * drums push the halo; embers rise with the energy of the section.
 */
export function composeRidges(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music, plan } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context, { middleAt: 0.4, bottomAt: 0.72 });
  const isRight = rng.fork('side').chance(0.5);
  const peakX = width * (shape === 'wide' ? (isRight ? 0.62 : 0.38) : isRight ? 0.56 : 0.44);
  const sun = { x: peakX + unit * (isRight ? -4 : 4), y: height * (shape === 'tall' ? 0.47 : 0.45), radius: unit * 8.5 };
  paintSun(ink, sun, context);
  const land = createCanvas(width, height);
  const landInk = land.getContext('2d');
  for (const layer of [0, 1, 2, 3] as const) {
    paintRidge(landInk, { context, layer, peakX, sun, rng: rng.fork(`ridge-${layer}`) });
  }

  ink.drawImage(land, 0, 0);
  const cover = coverOf(land);
  const beams = Array.from({ length: 11 }, (_, index) => beam(context, { sun, index, cover, rng: rng.fork(`beam-${index}`) }));
  // Every beam is faintly there from the start; the melody opens it.
  const rays = createCanvas(width, height);
  paintRays(rays.getContext('2d'), context, { sun, rng });
  ink.drawImage(rays, 0, 0);
  ink.drawImage(land, 0, 0);
  const haloSize = sun.radius * 2.8;
  const haloPlace = { left: Math.round(sun.x - haloSize), top: Math.round(sun.y - haloSize) };
  const halo = behind(glowMask(haloSize, 0.2), haloPlace, { cover, width });
  const ember = [glowGlider(unit * 0.6, 0.3), glowGlider(unit * 1, 0.2), glowGlider(unit * 1.9, 0)];
  const embers = Array.from({ length: Math.round(14 + 22 * plan.liveliness) }, (_, index) => {
    const own = rng.fork(`ember-${index}`);
    return {
      x: own.next(),
      phase: own.next(),
      speed: own.between(0.03, 0.085),
      sway: own.between(0.5, 2.2),
      size: own.chance(0.65) ? 0 : 1,
    };
  });
  const [light, spark] = [yuvOf(palette.light), yuvOf(palette.spark)];
  return {
    still: canvas,
    titlePlace: { align: 'center', at: shape === 'wide' ? 'top' : 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      const levels = beams.map(() => 0);
      music.eachRecentNote(seconds, 5, (note, index, age) => {
        // High notes go straight up, low ones to the sides, alternately left and right.
        const fromMiddle = Math.round((1 - note.height) * 5) * (index % 2 === 0 ? 1 : -1);
        const at = Math.max(0, Math.min(beams.length - 1, 5 + fromMiddle));
        levels[at] = Math.max(levels[at]!, bloom(age, 0.18, 0.5 + note.durationSeconds) * (0.55 + 0.45 * note.strength));
      });
      for (const [index, { mask, left, top }] of beams.entries()) {
        // In 32 steps: while a beam rests it is exactly the same, and costs the encoder nothing.
        const level = Math.round(32 * 0.55 * levels[index]!) / 32;
        drawMask(picture, mask, { left, top }, { colour: light, level });
      }

      const kick = music.kick(seconds, 0.4);
      drawMask(picture, halo, haloPlace, { colour: light, level: Math.round(64 * (0.08 + 0.12 * energy + 0.42 * kick)) / 64 });
      for (const age of music.kickAges(seconds, 1.8)) {
        drawRing(
          picture,
          { x: sun.x, y: sun.y, radius: sun.radius * (1.15 + 1.9 * age), halfWidth: unit * 0.25, softness: unit * 0.7 },
          { colour: light, level: 0.3 * energy * (1 - age / 1.8) * Math.min(1, 8 * age), front: cover },
        );
      }

      for (const { x, phase, speed, sway, size } of embers) {
        const risen = (phase + seconds * speed) % 1;
        const place = { x: (x + 0.02 * sway * sin(TAU * (phase + seconds * 0.09))) * width, y: height * (1.02 - risen * 0.85) };
        const flicker = 0.6 + 0.4 * sin(TAU * (phase * 9 + seconds * 0.7));
        const level = (0.15 + 0.75 * energy) * flicker * sin((TAU / 2) * risen);
        drawGlider(picture, ember[2]!, place, { colour: spark, level: 0.35 * level });
        drawGlider(picture, ember[size]!, place, { colour: spark, level });
      }
    },
  };
}

function paintSun(
  ink: SKRSContext2D,
  sun: { readonly x: number; readonly y: number; readonly radius: number },
  { width, height, unit, palette }: SceneContext,
): void {
  const glow = ink.createRadialGradient(sun.x, sun.y, sun.radius * 0.4, sun.x, sun.y, unit * 80);
  glow.addColorStop(0, css(palette.light, 0.95));
  glow.addColorStop(0.1, css(palette.light, 0.5));
  glow.addColorStop(0.35, css(palette.pulse, 0.2));
  glow.addColorStop(1, css(palette.pulse, 0));
  ink.fillStyle = glow;
  ink.fillRect(0, 0, width, height);
  ink.fillStyle = css(palette.light);
  ink.beginPath();
  ink.arc(sun.x, sun.y, sun.radius, 0, TAU);
  ink.fill();
}

/** A jagged line from left to right by repeated halving, with one high peak in the layer that has it. */
function ridgeLine(
  { width, height, unit, shape }: SceneContext,
  { layer, peakX, rng }: { layer: number; peakX: number; rng: Rng },
): Point[] {
  const base = height * [0.6, 0.66, 0.78, 0.9][layer]!;
  const rough = unit * [7, 9, 8, 6][layer]!;
  let points: Point[] =
    layer === 1
      ? [
          { x: -unit * 6, y: base - unit * 2 },
          { x: peakX - unit * 34, y: base - unit * 1 },
          { x: peakX, y: base - unit * (shape === 'wide' ? 28 : 25) },
          { x: peakX + unit * 32, y: base },
          { x: width + unit * 6, y: base - unit * 4 },
        ]
      : [0, 1, 2, 3, 4].map((step) => ({
          x: -unit * 6 + ((width + unit * 12) * step) / 4,
          y: base + rng.between(-1, 0.6) * rough,
        }));
  let amount = layer === 1 ? unit * 4.2 : rough * 0.85;
  for (let halving = 0; halving < 6; halving++) {
    points = points.flatMap((point, index) => {
      const next = points[index + 1];
      if (next === undefined) {
        return [point];
      }

      const part = rng.between(0.38, 0.62);
      return [
        point,
        { x: point.x + (next.x - point.x) * part, y: point.y + (next.y - point.y) * part + rng.between(-1, 1) * amount },
      ];
    });
    amount *= 0.52;
  }

  return points;
}

function paintRidge(
  ink: SKRSContext2D,
  { context, layer, peakX, sun, rng }: { context: SceneContext; layer: 0 | 1 | 2 | 3; peakX: number; sun: Point; rng: Rng },
): void {
  const { width, height, unit, palette } = context;
  const colour = palette.layers[layer];
  const points = ridgeLine(context, { layer, peakX, rng });
  const outline = (): void => {
    ink.beginPath();
    ink.moveTo(-unit * 6, height + 2);
    for (const { x, y } of points) {
      ink.lineTo(x, y);
    }

    ink.lineTo(width + unit * 6, height + 2);
    ink.closePath();
  };
  const top = Math.min(...points.map(({ y }) => y));
  const body = ink.createLinearGradient(0, top, 0, top + unit * (layer === 1 ? 52 : 30));
  body.addColorStop(0, css(colour));
  body.addColorStop(1, css(between(colour, palette.ground[2], layer < 3 ? 0.55 - 0.12 * layer : 0)));
  outline();
  ink.fillStyle = body;
  ink.fill();
  ink.save();
  outline();
  ink.clip();
  if (layer === 1) {
    paintShade(ink, {
      peak: points.reduce((best, point) => (point.y < best.y ? point : best)),
      sun,
      unit,
      dark: palette.layers[3],
      rng,
    });
  }

  const rim = ink.createRadialGradient(sun.x, sun.y, unit * 4, sun.x, sun.y, unit * 55);
  rim.addColorStop(0, css(palette.light, 0.4 - 0.08 * layer));
  rim.addColorStop(1, css(palette.light, 0));
  ink.fillStyle = rim;
  ink.fillRect(0, 0, width, height);
  ink.restore();
  if (layer === 3) {
    paintPines(ink, { points, unit, colour: css(colour), rng });
  }
}

/** The side of the peak away from the sun lies in shade, down to a ragged spine: a triangle becomes a mountain. */
function paintShade(
  ink: SKRSContext2D,
  { peak, sun, unit, dark, rng }: { peak: Point; sun: Point; unit: number; dark: Rgb; rng: Rng },
): void {
  const away = sun.x > peak.x ? -1 : 1;
  const fall = ink.createLinearGradient(0, peak.y, 0, peak.y + unit * 36);
  fall.addColorStop(0, css(dark, 0.3));
  fall.addColorStop(1, css(dark, 0));
  ink.fillStyle = fall;
  ink.beginPath();
  ink.moveTo(peak.x, peak.y);
  let x = peak.x;
  for (let step = 1; step <= 12; step++) {
    // The spine winds towards the sun and back, wider the lower it comes.
    x += unit * (step % 2 === 0 ? rng.between(0.6, 2.6) : -rng.between(0.2, 1.6)) * -away * (0.5 + step * 0.09);
    ink.lineTo(x, peak.y + unit * step * 3.2);
  }

  ink.lineTo(peak.x + away * unit * 70, peak.y + unit * 40);
  ink.closePath();
  ink.fill();
}

function paintPines(
  ink: SKRSContext2D,
  { points, unit, colour, rng }: { points: readonly Point[]; unit: number; colour: string; rng: Rng },
): void {
  ink.fillStyle = colour;
  for (const { x, y } of points) {
    if (rng.chance(0.55)) {
      const size = unit * rng.between(1.6, 4.4);
      for (const [level, part] of [
        [0, 0.34],
        [0.3, 0.27],
        [0.58, 0.19],
      ] as const) {
        ink.beginPath();
        ink.moveTo(x - size * part, y + unit * 0.4 - size * level);
        ink.lineTo(x, y - size * (level + 0.52));
        ink.lineTo(x + size * part, y + unit * 0.4 - size * level);
        ink.fill();
      }
    }
  }
}

function paintRays(ink: SKRSContext2D, { unit }: SceneContext, { sun, rng }: { sun: Point; rng: Rng }): void {
  ink.filter = `blur(${(unit * 0.8).toFixed(1)}px)`;
  for (let index = 0; index < 11; index++) {
    const { corners, length } = beamCorners(unit, { sun, index, rng: rng.fork(`beam-${index}`) });
    const fade = ink.createRadialGradient(sun.x, sun.y, unit * 6, sun.x, sun.y, length);
    fade.addColorStop(0, 'rgba(255,250,235,0)');
    fade.addColorStop(0.15, 'rgba(255,250,235,0.13)');
    fade.addColorStop(1, 'rgba(255,250,235,0)');
    ink.fillStyle = fade;
    ink.beginPath();
    for (const { x, y } of corners) {
      ink.lineTo(x, y);
    }

    ink.fill();
  }

  ink.filter = 'none';
}

/** Where a beam lies: from the sun, fanned out; beam 5 goes straight up. */
function beamCorners(
  unit: number,
  { sun, index, rng }: { sun: Point; index: number; rng: Rng },
): { readonly corners: readonly Point[]; readonly length: number } {
  const angle = (index - 5) * 0.235 + rng.between(-0.05, 0.05);
  const half = rng.between(0.018, 0.042);
  const length = unit * rng.between(52, 74);
  const tip = (turn: number): Point => ({ x: sun.x + length * sin(turn), y: sun.y - length * cos(turn) });
  return { corners: [sun, tip(angle - half), tip(angle + half)], length };
}

/** One beam of light from the sun, behind the mountains. */
function beam(
  { width, height, unit }: SceneContext,
  { sun, index, cover, rng }: { sun: Point; index: number; cover: Uint8Array; rng: Rng },
): Beam {
  const { corners, length } = beamCorners(unit, { sun, index, rng });
  const left = Math.max(0, Math.floor(Math.min(...corners.map(({ x }) => x)) - unit)) & ~1;
  const top = Math.max(0, Math.floor(Math.min(...corners.map(({ y }) => y)) - unit)) & ~1;
  const right = Math.min(width, Math.ceil(Math.max(...corners.map(({ x }) => x)) + unit));
  const bottom = Math.min(height, Math.ceil(Math.max(...corners.map(({ y }) => y)) + unit));
  const mask = maskOf(Math.max(2, right - left), Math.max(2, bottom - top), (ink) => {
    ink.translate(-left, -top);
    ink.filter = `blur(${(unit * 0.5).toFixed(1)}px)`;
    const fade = ink.createRadialGradient(sun.x, sun.y, unit * 6, sun.x, sun.y, length);
    fade.addColorStop(0, 'rgba(0,0,0,0)');
    fade.addColorStop(0.12, 'rgba(0,0,0,0.85)');
    fade.addColorStop(1, 'rgba(0,0,0,0)');
    ink.fillStyle = fade;
    ink.beginPath();
    for (const { x, y } of corners) {
      ink.lineTo(x, y);
    }

    ink.fill();
  });
  return { mask: behind(mask, { left, top }, { cover, width }), left, top };
}
