import type { ConnectionState } from '../api/state.ts';
import type { OpenLine } from './open-line.ts';

/** How long the first waiting change may stay so while the connection stands, in milliseconds (S32). */
const STUCK_AFTER_MS = 30_000;

type Stuck = NonNullable<ConnectionState['stuck']>;

interface Head {
  readonly id: string;
  readonly state: string;
}

/** Notices that the head of the outbox is not settled although the connection stands (S32). */
export class HeadWatch {
  private watched: { readonly id: string; readonly since: number } | undefined;
  private isStuck = false;
  private cancel = (): void => {};

  private readonly line: OpenLine;
  private readonly changed: () => void;

  constructor(line: OpenLine, changed: () => void) {
    this.line = line;
    this.changed = changed;
  }

  /** Something was settled, or is new in the outbox. */
  look(): void {
    const head = this.head();
    if (head?.id === this.watched?.id) return;
    const was = this.isStuck;
    this.stop();
    if (head !== undefined) this.watch(head.id);
    if (was) this.changed();
  }

  stop(): void {
    this.cancel();
    this.watched = undefined;
    this.isStuck = false;
  }

  /** Since when, why and what one can do; nothing while all goes well. */
  stuck(): Stuck | undefined {
    const head = this.head();
    if (!this.isStuck || this.watched === undefined || head?.id !== this.watched.id) return undefined;
    return { since: this.watched.since, ...explain(head.state, this.line) };
  }

  private watch(id: string): void {
    const { clock } = this.line.environment;
    this.watched = { id, since: clock.now() };
    this.cancel = clock.after(STUCK_AFTER_MS, () => {
      this.isStuck = true;
      this.changed();
    });
  }

  private head(): Head | undefined {
    return this.line.account.statements.get<Head>('SELECT id, state FROM outbox ORDER BY seq LIMIT 1');
  }
}

/** Plain words for a person. Nothing is lost in any of these cases, and each of them may end by itself. */
function explain(state: string, { busy }: OpenLine): Pick<Stuck, 'why' | 'advice'> {
  if (busy?.code === 'RATE_LIMIT_EXCEEDED') {
    return {
      why: 'More changes came from this device than the server takes at once.',
      advice: 'You can go on working. They are sent bit by bit.',
    };
  }
  if (busy !== undefined) {
    return {
      why: `The server is busy: ${busy.message}`,
      advice: 'You can go on working. Holdfast asks again by itself; if it lasts, tell your administrator.',
    };
  }
  if (state === 'sent') {
    return {
      why: 'The server has accepted the change, but what follows from it has not arrived here.',
      advice: 'Try again now. If it lasts, save the diagnostics for your administrator.',
    };
  }
  return {
    why: 'The server has not answered to the change.',
    advice: 'Try again now. If it lasts, save the diagnostics for your administrator.',
  };
}
