import type { ResultRecord } from '../../../apps/server/src/store/records.ts';
import type { CommitLog } from './commit-record.ts';

/** The version of one accepted mutation. */
export interface Accepted {
  readonly version: number;
  readonly id: string;
  readonly userId: string;
}

/**
 * What the server has accepted and refused, by the commits themselves; a restore takes it back to
 * what the backup held. It also sees that versions rise without gaps (invariant 7).
 */
export class Ledger {
  /** By version. Nothing for changes of the command line, which are nobody's mutations. */
  #accepted = new Map<number, Accepted>();
  #results = new Map<string, ResultRecord>();
  #version = 0;
  readonly #problem: (text: string) => void;

  constructor(problem: (text: string) => void) {
    this.#problem = problem;
  }

  get version(): number {
    return this.#version;
  }

  /** Accepted mutations in version order. */
  inOrder(): Accepted[] {
    return [...this.#accepted.values()].sort((left, right) => left.version - right.version);
  }

  /** The final answer to a mutation, by its id. */
  result(id: string): ResultRecord | undefined {
    return this.#results.get(id);
  }

  /** Begins anew from what a database file holds. */
  load(version: number, results: readonly ResultRecord[]): void {
    this.#version = version;
    this.#accepted = new Map();
    this.#results = new Map();
    for (const result of results) this.#take(result);
  }

  commit(log: CommitLog): void {
    const before = this.#version;
    if (log.version !== undefined) this.#version = log.version;
    if (this.#version < before) this.#problem(`the version went back from ${before} to ${this.#version}`);
    for (const result of log.results) {
      if (result.ok && !this.#results.has(result.id)) this.#checkVersion(result, before);
      this.#take(result);
    }
  }

  #checkVersion({ id, version }: ResultRecord, before: number): void {
    if (version === undefined || version <= before || version > this.#version) {
      this.#problem(
        `mutation ${id} was accepted at version ${version}, in a commit from ${before} to ${this.#version}`,
      );
    } else if (this.#accepted.has(version)) {
      this.#problem(`version ${version} was given twice`);
    }
  }

  #take(result: ResultRecord): void {
    const known = this.#results.get(result.id);
    if (known !== undefined && (known.ok !== result.ok || known.version !== result.version)) {
      this.#problem(`mutation ${result.id} got two different answers`);
    }
    if (known === undefined) this.#results.set(result.id, result);
    if (!result.ok || result.version === undefined || known !== undefined) return;
    this.#accepted.set(result.version, { version: result.version, id: result.id, userId: result.userId });
  }
}
