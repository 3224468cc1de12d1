import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { exp, mixBetween, sin, TAU, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css, yuvOf, type Yuv } from '../colour.ts';
import { drawGlider, glowGlider } from '../mask.ts';
import { bloom, smoothStep } from '../music-clock.ts';
import type { Picture } from '../picture.ts';
import { coverOf, paintGround, type Scene, type SceneContext } from '../scene.ts';

const PROFILE_STEPS = 256;
const FAR_SCALE = 12;
/** The curtain is drawn in strips this wide: it is soft, and half the work is saved. */
const STRIP = 2;

/**
 * Northern lights over a lake. One curtain moves slowly all the time; each note brightens it above the place where it is
 * mirrored in the melody (low left, high right), and new chords shift its colour.
 */
export function composeAurora(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context, { middleAt: 0.4, bottomAt: 0.78 });
  const shore = height * (shape === 'tall' ? 0.8 : 0.8);
  const stars = paintStars(ink, context, { shore, rng: rng.fork('stars') });
  paintFarCurtain(ink, context, rng.fork('far'));
  const land = createCanvas(width, height);
  paintLand(land.getContext('2d'), context, { shore, rng: rng.fork('land') });
  ink.drawImage(land, 0, 0);
  const cover = coverOf(land);
  const curtain = new Curtain(context, { baseY: height * (shape === 'tall' ? 0.56 : 0.6), rng: rng.fork('curtain') });
  const twinkle = [glowGlider(unit * 0.9, 0.1), glowGlider(unit * 2.2, 0)];
  const white = yuvOf(palette.spark);
  return {
    still: canvas,
    titlePlace: { align: 'center', at: 'top' },
    draw: (picture, seconds) => {
      const energy = music.energy(seconds);
      curtain.draw(picture, seconds, { energy, cover });
      music.eachRecentNote(seconds, 4, (note, index, age) => {
        const star = stars[(index * 37 + Math.floor(note.height * 11)) % stars.length]!;
        const level = bloom(age, 0.12, 0.9) * (0.5 + 0.5 * note.strength);
        drawGlider(picture, twinkle[1]!, star, { colour: white, level: 0.5 * level, front: cover });
        drawGlider(picture, twinkle[0]!, star, { colour: white, level, front: cover });
      });
    },
  };
}

class Curtain {
  readonly #context: SceneContext;
  readonly #baseY: number;
  readonly #waves: readonly { readonly length: number; readonly lift: number; readonly speed: number; readonly phase: number }[];
  readonly #folds: readonly { readonly length: number; readonly speed: number; readonly phase: number }[];
  /** Strength by height above the lower edge: a sharp hem, a bright band, a long fade. */
  readonly #profile: Float32Array;
  readonly #low: Yuv;
  readonly #high: Yuv;
  readonly #alternate: Yuv;
  readonly #boost: Float32Array;
  /** The curtain's colour by height, anew for each frame. */
  readonly #luma = new Uint8Array(PROFILE_STEPS);
  readonly #blue = new Uint8Array(PROFILE_STEPS);
  readonly #red = new Uint8Array(PROFILE_STEPS);

