import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { TotalsKey, TotalsPatch, TotalsQuery } from '../api/totals.ts';
import type { Clock } from '../environment.ts';
import type { Statements } from '../store/statements.ts';
import { LiveTotals } from './live-totals.ts';
import { installTriggers, removeTriggers, TOUCHED } from './touch-triggers.ts';

/** Counting everything again takes no more than a tenth of the time, while much arrives. */
const REST = 9;
const LONGEST_REST_MS = 10_000;

/** The totals that somebody watches. Nothing runs and nothing is kept while nobody does. */
export class TotalsBoard {
  private readonly watched = new Map<number, LiveTotals>();
  private lastNumber = 0;
  private isResting = false;
  private cancelRest = (): void => {};

  private readonly statements: Statements;
  private readonly clock: Clock;
  /** Reads for nobody who waits: a fault of the disk is told elsewhere. */
  private readonly guarded: (read: () => void) => void;

  constructor(statements: Statements, clock: Clock, guarded: (read: () => void) => void) {
    this.statements = statements;
    this.clock = clock;
    this.guarded = guarded;
  }

  /** Sends all groups, then what changes of them, until the result is called. */
  watch(model: Model, query: TotalsQuery, send: (patch: TotalsPatch) => void): () => void {
    const { database } = this.statements;
    const live = new LiveTotals(this.statements, model, query, send);
    if (this.lastNumber === 0) this.listen();
    this.lastNumber += 1;
    const number = this.lastNumber;
    live.refresh();
    installTriggers(database, model, number, live.compiled.keyOf);
    this.watched.set(number, live);
    return () => {
      if (this.watched.delete(number)) removeTriggers(database, number);
    };
  }

  /** Tells what was touched since the last time. What has to be counted whole again may wait for a moment. */
  refresh(): void {
    const stale = [...this.watched.values()].filter(({ isStale }) => isStale);
    const costly = stale.filter(({ isCostly }) => isCostly);
    for (const live of stale) if (!costly.includes(live)) this.guarded(() => live.refresh());
    if (this.isResting || costly.length === 0) return;
    const begin = this.clock.now();
    for (const live of costly) this.guarded(() => live.refresh());
    this.rest(REST * (this.clock.now() - begin));
  }

  stop(): void {
    this.cancelRest();
    this.watched.clear();
  }

  /** By a timer alone: the device's clock may be set to another time meanwhile. */
  private rest(milliseconds: number): void {
    if (milliseconds <= 0) return;
    this.isResting = true;
    this.cancelRest = this.clock.after(Math.min(milliseconds, LONGEST_REST_MS), () => {
      this.isResting = false;
      this.refresh();
    });
  }

  private listen(): void {
    const heard = (number: number, ...key: TotalsKey) => {
      this.watched.get(number)?.touch(key);
      return null;
    };
    this.statements.database.function(TOUCHED, { varargs: true }, heard);
  }
}
