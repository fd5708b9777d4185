import type { ClientRecord, ResultRecord, ScopeMove } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { entryCalls } from './entry-calls.ts';
import type { GatheredWrites } from './gathered-writes.ts';
import type { pruneCalls } from './prune-calls.ts';
import type { resultCalls } from './result-calls.ts';

type Calls = ReturnType<typeof entryCalls> & ReturnType<typeof resultCalls> & ReturnType<typeof pruneCalls>;

/** The calls whose writes are gathered, and those that read what they write. */
export function gatheredCalls(calls: Calls, gathered: GatheredWrites) {
  /** What is kept goes before the call. */
  const behind =
    <Args extends unknown[], T>(call: (...args: Args) => T) =>
    (...args: Args): T => {
      gathered.flush();
      return call(...args);
    };
  return {
    client: behind(calls.client),
    result: behind(calls.result),
    resultById: behind(calls.resultById),
    resultsAfter: behind(calls.resultsAfter),
    acceptedAbove: behind(calls.acceptedAbove),
    scopeState: behind(calls.scopeState),
    headsAbove: behind(calls.headsAbove),
    scopesAfter: behind(calls.scopesAfter),
    dropGone: behind(calls.dropGone),
    dropResults: behind(calls.dropResults),

    putResult(result: ResultRecord): Awaitable<void> {
      if (gathered.mayKeep() && gathered.keepResult(result)) return;
      gathered.flush();
      return calls.putResult(result);
    },

    putClient(client: ClientRecord): Awaitable<void> {
      if (!gathered.mayKeep()) return calls.putClient(client);
      gathered.keepClient(client);
    },

    dropResultBodies(clientId: string, aboveSeq: number, upToSeq: number): Awaitable<void> {
      if (!gathered.mayKeep()) return calls.dropResultBodies(clientId, aboveSeq, upToSeq);
      gathered.keepDroppedBodies({ clientId, aboveSeq, upToSeq });
    },

    moveScope(move: ScopeMove): Awaitable<void> {
      if (!gathered.mayKeep()) return calls.moveScope(move);
      gathered.keepMove(move);
    },
  };
}
