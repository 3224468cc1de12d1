import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Rgb } from '../../../../engine/kernel/index.ts';
import { clamp, sin, TAU, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf } from '../colour.ts';
import { behind, drawGlider, drawMask, glowGlider, glowMask } from '../mask.ts';
import { bloom } from '../music-clock.ts';
import { coverOf, paintGround, type Scene, type SceneContext } from '../scene.ts';
import { drawDisc, fillRectangle, fillRows } from '../spans.ts';
import { paintRoof, paintSill, type Foreground } from './city-foreground.ts';

type Window = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * A town at dusk. Each note of the melody lights a window, higher for higher notes; the bulbs on the line step with the beat; the
 * low sun breathes with the kick. A cat on the sill keeps time, or a roof terrace lies in front.
 */
export function composeCity(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music, plan } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context, { middleAt: 0.42, bottomAt: 0.74 });
  const moonIsRight = rng.fork('moon').chance(0.5);
  const moon = {
    x: width * (moonIsRight ? 0.66 : 0.36),
    y: height * (shape === 'tall' ? 0.5 : shape === 'wide' ? 0.47 : 0.51),
    radius: unit * 15,
  };
  paintMoon(ink, moon, context);
  const town = createCanvas(width, height);
  const townInk = town.getContext('2d');
  const windows = [0, 1, 2].flatMap((layer) => paintBlock(townInk, { context, layer, rng: rng.fork(`block-${layer}`) }));
  const foreground: Foreground =
    plan.liveliness < 0.62 ? paintSill(townInk, context, rng.fork('sill')) : paintRoof(townInk, context, rng.fork('roof'));
  ink.drawImage(town, 0, 0);
  const cover = coverOf(town);
  const bulbs = paintLine(ink, context, rng.fork('line'));

  const haloPlace = { left: Math.round(moon.x - moon.radius * 1.7), top: Math.round(moon.y - moon.radius * 1.7) };
  const halo = behind(glowMask(moon.radius * 1.7, 0.5), haloPlace, { cover, width });
  const glow = {
    small: glowGlider(unit * 1.5, 0.1),
    wide: glowGlider(unit * 3, 0),
    lamp: glowGlider(unit * 5, 0),
    steam: glowGlider(unit * 1.6, 0),
  };
  const [light, spark, pulse, dark] = [
    yuvOf(palette.light),
    yuvOf(palette.spark),
    yuvOf(palette.pulse),
    yuvOf(palette.layers[3]),
  ];
  // Sorted from low to high, so that a note's height picks its floor.
  const lamps = windows.filter(({ y }) => y < height * 0.74).sort((left, right) => right.y - left.y || left.x - right.x);
  const rain = palette.id === 'rainy-window' ? drops(context, rng.fork('rain')) : [];
  return {
    still: canvas,
    titlePlace: { align: shape !== 'wide' ? 'center' : moonIsRight ? 'left' : 'right', at: 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      drawMask(picture, halo, haloPlace, { colour: light, level: 0.06 + 0.14 * energy + 0.32 * music.kick(seconds, 0.3) });
      for (const drop of rain) {
        const fallen = (drop.phase + seconds * drop.speed) % 1.2;
        const y = (fallen - 0.1) * height;
        const x = drop.x * width - fallen * unit * 7;
        fillRows(
          picture,
          { top: Math.floor(y), bottom: Math.floor(y + drop.length) },
          (row, edges) => {
            edges.from = x - (row - y) * 0.07;
            edges.to = edges.from + unit * 0.16;
          },
          { colour: light, level: 0.2 + 0.12 * energy, front: cover },
        );
      }

      music.eachRecentNote(seconds, 5, (note, index, age) => {
        const lamp = lamps[pickLamp(note.height, index, lamps.length)];
        if (lamp === undefined) {
          return;
        }

        const level = bloom(age, 0.05, 0.8 + note.durationSeconds * 1.6);
        const middle = { x: lamp.x + lamp.width / 2, y: lamp.y + lamp.height / 2 };
        drawGlider(picture, glow.lamp, middle, { colour: spark, level: Math.min(1, 0.75 * level) });
        fillRectangle(
          picture,
          { left: lamp.x, top: lamp.y, right: lamp.x + lamp.width, bottom: lamp.y + lamp.height },
          { colour: spark, level },
        );
      });
      const beat = music.beat(seconds);
      for (const [index, bulb] of bulbs.entries()) {
        // Every third bulb lights on a beat, the next ones on the next: the line seems to walk.
        const age = seconds - beat.seconds + ((((beat.index - index) % 3) + 3) % 3) * 0.55;
        const level = beat.index < 0 ? 0.15 : 0.16 + (0.45 + 0.4 * energy) * bloom(age, 0.05, 0.3);
        drawGlider(picture, glow.wide, bulb, { colour: spark, level: 0.5 * level });
        drawGlider(picture, glow.small, bulb, { colour: light, level: Math.min(1, 1.1 * level) });
      }

      drawForeground();

      function drawForeground(): void {
        const kick = music.kick(seconds, 0.16);
        for (const { x, y, radius } of foreground.cones) {
          drawDisc(picture, { x, y, radius: radius * (0.66 + 0.26 * kick) }, { colour: pulse, level: 0.35 + 0.6 * kick });
          drawDisc(picture, { x, y, radius: radius * 0.3 }, { colour: dark, level: 1 });
        }

        for (const [index, steam] of foreground.steam.entries()) {
          const rise = (seconds * 0.22 + index / 3) % 1;
          const x = steam.x + sin(TAU * (rise * 1.3 + index / 3 + seconds * 0.1)) * unit * (0.3 + 1.1 * rise);
          drawGlider(
            picture,
            glow.steam,
            { x, y: steam.y - rise * unit * 9 },
            { colour: light, level: 0.16 * sin((TAU / 2) * rise) },
          );
        }

        if (foreground.tail !== null) {
          const { x: tailX, y: tailY, length } = foreground.tail;
          const sway = sin((TAU / 2) * music.steps(seconds, 0.9)) * (0.45 + 0.55 * energy);
          fillRows(
            picture,
            { top: Math.floor(tailY), bottom: Math.ceil(tailY + length) },
            (row, edges) => {
              const down = clamp((row - tailY) / length, 0, 1);
              const middle = tailX + unit * (1.2 * sin(down * 2.6) + sway * 3 * down * down);
              const half = unit * 0.62 * Math.sqrt(Math.max(0, 1 - down * down * down * down));
              edges.from = middle - half;
              edges.to = middle + half;
            },
            { colour: dark, level: 1 },
          );
        }
      }
    },
  };
}

