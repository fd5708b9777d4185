import type { OutsideEventName } from '@holdfast/shared/protocol/outside-events.ts';
import { addressKey } from '../http/address-key.ts';
import type { ApiTokenRecord } from '../store/records.ts';

/** A bot that is connected, and from where. */
export interface Listener {
  readonly token: ApiTokenRecord;
  readonly address: string;
}

/** The bots that are connected to this process, by the id of their socket. */
export class Listeners {
  readonly #all = new Map<string, Listener>();
  /** How many sockets listen to a scope. */
  readonly #held = new Map<string, number>();

  add(socketId: string, listener: Listener): void {
    this.#all.set(socketId, listener);
    for (const scope of listener.token.scopes) this.#held.set(scope, (this.#held.get(scope) ?? 0) + 1);
  }

  remove(socketId: string): void {
    const listener = this.#all.get(socketId);
    this.#all.delete(socketId);
    for (const scope of listener?.token.scopes ?? []) {
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

  /** How many connections a token has. */
  ofToken(tokenId: string): number {
    return this.#sockets(({ token }) => token.id === tokenId).length;
  }

  /** How many connections come from an address. */
  ofAddress(address: string): number {
    const key = addressKey(address);
    return this.#sockets((listener) => addressKey(listener.address) === key).length;
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
