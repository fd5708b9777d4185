import type { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import Database from 'better-sqlite3';
import type { Environment } from '../environment.ts';
import { TokenSource } from '../session/tokens.ts';
import { writeMeta } from '../store/meta.ts';
import type { Applied } from '../sync/apply.ts';
import { type PresenceFollower, SyncClient } from '../sync/sync-client.ts';
import { ManualClock, settlePromises } from './manual-clock.ts';
import { agentId, createTestIds, MemoryAccount } from './memory-account.ts';
import { ScriptTransport } from './script-transport.ts';

const newId = createTestIds();

/** A client on an account in memory, with the test's clock and network. */
export class SyncSetup {
  readonly clock = new ManualClock();
  readonly network = new ScriptTransport();
  readonly memory = new MemoryAccount();
  readonly renewals: string[] = [];
  readonly applied: Applied[] = [];
  readonly signInNeeded: HoldfastError[] = [];
  caughtUp = 0;
  /** Over which try to connect people are followed, by its place, and when they no longer are. */
  readonly people: (number | 'nobody')[] = [];
  readonly client: SyncClient;

  constructor() {
    writeMeta(this.memory.statements, 'clientId', newId());
    const environment = this.environment();
    const tokens = new TokenSource({
      post: (url, body) => environment.postJson(url, body),
      server: 'http://server.test',
      kept: { refreshToken: 'refresh', attempt: 'attempt 0' },
      newAttempt: () => `attempt ${this.renewals.length}`,
      onRenewed: () => {},
    });
    const account = {
      server: 'http://server.test',
      userId: agentId,
      name: 'Ben',
      folder: '',
      statements: this.memory.statements,
      repaired: undefined,
      startedWell: () => {},
      wipe: () => {},
      close: () => {},
    };
    this.client = new SyncClient(account, tokens, environment, {
      applied: (applied) => this.applied.push(applied),
      caughtUp: () => {
        this.caughtUp += 1;
      },
      outboxChanged: () => {},
      lineChanged: () => {},
      presence: this.follower(),
      lost: () => {},
      signInNeeded: (problem) => this.signInNeeded.push(problem),
    });
  }

  /** Starts the client and lets its connection open. */
  async connect(): Promise<void> {
    this.client.start();
    await settlePromises();
    await this.open();
  }

  /** Lets the last try to connect succeed. */
  async open(): Promise<void> {
    this.network.last.events.opened();
    await settlePromises();
  }

  private follower(): PresenceFollower {
    return {
      lineUp: () => this.people.push(this.network.tries.length),
      lineDown: () => this.people.push('nobody'),
      presenceChange: () => {},
      presenceRoom: () => {},
      typingChange: () => {},
    };
  }

  private environment(): Environment {
    return {
      clock: this.clock,
      randomBytes: (count) => new Uint8Array(count).fill(255),
      transport: this.network.connect,
      openFile: (file) => new Database(file),
      postJson: async (url) => {
        this.renewals.push(url);
        const user = { id: agentId, name: 'Ben', email: 'ben@example.org', role: 'agent' };
        const accessToken = `access ${this.renewals.length}`;
        return { status: 200, body: { accessToken, refreshToken: 'refresh', user } };
      },
      getJson: async () => ({ status: 200, body: {} }),
      log: () => {},
    };
  }
}
