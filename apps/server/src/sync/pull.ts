import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { PullRequest, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { Cursor } from '@holdfast/shared/protocol/stream.ts';
import { ADMIN, DESK, EVERYONE, userScope } from '@holdfast/shared/scope-names.ts';
import type { ClientRecord, ScopeState } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { Connection } from './connections.ts';
import { toResult } from './execute-mutation.ts';
import { PageBuilder } from './page-builder.ts';
import { activePerson } from './person.ts';
import { readUpwards } from './read-upwards.ts';
import { needsUpdate, readerFrom, readerFrom1, type ScopeReader } from './scope-reader.ts';
import type { Sender } from './sender.ts';

/** The most results that one page brings; the rest come with the next pull. */
const MOST_RESULTS = 20_000;

/** Who pulls, and by which protocol. */
export type Reader = Sender & Pick<Connection, 'protocol'>;

/** A page without its rows, and the rows as JSON text: they go from the disk to the wire undecoded. */
export interface Page {
  readonly head: Omit<PullResponse, 'rows'>;
  readonly rows: readonly string[];
  /** The version of the snapshot that it was read in. */
  readonly version: number;
  /** The client, if it has pushed before and what it has acknowledged is news. */
  readonly client: ClientRecord | undefined;
}

type States = ReadonlyMap<string, ScopeState>;

/**
 * One page of what a person's scopes hold and the client's cursors do not, read in one snapshot
 * (S15): first all that is new, then, by protocol 2, what snapshots of scopes have not brought yet
 * (S16). With another epoch the cursors mean nothing, and everything is read anew (S19).
 * @throws AUTHORIZATION_FAILED (`disabled`), CONFLICT (`ahead`), UPGRADE_REQUIRED (`away-too-long`)
 */
export function* readPage(reader: Reader, request: PullRequest): ReadWork<Page> {
  const epoch = yield* readStore((tx) => tx.epoch());
  const { scopes } = yield* activePerson(reader.userId);
  const states = yield* readStates(inOrder(scopes, reader.userId));
  const client = yield* ownClient(reader);
  const isSameLife = request.epoch === epoch;
  if (isSameLife) refuseAhead(reader, request, states, client);
  const cursors = isSameLife ? request.cursors : {};
  const acked = isSameLife ? request.acked : 0;

  const builder = new PageBuilder(request.limit);
  const readers = readersOf(reader, states, cursors);
  yield* readUpwards(readers, builder);
  for (const one of readers) yield* one.readDownwards(builder);
  for (const one of readers) builder.cursors[one.scope] = one.cursor;

  const more = readers.some((one) => one.hasMore);
  const page = { epoch, scopes: [...scopes], cursors: builder.cursors, entries: builder.entries, more };
  return {
    head: {
      ...page,
      ...expectedOf(readers, states),
      ...(more ? {} : yield* readEnd(states, client, acked)),
    },
    rows: builder.rows,
    version: yield* readStore((tx) => tx.version()),
    client: client !== undefined && acked > client.acked ? client : undefined,
  };
}

/** One's own first, then what most work is about; the large ones last (S16). */
function inOrder(scopes: ReadonlySet<string>, userId: string): string[] {
  const rank = (scope: string) => {
    if (scope === userScope(userId)) return 0;
    if (scope === EVERYONE) return 1;
    return scope === DESK || scope === ADMIN ? 3 : 2;
  };
  return [...scopes].sort((left, right) => rank(left) - rank(right));
}

function* readStates(scopes: readonly string[]): ReadWork<States> {
  const states = new Map<string, ScopeState>();
  for (const scope of scopes) states.set(scope, yield* readStore((tx) => tx.scopeState(scope)));
  return states;
}

/**
 * Under the same epoch a client cannot know more than the server, unless the server's files were
 * put back by hand: then the client must compare what it has, as after a restore (S19).
 */
function refuseAhead(
  { protocol }: Reader,
  { acked, cursors }: PullRequest,
  states: States,
  client: ClientRecord | undefined,
): void {
  const isAhead = [...states].some(([scope, { head }]) => {
    const cursor = cursors[scope];
    return cursor !== undefined && Math.max(cursor.version, cursor.snapshot?.top ?? 0) > head;
  });
  if (!isAhead && acked <= (client?.lastSeq ?? 0)) return;
  if (protocol === 1) throw needsUpdate();
  throw new HoldfastError('CONFLICT', 'This device knows more than the server: its data was put back.', {
    reason: 'ahead',
  });
}

function readersOf({ protocol }: Reader, states: States, cursors: Record<string, Cursor>): ScopeReader[] {
  const from = protocol === 1 ? readerFrom1 : readerFrom;
  return [...states].map(([scope, state]) => from(scope, state, cursors[scope]));
}

/** How many entries the snapshots hold that begin in this page, for the progress that a person sees. */
function expectedOf(readers: readonly ScopeReader[], states: States): Pick<PullResponse, 'expected'> {
  const begun = readers.filter((one) => one.begins);
  if (begun.length === 0) return {};
  return { expected: begun.reduce((sum, one) => sum + (states.get(one.scope)?.live ?? 0), 0) };
}

/** What only the last page holds: the heads, and the results that the client has not acknowledged. */
function* readEnd(
  states: States,
  client: ClientRecord | undefined,
  acked: number,
): ReadWork<Pick<PullResponse, 'heads' | 'results'>> {
  const heads = Object.fromEntries([...states].map(([scope, { head }]) => [scope, head]));
  if (client === undefined) return { heads, results: [] };
  const from = Math.max(client.acked, acked);
  const results = yield* readStore((tx) => tx.resultsAfter(client.clientId, from, MOST_RESULTS));
  return { heads, results: results.map(toResult) };
}

/** Results are shown to the person who pushed them and to nobody else (S7). */
export function* ownClient(sender: Sender): ReadWork<ClientRecord | undefined> {
  const client = yield* readStore((tx) => tx.client(sender.clientId));
  return client?.userId === sender.userId ? client : undefined;
}

/**
 * The version of this snapshot if, as of it, a page may still be sent: since it was read, nothing has left
 * what it holds. While a page is compressed somebody may lose sight of a row or of a whole scope (S11).
 */
export function* sightAsOf(page: Page, userId: string): ReadWork<number | undefined> {
  const version = yield* readStore((tx) => tx.version());
  if (version === page.version) return version;
  const { scopes } = yield* activePerson(userId);
  for (const scope of page.head.scopes) {
    if (!scopes.has(scope)) return undefined;
    if (yield* readStore((tx) => tx.leftSince(scope, page.version))) return undefined;
  }
  return version;
}
