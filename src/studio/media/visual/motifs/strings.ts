import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cos, sin, TAU, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf } from '../colour.ts';
import { drawGlider, glowGlider } from '../mask.ts';
import { bloom } from '../music-clock.ts';
import { paintGround, type Scene, type SceneContext } from '../scene.ts';
import { drawDisc, drawRing, fillColumns } from '../spans.ts';

const STRINGS = 9;

/** One string as places along it: its rest line, and how far it may swing there. */
type StringLine = { readonly rest: Float32Array; readonly swing: Float32Array; readonly thickness: number };

/**
 * Fine strings drawn across washes of ink. Every note plucks the string of its pitch, which trembles and comes to rest, and leaves
 * a drop of colour where it was plucked; the washes stay still.
 */
export function composeStrings(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context);
  paintWashes(ink, context, rng.fork('washes'));
  const lines = layStrings(context, rng.fork('strings'));
  const isDark = palette.tone === 'dark';
  const calm = yuvOf(isDark ? between(palette.layers[2], palette.light, 0.3) : palette.layers[3]);
  const plucked = yuvOf(isDark ? palette.light : palette.pulse);
  const spark = yuvOf(palette.spark);
  const drop = [glowGlider(unit * 1.6, 0.2), glowGlider(unit * 7, 0)];
  const pluckAt = (index: number): number => 0.3 + 0.44 * ((index * 0.618034) % 1);
  return {
    still: canvas,
    titlePlace: { align: shape === 'wide' ? 'left' : 'center', at: shape === 'wide' ? 'bottom' : 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      const amounts = lines.map(() => 0);
      const glows = lines.map(() => 0);
      music.eachRecentNote(seconds, 4.5, (note, _, age) => {
        const line = stringOf(note.height);
        const ring = bloom(age, 0.03, 0.55 + 0.5 * note.durationSeconds) * (0.45 + 0.55 * note.strength);
        // A visible tremble: real strings are too quick to see; the beat of two of them is not.
        amounts[line] = amounts[line]! + ring * cos(TAU * (5.2 + 0.35 * line) * age);
        glows[line] = Math.max(glows[line]!, ring);
      });
      // The bass, where there is one, moves the two lowest strings.
      for (const [index, age] of music.kickAges(seconds, 2).entries()) {
        const line = STRINGS - 1 - (index % 2);
        const ring = 0.7 * bloom(age, 0.03, 0.45);
        amounts[line] = amounts[line]! + ring * cos(TAU * 4.6 * age);
        glows[line] = Math.max(glows[line]!, 0.6 * ring);
      }

      for (const [index, line] of lines.entries()) {
        const swing = Math.abs(amounts[index]!) < 0.012 ? 0 : amounts[index]!;
        const half = line.thickness * (1 + 1.1 * glows[index]!);
        const edgesAt = (place: number, edges: { from: number; to: number }): void => {
          const at = place | 0;
          const middle = line.rest[at]! + swing * line.swing[at]!;
          edges.from = middle - half;
          edges.to = middle + half;
        };
        const colour = {
          y: calm.y + (plucked.y - calm.y) * glows[index]!,
          u: calm.u + (plucked.u - calm.u) * glows[index]!,
          v: calm.v + (plucked.v - calm.v) * glows[index]!,
        };
        const level = 0.62 + 0.36 * glows[index]!;
        fillColumns(picture, { left: 0, right: width }, edgesAt, { colour, level });
      }

      music.eachRecentNote(seconds, 3.2, (note, index, age) => {
        const line = lines[stringOf(note.height)]!;
        const along = Math.round(pluckAt(index) * (width - 1));
        const place = { x: along, y: line.rest[along]! };
        const level = bloom(age, 0.05, 0.8) * (0.5 + 0.5 * note.strength);
        // Two beads of light run from the pluck to the ends, as the wave does.
        for (const way of [-1, 1]) {
          const bead = Math.round(along + way * width * 0.34 * age);
          if (bead >= 0 && bead < width) {
            drawGlider(picture, drop[0]!, { x: bead, y: line.rest[bead]! }, { colour: plucked, level: Math.min(1, 1.1 * level) });
          }
        }

        drawGlider(picture, drop[1]!, place, { colour: spark, level: (isDark ? 0.45 : 0.3) * level });
        drawRing(
          picture,
          { ...place, radius: unit * (1 + 3.4 * age), halfWidth: unit * 0.13, softness: unit * 0.25 },
          { colour: spark, level: 0.7 * level * (0.5 + 0.5 * energy) },
        );
        drawDisc(picture, { ...place, radius: unit * (0.6 + 1 * level) }, { colour: spark, level: Math.min(1, 1.4 * level) });
      });
    },
  };
}

