import type { Notification } from '@holdfast/shared/model/notification.ts';
import type { Clock } from '../environment.ts';
import { readMeta, removeMeta, writeMeta } from '../store/meta.ts';
import type { Statements } from '../store/statements.ts';
import { readNewsSince } from './read-notifications.ts';

/** Since when notifications were held back, in milliseconds since 1970: also over a restart. */
const HELD = 'noticesHeld';
/** Quiet hours follow clocks that are set: it is looked again at least so often, in milliseconds. */
const LONGEST_MS = 60 * 60_000;

export interface HeldNoticesHost {
  readonly statements: Statements;
  readonly clock: Clock;
  /** Looks again whether it is still quiet. */
  look(): void;
  guarded(work: () => void): void;
}

/** What came while nothing was to show. It waits in the inbox, and is told of once it is quiet no more. */
export class HeldNotices {
  private cancel = (): void => {};

  private readonly host: HeldNoticesHost;

  constructor(host: HeldNoticesHost) {
    this.host = host;
  }

  get isHolding(): boolean {
    return readMeta(this.host.statements, HELD) !== undefined;
  }

  hold(rows: readonly Notification[]): void {
    if (rows.length === 0 || this.isHolding) return;
    const first = Math.min(...rows.map(({ at }) => Date.parse(at)));
    writeMeta(this.host.statements, HELD, String(first));
  }

  /** Looks again at this moment, or within an hour. */
  lookAt(moment: number | undefined): void {
    this.cancel();
    if (moment === undefined) return;
    const { clock } = this.host;
    const wait = Math.min(Math.max(0, moment - clock.now()), LONGEST_MS);
    this.cancel = clock.after(wait, () => this.host.guarded(() => this.host.look()));
  }

  /** What was held back and is still news. Nothing is held any more. */
  release(): Notification[] {
    const { statements, clock } = this.host;
    const since = readMeta(statements, HELD);
    if (since === undefined) return [];
    removeMeta(statements, HELD);
    return readNewsSince(statements, Number(since), clock.now());
  }

  stop(): void {
    this.cancel();
  }
}
