import type { TotalsPatch } from '../../../engine/api/totals.ts';
import { type Line, lineKey } from './grid-rows.ts';
import type { WatchTotals } from './planned-board.ts';

/** As many values as one query may name. */
const MOST_NAMED = 1_000;
const MOST_WATCHES = 6;

/** Lines of people whose rows are open, by person. A new one for each change, so that React sees it. */
export type Lines = ReadonlyMap<string, readonly Line[]>;

/**
 * What people are planned for from a week on. A line stays while somebody looks, also when its last hours
 * were taken out: it must not go from under the keys.
 */
export class LineBoard {
  private readonly watch: WatchTotals;
  private readonly from: string;
  private readonly asked = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private stops: (() => void)[] = [];
  private known = new Map<string, Map<string, Line>>();
  private lines: Lines = new Map<string, readonly Line[]>();

  constructor(watch: WatchTotals, from: string) {
    this.watch = watch;
    this.from = from;
  }

  readonly get = (): Lines => this.lines;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      for (const stop of this.stops) stop();
      this.stops = [];
      this.asked.clear();
      this.known = new Map();
    };
  };

  /** Says whose lines are wanted; those that were asked for stay. */
  look(userIds: Iterable<string>): void {
    const more = [...userIds].filter((id) => !this.asked.has(id));
    if (more.length === 0) return;
    for (const id of more) this.asked.add(id);
    if (this.stops.length < MOST_WATCHES) this.open(more);
    else this.openAnew();
  }

  /** Each question costs something at every write: many small ones become few large ones. */
  private openAnew(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    this.open([...this.asked]);
  }

  private open(userIds: readonly string[]): void {
    for (let first = 0; first < userIds.length; first += MOST_NAMED) {
      const query = {
        table: 'assignment',
        by: [{ column: 'userId' }, { column: 'projectId' }, { column: 'phaseId' }],
        sum: 'hours',
        where: { userId: userIds.slice(first, first + MOST_NAMED) },
        range: { column: 'week', from: this.from },
      };
      this.stops.push(this.watch(query, (patch) => this.receive(patch)));
    }
  }

  /** Tells of lines that come or go; that the hours of one are others is none of its business. */
  private receive({ changed }: TotalsPatch): void {
    const touched = new Set<string>();
    for (const { key, count, sum } of changed) {
      const [userId, projectId, phase] = key.map((value) => value ?? '').map(String);
      if (userId === undefined || projectId === undefined) continue;
      const line = { projectId, phaseId: phase || null };
      const own = this.known.get(userId) ?? new Map<string, Line>();
      const before = own.size;
      if (sum > 0) own.set(lineKey(userId, line), line);
      else if (count === 0) own.delete(lineKey(userId, line));
      this.known.set(userId, own);
      if (own.size !== before) touched.add(userId);
    }
    if (touched.size === 0) return;
    const lines = new Map(this.lines);
    for (const userId of touched) lines.set(userId, [...(this.known.get(userId)?.values() ?? [])]);
    this.lines = lines;
    for (const listener of this.listeners) listener();
  }
}
