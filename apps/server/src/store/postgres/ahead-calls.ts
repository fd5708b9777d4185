import type { ClientRecord, Expected, ResultRecord, StoredEntry } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { AskedAhead } from './asked-ahead.ts';
import type { entryCalls } from './entry-calls.ts';
import type { pruneCalls } from './prune-calls.ts';
import type { resultCalls } from './result-calls.ts';

type Calls = Pick<ReturnType<typeof entryCalls>, 'entriesOfRow' | 'putEntries'> &
  Pick<
    ReturnType<typeof resultCalls>,
    'client' | 'resultById' | 'putClient' | 'putResult' | 'dropResultBodies'
  > &
  Pick<ReturnType<typeof pruneCalls>, 'dropGone' | 'dropResults'>;

/** The calls whose answers may have been asked for ahead, and those that make them wrong. */
export function aheadCalls(calls: Calls, ahead: AskedAhead) {
  return {
    expect: (asked: Expected): Promise<void> => ahead.expect(asked),

    client(clientId: string): Awaitable<ClientRecord | undefined> {
      const known = ahead.client(clientId);
      return known === undefined ? calls.client(clientId) : known.found;
    },

    resultById(id: string): Awaitable<ResultRecord | undefined> {
      const known = ahead.result(id);
      return known === undefined ? calls.resultById(id) : known.found;
    },

    entriesOfRow(table: string, id: string): Awaitable<readonly StoredEntry[]> {
      return ahead.entries(table, id) ?? calls.entriesOfRow(table, id);
    },

    putClient(client: ClientRecord): Awaitable<void> {
      ahead.forgetClient(client.clientId);
      return calls.putClient(client);
    },

    putResult(result: ResultRecord): Awaitable<void> {
      ahead.forgetResult(result.id);
      return calls.putResult(result);
    },

    dropResultBodies(clientId: string, aboveSeq: number, upToSeq: number): Awaitable<void> {
      ahead.forgetResultsOf(clientId);
      return calls.dropResultBodies(clientId, aboveSeq, upToSeq);
    },

    putEntries(entries: readonly StoredEntry[]): Awaitable<void> {
      ahead.forgetEntries(entries);
      return calls.putEntries(entries);
    },

    dropGone(upToVersion: number, limit: number): Promise<number> {
      ahead.forgetAll();
      return calls.dropGone(upToVersion, limit);
    },

    dropResults(before: string, upToVersion: number, limit: number): Promise<number> {
      ahead.forgetAll();
      return calls.dropResults(before, upToVersion, limit);
    },
  };
}
