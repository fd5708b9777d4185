import type { PresenceUpdate } from '@holdfast/shared/protocol/presence.ts';
import type { Environment } from '../environment.ts';
import { asProblem } from '../sync/as-problem.ts';
import { whileResting } from '../sync/resting.ts';
import type { PresenceLine } from '../sync/transport.ts';

/** What changes together is said together, in milliseconds. */
const GATHER_MS = 50;
/** Something else is said at most this often, in milliseconds. */
export const THIN_MS = 1_000;
/** The server forgets what is not said again, in milliseconds. */
export const REPEAT_MS = 30_000;

/** Says how one is and what one does, when that changes, not too often, and again every now and then. */
export class OwnPresence {
  private line: PresenceLine | undefined;
  private said = '';
  /** Nothing is said before this moment. */
  private quietUntil = 0;
  private resting = false;
  private cancelNext = (): void => {};

  private readonly environment: Pick<Environment, 'clock' | 'log'>;
  private readonly read: () => PresenceUpdate;

  constructor(environment: Pick<Environment, 'clock' | 'log'>, read: () => PresenceUpdate) {
    this.environment = environment;
    this.read = read;
  }

  /** Says it at once. What one does follows as soon as the rooms are entered, and need not wait for this. */
  lineUp(line: PresenceLine): void {
    this.line = line;
    this.say();
    this.quietUntil = 0;
  }

  lineDown(): void {
    this.line = undefined;
    this.cancelNext();
  }

  /** What there is to say may be another thing now. */
  changed(): void {
    if (this.line === undefined || JSON.stringify(this.read()) === this.said) return;
    this.sayIn(Math.max(GATHER_MS, this.quietUntil - this.environment.clock.now()));
  }

  /** Says it at once: there may be no time left. */
  say(): void {
    const { line } = this;
    if (line === undefined) return;
    const update = this.read();
    this.said = JSON.stringify(update);
    this.quietUntil = this.environment.clock.now() + THIN_MS;
    this.sayIn(whileResting(REPEAT_MS, this.resting));
    line.presence(update).catch((error: unknown) => this.failed(error, line));
  }

  /** Says it less often while nobody looks; the server still knows of it. And at once when somebody is there again. */
  setResting(resting: boolean): void {
    const isBack = this.resting && !resting;
    this.resting = resting;
    if (isBack) this.say();
  }

  private sayIn(milliseconds: number): void {
    this.cancelNext();
    this.cancelNext = this.environment.clock.after(milliseconds, () => this.say());
  }

  /** It is said again soon where the server names a time, and with the next repetition in any case. */
  private failed(error: unknown, line: PresenceLine): void {
    if (line !== this.line) return;
    this.environment.log('presence was not taken', { cause: String(error) });
    const { retryAfterMs } = asProblem(error, '', '').details;
    if (retryAfterMs !== undefined) this.sayIn(Math.max(THIN_MS, retryAfterMs));
  }
}
