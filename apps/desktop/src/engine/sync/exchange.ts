import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { ConnectionState } from '../api/state.ts';
import type { Environment } from '../environment.ts';
import type { Account } from '../session/account.ts';
import { applyDelta } from './apply.ts';
import { DigestCheck } from './digest-check.ts';
import { HeadWatch } from './head-watch.ts';
import { LineCheck } from './line-check.ts';
import { isResendDue } from './new-life.ts';
import { type LineEvents, OpenLine } from './open-line.ts';
import { Puller } from './puller.ts';
import { Pusher } from './pusher.ts';
import { sendAgain } from './send-again.ts';
import type { Connection } from './transport.ts';

export interface ExchangeEvents extends LineEvents {
  /** A pull has ended: everything up to the server's heads is here. */
  caughtUp(): void;
  measured(roundTripMs: number): void;
  outboxChanged(): void;
  /** The first waiting change is stuck, or is no more. */
  stuckChanged(): void;
}

/** What goes on over one open connection: pulls, pushes, deltas and the checks beside them. */
export class Exchange {
  private readonly line: OpenLine;
  private readonly puller: Puller;
  private readonly pusher: Pusher;
  private readonly lineCheck: LineCheck;
  private readonly digestCheck: DigestCheck;
  private readonly headWatch: HeadWatch;
  private readonly events: ExchangeEvents;

  constructor(connection: Connection, account: Account, environment: Environment, events: ExchangeEvents) {
    this.events = events;
    this.line = new OpenLine(connection, account, environment, {
      applied: (applied, catchingUp) => {
        events.applied(applied, catchingUp);
        if (applied.settled) this.headWatch.look();
      },
      failed: (problem) => events.failed(problem),
    });
    this.puller = new Puller(
      this.line,
      () => this.pusher.hasMore(),
      () => this.caughtUp(),
    );
    this.pusher = new Pusher(this.line, {
      answered: (applied) => {
        this.line.tell(applied, this.puller.isRunning);
        events.outboxChanged();
      },
      ended: () => this.puller.release(),
      pullFirst: () => this.puller.request(),
    });
    this.lineCheck = new LineCheck(this.line, {
      measured: (roundTripMs) => events.measured(roundTripMs),
      stale: () => this.puller.request(),
    });
    this.digestCheck = new DigestCheck(
      this.line,
      () => this.puller.isRunning || this.pusher.isRunning,
      () => this.puller.request(),
    );
    this.headWatch = new HeadWatch(this.line, () => events.stuckChanged());
  }

  start(): void {
    this.puller.request();
    this.pusher.request();
    this.lineCheck.start();
  }

  stop(): void {
    this.line.leave();
    for (const part of [this.puller, this.lineCheck, this.digestCheck, this.headWatch]) part.stop();
  }

  /** Whether nobody looks, so that less needs to be checked. */
  setResting(resting: boolean): void {
    this.lineCheck.setResting(resting);
  }

  follow(delta: Delta): void {
    if (this.line.isLeft) return;
    const { statements, userId } = this.line.account;
    const applied = applyDelta(statements, userId, delta);
    this.line.tell(applied, this.puller.isRunning);
    if (applied.pullNeeded) this.puller.request();
  }

  requestPull(): void {
    this.puller.request();
  }

  /** There is something new in the outbox. */
  requestPush(): void {
    this.line.run(async () => this.headWatch.look());
    this.pusher.request();
  }

  /** What keeps the first waiting change, if it has waited too long (S32). */
  stuck(): ConnectionState['stuck'] {
    return this.headWatch.stuck();
  }

  private async caughtUp(): Promise<void> {
    // After a restore nothing is told and nothing is pushed before the two sides were compared (S19).
    if (isResendDue(this.line.account.statements)) {
      await sendAgain(this.line);
      return;
    }
    this.events.caughtUp();
    this.headWatch.look();
    this.pusher.request();
    this.digestCheck.caughtUp();
  }
}
