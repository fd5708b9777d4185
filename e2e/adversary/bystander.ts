import { inflateSync } from 'node:zlib';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { Handshake } from '@holdfast/shared/protocol/handshake.ts';
import type { PullEnvelope } from '@holdfast/shared/protocol/pull.ts';
import { io, type Socket } from 'socket.io-client';
import { cut } from './judge.ts';

const MAY_COME = ['sync:delta', 'sync:scopes'];

export interface BystanderOptions {
  readonly url: string;
  /** What a copy of the app says of itself, with its token. */
  readonly auth: Handshake;
  /** Words that must not reach a bystander. */
  readonly never: readonly string[];
}

/** Somebody of the staff who does nothing but listen, with the library that the app uses. */
export class Bystander {
  readonly #never: readonly string[];
  readonly #socket: Socket;
  readonly #events: { readonly name: string; readonly text: string }[] = [];
  readonly #ended: string[] = [];
  epoch = '';

  private constructor({ url, auth, never }: BystanderOptions) {
    this.#never = never;
    this.#socket = io(url, { auth, transports: ['websocket'], reconnection: false });
    this.#socket.onAny((name: string, ...args: unknown[]) =>
      this.#events.push({ name, text: JSON.stringify(args) }),
    );
    this.#socket.on('disconnect', (reason) => this.#ended.push(reason));
  }

  /** Connects and pulls once. */
  static async enter(options: BystanderOptions): Promise<Bystander> {
    const bystander = new Bystander(options);
    await new Promise<void>((resolve, reject) => {
      bystander.#socket.once('connect', resolve);
      bystander.#socket.once('connect_error', reject);
    });
    await bystander.#pull();
    return bystander;
  }

  /** What of the attackers reached this one: an event that is none of theirs, their words, or the end of the line. */
  async problems(): Promise<string[]> {
    const isStrange = (text: string) => this.#never.some((words) => text.includes(words));
    const strange = this.#events.filter(({ name, text }) => !MAY_COME.includes(name) || isStrange(text));
    const pulled = await this.#pull();
    return [
      ...strange.map(({ name, text }) => `a bystander got ${name}: ${cut(text)}`),
      ...this.#ended.map((reason) => `a bystander lost the line: ${reason}`),
      ...(isStrange(pulled) ? ['a bystander can pull what is not theirs'] : []),
    ];
  }

  leave(): void {
    this.#socket.disconnect();
  }

  /** The text of everything that this one may see. */
  async #pull(): Promise<string> {
    const request = {
      epoch: this.epoch === '' ? undefined : this.epoch,
      acked: 0,
      cursors: {},
      limit: 3_000,
    };
    const answer: Acknowledgement<PullEnvelope> = await this.#socket
      .timeout(10_000)
      .emitWithAck('sync:pull', request);
    if (!answer.ok) throw new Error(`A bystander was refused: ${answer.error.message}`);
    const text = 'page' in answer ? JSON.stringify(answer.page) : inflateSync(answer.packed).toString();
    this.epoch = String(JSON.parse(text).epoch);
    return text;
  }
}
