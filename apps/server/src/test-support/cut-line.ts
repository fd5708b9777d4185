import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What happens to a line when a word is sent over it. `unsent`: it is cut before. `unanswered`: it is cut before the
 * answer. `hung`: the client's half is cut, the server's stays and waits. `silent`: nothing is cut, and no answer comes
 * any more.
 */
export type Cut = 'unsent' | 'unanswered' | 'hung' | 'silent';

/** A line to a server on this machine that is cut at a chosen moment. */
export class CutLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #next: { readonly word: string; readonly cut: Cut } | undefined;

  private constructor(port: number) {
    this.#server = createServer((near) => this.#join(near, connect(port, '127.0.0.1')));
  }

  static async to(port: number): Promise<CutLine> {
    const line = new CutLine(port);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The line is not open.');
    return address.port;
  }

  /** Cuts the next connection over which this word is sent. */
  cutAt(word: string, cut: Cut): void {
    this.#next = { word, cut };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => this.#sockets.delete(socket));
    }
    let isHung = false;
    near.once('close', () => {
      if (!isHung) far.destroy();
    });
    far.once('close', () => near.destroy());
    far.on('data', (bytes) => near.write(bytes));
    near.on('data', (bytes: Buffer) => {
      const cut = this.#cutFor(bytes);
      isHung = cut === 'hung';
      if (cut === 'unsent' || cut === 'hung') {
        near.destroy();
        return;
      }
      if (cut === 'unanswered' || cut === 'silent') far.removeAllListeners('data');
      if (cut === 'unanswered') far.once('data', () => near.destroy());
      if (cut === 'silent') far.resume();
      far.write(bytes);
    });
  }

  #cutFor(bytes: Buffer): Cut | undefined {
    if (this.#next === undefined || !bytes.includes(this.#next.word)) return undefined;
    const { cut } = this.#next;
    this.#next = undefined;
    return cut;
  }
}
