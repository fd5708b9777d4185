import type { Plant } from './plant.ts';

/** Bugs in parts D and F of docs/sync.md: the client's disk, and what finds that two sides differ. */
export const diskPlants: readonly Plant[] = [
  {
    name: 'outbox-outside-the-transaction',
    seed: 6,
    needs: 'clientKillInCommit',
    what: 'S20: a change is shown as saved, and only then written to the outbox in a transaction of its own.',
    file: 'apps/desktop/src/engine/mutate/write.ts',
    find: 'recordTouches(statements, addToOutbox(statements, { ...mutation, after }), touched);',
    replace:
      'void Promise.resolve().then(statements.database.transaction(() => recordTouches(statements, addToOutbox(statements, { ...mutation, after }), touched)).immediate);',
  },
  {
    name: 'rebase-skips-later-changes',
    what: 'S21: only the first of the changes that are reached runs again.',
    file: 'apps/desktop/src/engine/mutate/rebase.ts',
    find: 'for (const seq of again) {\n    const',
    replace: 'for (const seq of again.slice(0, 1)) {\n    const',
  },
  {
    name: 'settled-change-leaves-its-overlay',
    what: 'S21: what a settled change had written stays in the overlay.',
    file: 'apps/desktop/src/engine/mutate/reach.ts',
    find: 'for (const seq of this.settled) {\n      for (const row of readWrites(this.statements, seq)) {',
    replace:
      'for (const seq of this.settled) {\n      for (const row of readWrites(this.statements, -seq)) {',
  },
  {
    name: 'search-index-forgotten',
    what: 'S26: a changed row keeps its old words in the search index.',
    file: 'apps/desktop/src/engine/store/base-rows.ts',
    find: "changeText(statements, model, 'base', known.rid, before, after);",
    replace: '',
  },
  {
    name: 'digest-of-rows-not-kept',
    what: 'S31: the digest of a scope does not follow a changed row.',
    file: 'apps/server/src/sync/scope-moves.ts',
    find: 'this.#add(scope, after - before, 0);',
    replace: 'this.#add(scope, 0 * (after - before), 0);',
  },
  {
    name: 'disabled-person-keeps-the-data',
    seed: 4,
    needs: 'disable',
    what: "S7: a disabled person's disk is not purged.",
    file: 'apps/desktop/src/engine/sync/apply.ts',
    find: 'purgeEverything(statements);',
    replace: '',
  },
  {
    name: 'seen-values-kept',
    seed: 2,
    what: 'S23: what pending changes had seen of rows stays when the rows leave.',
    file: 'apps/desktop/src/engine/sync/purge.ts',
    find: 'purgeSeen(statements, step);',
    replace: '',
  },
];
