import { hashCursors } from '@holdfast/shared/hash.ts';
import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import type {
  PingRequest,
  PingRequest1,
  PingResponse,
  PingResponse1,
} from '@holdfast/shared/protocol/ping.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { toResult } from './execute-mutation.ts';
import { activePerson } from './person.ts';
import { ownClient } from './pull.ts';
import type { Sender } from './sender.ts';

/** The most results named in one answer; a pull brings the rest. */
const MOST_RESULTS = 100;

/** What a client that believes to be up to date does not know: heads, if they are others than its cursors, and results (S17). */
export function* readPing(sender: Sender, { hash }: PingRequest): ReadWork<Omit<PingResponse, 'at'>> {
  const heads = Object.fromEntries(yield* readHeads(sender));
  const results = yield* readResults(sender);
  return hash === hashCursors(heads) ? { results } : { heads, results };
}

/** The same for protocol 1, which names its cursors and is told which of them are stale. */
export function* readPing1(sender: Sender, { heads }: PingRequest1): ReadWork<Omit<PingResponse1, 'at'>> {
  const now = yield* readHeads(sender);
  const stale = now.filter(([scope, head]) => (heads[scope] ?? -1) < head).map(([scope]) => scope);
  return { stale, results: yield* readResults(sender) };
}

function* readHeads(sender: Sender): ReadWork<(readonly [string, number])[]> {
  const { scopes } = yield* activePerson(sender.userId);
  const heads: (readonly [string, number])[] = [];
  for (const scope of scopes) {
    const { head } = yield* readStore((tx) => tx.scopeState(scope));
    heads.push([scope, head]);
  }
  return heads;
}

function* readResults(sender: Sender): ReadWork<MutationResult[]> {
  const client = yield* ownClient(sender);
  if (client === undefined) return [];
  const results = yield* readStore((tx) => tx.resultsAfter(client.clientId, client.acked, MOST_RESULTS));
  return results.map(toResult);
}
