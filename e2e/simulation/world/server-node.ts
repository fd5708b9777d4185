import type { Line } from '../network/line.ts';
import { ServerLife } from './server-life.ts';
import type { Process, ServerOptions } from './server-options.ts';

/** How long a process may take to finish what is under way before it is ended. */
const STOP_MS = 10_000;

/** The real server's code as one process that can die, freeze and come back. */
export class ServerNode implements Process {
  readonly name: string;
  /** How far its clock is off, in milliseconds. */
  clockOffset = 0;
  diesAtNextCommit = false;
  reachesDatabase = true;
  reachesRedis = true;
  /** Milliseconds that a page takes to be packed, at most. */
  packMs = 3;
  readonly #options: ServerOptions;
  #life: ServerLife | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.name = options.name;
  }

  get isRunning(): boolean {
    return this.#life !== undefined;
  }

  get isFrozen(): boolean {
    return this.#life?.time.isFrozen === true;
  }

  /** Up to which version it has told; nothing is left to tell where it does not run. */
  get toldVersion(): number {
    return this.#life?.service.toldVersion ?? Number.POSITIVE_INFINITY;
  }

  now(): number {
    return this.#options.scheduler.now + this.clockOffset;
  }

  start(): void {
    if (this.#life === undefined) this.#life = new ServerLife(this, this.#options);
  }

  /** Ends as a power cut would: what was committed stays. */
  kill(why: string): void {
    const life = this.#life;
    if (life === undefined) return;
    this.#life = undefined;
    life.end(why);
    this.#options.watch.died(this);
  }

  /** Ends as an operator ends it, or as a power cut would where that takes too long. */
  stop(why: string): void {
    const life = this.#life;
    if (life === undefined) return;
    const end = (): void => {
      if (this.#life === life) this.kill(why);
    };
    life.drain().then(end, end);
    this.#options.scheduler.after(STOP_MS, end);
  }

  /** Stands still until it is thawed, and hears then of all that came meanwhile. */
  freeze(): void {
    this.#life?.time.freeze();
  }

  thaw(): void {
    this.#life?.time.thaw();
  }

  /** Its lines to the database end. */
  cutDatabase(): void {
    this.#life?.cutHome();
  }

  /** Somebody knocks. */
  connect(line: Line, auth: unknown): void {
    const life = this.#life;
    if (life === undefined) line.cut('the server is not there');
    else life.time.happen(() => void life.admit(line, auth));
  }
}
