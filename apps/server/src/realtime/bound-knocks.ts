import type { Packet } from './packet.ts';

/** Socket.IO's own packets inside those of the line: to enter a namespace and that one is in it, and that it was refused. */
const CONNECT = '0';
const CONNECT_ERROR = '4';

/** An app enters once, and a new line is opened for each try; bots may enter a second namespace. */
const MOST_KNOCKS = 20;

/** What is done with a line by what passes over it. */
export interface Bounded {
  /** Its client was let in. May be called again. */
  letIn(): void;
  cut(): void;
  /** Closes it once what was sent has gone. */
  close(): void;
}

/**
 * Lets a line be used for few handshakes, so that who was refused has to pass the gate again: the line
 * is closed once a refusal has gone out, and cut where handshakes arrive faster than that.
 */
export class BoundKnocks {
  #knocks = 0;

  arrived(packet: Packet, line: Bounded): void {
    if (!isOf(packet, CONNECT)) return;
    this.#knocks += 1;
    if (this.#knocks > MOST_KNOCKS) line.cut();
  }

  sent(packet: Packet, line: Bounded): void {
    if (isOf(packet, CONNECT)) line.letIn();
    // Not from within the sending of the packet.
    if (isOf(packet, CONNECT_ERROR)) setImmediate(() => line.close());
  }
}

function isOf({ type, data }: Packet, kind: string): boolean {
  return type === 'message' && typeof data === 'string' && data.startsWith(kind);
}
