import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import {
  type OutsideEvent,
  type OutsideEventName,
  outsideEventNames,
  outsideEventSchema,
} from '@holdfast/shared/protocol/outside-events.ts';
import { type PresenceChange, presenceChangeSchema } from '@holdfast/shared/protocol/presence.ts';
import type { SignedIn } from '@holdfast/shared/protocol/sign-in.ts';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished, vi } from 'vitest';
import { ask } from './ask.ts';

interface Heard extends OutsideEvent {
  readonly name: string;
}

/** A bot that listens on `/events`. */
export class Bot {
  readonly socket: Socket;
  /** What it was told of rows, in the order of its arrival. */
  readonly heard: Heard[] = [];
  /** What it was told of people's presence. */
  readonly presence: PresenceChange[] = [];
  /** The names of whatever else it was told. */
  readonly others: string[] = [];

  constructor(url: string, auth: unknown) {
    this.socket = io(`${url}/events`, {
      auth: auth as Record<string, unknown>,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.socket.onAny((name: string, event: unknown) => {
      const isOfRow = outsideEventNames.some((known) => known === name);
      if (name === 'presence:change') this.presence.push(presenceChangeSchema.parse(event));
      else if (isOfRow) this.heard.push({ name, ...outsideEventSchema.parse(event) });
      else this.others.push(name);
    });
    onTestFinished(() => {
      this.socket.disconnect();
    });
  }

  /** Resolves when connected; rejects with the error of the contract. */
  connected(): Promise<this> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect', () => resolve(this));
      this.socket.once('connect_error', (error) => reject(wireErrorOf(error)));
    });
  }

  /** The first that was heard, or will be, of a row, and that fits. */
  of(rowId: string, fits: (heard: Heard) => boolean = () => true): Promise<Heard> {
    return this.first((heard) => heard.row.id === rowId && fits(heard));
  }

  /** The first that was heard, or will be, and that fits. */
  first(fits: (heard: Heard) => boolean): Promise<Heard> {
    return vi.waitFor(
      () => {
        const found = this.heard.find(fits);
        if (found === undefined) throw new Error(`Nothing such was heard: ${fits}.`);
        return found;
      },
      { timeout: 5_000, interval: 5 },
    );
  }

  /** The names of what was heard of a row. */
  namesOf(rowId: string): string[] {
    return this.heard.filter((heard) => heard.row.id === rowId).map((heard) => heard.name);
  }

  send(event: string, ...args: unknown[]): Promise<Acknowledgement<object>> {
    return this.socket.timeout(10_000).emitWithAck(event, ...args);
  }

  /** Resolves when the server has closed the connection. */
  async closed(): Promise<void> {
    await vi.waitUntil(() => this.socket.disconnected, { timeout: 5_000, interval: 5 });
  }
}

function wireErrorOf(error: Error): WireError | Error {
  return 'data' in error ? (error.data as WireError) : error;
}

/** Makes a token and connects a bot with it. */
export async function listeningBot(
  url: string,
  admin: SignedIn,
  scopes: string[],
  events: OutsideEventName[] = [...outsideEventNames],
) {
  const { id, token } = await ask(url, admin.accessToken, 'tokens.make', { name: 'Bot', events, scopes });
  return { id, token, bot: await new Bot(url, { token }).connected() };
}
