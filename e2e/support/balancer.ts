import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What stands before server processes that are replaced one after another: new lines go to the process
 * that was named last, lines that stand stay where they are.
 */
export class Balancer {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private target: URL | undefined;

  constructor() {
    this.server = createServer((incoming) => this.forward(incoming));
  }

  /** Gives its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  pointTo(url: string): void {
    this.target = new URL(url);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private forward(incoming: Socket): void {
    if (this.target === undefined) {
      incoming.destroy();
      return;
    }
    const onward = connect(Number(this.target.port), this.target.hostname);
    for (const [socket, other] of [
      [incoming, onward],
      [onward, incoming],
    ] as const) {
      this.sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
