import type { Connection, Transport } from '../../../apps/desktop/src/engine/sync/transport.ts';
import { sharedNow } from './shared-clock.ts';

/** The real transport, which notes when things happen and can hold pushes back. */
export class WatchedLine {
  /** When the engine last asked for a connection, and when the last delta came. */
  connectedAt = 0;
  deltaAt = 0;
  pages = 0;
  private holding = false;

  /** From now on pushes stay unanswered: what waits goes on waiting, on an open connection. */
  holdPushes(): void {
    this.holding = true;
  }

  wrap(transport: Transport): Transport {
    return (server, handshake, events) => {
      this.connectedAt = sharedNow();
      const connection = transport(server, handshake, {
        ...events,
        delta: (delta) => {
          this.deltaAt = sharedNow();
          events.delta(delta);
        },
      });
      return {
        ...connection,
        push: (request) => (this.holding ? new Promise(() => {}) : connection.push(request)),
        pull: (request) => this.count(connection.pull(request)),
      } satisfies Connection;
    };
  }

  private async count<T>(page: Promise<T>): Promise<T> {
    const found = await page;
    this.pages += 1;
    return found;
  }
}
