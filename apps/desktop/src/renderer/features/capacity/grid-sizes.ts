/** In pixels: a row, the line of weeks, a week, and the names at the beginning of the rows. */
export const ROW = 32;
export const HEAD = 44;
export const WEEK = 60;
export const NAMES = 248;

/** Weeks come into the page so many at a time, and a row draws them together. */
export const WEEKS_AT_ONCE = 4;
