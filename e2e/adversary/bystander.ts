import { inflateSync } from 'node:zlib';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { PullEnvelope } from '@holdfast/shared/protocol/pull.ts';
import { io, type Socket } from 'socket.io-client';
import { cut } from './judge.ts';
import type { Scene } from './scene.ts';

const MAY_COME = ['sync:delta', 'sync:scopes'];

/** Somebody of the staff who does nothing but listen, with the library that the app uses. */
export class Bystander {
  readonly #scene: Scene;
  readonly #socket: Socket;
  readonly #events: { readonly name: string; readonly text: string }[] = [];
  readonly #ended: string[] = [];
  epoch = '';

  private constructor(scene: Scene, token: string) {
    this.#scene = scene;
    this.#socket = io(scene.url, {
      auth: { ...scene.handshake(), token },
      transports: ['websocket'],
      reconnection: false,
    });
    this.#socket.onAny((name: string, ...args: unknown[]) =>
      this.#events.push({ name, text: JSON.stringify(args) }),
    );
    this.#socket.on('disconnect', (reason) => this.#ended.push(reason));
  }

  /** Connects and pulls once. */
  static async enter(scene: Scene, token: string): Promise<Bystander> {
    const bystander = new Bystander(scene, token);
    await new Promise<void>((resolve, reject) => {
      bystander.#socket.once('connect', resolve);
      bystander.#socket.once('connect_error', reject);
    });
    await bystander.#pull();
    return bystander;
  }

  /** What of the attackers reached this one: an event that is none of theirs, their words, or the end of the line. */
  async problems(): Promise<string[]> {
    const { mark, secret } = this.#scene;
    const strange = this.#events.filter(
      ({ name, text }) => !MAY_COME.includes(name) || text.includes(mark) || text.includes(secret),
    );
    const pulled = await this.#pull();
    return [
      ...strange.map(({ name, text }) => `a bystander got ${name}: ${cut(text)}`),
      ...this.#ended.map((reason) => `a bystander lost the line: ${reason}`),
      ...[mark, secret].filter((text) => pulled.includes(text)).map((text) => `a bystander can pull ${text}`),
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
