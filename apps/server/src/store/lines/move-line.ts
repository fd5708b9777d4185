import type { MoveRecord } from '../records.ts';

export interface MoveLine {
  readonly moved_to: string | null;
  readonly moving_until: number | null;
}

export function toMove(line: MoveLine | undefined): MoveRecord | undefined {
  if (line === undefined || line.moved_to === null) return undefined;
  return { to: line.moved_to, until: line.moving_until ?? undefined };
}
