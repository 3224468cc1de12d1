import {
  AVCOL_PRI_BT2020,
  AVCOL_PRI_UNSPECIFIED,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_RANGE_UNSPECIFIED,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_BT2020_10,
  AVCOL_TRC_SMPTE2084,
  AVCOL_TRC_UNSPECIFIED,
  AV_PIX_FMT_NONE,
} from 'node-av/constants';
import { avGetPixFmtFromName, type Frame } from 'node-av/lib';

/** From this height on pictures that do not say how their colours are stored are taken for high definition, as players do. */
const HIGH_DEFINITION = 720;
const SAMPLINGS = ['410', '411', '420', '422', '440', '444'];
const DEPTHS = ['', '9le', '10le', '12le', '14le', '16le', '9be', '10be', '12be', '14be', '16be'];
/** Formats that hold the whole range of values whatever the picture says. */
const FULL_RANGE = formatsOf(SAMPLINGS.map((sampling) => `yuvj${sampling}p`));
/** Formats of brightness and colour differences, whose matrix has to be known; the others hold red, green and blue, or brightness alone. */
const YUV: ReadonlySet<number> = new Set([
  ...FULL_RANGE,
  ...formatsOf(['yuv', 'yuva'].flatMap((kind) => SAMPLINGS.flatMap((each) => DEPTHS.map((depth) => `${kind}${each}p${depth}`)))),
  ...formatsOf(['nv12', 'nv16', 'nv21', 'nv24', 'p010le', 'p016le', 'p210le', 'uyvy422', 'yuyv422', 'uyyvyy411', 'y210le']),
]);

/** How bright a picture's colours may be, and how wide: `standard` is BT.709 or near it. */
export type Gamut = 'standard' | 'wide' | 'perceptual-quantiser' | 'hybrid-log-gamma';

/** Writes into a picture what it leaves unsaid about its colours, as players guess it, and tells what is to be done about them. */
export function settleColour(picture: Frame): Gamut {
  const gamut = gamutOf(picture);
  const isBright = gamut === 'perceptual-quantiser' || gamut === 'hybrid-log-gamma';
  if (isBright && picture.colorPrimaries === AVCOL_PRI_UNSPECIFIED) {
    picture.colorPrimaries = AVCOL_PRI_BT2020;
  }

  // Without a known curve there is no way to other primaries.
  if (gamut === 'wide' && picture.colorTrc === AVCOL_TRC_UNSPECIFIED) {
    picture.colorTrc = AVCOL_TRC_BT2020_10;
  }

  if (!YUV.has(picture.format)) {
    return gamut;
  }

  if (FULL_RANGE.has(picture.format)) {
    picture.colorRange = AVCOL_RANGE_JPEG;
  } else if (picture.colorRange === AVCOL_RANGE_UNSPECIFIED) {
    picture.colorRange = AVCOL_RANGE_MPEG;
  }

  if (picture.colorSpace === AVCOL_SPC_UNSPECIFIED) {
    picture.colorSpace = gamut === 'standard' ? guessedMatrix(picture) : AVCOL_SPC_BT2020_NCL;
  }

  return gamut;
}

/** JPEG is BT.601 by its standard; so was television before it was high. */
function guessedMatrix({ height, colorRange }: Frame): Frame['colorSpace'] {
  if (colorRange === AVCOL_RANGE_JPEG) {
    return AVCOL_SPC_BT470BG;
  }

  return height >= HIGH_DEFINITION ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

function gamutOf({ colorTrc, colorPrimaries }: Frame): Gamut {
  if (colorTrc === AVCOL_TRC_SMPTE2084) {
    return 'perceptual-quantiser';
  }

  if (colorTrc === AVCOL_TRC_ARIB_STD_B67) {
    return 'hybrid-log-gamma';
  }

  return colorPrimaries === AVCOL_PRI_BT2020 ? 'wide' : 'standard';
}

function formatsOf(names: readonly string[]): ReadonlySet<number> {
  return new Set(names.map((name) => avGetPixFmtFromName(name)).filter((format) => format !== AV_PIX_FMT_NONE));
}
