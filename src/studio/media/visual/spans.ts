import type { Ink, Picture } from './picture.ts';

/** Where a shape begins and ends along one row or column; filled in by the caller of `fillRows` and `fillColumns`. */
export type Edges = { from: number; to: number };

/**
 * Fills a shape row by row between `top` and `bottom` (whole pixels): `edgesAt(y, edges)` says where it begins and ends on the
 * line through `y`. Each row is the mean of two lines, so steep edges are smooth.
 */
export function fillRows(
  picture: Picture,
  { top, bottom }: { readonly top: number; readonly bottom: number },
  edgesAt: (y: number, edges: Edges) => void,
  ink: Ink,
): void {
  const { width, height, y, u, v, lumaStride, chromaStride } = picture.planes;
  const [firstRow, lastRow] = [Math.max(0, top) & ~1, Math.min(height, bottom)];
  const strength = ink.level * 65536;
  const front = ink.front ?? null;
  const luma = Math.round(ink.colour.y);
  const blue = Math.round(ink.colour.u);
  const red = Math.round(ink.colour.v);
  const upper: Edges = { from: 0, to: 0 };
  const lower: Edges = { from: 0, to: 0 };
  picture.touch(firstRow, lastRow);
  for (let row = firstRow; row < lastRow; row++) {
    edgesAt(row + 0.25, upper);
    edgesAt(row + 0.75, lower);
    const left = Math.max(0, Math.floor(Math.min(upper.from, lower.from)));
    const right = Math.min(width, Math.ceil(Math.max(upper.to, lower.to)));
    if (left >= right) {
      continue;
    }

    const lumaRow = row * lumaStride;
    const chromaRow = (row >> 1) * chromaStride;
    const frontRow = row * width;
    for (let column = left; column < right; column++) {
      let cover = (overlap(upper, column) + overlap(lower, column)) * 0.5 * strength;
      if (front !== null) {
        cover *= 1 - front[frontRow + column]! / 255;
      }

      cover |= 0;
      const at = lumaRow + column;
      y[at] = y[at]! + (((luma - y[at]!) * cover + 32768) >> 16);
      if (((row | column) & 1) === 0) {
        const place = chromaRow + (column >> 1);
        u[place] = u[place]! + (((blue - u[place]!) * cover + 32768) >> 16);
        v[place] = v[place]! + (((red - v[place]!) * cover + 32768) >> 16);
      }
    }
  }
}

/** Fills a shape column by column; see `fillRows`. For lines that run across the picture. */
export function fillColumns(
  picture: Picture,
  { left, right }: { readonly left: number; readonly right: number },
  edgesAt: (x: number, edges: Edges) => void,
  ink: Ink,
): void {
  const { width, height, y, u, v, lumaStride, chromaStride } = picture.planes;
  const [firstColumn, lastColumn] = [Math.max(0, left) & ~1, Math.min(width, right)];
  const strength = ink.level * 65536;
  const front = ink.front ?? null;
  const luma = Math.round(ink.colour.y);
  const blue = Math.round(ink.colour.u);
  const red = Math.round(ink.colour.v);
  const edges: Edges = { from: 0, to: 0 };
  let [topmost, lowest] = [height, 0];
  for (let column = firstColumn; column < lastColumn; column++) {
    edgesAt(column + 0.5, edges);
    const top = Math.max(0, Math.floor(edges.from));
    const bottom = Math.min(height, Math.ceil(edges.to));
    if (top >= bottom) {
      continue;
    }

    topmost = Math.min(topmost, top);
    lowest = Math.max(lowest, bottom);
    for (let row = top; row < bottom; row++) {
      let cover = overlap(edges, row) * strength;
      if (front !== null) {
        cover *= 1 - front[row * width + column]! / 255;
      }

      cover |= 0;
      const at = row * lumaStride + column;
      y[at] = y[at]! + (((luma - y[at]!) * cover + 32768) >> 16);
      if (((row | column) & 1) === 0) {
        const place = (row >> 1) * chromaStride + (column >> 1);
        u[place] = u[place]! + (((blue - u[place]!) * cover + 32768) >> 16);
        v[place] = v[place]! + (((red - v[place]!) * cover + 32768) >> 16);
      }
    }
  }

  if (topmost < lowest) {
    picture.touch(topmost, lowest);
  }
}

