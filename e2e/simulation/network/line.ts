import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { Scheduler } from '../world/scheduler.ts';
import type { Network, Way } from './network.ts';

/** As the real transport: how long a request may stay unanswered, and connecting may take. */
const ANSWER_MS = 30_000;
const CONNECT_MS = 10_000;

export type Answer = Acknowledgement<object>;

/** What the client's end of a line is told. */
export interface ClientEnd {
  opened(): void;
  /** Exactly once, also where the line never opened. */
  closed(problem: WireError): void;
  event(name: string, payload: unknown): void;
}

/** What the server does with a line that it let in. */
export interface ServerEnd {
  request(event: string, payload: unknown, reply: (answer: Answer) => void): void;
  left(): void;
}

/** One connection between a client and the server, as the network carries it. */
export class Line {
  readonly id: string;
  readonly #network: Network;
  readonly #scheduler: Scheduler;
  readonly #client: ClientEnd;
  readonly #up: Way = { lastAt: 0 };
  readonly #down: Way = { lastAt: 0 };
  readonly #open = new Map<number, (answer: Answer) => void>();
  #server: ServerEnd | undefined;
  #asked = 0;
  /** Messages still arrive. */
  #carries = true;
  #clientKnowsEnd = false;
  #opened = false;

  constructor(id: string, network: Network, scheduler: Scheduler, client: ClientEnd) {
    this.id = id;
    this.#network = network;
    this.#scheduler = scheduler;
    this.#client = client;
    scheduler.after(CONNECT_MS, () => {
      if (!this.#opened) this.cut('nobody answered');
    });
  }

  get carries(): boolean {
    return this.#carries;
  }

  /** Requests that wait for their answer. */
  get waiting(): number {
    return this.#carries ? this.#open.size : 0;
  }

  /** A message from the client on its way to the server. */
  toServer(arrive: () => void): void {
    this.#send(this.#up, arrive);
  }

  /** The server let the client in and hears it from now on. */
  accepted(server: ServerEnd): void {
    this.#server = server;
    this.#send(this.#down, () => this.#becomeOpen());
  }

  /** The server did not let the client in, and says why. */
  refused(error: WireError): void {
    this.#send(this.#down, () => this.#endClient(error));
  }

  /** Sends something that the client did not ask for. */
  tell(name: string, text: string): void {
    this.#send(this.#down, () => {
      if (this.#opened && !this.#clientKnowsEnd) this.#client.event(name, JSON.parse(text));
    });
  }

  /** A request of the client; it fails when nothing comes back in time. */
  ask(event: string, payload: unknown): Promise<Answer> {
    const text = JSON.stringify(payload);
    this.#asked += 1;
    const number = this.#asked;
    this.#send(this.#up, () =>
      this.#server?.request(event, JSON.parse(text), (answer) => this.#reply(number, answer)),
    );
    return new Promise((resolve) => {
      const cancel = this.#scheduler.after(ANSWER_MS, () => {
        this.#open.delete(number);
        resolve({ ok: false, error: lost('The server did not answer in time.') });
      });
      this.#open.set(number, (answer) => {
        cancel();
        resolve(answer);
      });
    });
  }

  /** Nothing passes any more; each end learns of it when it does. */
  cut(why: string, clientAfter = this.#network.delay(0, 3_000)): void {
    if (!this.#carries) return;
    this.#carries = false;
    this.#scheduler.after(clientAfter, () => this.#endClient(lost(`The connection ended (${why}).`)));
    this.#scheduler.after(this.#network.delay(0, 40_000), () => this.#endServer());
  }

  /** The client hangs up. */
  hangUp(): void {
    this.#clientKnowsEnd = true;
    if (!this.#carries) return;
    this.#carries = false;
    this.#scheduler.after(this.#network.delay(1, 200), () => this.#endServer());
  }

  /** The server ends it, after what it has sent so far. */
  disconnect(): void {
    this.#endServer();
    this.#scheduler.after(this.#network.delay(5, 60), () => this.cut('the server closed it', 0));
  }

  #becomeOpen(): void {
    if (this.#opened || this.#clientKnowsEnd) return;
    this.#opened = true;
    this.#client.opened();
  }

  #reply(number: number, answer: Answer): void {
    const text = JSON.stringify(answer);
    this.#send(this.#down, () => {
      const take = this.#open.get(number);
      this.#open.delete(number);
      take?.(JSON.parse(text));
    });
  }

  #send(way: Way, arrive: () => void): void {
    if (!this.#carries) return;
    this.#network.send(way, () => {
      if (this.#carries) arrive();
    });
  }

  #endClient(error: WireError): void {
    if (this.#clientKnowsEnd) return;
    this.#clientKnowsEnd = true;
    this.#carries = false;
    this.#client.closed(error);
  }

  #endServer(): void {
    this.#server?.left();
    this.#server = undefined;
  }
}

function lost(message: string): WireError {
  return { code: 'CONNECTION_ERROR', message };
}
