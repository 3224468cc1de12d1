import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cos, sin, TAU, type Rgb, type Rng } from '../../../../engine/kernel/index.ts';
import { between, css } from '../colour.ts';
import { paintGround, type Scene, type SceneContext } from '../scene.ts';
import { drawSprite, spriteOf, type Sprite } from '../sprite.ts';

type Shape = 'leaf' | 'blob' | 'disc' | 'half' | 'slab' | 'steps' | 'sprig';
type Cutting = {
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly turn: number;
  readonly colour: number;
};
type Poses = { readonly sprites: readonly Sprite[]; readonly x: number; readonly y: number; readonly phase: number };

/** Arrangements of large cuttings around a calm place for the title; places are parts of the frame, sizes hundredths of its shorter side. */
const ARRANGEMENTS: { readonly [shape in 'wide' | 'tall' | 'square']: readonly (readonly Cutting[])[] } = {
  wide: [
    [
      { shape: 'slab', x: 0.66, y: 0.44, size: 62, turn: 0.03, colour: 0 },
      { shape: 'disc', x: 0.8, y: 0.3, size: 30, turn: 0, colour: 1 },
      { shape: 'leaf', x: 0.9, y: 0.72, size: 56, turn: -0.06, colour: 2 },
      { shape: 'blob', x: 0.57, y: 0.8, size: 36, turn: 0.1, colour: 3 },
      { shape: 'half', x: 0.71, y: 0.66, size: 34, turn: 0.32, colour: 1 },
      { shape: 'sprig', x: 0.5, y: 0.34, size: 44, turn: 0.05, colour: 2 },
      { shape: 'steps', x: 0.97, y: 0.22, size: 24, turn: 0.02, colour: 3 },
    ],
    [
      { shape: 'half', x: 0.72, y: 0.5, size: 70, turn: 0.5, colour: 0 },
      { shape: 'sprig', x: 0.88, y: 0.46, size: 62, turn: -0.04, colour: 2 },
      { shape: 'disc', x: 0.63, y: 0.28, size: 22, turn: 0, colour: 1 },
      { shape: 'leaf', x: 0.55, y: 0.76, size: 46, turn: 0.16, colour: 3 },
      { shape: 'slab', x: 0.76, y: 0.84, size: 34, turn: 0.24, colour: 1 },
      { shape: 'blob', x: 0.95, y: 0.86, size: 30, turn: 0.2, colour: 3 },
    ],
  ],
  tall: [
    [
      { shape: 'slab', x: 0.38, y: 0.55, size: 74, turn: 0.02, colour: 0 },
      { shape: 'disc', x: 0.7, y: 0.43, size: 40, turn: 0, colour: 1 },
      { shape: 'leaf', x: 0.78, y: 0.64, size: 74, turn: -0.05, colour: 2 },
      { shape: 'half', x: 0.34, y: 0.7, size: 48, turn: 0.3, colour: 1 },
      { shape: 'blob', x: 0.2, y: 0.86, size: 48, turn: 0.1, colour: 3 },
      { shape: 'sprig', x: 0.16, y: 0.45, size: 52, turn: 0.03, colour: 2 },
      { shape: 'steps', x: 0.84, y: 0.88, size: 34, turn: 0.01, colour: 3 },
    ],
    [
      { shape: 'half', x: 0.5, y: 0.53, size: 92, turn: 0.5, colour: 0 },
      { shape: 'sprig', x: 0.76, y: 0.62, size: 76, turn: -0.04, colour: 2 },
      { shape: 'disc', x: 0.26, y: 0.42, size: 30, turn: 0, colour: 1 },
      { shape: 'leaf', x: 0.26, y: 0.74, size: 62, turn: 0.14, colour: 3 },
      { shape: 'slab', x: 0.6, y: 0.86, size: 44, turn: 0.25, colour: 1 },
    ],
  ],
  square: [
    [
      { shape: 'slab', x: 0.34, y: 0.58, size: 54, turn: 0.02, colour: 0 },
      { shape: 'disc', x: 0.66, y: 0.44, size: 32, turn: 0, colour: 1 },
      { shape: 'leaf', x: 0.84, y: 0.7, size: 56, turn: -0.05, colour: 2 },
      { shape: 'half', x: 0.44, y: 0.76, size: 40, turn: 0.3, colour: 1 },
      { shape: 'blob', x: 0.14, y: 0.88, size: 36, turn: 0.1, colour: 3 },
      { shape: 'sprig', x: 0.13, y: 0.5, size: 44, turn: 0.04, colour: 2 },
    ],
    [
      { shape: 'half', x: 0.5, y: 0.62, size: 76, turn: 0.5, colour: 0 },
      { shape: 'sprig', x: 0.8, y: 0.64, size: 58, turn: -0.04, colour: 2 },
      { shape: 'disc', x: 0.24, y: 0.48, size: 24, turn: 0, colour: 1 },
      { shape: 'leaf', x: 0.26, y: 0.78, size: 46, turn: 0.15, colour: 3 },
      { shape: 'slab', x: 0.64, y: 0.9, size: 34, turn: 0.26, colour: 1 },
    ],
  ],
};

