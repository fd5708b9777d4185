import type { TotalsPatch, TotalsQuery } from '../../../engine/api/totals.ts';

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
  isRead: boolean;
  /** The weeks in which something is planned, by their Mondays. */
  readonly weeks: Set<string>;
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
  /** By week, then by person: what the engine says, group by group. */
  private readonly sums = new Map<string, Map<string, number>>();
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
    const block: Block = { stop: () => {}, isRead: false, weeks: new Set() };
    this.blocks.set(number, block);
    block.stop = this.watch(query, (patch) => this.receive(block, patch));
  }

  private receive(block: Block, { changed, whole }: TotalsPatch): void {
    if (whole) this.empty(block);
    for (const { key, sum } of changed) {
      const [userId, week] = key;
      this.put(block, String(userId), String(week), sum);
    }
    block.isRead = true;
    this.planned = this.makePlanned();
    for (const listener of this.listeners) listener();
  }

  private put({ weeks }: Block, userId: string, week: string, hours: number): void {
    weeks.add(week);
    const people = this.sums.get(week) ?? new Map<string, number>();
    this.sums.set(week, people.set(userId, hours));
  }

  private empty({ weeks }: Block): void {
    for (const week of weeks) this.sums.delete(week);
    weeks.clear();
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
      has: (block) => this.blocks.get(block)?.isRead === true,
      hours: (userId, week) => this.sums.get(week)?.get(userId) ?? 0,
    };
  }
}
