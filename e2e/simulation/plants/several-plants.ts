import type { Plant } from './plant.ts';

const remoteStore = 'apps/server/src/store/remote/remote-store.ts';
const broadcaster = 'apps/server/src/sync/broadcaster.ts';

/** Bugs that show only where several processes share a database across a network. */
export const severalPlants: readonly Plant[] = [
  {
    name: 'lost-commit-taken-for-done',
    needs: 'several',
    what: 'S5: a commit whose answer was lost is taken for durable, and nobody asks the database.',
    file: remoteStore,
    find: "if (error instanceof RemoteFailure && error.fault === 'lost') return false;",
    replace: "if (error instanceof RemoteFailure && error.fault === 'lost') return true;",
  },
  {
    name: 'lost-commit-begun-anew',
    needs: 'several',
    what: 'S6: work whose commit was lost is begun anew without a look at what became of it, and is applied twice.',
    file: remoteStore,
    find: 'const outcome = await this.#outcome(id);',
    replace: "const outcome: Outcome = id === '' ? await this.#outcome(id) : 'aborted';",
  },
  {
    name: 'version-counted-without-the-lock',
    needs: 'several',
    what: 'S1: a process counts on from the version that it gave last, and does not look at the counter.',
    file: 'apps/server/src/sync/commit.ts',
    find: '  const before = yield* writeStore((tx) => tx.lockVersion());\n  const commit = new Commit(before, outside);\n  const result = yield* work(commit);\n  if (commit.version === before) return result;\n',
    replace:
      "  const counted: unknown = Reflect.get(outside, 'counted');\n  const before = typeof counted === 'number' ? counted : yield* writeStore((tx) => tx.lockVersion());\n  const commit = new Commit(before, outside);\n  const result = yield* work(commit);\n  if (commit.version === before) return result;\n  Reflect.set(outside, 'counted', commit.version);\n",
  },
  {
    name: 'chain-of-another-process',
    needs: 'several',
    what: 'S13: `from` is where some other process left a chain, below what this one has sent.',
    file: broadcaster,
    find: 'readonly #headOf = (scope: string): number => this.#heads.get(scope) ?? 0;',
    replace: 'readonly #headOf = (scope: string): number => (this.#heads.get(scope) ?? 0) * 0;',
  },
  {
    name: 'grants-of-other-processes-not-noticed',
    needs: 'several',
    what: 'S11: a process renews the scopes of its connections only where its own clients changed something.',
    file: broadcaster,
    find: 'this.#applyGrants(found.run);',
    replace:
      'const isOwn = found.run.results.some(({ clientId }) => this.#options.connections.ofClient(clientId).size > 0);\n    if (isOwn) this.#applyGrants(found.run);',
  },
];
