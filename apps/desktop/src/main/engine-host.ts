import { createInterface } from 'node:readline';
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { type FromEngine, fromEngineSchema, type ToEngine } from '../engine/api/host-messages.ts';
import { log, logFrom } from './log.ts';
import { failuresInARow, restartDelay } from './restart-delay.ts';

const STOP_WITHIN_MS = 3_000;

type StartMessage = Extract<ToEngine, { kind: 'start' }>;

export interface EngineHostOptions {
  /** The engine's built entry file. */
  readonly entry: string;
  /** What to start it with; asked for on every start, because sessions come and go. */
  startMessage(): StartMessage;
  /** Called with each message of the engine, `ready` included, which comes again after a restart. */
  onMessage(message: FromEngine): void;
}

/** Runs the engine in its own process, and starts it again when that dies. */
export class EngineHost {
  readonly #options: EngineHostOptions;
  #child: UtilityProcess | undefined;
  #ready = false;
  #failed = false;
  #stopping = false;
  #failures = 0;
  #onStopped: () => void = () => {};

  constructor(options: EngineHostOptions) {
    this.#options = options;
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** Starts the engine, in place of one that could not go on. */
  start(): void {
    const startedAt = Date.now();
    const before = this.#child;
    this.#failed = false;
    this.#ready = false;
    this.#child = undefined;
    // It may still hold the file.
    before?.kill();
    const child = utilityProcess.fork(this.#options.entry, [], {
      serviceName: 'Holdfast engine',
      stdio: 'pipe',
    });
    logLines(child);
    this.#child = child;
    child.once('spawn', () => this.#post(this.#options.startMessage()));
    child.on('message', (message: unknown) => this.#receive(message));
    child.once('exit', (code) => {
      if (this.#child === child) this.#ended(code, Date.now() - startedAt);
    });
  }

  /** Hands the engine its end of a window's port. Only while it is ready. */
  connectWindow(port: MessagePortMain): void {
    this.#post({ kind: 'window' }, [port]);
  }

  /** Tells the engine something, if it is there. What it must know of from its start on is told again at `ready`. */
  tell(message: Exclude<ToEngine, { kind: 'start' | 'window' | 'stop' }>): void {
    if (this.#ready) this.#post(message);
  }

  /** Lets the engine finish what it is writing, and ends it after 3 s in any case. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#stopping = true;
    if (child === undefined) return;
    const stopped = new Promise<void>((resolve) => {
      this.#onStopped = resolve;
    });
    const late = setTimeout(() => this.#onStopped(), STOP_WITHIN_MS);
    this.#post({ kind: 'stop' });
    await stopped;
    clearTimeout(late);
    child.kill();
  }

  #post(message: ToEngine, ports: MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports);
  }

  #receive(message: unknown): void {
    const parsed = fromEngineSchema.safeParse(message);
    if (!parsed.success) {
      log(`The engine said something unknown: ${parsed.error.message}`);
      return;
    }
    if (parsed.data.kind === 'ready') this.#ready = true;
    if (parsed.data.kind === 'failed') this.#failed = true;
    if (parsed.data.kind === 'stopped') this.#onStopped();
    this.#options.onMessage(parsed.data);
  }

  #ended(code: number, livedMs: number): void {
    this.#ready = false;
    this.#child = undefined;
    this.#onStopped();
    // After `failed` a person decides: starting again by itself would fail the same way.
    if (this.#stopping || this.#failed) return;
    this.#failures = failuresInARow(this.#failures, livedMs);
    const delay = restartDelay(this.#failures);
    log(`The engine ended with ${code} after ${livedMs} ms; starting it again in ${delay} ms.`);
    setTimeout(() => this.#stopping || this.start(), delay);
  }
}

/** What the engine says of itself stands in the app's log, too. */
function logLines(child: UtilityProcess): void {
  for (const output of [child.stdout, child.stderr]) {
    if (output !== null) createInterface({ input: output }).on('line', (line) => logFrom('engine', line));
  }
}