/**
 * A collage of cut paper that moves like stop motion: three of the large cuttings take a new pose on the beat, and the melody
 * sticks small scraps on an invisible staff, left to right through the bar, high for high notes.
 */
export function composePaper(context: SceneContext): Scene {
  const { width, height, unit, shape, palette, rng, music, safeArea } = context;
  const canvas = createCanvas(width, height);
  const ink = canvas.getContext('2d');
  paintGround(ink, context);
  paintFibres(ink, context, rng.fork('fibres'));
  const kind = shape === 'wide' ? 'wide' : shape === 'tall' ? 'tall' : 'square';
  const mirrored = shape === 'wide' && rng.fork('mirror').chance(0.5);
  const cuttings = rng
    .fork('arrangement')
    .pick(ARRANGEMENTS[kind])
    .map((cutting) => (mirrored ? { ...cutting, x: 1 - cutting.x, turn: -cutting.turn } : cutting));
  // Colours trade places from piece to piece.
  const colours = rng.fork('colours').shuffled([palette.layers[0], palette.layers[1], palette.layers[2]]);
  const colourOf = (index: number): Rgb => colours[index] ?? palette.layers[3];
  const moving: Poses[] = [];
  for (const [index, cutting] of cuttings.entries()) {
    const own = rng.fork(`cutting-${index}`);
    // The largest lie still under the others; what lies on top moves.
    const isMoving = index >= cuttings.length - 4 && cutting.size < 60;
    const pose = (turn: number, grow: number): ((at: SKRSContext2D) => void) => {
      const edge = own.fork('edge');
      return (at) =>
        paintCutting(at, {
          shape: cutting.shape,
          size: unit * cutting.size * grow,
          turn: cutting.turn + turn,
          colour: colourOf(cutting.colour),
          rng: edge,
          unit,
        });
    };
    const at = { x: cutting.x * width, y: cutting.y * height };
    if (isMoving) {
      const box = unit * cutting.size * 1.45;
      moving.push({
        sprites: [pose(0, 1), pose(0.012, 1.03), pose(-0.01, 0.985), pose(0.022, 1.015)].map((paint) =>
          spriteOf(box, box, (spriteInk) => {
            spriteInk.translate(box / 2, box / 2);
            paint(spriteInk);
          }),
        ),
        x: Math.round(at.x - box / 2),
        y: Math.round(at.y - box / 2),
        phase: index,
      });
    } else {
      ink.save();
      ink.translate(at.x, at.y);
      pose(0, 1)(ink);
      ink.restore();
    }
  }

  const scraps = layScraps(context, [palette.spark, palette.pulse, palette.layers[3], palette.light]);
  const staff =
    shape === 'wide'
      ? {
          left: width * (mirrored ? 0.56 : 0.07),
          right: width * (mirrored ? 0.93 : 0.44),
          top: height * 0.16,
          bottom: height * 0.66,
        }
      : {
          left: safeArea.left,
          right: safeArea.left + safeArea.width,
          top: height * (shape === 'tall' ? 0.3 : 0.3),
          bottom: height * (shape === 'tall' ? 0.8 : 0.88),
        };
  return {
    still: canvas,
    titlePlace: { align: shape !== 'wide' ? 'center' : mirrored ? 'right' : 'left', at: shape === 'wide' ? 'bottom' : 'top' },
    held: {
      keyAt: (seconds) => 2 * Math.max(0, music.beat(seconds).index) + (music.energy(seconds) < 0.35 ? 1 : 0),
      draw: (picture, seconds) => {
        const step = Math.max(0, music.beat(seconds).index);
        const isCalm = music.energy(seconds) < 0.35;
        for (const poses of moving) {
          // In calm sections every other cutting rests.
          const pose = isCalm && (step + poses.phase) % 2 === 1 ? 0 : (step + poses.phase) % poses.sprites.length;
          drawSprite(picture, poses.sprites[pose]!, { left: poses.x, top: poses.y }, { level: 1 });
        }
      },
    },
    draw: (picture, seconds) => {
      music.eachRecentNote(seconds, 3.2, (note, index, age) => {
        const scrap = scraps[index % scraps.length]!;
        // Stuck on in three quick frames of stop motion, peeled off in two.
        const size = age < 0.06 ? 0 : age < 0.13 ? 2 : age > 3.05 ? 0 : 1;
        const sprite = scrap[size]!;
        const x = staff.left + (staff.right - staff.left) * music.barPhase(note.startSeconds + 0.01);
        const y = staff.bottom - (staff.bottom - staff.top) * note.height;
        drawSprite(
          picture,
          sprite,
          { left: Math.round(x - sprite.width / 2), top: Math.round(y - sprite.height / 2) },
          { level: 1 },
        );
      });
    },
  };
}

