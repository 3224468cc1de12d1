import { BitReader } from './bit-reader.ts';

/** What an H.264 decoder must know before the first picture, as MP4 files keep it (ISO 14496-15 §5.3.3, "avcC"). */
export type ParameterSets = {
  readonly profile: number;
  readonly constraints: number;
  readonly level: number;
  readonly sequences: readonly Buffer[];
  readonly pictures: readonly Buffer[];
  /** Chroma format and bit depths; only higher profiles have them. */
  readonly extension: Buffer;
};

const HEAD_BYTES = 6;
/** Every unit of a picture is preceded by its length in this many bytes; all that is written here uses four. */
const LENGTH_BYTES = 4;
const IDR_UNIT = 5;
const SEQUENCE_UNIT = 7;
const PICTURE_UNIT = 8;
const SEQUENCE_HEAD_BYTES = 4;
/** Profiles whose sequence sets tell chroma and depth (§7.3.2.1.1). */
const PROFILES_WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128]);

/** Reads an avcC record; null when it is none, or one whose lengths are not four bytes long. */
export function readParameterSets(record: Buffer | null): ParameterSets | null {
  if (record === null || record.length < HEAD_BYTES + 1 || record[0] !== 1 || (record[4]! & 3) + 1 !== LENGTH_BYTES) {
    return null;
  }

  const sequences = readUnits(record, HEAD_BYTES, record[5]! & 31);
  const pictures = sequences === null ? null : readUnits(record, sequences.end + 1, record[sequences.end] ?? 0);
  if (sequences === null || pictures === null || sequences.units.length === 0 || pictures.units.length === 0) {
    return null;
  }

  return {
    profile: record[1]!,
    constraints: record[2]!,
    level: record[3]!,
    sequences: sequences.units,
    pictures: pictures.units,
    extension: Buffer.from(record.subarray(pictures.end)),
  };
}

/** The record of these sets. */
export function writeParameterSets(sets: ParameterSets): Buffer {
  const { profile, constraints, level, sequences, pictures, extension } = sets;
  const head = Buffer.from([1, profile, constraints, level, 0xfc | (LENGTH_BYTES - 1), 0xe0 | sequences.length]);
  return Buffer.concat([
    head,
    ...sequences.map(withLength),
    Buffer.from([pictures.length]),
    ...pictures.map(withLength),
    extension,
  ]);
}

/** One record for pictures of both; null when the same number means different things in them, or they are of different kinds. */
export function joinParameterSets(one: ParameterSets, other: ParameterSets): ParameterSets | null {
  const sequences = joinUnits(one.sequences, other.sequences, sequenceId);
  const pictures = joinUnits(one.pictures, other.pictures, pictureId);
  const extensions = [one.extension, other.extension].filter(({ length }) => length > 0);
  const [extension = Buffer.alloc(0), second = extension] = extensions;
  if (sequences === null || pictures === null || !extension.equals(second)) {
    return null;
  }

  return {
    profile: Math.max(one.profile, other.profile),
    constraints: one.constraints & other.constraints,
    level: Math.max(one.level, other.level),
    sequences,
    pictures,
    extension,
  };
}

/** Whether decoding may begin at this picture, and no later picture looks back past it. */
export function isInstantRefresh(picture: Buffer): boolean {
  // 1 to 5 hold parts of the picture itself, and the first one tells.
  return unitKinds(picture).find((kind) => kind >= 1 && kind <= IDR_UNIT) === IDR_UNIT;
}

/** Whether a picture brings parameter sets of its own, which count from there on. */
export function holdsParameterSets(picture: Buffer): boolean {
  return unitKinds(picture).some((kind) => kind === SEQUENCE_UNIT || kind === PICTURE_UNIT);
}

function unitKinds(picture: Buffer): number[] {
  const kinds: number[] = [];
  for (let at = 0; at + LENGTH_BYTES < picture.length; at += LENGTH_BYTES + picture.readUInt32BE(at)) {
    kinds.push(picture[at + LENGTH_BYTES]! & 31);
  }

  return kinds;
}

/** Whether pictures of these sets are 8-bit 4:2:0, stored whole and not in two fields. */
export function isProgressive({ sequences }: ParameterSets): boolean {
  return sequences.every(isOfWholePictures);
}

function readUnits(record: Buffer, start: number, count: number): { readonly units: Buffer[]; readonly end: number } | null {
  const units: Buffer[] = [];
  let at = start;
  for (let unit = 0; unit < count; unit++) {
    if (at + 2 > record.length) {
      return null;
    }

    const end = at + 2 + record.readUInt16BE(at);
    if (end > record.length || end <= at + 3) {
      return null;
    }

    units.push(Buffer.from(record.subarray(at + 2, end)));
    at = end;
  }

  return { units, end: at };
}

function withLength(unit: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(unit.length);
  return Buffer.concat([length, unit]);
}

function joinUnits(one: readonly Buffer[], other: readonly Buffer[], idOf: (unit: Buffer) => number): Buffer[] | null {
  const joined = [...one];
  for (const unit of other) {
    const same = joined.find((each) => idOf(each) === idOf(unit));
    if (same === undefined) {
      joined.push(unit);
    } else if (!same.equals(unit)) {
      return null;
    }
  }

  return joined;
}

/** H.264 §7.3.2.1.1: after the unit's head come profile, constraints and level, then the number. */
function sequenceId(unit: Buffer): number {
  return new BitReader(unit, SEQUENCE_HEAD_BYTES).number();
}

function pictureId(unit: Buffer): number {
  return new BitReader(unit, 1).number();
}

/** Whether a sequence set says that every picture is stored whole (`frame_mbs_only_flag`); false also where it is too unusual to tell. */
function isOfWholePictures(unit: Buffer): boolean {
  const bits = new BitReader(unit, SEQUENCE_HEAD_BYTES);
  bits.number();
  if (PROFILES_WITH_CHROMA.has(unit[1]!)) {
    const [chroma, lumaDepth, chromaDepth] = [bits.number(), bits.number(), bits.number()];
    bits.bit();
    const hasScaling = bits.bit() === 1;
    if (chroma !== 1 || lumaDepth !== 0 || chromaDepth !== 0 || hasScaling) {
      return false;
    }
  }

  bits.number();
  const orderKind = bits.number();
  if (orderKind === 0) {
    bits.number();
  } else if (orderKind !== 2) {
    return false;
  }

  // References, gaps, width, height.
  bits.number();
  bits.bit();
  bits.number();
  bits.number();
  return bits.bit() === 1;
}
