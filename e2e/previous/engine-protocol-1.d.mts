import type { Json } from '@holdfast/shared/json.ts';
import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { ErrorCode, WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Handshake } from '@holdfast/shared/protocol/handshake.ts';
import type { PingRequest1, PingResponse1 } from '@holdfast/shared/protocol/ping.ts';
import type { PullRequest, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { PushRequest, PushResponse } from '@holdfast/shared/protocol/push.ts';
import type { SignedIn } from '@holdfast/shared/protocol/sign-in.ts';
import type { Database } from 'better-sqlite3';

// What tests use of the engine of protocol 1. It has its own copy of the shared code; these types
// of today name the same shapes.

export declare const PROTOCOL_VERSION: 1;
export declare const SCHEMA_VERSION: 1;

/** Its own class of errors: a transport must reject with these, or it takes them for faults. */
export declare class HoldfastError extends Error {
  readonly code: ErrorCode;
  readonly details: Omit<WireError, 'code' | 'message'>;
  constructor(
    code: ErrorCode,
    message: string,
    details?: Omit<WireError, 'code' | 'message'> & { cause?: unknown },
  );
  toWire(): WireError;
}

export interface Clock {
  now(): number;
  after(milliseconds: number, callback: () => void): () => void;
}

export interface ConnectionEvents {
  opened(): void;
  closed(problem: HoldfastError): void;
  delta(delta: Delta): void;
  scopes(): void;
  revoked(problem: HoldfastError): void;
  draining(reconnectAfterMs: number): void;
}

export interface Connection {
  push(request: PushRequest): Promise<PushResponse>;
  pull(request: PullRequest): Promise<PullResponse>;
  ping(request: PingRequest1): Promise<PingResponse1>;
  close(): void;
}

export type Transport = (server: string, handshake: Handshake, events: ConnectionEvents) => Connection;
export declare const socketTransport: Transport;

export type PostJson = (url: string, body: unknown) => Promise<{ status: number; body: unknown }>;

export interface Environment {
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly transport: Transport;
  readonly postJson: PostJson;
  readonly log: (message: string, details?: Readonly<Record<string, unknown>>) => void;
}

export interface Statements {
  readonly database: Database;
  get<Row>(sql: string, ...values: unknown[]): Row | undefined;
  all<Row>(sql: string, ...values: unknown[]): Row[];
  run(sql: string, ...values: unknown[]): number;
}

export interface AccountPointer {
  readonly server: string;
  readonly userId: string;
  readonly name: string;
}

export interface Account extends AccountPointer {
  readonly folder: string;
  readonly statements: Statements;
  close(): void;
}

/** Opens or makes the person's file below the folder, and rebuilds its overlay. */
export declare function openAccount(
  environment: Environment,
  folder: string,
  pointer: AccountPointer,
): Account;

export interface Actor {
  readonly userId: string;
  readonly scopes: ReadonlySet<string>;
}

export declare function readActor(statements: Statements, userId: string): Actor;
export declare function rebuildOverlay(statements: Statements, actor: Actor): void;

export declare class TokenSource {
  constructor(
    post: PostJson,
    server: string,
    refreshToken: string | undefined,
    onRenewed: (refreshToken: string) => void,
  );
  accept(signedIn: SignedIn): void;
  current(): Promise<string>;
  expire(): void;
  signOut(): Promise<void>;
}

export interface ConnectionState {
  readonly state: 'live' | 'connecting' | 'offline' | 'update-needed' | 'sign-in-needed';
  readonly problem: string | undefined;
  readonly waiting: number;
  readonly refused: number;
}

export interface RefusedChange {
  readonly id: string;
  readonly name: string;
  readonly error: WireError;
  readonly args: unknown;
}

export interface LiveSessionEvents {
  announce(notice: { readonly title: string; readonly body: string }): void;
  connectionChanged(): void;
  changesChanged(): void;
  sessionChanged(): void;
  signInNeeded(problem: HoldfastError): void;
}

export interface SyncClient {
  start(): void;
  stop(): void;
  tryNow(): void;
  setNetwork(online: boolean): void;
  requestPush(): void;
}

export declare class LiveSession {
  constructor(account: Account, tokens: TokenSource, environment: Environment, events: LiveSessionEvents);
  readonly sync: SyncClient;
  readonly account: Account;
  readonly tokens: TokenSource;
  isSynced(): boolean;
  mutate(name: string, args: Json): { id: string };
  retry(id: string): { id: string };
  discard(id: string): void;
  connection(): ConnectionState;
  changes(): {
    readonly waiting: readonly { readonly id: string; readonly name: string }[];
    readonly refused: readonly RefusedChange[];
  };
  stop(): void;
}
