/** One measured value: `at` in milliseconds. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

export interface ChartShape {
  /** The line, as the `d` of an SVG path in a box of `width` × `height`. */
  readonly line: string;
  /** The same, closed at the bottom. */
  readonly area: string;
  /** What the upper edge stands for; the lower edge is 0. */
  readonly top: number;
}

export interface ChartBox {
  readonly width: number;
  readonly height: number;
  /** What the left and right edge stand for, in milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** A silence of this length is a gap and not a straight line: the server did not measure, or did not run. */
const GAP_MS = 45_000;

/** Where the line of these points runs. They are in the order of their times. */
export function chartShape(points: readonly Point[], box: ChartBox): ChartShape {
  const top = roundUp(Math.max(0, ...points.map(({ value }) => value)));
  const x = (at: number) => round(((at - box.from) / Math.max(1, box.to - box.from)) * box.width);
  const y = (value: number) => round(box.height - (value / top) * box.height);
  const pieces = inPieces(points).map((piece) => {
    const spots = piece.map(({ at, value }) => `${x(at)} ${y(value)}`);
    const ends = { first: x(piece[0]?.at ?? 0), last: x(piece.at(-1)?.at ?? 0) };
    return { line: `M${spots.join('L')}`, ...ends };
  });
  return {
    line: pieces.map(({ line }) => line).join(''),
    area: pieces
      .map(({ line, first, last }) => `${line}L${last} ${box.height}L${first} ${box.height}Z`)
      .join(''),
    top,
  };
}

function inPieces(points: readonly Point[]): Point[][] {
  const pieces: Point[][] = [];
  for (const point of points) {
    const piece = pieces.at(-1);
    const before = piece?.at(-1);
    if (piece === undefined || before === undefined || point.at - before.at > GAP_MS) pieces.push([point]);
    else piece.push(point);
  }
  return pieces;
}

/** The next of 1, 2, 5, 10, 20 … that is not below: an edge that people can read, and that seldom moves. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5].find((one) => one * size >= value * (1 - 1e-9)) ?? 10;
  return Number((step * size).toPrecision(12));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
