import { addressKey } from '../http/address-key.ts';
import { LeanIndex } from './lean-index.ts';
import type { Sender } from './sender.ts';

/** A live connection: who and which copy of the app it is, and the scopes that it may be sent now. */
export interface Connection extends Sender {
  /** The socket's id. */
  readonly id: string;
  /** The protocol that it speaks: the current one or the one before (S24). */
  readonly protocol: number;
  /** The device's sign-in, and the device's name. */
  readonly sessionId: string;
  readonly device: string;
  /** Where it comes from, past trusted proxies. */
  readonly address: string;
  /** When its access token runs out; a refreshed one moves it. Milliseconds since 1970, as `since`. */
  expiresAt: number;
  /** When it connected. */
  readonly since: number;
  scopes: ReadonlySet<string>;
  /** The version of the snapshot that `scopes` was read in. */
  scopesAsOf: number;
}

/** The live connections of this process, found by scope, by person, by copy of the app and by address. */
export class Connections {
  readonly #all = new Set<Connection>();
  readonly #byScope = new LeanIndex<Connection>();
  readonly #byUser = new LeanIndex<Connection>();
  readonly #byClient = new LeanIndex<Connection>();
  readonly #byAddress = new LeanIndex<Connection>();

  get size(): number {
    return this.#all.size;
  }

  /** How many people have at least one. */
  get users(): number {
    return this.#byUser.size;
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.#all.values();
  }

  add(connection: Connection): void {
    this.#all.add(connection);
    this.#byUser.add(connection.userId, connection);
    this.#byClient.add(connection.clientId, connection);
    this.#byAddress.add(addressKey(connection.address), connection);
    for (const scope of connection.scopes) this.#byScope.add(scope, connection);
  }

  remove(connection: Connection): void {
    this.#all.delete(connection);
    this.#byUser.remove(connection.userId, connection);
    this.#byClient.remove(connection.clientId, connection);
    this.#byAddress.remove(addressKey(connection.address), connection);
    for (const scope of connection.scopes) this.#byScope.remove(scope, connection);
  }

  /**
   * Takes the scopes that hold as of a version, unless newer ones are known. Says whether they are
   * others than before (S11).
   */
  setScopes(connection: Connection, scopes: ReadonlySet<string>, asOf: number): boolean {
    if (asOf < connection.scopesAsOf) return false;
    const before = connection.scopes;
    for (const scope of before) this.#byScope.remove(scope, connection);
    for (const scope of scopes) this.#byScope.add(scope, connection);
    connection.scopes = scopes;
    connection.scopesAsOf = asOf;
    return before.size !== scopes.size || [...before].some((scope) => !scopes.has(scope));
  }

  inScope(scope: string): ReadonlySet<Connection> {
    return this.#byScope.get(scope);
  }

  has(connection: Connection): boolean {
    return this.#all.has(connection);
  }

  ofUser(userId: string): ReadonlySet<Connection> {
    return this.#byUser.get(userId);
  }

  ofClient(clientId: string): ReadonlySet<Connection> {
    return this.#byClient.get(clientId);
  }

  /** Those from an address, or from its network where one customer has a whole one. */
  fromAddress(address: string): ReadonlySet<Connection> {
    return this.#byAddress.get(addressKey(address));
  }
}
