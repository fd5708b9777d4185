import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface LineOptions {
  readonly blockUpgrades?: boolean;
  /** Keeps all that the server sends. */
  readonly records?: boolean;
}

/**
 * A proxy between clients and the server that behaves as a bad line does: it can be cut and healed,
 * and can refuse WebSocket upgrades as strict company proxies do. It can keep what came over it.
 */
export class LineProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly target: URL;
  private readonly blockUpgrades: boolean;
  private readonly records: boolean;
  private readonly received: Buffer[] = [];
  private cut = false;
  upgradesRefused = 0;

  constructor(target: string, { blockUpgrades = false, records = false }: LineOptions = {}) {
    this.target = new URL(target);
    this.blockUpgrades = blockUpgrades;
    this.records = records;
    this.server = createServer((incoming, outgoing) => this.forward(incoming, outgoing));
    this.server.on('connection', (socket) => this.track(socket));
    this.server.on('upgrade', (incoming, socket, head) => this.upgrade(incoming, socket, head));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  get isCut(): boolean {
    return this.cut;
  }

  /** Ends every connection and takes no new one. */
  cutLine(): void {
    this.cut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  heal(): void {
    this.cut = false;
  }

  /** Everything that the server has sent over this line, if it is kept. */
  bytesReceived(): Buffer {
    return Buffer.concat(this.received);
  }

  async stop(): Promise<void> {
    this.cutLine();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private track(socket: Socket): void {
    if (this.cut) {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  private keep(chunk: Buffer): void {
    if (this.records) this.received.push(chunk);
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const onward = request(
      {
        host: this.target.hostname,
        port: this.target.port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      (answer) => {
        answer.on('data', (chunk: Buffer) => this.keep(chunk));
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  private upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.blockUpgrades) {
      this.upgradesRefused += 1;
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    const onward = connect(Number(this.target.port), this.target.hostname, () => {
      const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${String(value)}`);
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('data', (chunk: Buffer) => this.keep(chunk));
    this.track(onward);
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
  }
}
