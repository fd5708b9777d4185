import type { Plant } from './plant.ts';

const writeChanges = 'apps/server/src/sync/write-changes.ts';
const scopeReader = 'apps/server/src/sync/scope-reader.ts';
const readScopes = 'apps/desktop/src/engine/sync/read-scopes.ts';
const takeEntries = 'apps/desktop/src/engine/sync/take-entries.ts';

/** Bugs in parts B and C of docs/sync.md: visibility and the stream. */
export const streamPlants: readonly Plant[] = [
  {
    name: 'gone-mark-not-written',
    what: 'S9: a row that leaves a scope is not marked as gone there.',
    file: writeChanges,
    find: 'for (const scope of left) this.#leave(scope, table, id, hashes.before);',
    replace: 'for (const scope of left) this.#moves.leave(scope, hashes.before);',
  },
  {
    name: 'restamp-forgotten',
    what: 'S10: the rows below a row do not follow when its audience changes.',
    file: writeChanges,
    find: 'if (before !== undefined && changed) yield* this.#restampChildren(table, id);',
    replace: '',
  },
  {
    name: 'revoke-leaves-the-children',
    what: 'S10: rows below a row get entries for the scopes that they entered, and none for those that they left.',
    file: writeChanges,
    find: 'for (const scope of left) this.#leave(scope, table, row.id, hash);',
    replace: '',
  },
  {
    name: 'scopes-not-reconciled',
    what: 'S11: a lost scope is not purged from the disk.',
    file: readScopes,
    find: 'for (const scope of lost) purgeScope(statements, scope);',
    replace: '',
  },
  {
    name: 'grants-not-noticed',
    what: 'S11: connections go on with the scopes of their handshake.',
    file: 'apps/server/src/sync/broadcaster.ts',
    find: 'this.#applyGrants(run);',
    replace: '',
  },
  {
    name: 'older-row-replaces-newer',
    what: 'S12: a row is replaced by an older one that arrives late.',
    file: 'apps/desktop/src/engine/store/base-rows.ts',
    find: 'known.row_version >= version) return',
    replace: 'known.row_version === version) return',
  },
  {
    name: 'late-message-brings-a-row-back',
    seed: 74,
    what: 'S12: a row is written although no held scope names it.',
    file: takeEntries,
    find: 'if (!isNamed) continue;',
    replace: '',
  },
  {
    name: 'orphans-kept',
    what: 'S12: rows that no held scope names any more stay on the disk.',
    file: 'apps/desktop/src/engine/sync/purge.ts',
    find: 'return deleteSteps(statements, (after) => findOrphans(statements, after));',
    replace: 'return deleteSteps(statements, (after) => findOrphans(statements, after).slice(0, 0));',
  },
  {
    name: 'gone-not-tied-to-its-scope',
    what: 'S12: a row that is gone from one scope is deleted, though another scope still names it.',
    file: 'apps/desktop/src/engine/store/entries.ts',
    find: 'AND NOT EXISTS (SELECT 1 FROM entry AS l WHERE l.tbl = g.tbl AND l.id = g.id AND l.gone = 0)',
    replace: 'AND g.version > 0',
  },
  {
    name: 'gap-ignored',
    what: 'S14: a cursor moves on over deltas that never arrived.',
    file: readScopes,
    find: 'if (state.wanted || knownVersion(state.cursor) < chain.from) return false;',
    replace: 'if (state.wanted) return false;',
  },
  {
    name: 'cursor-moved-too-early',
    what: 'S15: a page that ends inside a commit moves the cursor past it.',
    file: scopeReader,
    find: 'this.#move(isLast ? { version: this.#head } : { version, table, id, at });',
    replace: 'this.#move(isLast || version + at < 0 ? { version: this.#head } : { version });',
  },
  {
    name: 'snapshot-ends-early',
    what: 'S16: a snapshot is taken for ended after its second page.',
    file: scopeReader,
    find: 'if (isAtStart && !this.begins) this.#end();',
    replace: 'if (!this.begins) this.#end();',
  },
  {
    name: 'generations-not-compared',
    what: 'S16: what a snapshot did not name again stays.',
    file: 'apps/desktop/src/engine/sync/apply.ts',
    find: "if (readMeta(statements, 'sweep') === '1') markUnnamed(statements);",
    replace: '',
  },
  {
    name: 'silence-not-noticed',
    seed: 90,
    what: 'S17: a lost last delta is not found, because the check compares nothing.',
    file: 'apps/desktop/src/engine/sync/line-check.ts',
    find: 'if (this.isStale(answer)) this.events.stale();',
    replace: '',
  },
  {
    name: 'history-start-not-moved',
    needs: 'prune',
    what: 'S18: gone entries are deleted, and old cursors still count.',
    file: 'apps/server/src/store/sqlite/prune-calls.ts',
    find: "'UPDATE sync_scope SET history_starts_at = max(history_starts_at, ?) WHERE scope = ?',",
    replace: "'UPDATE sync_scope SET history_starts_at = history_starts_at + (0 * ?) WHERE scope = ?',",
  },
  {
    name: 'epoch-ignored',
    seed: 70,
    needs: 'restore',
    what: 'S19: a client takes the new epoch and goes on as if the data were the same.',
    file: 'apps/desktop/src/engine/sync/new-life.ts',
    find: 'if (known !== undefined) beginNewLife(statements);',
    replace: '',
  },
  {
    name: 'not-sent-again',
    needs: 'restore',
    what: 'S19: what a restored server lost is not sent again.',
    file: 'apps/desktop/src/engine/sync/send-again.ts',
    find: 'unknown.push(...answer.unknown);',
    replace: '',
  },
  {
    name: 'ahead-not-noticed',
    seed: 134,
    needs: 'copyBack',
    what: 'S19: a server does not notice that a client knows more than it does.',
    file: 'apps/server/src/sync/pull.ts',
    find: 'if (isSameLife) refuseAhead(reader, request, states, client);',
    replace: '',
  },
];
