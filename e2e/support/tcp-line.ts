import { connect, createServer, type Server, type Socket } from 'node:net';

type Ends = readonly [near: Socket, far: Socket];

/** A line of bytes between a server process and a database. It can be cut, be held, and be mended. */
export class TcpLine {
  readonly #server: Server;
  readonly #pairs = new Set<Ends>();
  readonly #target: number;
  #isCut = false;
  #isHeld = false;

  /** @param target a port of this machine */
  constructor(target: number) {
    this.#target = target;
    this.#server = createServer((near) => this.#accept(near));
  }

  /** Gives its port. */
  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The line does not listen.');
    return address.port;
  }

  /** Ends every connection and takes no new one. */
  cut(): void {
    this.#isCut = true;
    this.#endAll();
  }

  /** Everything stays connected, and nothing comes through, as where a switch fails. */
  hold(): void {
    this.#isHeld = true;
    for (const ends of this.#pairs) for (const end of ends) end.unpipe().pause();
  }

  mend(): void {
    this.#isCut = false;
    this.#isHeld = false;
    for (const pair of this.#pairs) join(pair);
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(near: Socket): void {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.#target, '127.0.0.1');
    const pair: Ends = [near, far];
    this.#pairs.add(pair);
    for (const [end, other] of [pair, [far, near]] as const) {
      end.setNoDelay(true);
      end.on('error', () => end.destroy());
      end.once('close', () => {
        this.#pairs.delete(pair);
        other.destroy();
      });
    }
    if (!this.#isHeld) join(pair);
  }

  #endAll(): void {
    for (const ends of this.#pairs) for (const end of ends) end.destroy();
  }
}

function join([near, far]: Ends): void {
  near.pipe(far);
  far.pipe(near);
}
