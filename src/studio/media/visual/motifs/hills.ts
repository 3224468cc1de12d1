import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { clamp, sin, TAU, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf } from '../colour.ts';
import { behind, drawGlider, drawMask, glowGlider, glowMask, hollow } from '../mask.ts';
import { bloom } from '../music-clock.ts';
import { coverOf, paintGround, type Scene, type SceneContext } from '../scene.ts';
import { drawRing, fillRows } from '../spans.ts';
import { Flock, Meadow } from './meadow.ts';

type Hill = (x: number) => number;

/**
 * Layered hills under a low sun. Every note of the melody plants a flower that stays, so the meadow fills as the piece goes on;
 * the sun's halo swells with the kick, birds beat their wings and the grass leans in time, and seeds of light rise.
 */
export function composeHills(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context, { middleAt: 0.4, bottomAt: 0.72 });
  const sunIsRight = rng.fork('sun').chance(0.5);
  const sun = {
    x: width * (shape === 'wide' ? (sunIsRight ? 0.68 : 0.34) : sunIsRight ? 0.64 : 0.38),
    y: height * (shape === 'tall' ? 0.5 : shape === 'wide' ? 0.46 : 0.51),
    radius: unit * (shape === 'wide' ? 13 : 14),
  };
  paintHalo(ink, sun, palette.light, unit);
  paintClouds(ink, context, rng.fork('clouds'));
  const front = createCanvas(width, height);
  const frontInk = front.getContext('2d');
  const hills = [0, 1, 2, 3].map((layer) => hillLine(context, layer, rng.fork(`hill-${layer}`)));
  for (const [layer, hill] of hills.entries()) {
    paintHill(frontInk, hill, { context, layer, sunX: sun.x });
    paintTrees(frontInk, hill, { context, layer, rng: rng.fork(`trees-${layer}`) });
  }

  ink.drawImage(front, 0, 0);
  const cover = coverOf(front);
  const glow = hollow(glowMask(sun.radius * 1.9, 0.5), sun.radius);
  const haloPlace = { left: Math.round(sun.x - glow.width / 2), top: Math.round(sun.y - glow.height / 2) };
  const halo = behind(glow, haloPlace, { cover, width });
  const seed = [
    glowGlider(unit * 0.75, 0.3),
    glowGlider(unit * 1.15, 0.3),
    glowGlider(unit * 1.9, 0.2),
    glowGlider(unit * 3.4, 0.05),
  ];
  const light = yuvOf(palette.light);
  const spark = yuvOf(palette.spark);
  const blades = grass(context, rng.fork('grass'));
  const bladeColours = [0, 0.35, 0.7].map((amount) => yuvOf(between(palette.layers[3], palette.layers[2], amount)));
  const meadow = new Meadow(context, { hills, rng: rng.fork('meadow') });
  const flock = new Flock(context, rng.fork('flock'));
  // Light on a light sky is not seen: there the sun glows in the colour of the beat.
  const warm = palette.tone === 'light' ? yuvOf(palette.pulse) : light;
  const drift = motes(context, rng.fork('motes'));
  return {
    still: canvas,
    titlePlace: { align: shape !== 'wide' ? 'center' : sunIsRight ? 'left' : 'right', at: 'top' },
    held: { keyAt: (seconds) => meadow.settledCount(seconds), draw: (picture, seconds) => meadow.drawSettled(picture, seconds) },
    draw: (picture, seconds) => {
      const energy = context.music.energy(seconds);
      const beat = context.music.kick(seconds, 0.28);
      drawMask(picture, halo, haloPlace, { colour: warm, level: 0.08 + 0.14 * energy + 0.34 * beat * (0.5 + 0.5 * energy) });
      // Rings of light leave the sun with the strong beats and fade before they reach the frame.
      for (const age of context.music.kickAges(seconds, 1.5)) {
        drawRing(
          picture,
          { x: sun.x, y: sun.y, radius: sun.radius * (1 + 0.75 * age), halfWidth: unit * 0.22, softness: unit * 0.5 },
          { colour: warm, level: 0.5 * energy * (1 - age / 1.5) * Math.min(1, age * 8), front: cover },
        );
      }

      flock.draw(picture, seconds);
      for (const mote of drift) {
        const x = ((mote.x + mote.speed * seconds) % 1.1) - 0.05;
        const y = mote.y + 0.012 * sin(TAU * (mote.phase + seconds * 0.11));
        const flicker = 0.5 + 0.5 * sin(TAU * (mote.phase * 7 + seconds * 0.23));
        drawGlider(
          picture,
          seed[mote.size]!,
          { x: x * width, y: y * height },
          { colour: spark, level: (0.25 + 0.5 * energy) * (0.3 + 0.7 * flicker) },
        );
      }

      context.music.eachRecentNote(seconds, 4.2, (note, index, age) => {
        // Golden-ratio steps spread neighbours apart without ever repeating a column.
        const column = (index * 0.381966) % 1;
        const startX = width * (0.1 + 0.8 * column);
        const ground = hills[1 + (index % 2)]!(startX);
        const climb = (0.1 + 0.26 * note.height) * height * (1 - 1 / (1 + 0.9 * age));
        const sway = sin(TAU * (0.18 * age + column)) * unit * 2.2 * Math.min(1, age);
        const level = bloom(age, 0.09, 1.25) * (0.55 + 0.45 * note.strength);
        const place = { x: startX + sway, y: ground - unit * 2 - climb };
        drawGlider(picture, seed[3]!, place, { colour: light, level: level * 0.5 });
        drawGlider(picture, seed[1]!, place, { colour: spark, level });
      });
      const steps = context.music.steps(seconds, 1);
      meadow.drawGrowing(picture, seconds, sin((TAU / 2) * steps));
      for (const blade of blades) {
        const sway =
          sin((TAU / 4) * (steps + blade.phase)) * (0.35 + 0.65 * energy) + 0.35 * sin(TAU * (0.13 * seconds + blade.phase));
        drawBlade(blade, sway);
      }

      function drawBlade(blade: Blade, sway: number): void {
        const bend = sway * blade.give;
        fillRows(
          picture,
          { top: Math.floor(height - blade.length), bottom: height },
          (y, edges) => {
            const up = clamp((height - y) / blade.length, 0, 1);
            const x = blade.x + blade.lean * up * up + bend * up * up;
            const half = blade.halfWidth * (1 - up * up);
            edges.from = x - half;
            edges.to = x + half;
          },
          { colour: bladeColours[blade.shade]!, level: 1 },
        );
      }
    },
  };
}