/** Draws a ring with soft rims around a centre; with `halfWidth` ≥ `radius` it is a disc. */
export function drawRing(
  picture: Picture,
  ring: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly halfWidth: number;
    readonly softness?: number;
  },
  ink: Ink,
): void {
  const { width, height, y, u, v, lumaStride, chromaStride } = picture.planes;
  const softness = ring.softness ?? 1;
  const outer = ring.radius + ring.halfWidth + softness;
  const inner = Math.max(0, ring.radius - ring.halfWidth - softness);
  const top = Math.max(0, Math.floor(ring.y - outer));
  const bottom = Math.min(height, Math.ceil(ring.y + outer));
  const leftmost = Math.max(0, Math.floor(ring.x - outer));
  const rightmost = Math.min(width, Math.ceil(ring.x + outer));
  if (top >= bottom || leftmost >= rightmost || ink.level <= 0) {
    return;
  }

  picture.touch(top, bottom);
  const strength = ink.level * 65536;
  const front = ink.front ?? null;
  const luma = Math.round(ink.colour.y);
  const blue = Math.round(ink.colour.u);
  const red = Math.round(ink.colour.v);
  const drawSpan = (row: number, from: number, to: number): void => {
    const dy = row + 0.5 - ring.y;
    for (let column = Math.max(0, from); column < Math.min(width, to); column++) {
      const dx = column + 0.5 - ring.x;
      const edge = ring.halfWidth - Math.abs(Math.sqrt(dx * dx + dy * dy) - ring.radius);
      let cover = (edge >= softness / 2 ? 1 : edge <= -softness / 2 ? 0 : edge / softness + 0.5) * strength;
      if (front !== null) {
        cover *= 1 - front[row * width + column]! / 255;
      }

      cover |= 0;
      const at = row * lumaStride + column;
      y[at] = y[at]! + (((luma - y[at]!) * cover + 32768) >> 16);
      if (((row | column) & 1) === 0) {
        const place = (row >> 1) * chromaStride + (column >> 1);
        u[place] = u[place]! + (((blue - u[place]!) * cover + 32768) >> 16);
        v[place] = v[place]! + (((red - v[place]!) * cover + 32768) >> 16);
      }
    }
  };
  for (let row = top; row < bottom; row++) {
    const dy = Math.abs(row + 0.5 - ring.y);
    const reach = Math.sqrt(Math.max(0, outer * outer - dy * dy));
    const hole = Math.sqrt(Math.max(0, inner * inner - dy * dy));
    const [left, right] = [Math.floor(ring.x - reach), Math.ceil(ring.x + reach)];
    if (hole < 2) {
      drawSpan(row, left, right);
    } else {
      drawSpan(row, left, Math.ceil(ring.x - hole));
      drawSpan(row, Math.floor(ring.x + hole), right);
    }
  }
}

/** A disc with a smooth rim. */
export function drawDisc(
  picture: Picture,
  disc: { readonly x: number; readonly y: number; readonly radius: number },
  ink: Ink,
): void {
  drawRing(picture, { x: disc.x, y: disc.y, radius: disc.radius / 2, halfWidth: disc.radius / 2 }, ink);
}

/** An upright rectangle whose sides may lie between pixels. */
export function fillRectangle(
  picture: Picture,
  box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
  ink: Ink,
): void {
  const rows: Edges = { from: box.top, to: box.bottom };
  const sides: Edges = { from: box.left, to: box.right };
  const { width, height, y, u, v, lumaStride, chromaStride } = picture.planes;
  const [top, bottom] = [Math.max(0, Math.floor(box.top)), Math.min(height, Math.ceil(box.bottom))];
  const [left, right] = [Math.max(0, Math.floor(box.left)), Math.min(width, Math.ceil(box.right))];
  if (top >= bottom || left >= right || ink.level <= 0) {
    return;
  }

  picture.touch(top, bottom);
  const front = ink.front ?? null;
  const luma = Math.round(ink.colour.y);
  const blue = Math.round(ink.colour.u);
  const red = Math.round(ink.colour.v);
  for (let row = top; row < bottom; row++) {
    const strength = overlap(rows, row) * ink.level * 65536;
    for (let column = left; column < right; column++) {
      let cover = column === left || column === right - 1 ? overlap(sides, column) * strength : strength;
      if (front !== null) {
        cover *= 1 - front[row * width + column]! / 255;
      }

      cover |= 0;
      const at = row * lumaStride + column;
      y[at] = y[at]! + (((luma - y[at]!) * cover + 32768) >> 16);
      if (((row | column) & 1) === 0) {
        const place = (row >> 1) * chromaStride + (column >> 1);
        u[place] = u[place]! + (((blue - u[place]!) * cover + 32768) >> 16);
        v[place] = v[place]! + (((red - v[place]!) * cover + 32768) >> 16);
      }
    }
  }
}

function overlap(edges: Edges, cell: number): number {
  const from = edges.from > cell ? edges.from : cell;
  const to = edges.to < cell + 1 ? edges.to : cell + 1;
  return to > from ? to - from : 0;
}
