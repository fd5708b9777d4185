import { hashCursors } from '@holdfast/shared/hash.ts';
import type { PingResponse } from '@holdfast/shared/protocol/ping.ts';
import { finishedVersions } from '../store/scope-state.ts';
import type { OpenLine } from './open-line.ts';
import { whileResting } from './resting.ts';

/** How often the connection is measured and heads are compared, in milliseconds (S17). */
const CHECK_MS = 25_000;

interface LineCheckEvents {
  measured(roundTripMs: number): void;
  /** The server knows more than has arrived here. */
  stale(): void;
}

/** Finds a last delta that was lost (S17), and measures the line. */
export class LineCheck {
  private cancel = (): void => {};
  private resting = false;

  private readonly line: OpenLine;
  private readonly events: LineCheckEvents;

  constructor(line: OpenLine, events: LineCheckEvents) {
    this.line = line;
    this.events = events;
  }

  start(): void {
    this.planIn(whileResting(CHECK_MS, this.resting));
  }

  /** Checks less often while nobody looks, and at once when somebody is there again. */
  setResting(resting: boolean): void {
    const isBack = this.resting && !resting;
    this.resting = resting;
    if (isBack) this.planIn(0);
  }

  stop(): void {
    this.cancel();
  }

  private planIn(milliseconds: number): void {
    this.cancel();
    this.cancel = this.line.environment.clock.after(milliseconds, () => this.line.run(() => this.check()));
  }

  private async check(): Promise<void> {
    const { clock } = this.line.environment;
    const asked = clock.now();
    const hash = hashCursors(finishedVersions(this.line.account.statements));
    const answer = await this.line.ask((connection) => connection.ping({ hash }));
    if (answer === undefined) return;
    this.events.measured(clock.now() - asked);
    if (this.isStale(answer)) this.events.stale();
    this.start();
  }

  private isStale({ heads, results }: PingResponse): boolean {
    if (results.length > 0) return true;
    if (heads === undefined) return false;
    const finished = finishedVersions(this.line.account.statements);
    return Object.keys({ ...finished, ...heads }).some((scope) => heads[scope] !== finished[scope]);
  }
}