function hillLine({ width, height, shape, unit }: SceneContext, layer: number, rng: Rng): Hill {
  const base = height * ([0.6, 0.68, 0.78, 0.9][layer]! + (shape === 'tall' ? 0.01 : 0));
  const waves = [1, 2, 3].map((octave) => ({
    length: (width * rng.between(0.75, 1.15)) / (octave * (1 + 0.25 * layer)) + unit * 20,
    lift: (unit * (7.5 - layer * 1.1)) / (octave * octave * 0.8),
    phase: rng.next(),
  }));
  return (x) => base + waves.reduce((sum, wave) => sum + wave.lift * sin(TAU * (x / wave.length + wave.phase)), 0);
}

function paintHalo(
  ink: SKRSContext2D,
  sun: { x: number; y: number; radius: number },
  light: readonly [number, number, number],
  unit: number,
): void {
  const glow = ink.createRadialGradient(sun.x, sun.y, sun.radius * 0.6, sun.x, sun.y, unit * 75);
  glow.addColorStop(0, css(light, 0.75));
  glow.addColorStop(0.25, css(light, 0.32));
  glow.addColorStop(0.6, css(light, 0.08));
  glow.addColorStop(1, css(light, 0));
  ink.fillStyle = glow;
  ink.fillRect(0, 0, ink.canvas.width, ink.canvas.height);
  ink.fillStyle = css(light);
  ink.beginPath();
  ink.arc(sun.x, sun.y, sun.radius, 0, TAU);
  ink.fill();
}

function paintClouds(ink: SKRSContext2D, { width, height, unit, palette }: SceneContext, rng: Rng): void {
  const sky = createCanvas(width, height);
  const skyInk = sky.getContext('2d');
  for (let i = 0; i < 7; i++) {
    const y = height * rng.between(0.1, 0.5);
    const x = width * rng.between(-0.1, 1.0);
    const length = unit * rng.between(26, 64);
    const thickness = unit * rng.between(0.9, 2.4);
    const band = skyInk.createLinearGradient(x, 0, x + length, 0);
    band.addColorStop(0, css(palette.light, 0));
    band.addColorStop(0.5, css(palette.light, rng.between(0.16, 0.36)));
    band.addColorStop(1, css(palette.light, 0));
    skyInk.fillStyle = band;
    skyInk.beginPath();
    skyInk.ellipse(x + length / 2, y, length / 2, thickness, 0, 0, TAU);
    skyInk.fill();
  }

  ink.filter = `blur(${(unit * 0.55).toFixed(1)}px)`;
  ink.drawImage(sky, 0, 0);
  ink.filter = 'none';
}

