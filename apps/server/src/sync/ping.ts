import type { PingRequest, PingResponse } from '@holdfast/shared/protocol/ping.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { type Sender, toResult } from './execute-mutation.ts';
import { activePerson } from './person.ts';

/** The most results named in one answer; a pull brings the rest. */
const MOST_RESULTS = 100;

/** What a client that believes to be up to date does not know: scopes that moved, and results (S17). */
export function* readPing(sender: Sender, request: PingRequest): ReadWork<Omit<PingResponse, 'at'>> {
  const { scopes } = yield* activePerson(sender.userId);
  const stale: string[] = [];
  for (const scope of scopes) {
    const known = request.heads[scope];
    if (known === undefined || known < (yield* readStore((tx) => tx.head(scope)))) stale.push(scope);
  }
  const client = yield* readStore((tx) => tx.client(sender.clientId));
  if (client === undefined || client.userId !== sender.userId) return { stale, results: [] };
  const results = yield* readStore((tx) => tx.resultsAfter(client.clientId, client.acked, MOST_RESULTS));
  return { stale, results: results.map(toResult) };
}
