import { HoldfastError, notFound } from '@holdfast/shared/protocol/errors.ts';
import type { ApiToken, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ApiTokenRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { hashApiToken, newApiToken, recordOfToken, TOKEN_LENGTH } from './api-token.ts';
import { requireScopes } from './token-scopes.ts';

/** How often the time of the last use is written at most, in milliseconds. */
const USE_EVERY_MS = 60_000;

export interface ApiTokensOptions {
  readonly store: Store;
  readonly outside: Outside;
}

/** Who makes or revokes a token, and from where; the command line is nowhere. */
export interface TokenKeeper {
  readonly actorId: string;
  readonly address?: string | undefined;
}

/** The tokens with which bots and dashboards listen on `/events`: made and revoked by admins, kept as hashes. */
export class ApiTokens {
  readonly #options: ApiTokensOptions;

  constructor(options: ApiTokensOptions) {
    this.#options = options;
  }

  /**
   * Makes a token. It is given here once and never again.
   * @throws INVALID_MESSAGE or NOT_FOUND for a scope that there is not
   */
  make(wish: RequestParams<'tokens.make'>, by: TokenKeeper): Promise<RequestResult<'tokens.make'>> {
    const { store, outside } = this.#options;
    const id = outside.newId();
    const token = newApiToken(id);
    const record: ApiTokenRecord = {
      id,
      name: wish.name,
      tokenHash: hashApiToken(token),
      events: [...new Set(wish.events)],
      scopes: [...new Set(wish.scopes)],
      createdBy: by.actorId,
      createdAt: outside.now(),
      lastUsedAt: undefined,
      revokedAt: undefined,
    };
    return store.write(function* () {
      yield* keepNew(record, by);
      return { id, token };
    });
  }

  /** All tokens, also revoked ones, in the order in which they were made. */
  async list(): Promise<ApiToken[]> {
    const records = await this.#options.store.read(() => readStore((tx) => tx.apiTokens()));
    return records.map(toApiToken);
  }

  /**
   * Revokes a token; its connections are closed within a second, in every process. Once more is no error.
   * @throws NOT_FOUND
   */
  revoke(id: string, by: TokenKeeper): Promise<void> {
    const { store, outside } = this.#options;
    return store.write(() => endToken(id, by, outside.now()));
  }

  /**
   * The record of a good token.
   * @throws AUTHENTICATION_FAILED, the same for a forged and for a revoked one
   */
  check(token: string): Promise<ApiTokenRecord> {
    return this.#options.store.read(() => findGood(token));
  }

  /** Keeps when a token was used, to the minute. */
  async used({ id, lastUsedAt }: ApiTokenRecord): Promise<void> {
    const { store, outside } = this.#options;
    const now = outside.now();
    if (lastUsedAt !== undefined && now - lastUsedAt < USE_EVERY_MS) return;
    await store.write(() => noteUse(id, now));
  }

  /** Those of these tokens that are still good. */
  good(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#options.store.read(() => findGoodAmong(ids));
  }
}

function* keepNew(record: ApiTokenRecord, by: TokenKeeper): WriteWork<void> {
  yield* writeStore((tx) => tx.lockVersion());
  yield* requireScopes(record.scopes);
  yield* writeStore((tx) => tx.putApiToken(record));
  const { events, scopes } = record;
  yield* writeAudit(formatTime(record.createdAt), {
    kind: 'token-made',
    ...by,
    subject: `token:${record.id}`,
    details: { name: record.name, events: [...events], scopes: [...scopes] },
  });
}

function* endToken(id: string, by: TokenKeeper, now: number): WriteWork<void> {
  yield* writeStore((tx) => tx.lockVersion());
  const record = yield* readStore((tx) => tx.apiToken(id));
  if (record === undefined) throw notFound('token');
  if (record.revokedAt !== undefined) return;
  yield* writeStore((tx) => tx.putApiToken({ ...record, revokedAt: now }));
  yield* writeStore((tx) => tx.raiseAuthRevision());
  const details = { name: record.name };
  yield* writeAudit(formatTime(now), { kind: 'token-revoked', ...by, subject: `token:${id}`, details });
}

function* findGood(token: string): ReadWork<ApiTokenRecord> {
  const id = token.length > TOKEN_LENGTH ? '' : recordOfToken(token);
  const record = id === '' ? undefined : yield* readStore((tx) => tx.apiToken(id));
  const isGood = record?.tokenHash === hashApiToken(token) && record.revokedAt === undefined;
  if (record !== undefined && isGood) return record;
  throw new HoldfastError('AUTHENTICATION_FAILED', 'This token is not good. Ask an administrator for one.');
}

function* findGoodAmong(ids: readonly string[]): ReadWork<ReadonlySet<string>> {
  const good = new Set<string>();
  for (const id of ids) {
    const record = yield* readStore((tx) => tx.apiToken(id));
    if (record !== undefined && record.revokedAt === undefined) good.add(id);
  }
  return good;
}

/** It may have been revoked meanwhile: only the time of use is changed. */
function* noteUse(id: string, now: number): WriteWork<void> {
  const record = yield* readStore((tx) => tx.apiToken(id));
  if (record !== undefined) yield* writeStore((tx) => tx.putApiToken({ ...record, lastUsedAt: now }));
}

function toApiToken(record: ApiTokenRecord): ApiToken {
  const { id, name, events, scopes, createdBy, createdAt, lastUsedAt, revokedAt } = record;
  return {
    id,
    name,
    events: [...events],
    scopes: [...scopes],
    createdBy,
    createdAt: formatTime(createdAt),
    lastUsedAt: lastUsedAt === undefined ? null : formatTime(lastUsedAt),
    revokedAt: revokedAt === undefined ? null : formatTime(revokedAt),
  };
}
