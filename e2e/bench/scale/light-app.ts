import { randomBytes } from 'node:crypto';
import { hashCursors } from '@holdfast/shared/hash.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { backoff } from '../../../apps/desktop/src/engine/sync/backoff.ts';
import type { Member } from './crowd.ts';
import { type Answer, readAnswer, readRefusal } from './light-answers.ts';
import { LightLine } from './light-line.ts';

/** As the app: how long connecting and an answer may take, and how often a quiet line is checked, in milliseconds. */
const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
const CHECK_MS = 25_000;
const PULL_ENTRIES = 3_000;

const DELTA = '42["sync:delta"';
const DRAINING = '42["server:draining"';

/** Whose app it is, and what is on its disk. */
export interface Device {
  readonly port: number;
  readonly member: Member;
  readonly epoch: string;
  /** How far it has read each scope. */
  readonly readUpTo: Record<string, number>;
}

export interface LightAppOptions {
  /** Whether it connects again when its line ends, as the app does. */
  readonly comesBack: boolean;
  /** Whether it checks its quiet line and says that it is there, as the app does. */
  readonly checks: boolean;
  readonly saysPresence: boolean;
  readonly tried: () => void;
  readonly live: () => void;
  readonly delta: (text: Buffer) => void;
  /** Its try to connect was in vain, or its line ended, and why. */
  readonly lost: (why: string) => void;
}

/** Behaves to the server as the app does, and keeps nothing but its cursors. */
export class LightApp {
  isLive = false;
  readonly #device: Device;
  readonly #options: LightAppOptions;
  #line: LightLine | undefined;
  #failures = 0;
  #asked = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<number, (answer: string) => void>();

  constructor(device: Device, options: LightAppOptions) {
    this.#device = device;
    this.#options = options;
  }

  connect(): void {
    const { port, member } = this.#device;
    const { token, clientId } = member;
    const { epoch } = this.#device;
    const auth = { token, clientId, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, epoch };
    this.#options.tried();
    this.#plan(CONNECT_MS, () => this.#lost('no answer to a handshake'));
    this.#line = new LightLine(port, JSON.stringify(auth), {
      opened: () => this.#pull(),
      event: (text) => this.#told(text),
      answer: (number, text) => this.#answered(number, text),
      closed: (refusal) => this.#closed(refusal),
    });
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.isLive = false;
    this.#waiting.clear();
    this.#line?.destroy();
    this.#line = undefined;
  }

  /** Asks something; rejects if the answer does not come in time. */
  ask(name: string, request: object): Promise<Answer> {
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve, reject) => {
      if (this.#line === undefined) return reject(new Error('There is no line.'));
      this.#waiting.set(number, (text) => resolve(readAnswer(text)));
      this.#line.emit(name, request, number);
    });
  }

  #pull(): void {
    const { epoch, readUpTo } = this.#device;
    const cursors = Object.fromEntries(
      Object.entries(readUpTo).map(([scope, version]) => [scope, { version }]),
    );
    this.#plan(ANSWER_MS, () => this.#lost('no answer to a pull'));
    void this.ask('sync:pull', { epoch, acked: 0, cursors, limit: PULL_ENTRIES }).then((answer) => {
      if (answer.page === undefined) return this.#lost(`a pull was refused: ${answer.error?.code}`);
      for (const [scope, { version }] of Object.entries(answer.page.cursors)) readUpTo[scope] = version;
      if (answer.page.more) this.#pull();
      else this.#caughtUp();
    });
  }

  #caughtUp(): void {
    this.#failures = 0;
    clearTimeout(this.#timer);
    this.isLive = true;
    this.#options.live();
    if (this.#options.checks) this.#checkLater();
    if (this.#options.saysPresence) void this.#sayPresence();
  }

  async #sayPresence(): Promise<void> {
    const { error } = await this.ask('presence:update', { status: 'online' });
    if (error === undefined) return;
    setTimeout(() => void this.#sayPresence(), error.retryAfterMs ?? 1_000).unref();
  }

  #checkLater(): void {
    this.#plan(CHECK_MS, () => {
      this.#plan(ANSWER_MS, () => this.#lost('no answer to a check'));
      void this.ask('ping', { hash: hashCursors(this.#device.readUpTo) }).then(({ heads }) => {
        if (heads === undefined) this.#checkLater();
        else this.#pull();
      });
    });
  }

  #told(text: Buffer): void {
    const start = text.toString('latin1', 0, DRAINING.length);
    if (start.startsWith(DELTA)) this.#options.delta(text);
    else if (start === DRAINING)
      this.#leaveUntil(Number(/\d+/.exec(text.toString('latin1', DRAINING.length))));
  }

  #answered(number: number, text: string): void {
    const settle = this.#waiting.get(number);
    this.#waiting.delete(number);
    settle?.(text);
  }

  /** The server goes away on purpose, and says for how long. */
  #leaveUntil(milliseconds: number): void {
    this.leave();
    this.#options.lost('draining');
    if (this.#options.comesBack) this.#plan(milliseconds, () => this.connect());
  }

  #closed(refusal: string | undefined): void {
    const error = refusal === undefined ? undefined : readRefusal(refusal);
    this.#lost(error?.code ?? (this.isLive ? 'its line ended' : 'no line'), error?.retryAfterMs);
  }

  #lost(why: string, retryAfterMs = 0): void {
    this.leave();
    this.#options.lost(why);
    if (!this.#options.comesBack) return;
    this.#failures += 1;
    this.#plan(Math.max(retryAfterMs, backoff(this.#failures, randomBytes)), () => this.connect());
  }

  #plan(milliseconds: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, milliseconds);
  }
}
