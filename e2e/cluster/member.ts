import { between, type Chance, chanceFrom } from '../crash/chance.ts';
import type { Confirmed } from '../crash/confirmed.ts';
import { Writer } from '../crash/writer.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import type { Person } from '../support/server-process.ts';

/** How one of them stands. */
export interface MemberState {
  readonly userId: string;
  readonly folder: string;
  readonly line: string;
  readonly waiting: number;
  readonly refused: number;
  /** Whom its app shows as there. */
  readonly online: readonly string[];
}

/** What everybody sees in the same way. */
export const comparedTables = ['ticket', 'message', 'activity', 'attachment'] as const;

const LOOK_MS = 250;

/** One person with a real engine, who writes now and then. */
export class Member {
  readonly confirmed: Confirmed[] = [];
  /** How often the sign-in was lost, which no fault of servers may cause. */
  signedInAgain = 0;
  readonly #client = new HeadlessClient();
  readonly #person: Person;
  readonly #chance: Chance;
  readonly #writer: Writer;
  #timer: NodeJS.Timeout | undefined;
  #userId = '';
  #isSigningIn = false;

  constructor(person: Person, seed: number) {
    this.#person = person;
    this.#chance = chanceFrom(seed);
    const engine = { requireSession: () => this.#client.session };
    this.#writer = new Writer(engine, person.name, this.#client.newId, this.#chance);
  }

  async signIn(server: string): Promise<void> {
    await this.#client.signIn(server, this.#person, 120_000);
    this.#userId = this.#client.session.account.userId;
  }

  /** Writes once in about so many milliseconds, until it is told to finish. */
  write(server: string, everyMs: number): void {
    this.#timer = setTimeout(
      () => {
        const confirmed = this.#writer.write();
        if (confirmed !== undefined) this.confirmed.push(confirmed);
        this.#signInAgain(server);
        this.write(server, everyMs);
      },
      between(this.#chance, everyMs / 2, everyMs * 1.5),
    );
  }

  /** Writes no more, and waits until everything is on the server. */
  async finish(server: string): Promise<void> {
    clearTimeout(this.#timer);
    while (!this.#isAtRest()) {
      this.#signInAgain(server);
      this.#client.session.sync.tryNow();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  state(): MemberState {
    const { session, folder } = this.#client;
    const { state, waiting, refused } = session.connection();
    const { people } = session.presence.state();
    const online = Object.keys(people).filter((id) => people[id]?.status !== 'offline');
    return { userId: this.#userId, folder, line: state, waiting, refused, online };
  }

  /** The versions of all rows that everybody sees, added up: whoever misses something has another sum. */
  sumOfRows(): number {
    const { statements } = this.#client.session.account;
    return comparedTables.reduce((sum, table) => {
      const sql = `SELECT total(row_version) AS sum FROM ${table}_base`;
      return sum + (statements.get<{ sum: number }>(sql)?.sum ?? 0);
    }, 0);
  }

  /** The person closes the app. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#client.stop();
  }

  remove(): void {
    this.leave();
    this.#client.remove();
  }

  #isAtRest(): boolean {
    const { state, waiting } = this.#client.session.connection();
    return state === 'live' && waiting === 0;
  }

  #signInAgain(server: string): void {
    if (this.#isSigningIn || this.#client.session.connection().state !== 'sign-in-needed') return;
    this.#isSigningIn = true;
    this.signedInAgain += 1;
    // The server may be away: then it is tried again.
    void this.#client
      .signIn(server, this.#person)
      .catch(() => {})
      .finally(() => {
        this.#isSigningIn = false;
      });
  }
}
