import { AV_FRAME_DATA_DISPLAYMATRIX, AV_PKT_DATA_DISPLAYMATRIX } from 'node-av/constants';
import type { Frame, Stream } from 'node-av/lib';

/** How a stored picture is turned and mirrored to be shown: x′ = a·x + c·y, y′ = b·x + d·y; each −1, 0 or 1. */
export type Turn = { readonly a: number; readonly b: number; readonly c: number; readonly d: number };

export const UNTURNED: Turn = { a: 1, b: 0, c: 0, d: 1 };
const MATRIX_BYTES = 36;
const ONE = 65_536;

/** What a picture (a phone's photo) or its stream (a phone's film) says of how it was held. Anything but quarter turns counts as upright. */
export function turnOf(frame: Frame, stream: Stream): Turn {
  return (
    readTurn(frame.getSideData(AV_FRAME_DATA_DISPLAYMATRIX)) ??
    readTurn(stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX)) ??
    UNTURNED
  );
}

/** Whether width and height change places. */
export function isSideways(turn: Turn): boolean {
  return turn.a === 0;
}

/** FFmpeg's display matrix: 16.16 fixed point, in rows (a b u, c d v, x y w). */
function readTurn(matrix: Buffer | null): Turn | null {
  if (matrix === null || matrix.length < MATRIX_BYTES) {
    return null;
  }

  const words = [0, 1, 3, 4].map((place) => matrix.readInt32LE(4 * place) / ONE);
  const [a = 0, b = 0, c = 0, d = 0] = words.map(Math.round);
  const isQuarterTurn = words.every((word) => Math.abs(word - Math.round(word)) < 0.01) && Math.abs(a * d - b * c) === 1;
  return isQuarterTurn && [a, b, c, d].every((word) => Math.abs(word) <= 1) ? { a, b, c, d } : null;
}
