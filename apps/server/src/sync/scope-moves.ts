import { addHash } from '@holdfast/shared/hash.ts';
import type { ScopeMove } from '../store/records.ts';

/** What happened in each scope: the rows that came in, changed and left, as sums (S31). */
export class ScopeMoves {
  readonly #sums = new Map<string, { digest: number; live: number }>();

  get scopes(): Iterable<string> {
    return this.#sums.keys();
  }

  /** A row with this hash came into the scope. */
  enter(scope: string, hash: number): void {
    this.#add(scope, hash, 1);
  }

  /** A row in the scope has another hash now. */
  change(scope: string, before: number, after: number): void {
    this.#add(scope, after - before, 0);
  }

  /** A row that had this hash left the scope. */
  leave(scope: string, hash: number): void {
    this.#add(scope, -hash, -1);
  }

  /** Takes over what another one gathered. */
  addAll(others: ScopeMoves): void {
    for (const [scope, { digest, live }] of others.#sums) this.#add(scope, digest, live);
  }

  /** Each scope with its sums; `headOf` gives the version that it moved to. */
  *list(headOf: (scope: string) => number): Generator<ScopeMove> {
    for (const [scope, { digest, live }] of this.#sums) yield { scope, head: headOf(scope), digest, live };
  }

  #add(scope: string, digest: number, live: number): void {
    const known = this.#sums.get(scope);
    if (known === undefined) {
      this.#sums.set(scope, { digest: addHash(0, digest), live });
      return;
    }
    known.digest = addHash(known.digest, digest);
    known.live += live;
  }
}
