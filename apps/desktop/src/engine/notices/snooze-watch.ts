import type { Notification } from '@holdfast/shared/model/notification.ts';
import type { Clock } from '../environment.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { Statements } from '../store/statements.ts';
import { readBackBetween, readNextBack } from './read-notifications.ts';

/** Clocks are set, and no timer is longer than some weeks: it is looked again at least so often, in milliseconds. */
const LONGEST_MS = 6 * 60 * 60_000;
/** Until when what was put off has been brought back, in milliseconds since 1970. */
const LOOKED = 'snoozeLooked';

export interface SnoozeWatchHost {
  readonly statements: Statements;
  readonly clock: Clock;
  /** These were put off until now. */
  back(rows: readonly Notification[]): void;
  guarded(work: () => void): void;
}

/** Brings notifications back that were put off, at their time, or as soon as the app runs again. */
export class SnoozeWatch {
  private cancel = (): void => {};

  private readonly host: SnoozeWatchHost;

  constructor(host: SnoozeWatchHost) {
    this.host = host;
  }

  /** Something may have been put off, or may be back. */
  look(): void {
    const { statements, clock } = this.host;
    const now = clock.now();
    const looked = Number(readMeta(statements, LOOKED) ?? now);
    const back = readBackBetween(statements, looked, now);
    if (back.length > 0 || readMeta(statements, LOOKED) === undefined)
      writeMeta(statements, LOOKED, String(now));
    this.plan(readNextBack(statements, now), now);
    if (back.length > 0) this.host.back(back);
  }

  stop(): void {
    this.cancel();
  }

  private plan(next: number | undefined, now: number): void {
    this.cancel();
    if (next === undefined) return;
    const wait = Math.min(next - now, LONGEST_MS);
    this.cancel = this.host.clock.after(wait, () => this.host.guarded(() => this.look()));
  }
}