/** Small scraps in three sizes each. */
function layScraps({ unit, rng }: SceneContext, colours: readonly Rgb[]): Sprite[][] {
  const shapes: readonly Shape[] = ['disc', 'leaf', 'half', 'disc', 'blob', 'slab', 'disc'];
  return shapes.map((shape, index) =>
    [0.62, 1, 1.18].map((grow) => {
      const size = unit * (shape === 'leaf' || shape === 'slab' ? 9.4 : 7.4) * grow;
      const own = rng.fork(`scrap-${index}`);
      const turn = own.next();
      const edge = own.fork('edge');
      return spriteOf(size * 1.7, size * 1.7, (ink) => {
        ink.translate(size * 0.85, size * 0.85);
        paintCutting(ink, { shape, size, turn, colour: colours[index % colours.length]!, rng: edge, unit: unit * 0.5 });
      });
    }),
  );
}

/** One cutting around the origin, with the slight wobble of scissors and the shadow of paper that does not lie quite flat. */
function paintCutting(
  ink: SKRSContext2D,
  { shape, size, turn, colour, rng, unit }: { shape: Shape; size: number; turn: number; colour: Rgb; rng: Rng; unit: number },
): void {
  const outline = outlineOf(shape, rng).map(([x, y]): readonly [number, number] => [
    size * (x * cos(TAU * turn) - y * sin(TAU * turn)),
    size * (x * sin(TAU * turn) + y * cos(TAU * turn)),
  ]);
  ink.save();
  ink.shadowColor = 'rgba(20, 12, 8, 0.26)';
  ink.shadowBlur = unit * 1.5;
  ink.shadowOffsetX = unit * 0.25;
  ink.shadowOffsetY = unit * 0.65;
  ink.fillStyle = css(colour);
  ink.beginPath();
  for (const [x, y] of outline) {
    ink.lineTo(x, y);
  }

  ink.closePath();
  ink.fill();
  ink.restore();
  // The upper edge catches a little light.
  ink.save();
  ink.clip();
  const sheen = ink.createLinearGradient(-size * 0.4, -size * 0.5, size * 0.3, size * 0.5);
  sheen.addColorStop(0, css(between(colour, [255, 255, 255], 0.5), 0.3));
  sheen.addColorStop(0.5, css(colour, 0));
  ink.fillStyle = sheen;
  ink.fillRect(-size, -size, size * 2, size * 2);
  ink.restore();
}

