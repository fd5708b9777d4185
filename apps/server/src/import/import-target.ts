import type { ImportChange } from '@holdfast/shared/import/import-change.ts';
import type { ImportTarget } from '@holdfast/shared/import/run-import.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { OpenData } from '../cli/open-data.ts';
import { readStore, type WriteWork } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';

/** Undoes the whole part: the queue keeps what was written before a HoldfastError. */
class PartRefused extends Error {}

/** A data folder as the place where an import goes, in transactions of one part each. */
export function importTarget(data: OpenData, author: User): ImportTarget {
  return {
    present: (table, ids) => present(data, table, ids),
    async apply(changes) {
      try {
        await data.queue.submit(changes.length, (commit) => applyAll(data, author, commit, changes));
        return undefined;
      } catch (error) {
        if (error instanceof PartRefused) return error.message;
        throw error;
      }
    },
  };
}

/** Hours of nothing are a place where nobody is planned. */
async function present({ store }: OpenData, table: string, ids: readonly string[]) {
  const found = new Set<string>();
  await store.read(function* () {
    for (const id of ids) {
      const row = yield* readStore((tx) => tx.row(table, id));
      if (row !== undefined && !row.deleted && row.data.hours !== 0) found.add(id);
    }
  });
  return found;
}

function* applyAll(
  { outside }: OpenData,
  author: User,
  commit: Commit,
  changes: readonly ImportChange[],
): WriteWork<void> {
  try {
    for (const { name, args } of changes) {
      const person = yield* commit.person(author.id);
      yield* applyMutation(commit, person, { name, args, at: formatTime(outside.now()) });
    }
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    throw new PartRefused(error.message, { cause: error });
  }
}
