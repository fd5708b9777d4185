import type { Target } from '../../preload/bridge.ts';

let own: Target | null = null;

/** Tells once, at the start, which row this window is of. */
export function knowOwnRow(row: Target | null): void {
  own = row;
}

/** The row that this window is of; nothing in the main window. */
export function ownRow(): Target | null {
  return own;
}

/** Nobody signs in in a row's own window: it goes with the account that it was of. */
export function leaveOwnWindow(): void {
  if (own !== null) window.close();
}
