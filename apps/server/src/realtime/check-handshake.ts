import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type Handshake, handshakeSchema } from '@holdfast/shared/protocol/handshake.ts';
import {
  PROTOCOL_FLOOR,
  PROTOCOL_VERSION,
  SCHEMA_FLOOR,
  SCHEMA_VERSION,
} from '@holdfast/shared/protocol/versions.ts';
import type { AccessTokens, CheckedToken } from '../auth/access-token.ts';
import { liveSession } from '../auth/sessions.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { activePerson, type Person } from '../sync/person.ts';
import { guardPayload } from './payload-guard.ts';
import { readRevision } from './session-watch.ts';

const HANDSHAKE_BYTES = 16 * 1024;

/** Who connects, as they stand at `version`. */
export interface Visitor {
  readonly userId: string;
  readonly clientId: string;
  readonly sessionId: string;
  /** The device's name, as it was given at sign-in. */
  readonly device: string;
  /** When its access token runs out, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly protocol: number;
  readonly scopes: ReadonlySet<string>;
  readonly version: number;
  /** Up to which ended sessions had been dealt with when it was read. */
  readonly sessionRevision: number;
  /** Where it comes from, past trusted proxies. */
  readonly address: string;
}

export interface HandshakeOptions {
  readonly store: Store;
  /** Who an access token names. Rejects with AUTHENTICATION_FAILED or TOKEN_EXPIRED. */
  readonly tokens: Pick<AccessTokens, 'verify'>;
  readonly outside: Outside;
}

/**
 * Checks what a client says of itself when it connects.
 * @throws INVALID_MESSAGE, UPGRADE_REQUIRED, AUTHENTICATION_FAILED, TOKEN_EXPIRED,
 *   AUTHORIZATION_FAILED (`disabled`, `client`)
 */
export async function checkHandshake(
  auth: unknown,
  address: string,
  options: HandshakeOptions,
): Promise<Visitor> {
  guardPayload(auth, HANDSHAKE_BYTES);
  const parsed = handshakeSchema.safeParse(auth);
  if (!parsed.success) {
    throw new HoldfastError('INVALID_MESSAGE', 'The app did not say who it is.', { cause: parsed.error });
  }
  checkVersions(parsed.data);
  const identity = await options.tokens.verify(parsed.data.token);
  return readVisitor({ ...identity, ...parsed.data, address }, options);
}

/** The visitor as they stand now. Also used again if something was committed before they were let in. */
export function readVisitor(newcomer: Newcomer, { store, outside }: HandshakeOptions): Promise<Visitor> {
  return store.read(() => findVisitor(newcomer, outside.now()));
}

/** Who says that they connect, and as what. */
type Newcomer = CheckedToken & Pick<Visitor, 'clientId' | 'protocol' | 'address'>;

function checkVersions({ protocol, schema }: Handshake): void {
  if (protocol < PROTOCOL_FLOOR || schema < SCHEMA_FLOOR) {
    throw new HoldfastError('UPGRADE_REQUIRED', 'This app is too old for the server. Update it.', {
      reason: 'client-too-old',
    });
  }
  if (protocol > PROTOCOL_VERSION || schema > SCHEMA_VERSION) {
    throw new HoldfastError('UPGRADE_REQUIRED', 'The server is older than this app. Update the server.', {
      reason: 'server-too-old',
    });
  }
}

function* findVisitor(newcomer: Newcomer, now: number): ReadWork<Visitor> {
  const { userId, sessionId, clientId, protocol, expiresAt, address } = newcomer;
  const sessionRevision = yield* readRevision();
  const { device } = yield* liveSession(sessionId, now);
  const person: Person = yield* activePerson(userId);
  const client = yield* readStore((tx) => tx.client(clientId));
  if (client !== undefined && client.userId !== userId) {
    throw new HoldfastError('AUTHORIZATION_FAILED', 'This copy of the app belongs to somebody else.', {
      reason: 'client',
    });
  }
  const version = yield* readStore((tx) => tx.version());
  const about = { userId, sessionId, device, expiresAt, clientId, protocol, address };
  return { ...about, scopes: person.scopes, version, sessionRevision };
}
