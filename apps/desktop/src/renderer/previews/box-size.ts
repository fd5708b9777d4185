/** In pixels. */
export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** A picture among messages is no larger than this. */
const WIDEST = 320;
const HIGHEST = 240;
/** Nor so small that it cannot be hit. */
const SMALLEST = 36;

/** The room for a picture among messages before it is there, so that nothing moves when it is. Without its size, a usual one. */
export function boxSize(width: number | null, height: number | null): BoxSize {
  if (width === null || height === null) return { width: WIDEST * 0.75, height: HIGHEST * 0.75 };
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  return {
    width: Math.max(SMALLEST, Math.round(width * scale)),
    height: Math.max(SMALLEST, Math.round(height * scale)),
  };
}