/** A lamp near the note's height; neighbours in time are spread over the floor by golden-ratio steps. */
function pickLamp(noteHeight: number, index: number, count: number): number {
  const spread = Math.max(1, Math.floor(count * 0.22));
  const base = Math.floor(noteHeight * (count - spread));
  return clamp(base + Math.floor(((index * 0.618034) % 1) * spread), 0, Math.max(0, count - 1));
}

function paintMoon(
  ink: SKRSContext2D,
  moon: { readonly x: number; readonly y: number; readonly radius: number },
  { palette, unit, width, height }: SceneContext,
): void {
  const glow = ink.createRadialGradient(moon.x, moon.y, moon.radius * 0.7, moon.x, moon.y, unit * 70);
  glow.addColorStop(0, css(palette.light, 0.5));
  glow.addColorStop(0.3, css(palette.light, 0.2));
  glow.addColorStop(1, css(palette.light, 0));
  ink.fillStyle = glow;
  ink.fillRect(0, 0, width, height);
  const body = ink.createLinearGradient(0, moon.y - moon.radius, 0, moon.y + moon.radius);
  body.addColorStop(0, css(palette.light));
  body.addColorStop(1, css(between(palette.light, palette.pulse, 0.55)));
  ink.fillStyle = body;
  ink.beginPath();
  ink.arc(moon.x, moon.y, moon.radius, 0, TAU);
  ink.fill();
}

/** One row of houses, far to near; returns its dark windows. */
function paintBlock(ink: SKRSContext2D, { context, layer, rng }: { context: SceneContext; layer: number; rng: Rng }): Window[] {
  const { width, height, unit, palette } = context;
  const colour = palette.layers[layer]!;
  const base = height * 0.78;
  const tallest = height * [0.36, 0.28, 0.17][layer]!;
  const dark: Window[] = [];
  let x = -unit * rng.between(0, 6);
  while (x < width) {
    const houseWidth = unit * rng.between(5.5, 11) * (1 + 0.22 * layer);
    const houseHeight = tallest * rng.between(0.42, 1);
    const top = base - houseHeight;
    const body = ink.createLinearGradient(0, top, 0, height);
    body.addColorStop(0, css(between(colour, palette.light, 0.09)));
    body.addColorStop(0.6, css(colour));
    ink.fillStyle = body;
    ink.fillRect(Math.round(x), Math.round(top), Math.round(houseWidth) + 1, height - top);
    paintTop(ink, { x, top, houseWidth, unit, rng });
    if (layer > 0) {
      dark.push(...paintWindows(ink, { x, top, houseWidth, bottom: height * 0.84, layer, context, rng }));
    }

    x += houseWidth + unit * (rng.chance(0.25) ? rng.between(0.5, 3) : 0);
  }

  return dark;
}

