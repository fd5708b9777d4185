import type { OutsideEventName } from '@holdfast/shared/protocol/outside-events.ts';
import type { Bus } from '../cluster/cluster.ts';
import { addressKey } from '../http/address-key.ts';
import { SharedCounts } from '../limits/shared-counts.ts';
import type { ApiTokenRecord } from '../store/records.ts';
import type { Outside } from '../sync/outside.ts';

/** A bot that is connected, and from where. */
export interface Listener {
  readonly token: ApiTokenRecord;
  readonly address: string;
}

export interface ListenersOptions {
  readonly bus: Bus;
  readonly outside: Pick<Outside, 'now' | 'every'>;
}

/** The bots that are connected to this process, by the id of their socket; and how many all processes have. */
export class Listeners {
  readonly #all = new Map<string, Listener>();
  /** How many sockets listen to a scope. */
  readonly #held = new Map<string, number>();
  readonly #counts: SharedCounts;

  constructor(options: ListenersOptions) {
    this.#counts = new SharedCounts({ name: 'bots', ...options });
  }

  add(socketId: string, listener: Listener): void {
    this.#all.set(socketId, listener);
    for (const key of keysOf(listener)) this.#counts.change(key, 1);
    for (const scope of listener.token.scopes) this.#held.set(scope, (this.#held.get(scope) ?? 0) + 1);
  }

  remove(socketId: string): void {
    const listener = this.#all.get(socketId);
    if (listener === undefined) return;
    this.#all.delete(socketId);
    for (const key of keysOf(listener)) this.#counts.change(key, -1);
    for (const scope of listener.token.scopes) {
      const count = (this.#held.get(scope) ?? 0) - 1;
      if (count > 0) this.#held.set(scope, count);
      else this.#held.delete(scope);
    }
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  get(socketId: string): Listener | undefined {
    return this.#all.get(socketId);
  }

  isHeld(scope: string): boolean {
    return this.#held.has(scope);
  }

  /** Whether somebody listens to an event. */
  hears(name: OutsideEventName): boolean {
    return [...this.#all.values()].some(({ token }) => token.events.includes(name));
  }

  /** How many connections a token has, in all processes. */
  ofToken(tokenId: string): number {
    return this.#counts.everywhere(tokenKey(tokenId));
  }

  /** How many connections come from an address, to all processes. */
  ofAddress(address: string): number {
    return this.#counts.everywhere(placeKey(address));
  }

  stop(): void {
    this.#counts.stop();
  }

  tokenIds(): readonly string[] {
    return [...new Set([...this.#all.values()].map(({ token }) => token.id))];
  }

  /** The sockets whose tokens are not among these. */
  without(good: ReadonlySet<string>): readonly string[] {
    return this.#sockets(({ token }) => !good.has(token.id));
  }

  #sockets(fits: (listener: Listener) => boolean): string[] {
    return [...this.#all].filter(([, listener]) => fits(listener)).map(([socketId]) => socketId);
  }
}

/** What a bot counts under. */
function keysOf({ token, address }: Listener): readonly string[] {
  return [tokenKey(token.id), placeKey(address)];
}

function tokenKey(tokenId: string): string {
  return `token ${tokenId}`;
}

function placeKey(address: string): string {
  return `address ${addressKey(address)}`;
}
