import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import type { Connection } from '../sync/connections.ts';
import { Pace } from './pace.ts';
import type { PeopleBoard } from './people-board.ts';
import { ToldPeople } from './told-people.ts';

export interface PeopleTellerOptions {
  readonly board: PeopleBoard;
  readonly send: (connections: readonly Connection[], change: PresenceChange) => void;
  /** Is told of changes as well, for those who do not sync. */
  readonly onChange: (change: PresenceChange) => void;
  readonly intervalMs: number;
}

/** Tells connections how people are: all of it once, and then what is another one. */
export class PeopleTeller {
  readonly #options: PeopleTellerOptions;
  readonly #told: ToldPeople;
  readonly #pace: Pace;
  readonly #receivers = new Set<Connection>();
  readonly #newcomers = new Set<Connection>();

  constructor(options: PeopleTellerOptions) {
    const { board, intervalMs } = options;
    this.#options = options;
    this.#told = new ToldPeople((userId) => board.shownOf(userId));
    this.#pace = new Pace(intervalMs);
  }

  /** It is told from now on. */
  add(connection: Connection): void {
    if (!this.#receivers.has(connection)) this.#newcomers.add(connection);
  }

  remove(connection: Connection): void {
    this.#receivers.delete(connection);
    this.#newcomers.delete(connection);
  }

  get hasNews(): boolean {
    return this.#options.board.hasChanged || this.#newcomers.size > 0;
  }

  /** Tells what there is, if it is time for it. */
  tell(now: number): void {
    const { board, send, onChange } = this.#options;
    if (!this.hasNews || !this.#pace.isDue(now)) return;
    const change = this.#told.change(board.takeChanged());
    if (change !== undefined) {
      if (this.#receivers.size > 0) send([...this.#receivers], change);
      onChange(change);
    }
    if (this.#newcomers.size > 0) send([...this.#newcomers], this.whole());
    for (const connection of this.#newcomers) this.#receivers.add(connection);
    this.#newcomers.clear();
    this.#pace.told(this.#receivers.size, now);
  }

  /** All that was told. */
  whole(): PresenceChange {
    return this.#told.whole();
  }
}