  constructor(context: SceneContext, { baseY, rng }: { readonly baseY: number; readonly rng: Rng }) {
    const { width, unit, palette } = context;
    this.#context = context;
    this.#baseY = baseY;
    this.#waves = [1, 2.3, 4.1].map((octave) => ({
      length: (Math.max(width, unit * 130) * rng.between(0.9, 1.3)) / octave,
      lift: (unit * 8) / octave,
      speed: rng.between(0.018, 0.034) * (rng.chance(0.5) ? 1 : -1) * Math.sqrt(octave),
      phase: rng.next(),
    }));
    this.#folds = [9, 4.7, 2.2].map((size) => ({
      length: unit * size * rng.between(0.8, 1.2),
      speed: rng.between(0.03, 0.09) * (rng.chance(0.5) ? 1 : -1),
      phase: rng.next(),
    }));
    this.#profile = Float32Array.from({ length: PROFILE_STEPS }, (_, step) => {
      const up = step / (PROFILE_STEPS - 1);
      return smoothStep(0, 0.1, up) * exp(-2.7 * up) * (1 - smoothStep(0.72, 1, up));
    });
    this.#low = yuvOf(palette.light);
    this.#high = yuvOf(palette.pulse);
    this.#alternate = yuvOf(between(palette.light, palette.pulse, 0.45));
    this.#boost = new Float32Array(Math.ceil(width / STRIP));
  }

  draw(picture: Picture, seconds: number, { energy, cover }: { readonly energy: number; readonly cover: Uint8Array }): void {
    const { width, height, unit, music } = this.#context;
    this.#gatherNotes(seconds);
    const chord = music.chord(seconds);
    const turned = smoothStep(0, 2.5, chord.sinceSeconds);
    const shift = chord.index % 2 === 0 ? 1 - turned : turned;
    const hem: Yuv = {
      y: mixBetween(this.#low.y, this.#alternate.y, 0.5 * shift),
      u: mixBetween(this.#low.u, this.#alternate.u, shift),
      v: mixBetween(this.#low.v, this.#alternate.v, shift),
    };
    for (let step = 0; step < PROFILE_STEPS; step++) {
      const cool = step / PROFILE_STEPS;
      this.#luma[step] = Math.round(mixBetween(hem.y, this.#high.y, cool));
      this.#blue[step] = Math.round(mixBetween(hem.u, this.#high.u, cool));
      this.#red[step] = Math.round(mixBetween(hem.v, this.#high.v, cool));
    }

    const { y, u, v, lumaStride, chromaStride } = picture.planes;
    const swell = 0.36 + 0.3 * energy;
    let [topmost, lowest] = [height, 0];
    for (let strip = 0; strip < this.#boost.length; strip++) {
      const x = strip * STRIP;
      let base = this.#baseY;
      for (const wave of this.#waves) {
        base += wave.lift * sin(TAU * (x / wave.length + wave.phase + wave.speed * seconds));
      }

      let fold = 0.62;
      for (const one of this.#folds) {
        fold += 0.14 * sin(TAU * (x / one.length + one.phase + one.speed * seconds));
      }

      const edge = smoothStep(-0.02, 0.16, x / width) * (1 - smoothStep(0.84, 1.02, x / width));
      const boost = this.#boost[strip]!;
      const strength = Math.min(0.95, (swell * fold + 0.55 * boost) * edge);
      const tall = unit * (24 + 16 * fold + 12 * boost);
      const top = Math.max(0, Math.floor(base - tall)) & ~1;
      const bottom = Math.min(height, Math.ceil(base)) & ~1;
      topmost = Math.min(topmost, top);
      lowest = Math.max(lowest, bottom);
      const scale = (PROFILE_STEPS - 1) / tall;
      const strength16 = strength * 65536;
      for (let row = top; row < bottom; row += 2) {
        const step = Math.max(0, ((base - row) * scale) | 0);
        const cover16 = (this.#profile[step]! * strength16 * (1 - cover[row * width + x]! / 255)) | 0;
        // The weakest trace is left out: it is invisible, and every touched block costs.
        if (cover16 < 800) {
          continue;
        }

        const luma = this.#luma[step]!;
        const at = row * lumaStride + x;
        const below = at + lumaStride;
        y[at] = y[at]! + (((luma - y[at]!) * cover16 + 32768) >> 16);
        y[at + 1] = y[at + 1]! + (((luma - y[at + 1]!) * cover16 + 32768) >> 16);
        y[below] = y[below]! + (((luma - y[below]!) * cover16 + 32768) >> 16);
        y[below + 1] = y[below + 1]! + (((luma - y[below + 1]!) * cover16 + 32768) >> 16);
        const place = (row >> 1) * chromaStride + (x >> 1);
        u[place] = u[place]! + (((this.#blue[step]! - u[place]!) * cover16 + 32768) >> 16);
        v[place] = v[place]! + (((this.#red[step]! - v[place]!) * cover16 + 32768) >> 16);
      }
    }

    picture.touch(topmost, lowest);
  }

  #gatherNotes(seconds: number): void {
    const { width, unit, music } = this.#context;
    this.#boost.fill(0);
    const reach = unit * 11;
    music.eachRecentNote(seconds, 6, (note, index, age) => {
      const level = bloom(age, 0.35, 0.8 + note.durationSeconds) * (0.5 + 0.5 * note.strength);
      const x = width * (0.14 + 0.62 * note.height + 0.1 * ((index * 0.618034) % 1));
      const first = Math.max(0, Math.floor((x - 2 * reach) / STRIP));
      const last = Math.min(this.#boost.length - 1, Math.ceil((x + 2 * reach) / STRIP));
      for (let strip = first; strip <= last; strip++) {
        const off = (strip * STRIP - x) / reach;
        this.#boost[strip] = Math.min(1, this.#boost[strip]! + level * exp(-off * off * 2));
      }
    });
  }
}

function paintStars(
  ink: SKRSContext2D,
  { width, unit, palette }: SceneContext,
  { shore, rng }: { shore: number; rng: Rng },
): { readonly x: number; readonly y: number }[] {
  return Array.from({ length: 150 }, () => {
    const star = { x: width * rng.next(), y: shore * 0.92 * rng.next() };
    ink.fillStyle = css(palette.spark, rng.between(0.15, 0.85));
    ink.beginPath();
    ink.arc(star.x, star.y, unit * rng.between(0.07, 0.2), 0, TAU);
    ink.fill();
    return star;
  }).filter(({ y }) => y < shore * 0.62);
}

/** A second, faint curtain far behind that does not move. */
function paintFarCurtain(ink: SKRSContext2D, { width, height, unit, palette }: SceneContext, rng: Rng): void {
  const phase = rng.next();
  // Drawn small and enlarged: that is the blur.
  const small = createCanvas(Math.ceil(width / FAR_SCALE), Math.ceil(height / FAR_SCALE));
  const smallInk = small.getContext('2d');
  smallInk.scale(1 / FAR_SCALE, 1 / FAR_SCALE);
  for (let x = -unit * 6; x < width + unit * 6; x += unit * 1.7) {
    const base =
      height * 0.42 + unit * 9 * sin(TAU * (x / (unit * 150) + phase)) + unit * 4 * sin(TAU * (x / (unit * 47) + phase));
    const tall = unit * rng.between(20, 36);
    const fade = smallInk.createLinearGradient(0, base - tall, 0, base);
    const strength = 0.1 + 0.12 * (0.5 + 0.5 * sin(TAU * (x / (unit * 83) + phase)));
    fade.addColorStop(0, css(palette.pulse, 0));
    fade.addColorStop(0.75, css(palette.pulse, strength));
    fade.addColorStop(1, css(palette.light, 0));
    smallInk.fillStyle = fade;
    smallInk.fillRect(x, base - tall, unit * 1.9, tall);
  }

  ink.imageSmoothingQuality = 'high';
  ink.drawImage(small, 0, 0, small.width * FAR_SCALE, small.height * FAR_SCALE);
}

function paintLand(ink: SKRSContext2D, context: SceneContext, { shore, rng }: { shore: number; rng: Rng }): void {
  const { width, height, unit, palette } = context;
  for (const layer of [0, 1] as const) {
    const phase = rng.next();
    ink.beginPath();
    ink.moveTo(0, shore);
    for (let x = 0; x <= width + unit; x += unit * 0.6) {
      const wide = sin(TAU * (x / (unit * (layer === 0 ? 92 : 64)) + phase));
      const fine = sin(TAU * (x / (unit * 17) + phase * 3)) * 0.28 + sin(TAU * (x / (unit * 7.3) + phase * 5)) * 0.12;
      ink.lineTo(x, shore - unit * (layer === 0 ? 7.5 : 3) - unit * (layer === 0 ? 5.5 : 2.6) * (wide + fine));
    }

    ink.lineTo(width, shore);
    ink.closePath();
    ink.fillStyle = css(palette.layers[layer]);
    ink.fill();
  }

  const lake = ink.createLinearGradient(0, shore, 0, height);
  lake.addColorStop(0, css(between(palette.ground[2], palette.light, 0.12)));
  lake.addColorStop(0.35, css(palette.ground[1]));
  lake.addColorStop(1, css(palette.ground[0]));
  ink.fillStyle = lake;
  ink.fillRect(0, shore, width, height - shore);
  // Light lies on the water in short strokes, longer towards the front.
  for (let i = 0; i < 70; i++) {
    const depth = rng.next();
    const y = shore + unit * 0.5 + (height - shore) * 0.75 * depth * depth;
    const length = unit * rng.between(2, 9) * (0.5 + depth);
    ink.fillStyle = css(palette.light, rng.between(0.03, 0.13) * (1 - 0.6 * depth));
    ink.fillRect(width * (0.5 + rng.gaussian(0.2)) - length / 2, y, length, Math.max(1.5, unit * 0.16));
  }

  ink.fillStyle = css(palette.layers[3]);
  const grove = (from: number, to: number, tallest: number): void => {
    for (let x = from; x < to; x += unit * rng.between(1.1, 2.6)) {
      const inward = Math.min(x - Math.min(from, 0), to - x) / (to - from);
      const size = tallest * rng.between(0.45, 1) * (0.5 + 0.5 * Math.min(1, Math.abs(inward) * 2.4));
      for (const [level, part] of [
        [0, 0.23],
        [0.25, 0.19],
        [0.5, 0.14],
        [0.7, 0.09],
      ] as const) {
        ink.beginPath();
        ink.moveTo(x - size * part, height - size * level + unit);
        ink.lineTo(x, height - size * (level + 0.36));
        ink.lineTo(x + size * part, height - size * level + unit);
        ink.fill();
      }
    }
  };
  grove(-unit * 3, width * 0.27, unit * 25);
  grove(width * 0.72, width + unit * 3, unit * 29);
  grove(width * 0.27, width * 0.72, unit * 6);
}
