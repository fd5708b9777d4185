/** Hours that are planned, of those that there are. */
export interface Load {
  readonly planned: number;
  readonly available: number;
}

export const noLoad: Load = { planned: 0, available: 0 };

/** From this share of the limit on somebody is `well` used, and from the next on `full`. */
const WELL_FROM = 0.7;
const FULL_FROM = 0.95;

/** How full a week is. `nothing`: nothing is planned in it. */
export const loadLevels = ['nothing', 'under', 'well', 'full', 'over'] as const;
export type LoadLevel = (typeof loadLevels)[number];

/** The utilization, in percent: 0 where nothing is planned, Infinity where something is and nobody can work. */
export function percentOf({ planned, available }: Load): number {
  if (planned === 0) return 0;
  return available === 0 ? Number.POSITIVE_INFINITY : (planned / available) * 100;
}

/** The load of several people or weeks together. */
export function sumLoads(loads: Iterable<Load>): Load {
  let planned = 0;
  let available = 0;
  for (const load of loads) {
    planned += load.planned;
    available += load.available;
  }
  return { planned, available: Math.round(available * 100) / 100 };
}

/** How full this is against a limit in percent: `over` only above the limit, `under` below 70 % of it. */
export function levelOf(load: Load, limitPercent: number): LoadLevel {
  if (load.planned === 0) return 'nothing';
  const percent = percentOf(load);
  if (percent > limitPercent) return 'over';
  if (percent >= limitPercent * FULL_FROM) return 'full';
  return percent >= limitPercent * WELL_FROM ? 'well' : 'under';
}
