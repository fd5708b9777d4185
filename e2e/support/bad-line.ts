import { connect, createServer, type Server, type Socket } from 'node:net';
import { between, type Chance } from '../crash/chance.ts';
import { type FaultKind, Spoiler } from './spoiler.ts';

export interface LinePlan {
  readonly chance: Chance;
  /** So many faults happen; after them the line is good. */
  readonly faults: number;
  /** A fault comes after at most so many bytes of a connection. */
  readonly withinBytes: number;
}

/** What requests for files begin with; other connections are left alone. */
const FOR_FILES = /^(GET|HEAD|POST|PATCH|DELETE|OPTIONS) \/files/;
const kinds: readonly FaultKind[] = ['cut', 'reset', 'stall', 'corrupt', 'corrupt'];

/**
 * A proxy of bytes between a client and the server, over which files travel as over a bad line: connections end,
 * stand still or turn a bit over, after so many bytes as follow from a seed. Nothing but requests for files is hit.
 */
export class BadLine {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly target: URL;
  private plan: LinePlan | undefined;
  private left = 0;
  private gone = false;
  private rate = Number.POSITIVE_INFINITY;
  /** What has happened so far. */
  readonly happened: Record<FaultKind, number> = { cut: 0, reset: 0, stall: 0, corrupt: 0 };
  /** Bytes that have come from the server on connections for files. */
  received = 0;

  /** @param plan without one the line is good */
  constructor(target: string, plan?: LinePlan) {
    this.target = new URL(target);
    this.spoil(plan);
    this.server = createServer((socket) => this.accept(socket));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The proxy does not listen.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Begins another plan; without one the line is good from now on, for new connections. */
  spoil(plan?: LinePlan): void {
    this.plan = plan;
    this.left = plan?.faults ?? 0;
  }

  /** Lets so many bytes a second of each connection for files through, from now on. */
  slowTo(bytesPerSecond: number): void {
    this.rate = bytesPerSecond;
  }

  /** Ends every connection there is, those for files and others, and takes no new ones. */
  vanish(): void {
    this.gone = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Takes connections again. */
  comeBack(): void {
    this.gone = false;
  }

  get isGone(): boolean {
    return this.gone;
  }

  async stop(): Promise<void> {
    this.vanish();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private accept(near: Socket): void {
    this.track(near);
    if (this.gone) {
      near.destroy();
      return;
    }
    near.once('data', (first: Buffer) => {
      near.pause();
      const far = connect(Number(this.target.port), this.target.hostname);
      this.track(far);
      near.once('close', () => far.destroy());
      // An end in peace travels behind the bytes that came before it.
      far.once('close', (inError) => {
        if (inError) near.destroy();
      });
      near.unshift(first);
      this.join(near, far, FOR_FILES.test(first.toString('latin1')));
    });
  }

  private track(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.sockets.delete(socket));
  }

  private join(near: Socket, far: Socket, isForFiles: boolean): void {
    if (!isForFiles) {
      near.pipe(far).pipe(near);
      return;
    }
    const up = this.spoiler(near, far);
    const down = this.spoiler(near, far);
    down.on('data', (chunk: Buffer) => {
      this.received += chunk.length;
    });
    this.expectFault(up, down);
    near.pipe(up).pipe(far);
    far.pipe(down).pipe(near);
  }

  private spoiler(near: Socket, far: Socket): Spoiler {
    return new Spoiler({
      rate: () => this.rate,
      happens: (kind) => this.note(kind),
      end: (reset) => {
        if (reset) near.resetAndDestroy();
        near.destroy();
        far.destroy();
      },
    });
  }

  private note(kind: FaultKind): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    this.happened[kind] += 1;
    return true;
  }

  /** Lets one thing go wrong in one direction, while there are faults left. */
  private expectFault(up: Spoiler, down: Spoiler): void {
    if (this.plan === undefined || this.left === 0) return;
    const { chance, withinBytes } = this.plan;
    const kind = kinds[between(chance, 0, kinds.length - 1)] ?? 'cut';
    // As often after hundreds of bytes, in a head, as after thousands or millions.
    const after = Math.floor(withinBytes ** chance());
    (between(chance, 0, 1) === 0 ? up : down).expect({ kind, after });
  }
}
