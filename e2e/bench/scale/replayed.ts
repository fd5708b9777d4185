/** What a bare database took for rows that servers wrote. */
export interface Replayed {
  readonly seconds: number;
  readonly rows: number;
}

/** The part of all that belongs into the transaction at a place. */
export function sliceOf<T>(all: readonly T[], place: number, count: number): readonly T[] {
  const at = (border: number) => Math.floor((border * all.length) / count);
  return all.slice(at(place), at(place + 1));
}
