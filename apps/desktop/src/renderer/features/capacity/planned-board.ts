import { PlannedHours } from '@holdfast/shared/capacity/planned-hours.ts';
import {
  type TotalsGroup,
  type TotalsPatch,
  type TotalsQuery,
  totalsKey,
} from '../../../engine/api/totals.ts';

/** Follows totals of this device's rows; the result stops it. */
export type WatchTotals = (query: TotalsQuery, listener: (patch: TotalsPatch) => void) => () => void;

/** The first and the last week of a block; nothing where there is none. */
export type WeeksOfBlock = (block: number) => { readonly from: string; readonly to: string } | undefined;

/** What is planned for everybody. A new one for each change, so that React sees it. */
export interface Planned {
  /** Whether these weeks have been read. */
  has(block: number): boolean;
  hours(userId: string, week: string): number;
}

interface Block {
  stop: () => void;
  /** Nothing until the first answer. */
  groups: Map<string, TotalsGroup> | undefined;
}

/**
 * Hours that are planned for each person in each week, read block by block as weeks come in sight and kept
 * up to date from then on: the engine tells only the sums that differ.
 */
export class PlannedBoard {
  private readonly watch: WatchTotals;
  private readonly weeksOf: WeeksOfBlock;
  private readonly blocks = new Map<number, Block>();
  private readonly listeners = new Set<() => void>();
  private readonly sums = new PlannedHours();
  private planned: Planned = this.makePlanned();

  constructor(watch: WatchTotals, weeksOf: WeeksOfBlock) {
    this.watch = watch;
    this.weeksOf = weeksOf;
  }

  readonly get = (): Planned => this.planned;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.closeAll();
    };
  };

  /** Says which blocks of weeks are wanted. Those that were read stay. */
  look(blocks: readonly number[]): void {
    for (const block of blocks) if (!this.blocks.has(block)) this.open(block);
  }

  private open(number: number): void {
    const range = this.weeksOf(number);
    if (range === undefined) return;
    const query: TotalsQuery = {
      table: 'assignment',
      by: [{ column: 'userId' }, { column: 'week' }],
      sum: 'hours',
      range: { column: 'week', ...range },
    };
    const block: Block = { stop: () => {}, groups: undefined };
    this.blocks.set(number, block);
    block.stop = this.watch(query, (patch) => this.receive(block, patch));
  }

  private receive(block: Block, { changed, whole }: TotalsPatch): void {
    if (whole) this.empty(block);
    const groups = block.groups ?? new Map<string, TotalsGroup>();
    for (const group of changed) {
      const name = totalsKey(...group.key);
      this.sums.change(rowOf(groups.get(name)), rowOf(group));
      if (group.count === 0) groups.delete(name);
      else groups.set(name, group);
    }
    block.groups = groups;
    this.planned = this.makePlanned();
    for (const listener of this.listeners) listener();
  }

  private empty({ groups }: Block): void {
    for (const group of groups?.values() ?? []) this.sums.change(rowOf(group), undefined);
    groups?.clear();
  }

  private closeAll(): void {
    for (const block of this.blocks.values()) {
      block.stop();
      this.empty(block);
    }
    this.blocks.clear();
  }

  private makePlanned(): Planned {
    return {
      has: (block) => this.blocks.get(block)?.groups !== undefined,
      hours: (userId, week) => this.sums.hours(userId, week),
    };
  }
}

function rowOf(group: TotalsGroup | undefined) {
  if (group === undefined) return undefined;
  const [userId, week] = group.key;
  return { userId: String(userId), week: String(week), hours: group.sum };
}
