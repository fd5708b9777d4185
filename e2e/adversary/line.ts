import { isRecord } from './judge.ts';

/** What the server answered to an event: the arguments of its acknowledgement, and the binary parts that they name. */
export interface Answered {
  readonly args: readonly unknown[];
  readonly binaries: readonly Uint8Array[];
}

/** A refused connect packet, as it came. */
export class Refused extends Error {
  readonly packet: unknown;

  constructor(packet: unknown) {
    super('The connection was refused.');
    this.packet = packet;
  }
}

/** The line ended before the answer came. */
export class Cut extends Error {
  constructor() {
    super('The line was cut before an answer came.');
  }
}

interface Waiting {
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: Error) => void;
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Socket.IO by hand on a bare WebSocket: it can send any text at all, and sees every byte that comes back.
 * `namespace` is '' or such as '/events'.
 */
export class Line {
  readonly #socket: WebSocket;
  readonly #prefix: string;
  readonly #watch: (text: string) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #binaries: Uint8Array[] = [];
  readonly closed: Promise<void>;
  #unfinished: { readonly text: string; readonly missing: number } | undefined;
  #lastAck = 0;
  #entered: { resolve: () => void; reject: (error: Error) => void } | undefined;
  isOpen = false;

  /** @param watch is shown every text that arrives */
  constructor(url: string, namespace: string, watch: (text: string) => void) {
    this.#prefix = namespace === '' ? '' : `${namespace},`;
    this.#watch = watch;
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('message', ({ data }) => this.#arrived(data));
    this.closed = new Promise((resolve) => {
      this.#socket.addEventListener('close', () => {
        this.isOpen = false;
        this.#fail();
        resolve();
      });
    });
  }

  /** Connects to the namespace. Rejects with Refused or Cut. `auth` is JSON text, or nothing. */
  async enter(auth: string): Promise<this> {
    await within(
      new Promise<void>((resolve, reject) => {
        this.#entered = { resolve, reject };
        this.#socket.addEventListener('open', () => this.raw(`40${this.#prefix}${auth}`));
      }),
      'to be let in',
    );
    this.isOpen = true;
    return this;
  }

  /** Sends an event whose arguments are this JSON text of a list, and waits for its answer. */
  ask(list: string, binaries: readonly Uint8Array<ArrayBuffer>[] = []): Promise<Answered> {
    this.#lastAck += 1;
    const id = this.#lastAck;
    const answered = new Promise<Answered>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const kind = binaries.length === 0 ? '42' : `45${binaries.length}-`;
    this.raw(`${kind}${this.#prefix}${id}${list}`);
    for (const binary of binaries) this.raw(binary);
    return within(answered, 'an answer').finally(() => this.#waiting.delete(id));
  }

  raw(packet: string | Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(packet);
    else this.#fail();
  }

  close(): void {
    this.isOpen = false;
    this.#socket.close();
  }

  #arrived(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      this.#binaries.push(new Uint8Array(data));
      this.#finish();
      return;
    }
    if (data === '2') this.raw('3');
    this.#watch(data);
    this.#read(data);
  }

  #read(data: string): void {
    const prefix = /^4(\d)(?:(\d+)-)?(?:\/[^,]*,)?/.exec(data);
    if (prefix === null) return;
    const [whole, kind, missing = '0'] = prefix;
    const text = data.slice(whole.length);
    if (kind === '0') this.#entered?.resolve();
    else if (kind === '4') this.#entered?.reject(new Refused(JSON.parse(text)));
    else if (kind === '3') this.#answer(text, []);
    else if (kind === '6') this.#unfinished = { text, missing: Number(missing) };
  }

  #finish(): void {
    const unfinished = this.#unfinished;
    if (unfinished === undefined || this.#binaries.length < unfinished.missing) return;
    this.#unfinished = undefined;
    this.#answer(unfinished.text, this.#binaries.splice(0));
  }

  #answer(text: string, binaries: readonly Uint8Array[]): void {
    const [id = ''] = /^\d+/.exec(text) ?? [];
    const args: unknown = JSON.parse(text.slice(id.length));
    this.#waiting.get(Number(id))?.resolve({ args: Array.isArray(args) ? args : [args], binaries });
  }

  #fail(): void {
    this.#entered?.reject(new Cut());
    for (const { reject } of this.#waiting.values()) reject(new Cut());
  }
}

function within<T>(answered: Promise<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Waited ${ANSWER_WITHIN_MS} ms in vain for ${what}.`)),
      ANSWER_WITHIN_MS,
    );
    answered.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The packet's error, if it carries the contract's. */
export function refusalOf({ packet }: Refused): unknown {
  return isRecord(packet) ? packet.data : undefined;
}