function paintHill(
  ink: SKRSContext2D,
  hill: Hill,
  { context, layer, sunX }: { context: SceneContext; layer: number; sunX: number },
): void {
  const { width, height, unit, palette } = context;
  const colour = palette.layers[layer]!;
  ink.beginPath();
  ink.moveTo(0, height);
  for (let x = 0; x <= width + 8; x += 8) {
    ink.lineTo(x, hill(x));
  }

  ink.lineTo(width, height);
  ink.closePath();
  const top = hill(sunX) - unit * 6;
  const body = ink.createLinearGradient(0, top, 0, top + unit * 44);
  body.addColorStop(0, css(between(colour, palette.light, 0.16 - 0.03 * layer)));
  body.addColorStop(
    1,
    css(
      between(
        colour,
        layer < 3 ? palette.layers[layer + 1]! : palette.text,
        layer < 3 ? 0.35 : palette.tone === 'light' ? 0.25 : 0,
      ),
    ),
  );
  ink.fillStyle = body;
  ink.fill();
  // Light grazes the slopes that face the sun.
  ink.save();
  ink.clip();
  const graze = ink.createRadialGradient(sunX, hill(sunX), unit, sunX, hill(sunX), unit * (60 - 8 * layer));
  graze.addColorStop(0, css(palette.light, 0.34 - 0.07 * layer));
  graze.addColorStop(1, css(palette.light, 0));
  ink.fillStyle = graze;
  ink.fillRect(0, 0, width, height);
  ink.restore();
}

function paintTrees(
  ink: SKRSContext2D,
  hill: Hill,
  { context, layer, rng }: { context: SceneContext; layer: number; rng: Rng },
): void {
  const { width, unit, palette } = context;
  if (layer === 0 || layer === 3) {
    return;
  }

  ink.fillStyle = css(between(palette.layers[layer]!, palette.layers[3], 0.55));
  const groves = rng.integer(2, 3);
  for (let grove = 0; grove < groves; grove++) {
    const middle = width * rng.between(0.05, 0.95);
    const count = rng.integer(2, 6);
    for (let i = 0; i < count; i++) {
      const x = middle + rng.gaussian(unit * 4);
      const size = unit * rng.between(1.6, 3.2) * (layer === 1 ? 0.7 : 1.25);
      const foot = hill(x) + unit * 0.4;
      ink.fillRect(x - size * 0.06, foot - size * 0.9, size * 0.12, size * 0.9);
      ink.beginPath();
      if (rng.chance(0.6)) {
        ink.ellipse(x, foot - size * 1.5, size * 0.62, size * 0.85, 0, 0, TAU);
      } else {
        ink.moveTo(x - size * 0.5, foot - size * 0.35);
        ink.quadraticCurveTo(x - size * 0.12, foot - size * 1.4, x, foot - size * 3);
        ink.quadraticCurveTo(x + size * 0.12, foot - size * 1.4, x + size * 0.5, foot - size * 0.35);
      }

      ink.fill();
    }
  }
}

type Blade = {
  readonly x: number;
  readonly length: number;
  readonly halfWidth: number;
  readonly lean: number;
  readonly give: number;
  readonly phase: number;
  readonly shade: number;
};

function grass({ width, unit, plan }: SceneContext, rng: Rng): Blade[] {
  const blades: Blade[] = [];
  const tufts = [0.03, 0.12, rng.between(0.24, 0.4), rng.between(0.6, 0.76), 0.88, 0.97];
  for (const [index, tuft] of tufts.entries()) {
    const count = index === 2 || index === 3 ? 3 : 6;
    for (let i = 0; i < count; i++) {
      const length = unit * rng.between(6, index === 2 || index === 3 ? 9 : 17);
      blades.push({
        x: width * tuft + rng.gaussian(unit * 2.6),
        length,
        halfWidth: unit * rng.between(0.28, 0.5),
        lean: rng.gaussian(length * 0.16),
        give: length * (0.08 + 0.12 * plan.liveliness),
        phase: tuft * 1.5 + rng.between(0, 0.3),
        shade: i % 3,
      });
    }
  }

  return blades;
}

type Mote = { readonly x: number; readonly y: number; readonly speed: number; readonly phase: number; readonly size: number };

function motes({ plan }: SceneContext, rng: Rng): Mote[] {
  return Array.from({ length: Math.round(10 + 14 * plan.liveliness) }, () => ({
    x: rng.next(),
    y: rng.between(0.42, 0.92),
    speed: rng.between(0.004, 0.014),
    phase: rng.next(),
    size: rng.chance(0.7) ? 0 : 1,
  }));
}
