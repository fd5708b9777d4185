import { randomBytes } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { Handshake } from '@holdfast/shared/protocol/handshake.ts';
import type { PullEnvelope } from '@holdfast/shared/protocol/pull.ts';
import type { RoomResponse } from '@holdfast/shared/protocol/room.ts';
import { io, type Socket } from 'socket.io-client';
import { cut } from './judge.ts';

const newId = createIdSource(Date.now, (count) => randomBytes(count));
const MAY_COME = ['sync:delta', 'sync:scopes', 'presence:change', 'presence:room'];
const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

export interface BystanderOptions {
  readonly url: string;
  /** What a copy of the app says of itself, with its token. */
  readonly auth: Handshake;
  readonly userId: string;
  /** Words that must not reach a bystander. */
  readonly never: readonly string[];
}

/** Somebody of the staff who looks at a ticket of their own and listens, with the library that the app uses. */
export class Bystander {
  readonly #never: readonly string[];
  readonly #socket: Socket;
  readonly #events: { readonly name: string; readonly text: string }[] = [];
  readonly #ended: string[] = [];
  readonly #userId: string;
  /** Of the ticket that this one looks at, and nobody else may see but the desk. */
  readonly room: string;
  epoch = '';

  private constructor({ url, auth, never, userId }: BystanderOptions) {
    this.#never = never;
    this.#userId = userId;
    this.room = `ticket:${newId()}`;
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
    await bystander.#settleIn();
    return bystander;
  }

  /** What of the attackers reached this one: an event that is none of theirs, their words, or the end of the line. */
  async problems(): Promise<string[]> {
    const isStrange = (text: string) => this.#never.some((words) => text.includes(words));
    const strange = this.#events.filter(
      ({ name, text }) => !MAY_COME.includes(name) || isStrange(text) || this.#isOfOthers(name, text),
    );
    const pulled = await this.#pull();
    return [
      ...strange.map(({ name, text }) => `a bystander got ${name}: ${cut(text)}`),
      ...this.#ended.map((reason) => `a bystander lost the line: ${reason}`),
      ...(isStrange(pulled) ? ['a bystander can pull what is not theirs'] : []),
      ...(await this.#strangers()),
    ];
  }

  leave(): void {
    this.#socket.disconnect();
  }

  /** Whether it tells of anybody else at this one's ticket. */
  #isOfOthers(name: string, text: string): boolean {
    const known = [this.#userId, this.room.split(':')[1]];
    return name === 'presence:room' && (text.match(ids) ?? []).some((id) => !known.includes(id));
  }

  /** Makes a ticket, and looks at it. */
  async #settleIn(): Promise<void> {
    const nothing = { assigneeId: null, projectId: null, divisionId: null, due: null };
    const [, id = ''] = this.room.split(':');
    const args = { ...nothing, id, title: 'Quiet', description: '', priority: 'normal' };
    const mutation = { id: newId(), seq: 1, name: 'ticket.create', args, at: new Date().toISOString() };
    await this.#ask('sync:push', { epoch: this.epoch, acked: 0, mutations: [mutation] });
    await this.#ask('room:join', { room: this.room });
    await this.#ask('presence:update', { status: 'online', viewing: [this.room] });
  }

  /** Who else is in the room of this one's ticket. */
  async #strangers(): Promise<string[]> {
    const { people } = await this.#ask<RoomResponse>('room:join', { room: this.room });
    return people.filter((id) => id !== this.#userId).map((id) => `${id} is at a bystander's ticket`);
  }

  async #ask<Result extends object>(event: string, request: object): Promise<Result> {
    const answer: Acknowledgement<Result> = await this.#socket.timeout(10_000).emitWithAck(event, request);
    if (!answer.ok) throw new Error(`A bystander was refused ${event}: ${answer.error.message}`);
    return answer;
  }

  /** The text of everything that this one may see. */
  async #pull(): Promise<string> {
    const request = {
      epoch: this.epoch === '' ? undefined : this.epoch,
      acked: 0,
      cursors: {},
      limit: 3_000,
    };
    const answer = await this.#ask<PullEnvelope>('sync:pull', request);
    const text = 'page' in answer ? JSON.stringify(answer.page) : inflateSync(answer.packed).toString();
    this.epoch = String(JSON.parse(text).epoch);
    return text;
  }
}