/** Corners of a shape of size 1 around the origin, as scissors cut it: nearly, never exactly. */
function outlineOf(shape: Shape, rng: Rng): (readonly [number, number])[] {
  const wobble = [2, 3, 5].map((count) => ({ count, phase: rng.next(), depth: 0.012 / Math.sqrt(count) }));
  const uneven = (part: number): number =>
    1 + wobble.reduce((sum, wave) => sum + wave.depth * sin(TAU * (part * wave.count + wave.phase)), 0);
  const round = (radiusAt: (part: number) => number, from = 0, to = 1): (readonly [number, number])[] =>
    Array.from({ length: 121 }, (_, step) => {
      const part = from + ((to - from) * step) / 120;
      const radius = radiusAt(part) * uneven(part);
      return [radius * cos(TAU * part), radius * sin(TAU * part)] as const;
    });
  switch (shape) {
    case 'disc':
      return round(() => 0.5);
    case 'half':
      return round(() => 0.5, 0, 0.5).map(([x, y]) => [x, y - 0.2] as const);
    case 'blob':
      return round(
        (part) => 0.42 + 0.07 * sin(TAU * (2 * part + wobble[0]!.phase)) + 0.05 * sin(TAU * (3 * part + wobble[1]!.phase)),
      );
    case 'slab':
      return [
        [-0.26 * uneven(0.1), -0.5],
        [0.24, -0.5 * uneven(0.4)],
        [0.27 * uneven(0.6), 0.48],
        [-0.25, 0.5 * uneven(0.9)],
      ];
    case 'steps':
      return [
        [-0.5, 0.5],
        [-0.5, 0.18],
        [-0.2, 0.2],
        [-0.18, -0.12],
        [0.14, -0.1],
        [0.16, -0.44],
        [0.5, -0.42],
        [0.48, 0.5],
      ];
    case 'leaf':
      return round((part) => {
        // Lobes of a tropical leaf: wide below, cut deep between the fingers.
        const along = cos(TAU * (part - 0.75));
        return 0.2 + 0.17 * Math.abs(sin(TAU * 3.5 * (part - 0.25))) + 0.13 * (0.5 + 0.5 * along);
      });
    case 'sprig': {
      // A stalk with rounded fingers on both sides, as Matisse cut seaweed.
      const points: (readonly [number, number])[] = [[-0.02, 0.5]];
      const fingers = 4;
      for (let index = 0; index < fingers; index++) {
        const y = 0.34 - index * 0.2;
        const reach = 0.32 - index * 0.03;
        points.push([-0.03, y], ...finger(-reach, y - 0.12), [-0.03, y - 0.1]);
      }

      points.push(...finger(0, -0.5));
      for (let index = fingers - 1; index >= 0; index--) {
        const y = 0.26 - index * 0.2;
        const reach = 0.32 - index * 0.03;
        points.push([0.03, y - 0.1], ...finger(reach, y - 0.12), [0.03, y]);
      }

      points.push([0.03, 0.5]);
      return points;
    }
  }
}

/** The rounded tip of a finger of seaweed. */
function finger(x: number, y: number): (readonly [number, number])[] {
  const start = x < 0 ? 0.25 : x > 0 ? 0.75 : 0.5;
  const sweep = x === 0 ? 0.5 : 0.5;
  return Array.from({ length: 13 }, (_, step) => {
    const turn = start + (sweep * step) / 12;
    return [x + 0.055 * cos(TAU * turn), y + 0.055 * sin(TAU * turn)] as const;
  });
}

function paintFibres(ink: SKRSContext2D, { width, height, unit, palette }: SceneContext, rng: Rng): void {
  const isDark = palette.tone === 'dark';
  ink.lineWidth = Math.max(1, unit * 0.07);
  for (let i = 0; i < 420; i++) {
    const [x, y] = [width * rng.next(), height * rng.next()];
    const turn = rng.next();
    const length = unit * rng.between(0.6, 2.6);
    ink.strokeStyle = isDark ? css([255, 255, 255], rng.between(0.015, 0.05)) : css(palette.text, rng.between(0.02, 0.06));
    ink.beginPath();
    ink.moveTo(x, y);
    ink.quadraticCurveTo(
      x + length * cos(TAU * turn),
      y + length * sin(TAU * turn),
      x + length * 1.3 * cos(TAU * (turn + 0.06)),
      y + length * 1.3 * sin(TAU * (turn + 0.06)),
    );
    ink.stroke();
  }
}