/** Low notes on the outer string at the start of the fan, high ones at its end. */
function stringOf(noteHeight: number): number {
  return Math.max(0, Math.min(STRINGS - 1, Math.round((1 - noteHeight) * (STRINGS - 1))));
}

function layStrings({ width, height, unit, shape }: SceneContext, rng: Rng): StringLine[] {
  const across = height;
  const span = width;
  const rises = rng.chance(0.5);
  const bow = Math.min(across, unit * 110) * rng.between(0.08, 0.15) * (rng.chance(0.5) ? 1 : -1);
  const phase = rng.between(0.1, 0.3);
  return Array.from({ length: STRINGS }, (_, index) => {
    const part = index / (STRINGS - 1);
    const near = across * (shape === 'wide' ? 0.12 + 0.5 * part : 0.36 + 0.44 * part);
    const far = across * (shape === 'wide' ? 0.3 + 0.32 * part : 0.48 + 0.28 * part);
    const rest = new Float32Array(span);
    const swing = new Float32Array(span);
    for (let at = 0; at < span; at++) {
      const x = at / span;
      const through = rises ? 1 - x : x;
      const ease = through * through * (3 - 2 * through);
      rest[at] = near + (far - near) * ease + bow * sin(TAU * (0.5 * x + phase)) * (1 - 0.3 * part) - bow * 0.5;
      // First and second mode together: the belly lies off the middle, as on a plucked string.
      swing[at] = unit * (1.9 + 0.35 * part) * (sin((TAU / 2) * x) + 0.35 * sin(TAU * x));
    }

    return { rest, swing, thickness: unit * (0.11 + 0.13 * part) };
  });
}

/** Washes of thinned ink: many faint copies of one ragged blot, darker where they overlap. */
function paintWashes(ink: SKRSContext2D, { width, height, unit, shape, palette }: SceneContext, rng: Rng): void {
  const isDark = palette.tone === 'dark';
  const blots = [
    { x: 0.7, y: 0.34, size: 30, colour: palette.layers[isDark ? 1 : 0], strength: isDark ? 0.09 : 0.095 },
    { x: 0.3, y: 0.62, size: 24, colour: palette.layers[isDark ? 0 : 1], strength: isDark ? 0.11 : 0.075 },
    { x: 0.88, y: 0.72, size: 17, colour: palette.light, strength: isDark ? 0.03 : 0.095 },
  ];
  const mirrored = rng.chance(0.5);
  for (const blot of blots) {
    const own = rng.fork(`blot-${blot.x}`);
    const x = width * (mirrored ? 1 - blot.x : blot.x);
    const y = height * (shape === 'tall' ? 0.16 + 0.72 * blot.y : blot.y);
    for (let coat = 0; coat < 16; coat++) {
      const waves = [2, 3, 5, 9].map((count) => ({ count, phase: own.next(), depth: own.between(0.03, 0.3) / Math.sqrt(count) }));
      const size = unit * blot.size * (1 - 0.03 * coat) * (shape === 'square' ? 0.8 : 1);
      ink.fillStyle = css(blot.colour, blot.strength);
      ink.beginPath();
      for (let turn = 0; turn < 1; turn += 0.01) {
        const reach = size * (1 + waves.reduce((sum, wave) => sum + wave.depth * sin(TAU * (turn * wave.count + wave.phase)), 0));
        ink.lineTo(x + reach * 1.25 * cos(TAU * turn), y + reach * 0.85 * sin(TAU * turn));
      }

      ink.closePath();
      ink.fill();
    }

    for (let speck = 0; speck < 16; speck++) {
      const turn = own.next();
      const reach = unit * blot.size * own.between(0.9, 1.7);
      ink.fillStyle = css(blot.colour, own.between(0.2, 0.5));
      ink.beginPath();
      ink.arc(x + reach * 1.2 * cos(TAU * turn), y + reach * 0.8 * sin(TAU * turn), unit * own.between(0.1, 0.55), 0, TAU);
      ink.fill();
    }
  }
}