function paintTop(
  ink: SKRSContext2D,
  { x, top, houseWidth, unit, rng }: { x: number; top: number; houseWidth: number; unit: number; rng: Rng },
): void {
  const kind = rng.integer(0, 5);
  const middle = x + houseWidth * rng.between(0.3, 0.7);
  if (kind === 0) {
    ink.fillRect(middle, top - unit * rng.between(3, 6), Math.max(2, unit * 0.22), unit * 6);
  } else if (kind === 1) {
    ink.fillRect(x + houseWidth * 0.18, top - unit * 1.6, houseWidth * 0.64, unit * 2);
  } else if (kind === 2) {
    // A water tank on legs.
    ink.fillRect(middle - unit * 1.1, top - unit * 3, unit * 2.2, unit * 2);
    ink.beginPath();
    ink.moveTo(middle - unit * 1.4, top - unit * 2.9);
    ink.lineTo(middle, top - unit * 4.1);
    ink.lineTo(middle + unit * 1.4, top - unit * 2.9);
    ink.fill();
    ink.fillRect(middle - unit * 0.9, top - unit * 1.2, unit * 0.25, unit * 1.4);
    ink.fillRect(middle + unit * 0.65, top - unit * 1.2, unit * 0.25, unit * 1.4);
  } else if (kind === 3) {
    ink.beginPath();
    ink.moveTo(x, top + 1);
    ink.lineTo(x + houseWidth * (rng.chance(0.5) ? 0.15 : 0.85), top - unit * 2.6);
    ink.lineTo(x + houseWidth, top + 1);
    ink.fill();
  }
}

function paintWindows(
  ink: SKRSContext2D,
  house: { x: number; top: number; houseWidth: number; bottom: number; layer: number; context: SceneContext; rng: Rng },
): Window[] {
  const { x, top, houseWidth, bottom, layer, context, rng } = house;
  const { unit, palette } = context;
  const pane = { width: Math.round(unit * (0.75 + 0.25 * layer)), height: Math.round(unit * (1.05 + 0.35 * layer)) };
  const step = { x: pane.width * 2.1, y: pane.height * 1.85 };
  const columns = Math.floor((houseWidth - unit) / step.x);
  const start = x + (houseWidth - (columns - 1) * step.x - pane.width) / 2;
  const warm: Rgb = palette.spark;
  const dark: Window[] = [];
  for (let y = top + unit * 1.6; y < bottom; y += step.y) {
    for (let column = 0; column < columns; column++) {
      const place = { x: Math.round(start + column * step.x), y: Math.round(y), ...pane };
      const isLit = rng.chance(0.16);
      ink.fillStyle = isLit ? css(warm, rng.between(0.25, 0.6)) : css(palette.layers[3], 0.3);
      ink.fillRect(place.x, place.y, pane.width, pane.height);
      if (!isLit) {
        dark.push(place);
      }
    }
  }

  return dark;
}

/** A line of bulbs hung across the top; returns where the bulbs are. */
function paintLine(
  ink: SKRSContext2D,
  { width, height, unit, palette, shape }: SceneContext,
  rng: Rng,
): { readonly x: number; readonly y: number }[] {
  const posts =
    shape === 'wide' ? [-0.02, rng.between(0.3, 0.36), rng.between(0.66, 0.72), 1.02] : [-0.04, rng.between(0.42, 0.58), 1.04];
  const bulbs: { x: number; y: number }[] = [];
  ink.strokeStyle = css(palette.layers[3], 0.9);
  ink.lineWidth = Math.max(2, unit * 0.2);
  for (let span = 0; span + 1 < posts.length; span++) {
    const [from, to] = [posts[span]! * width, posts[span + 1]! * width];
    const sag = unit * rng.between(3.6, 4.8);
    const level = height * 0.006;
    const yAt = (part: number): number => level + 4 * sag * part * (1 - part);
    ink.beginPath();
    for (let part = 0; part <= 1.001; part += 0.02) {
      ink.lineTo(from + (to - from) * part, yAt(part));
    }

    ink.stroke();
    const count = shape === 'wide' ? 6 : 5;
    for (let i = 0; i < count; i++) {
      const part = (i + 0.5) / count;
      bulbs.push({ x: from + (to - from) * part, y: yAt(part) + unit * 0.7 });
    }
  }

  for (const bulb of bulbs) {
    ink.fillStyle = css(palette.layers[3]);
    ink.fillRect(bulb.x - unit * 0.28, bulb.y - unit * 0.95, unit * 0.56, unit * 0.6);
    ink.fillStyle = css(palette.spark, 0.75);
    ink.beginPath();
    ink.arc(bulb.x, bulb.y, unit * 0.55, 0, TAU);
    ink.fill();
  }

  return bulbs;
}

type Drop = { readonly x: number; readonly phase: number; readonly speed: number; readonly length: number };

function drops({ unit }: SceneContext, rng: Rng): Drop[] {
  return Array.from({ length: 46 }, () => ({
    x: rng.between(0, 1.1),
    phase: rng.between(0, 1.2),
    speed: rng.between(0.75, 1.15),
    length: unit * rng.between(2.2, 4.6),
  }));
}
