import type { NoticeClaim } from '@holdfast/shared/protocol/notice-claim.ts';

/** A claim is forgotten after so long: whoever shows the same later shows what nobody has looked at meanwhile. */
export const CLAIM_MS = 10 * 60_000;

/** Claims that are kept of one person; the oldest go first. */
export const MOST_KEPT = 400;

interface Claimed {
  readonly clientId: string;
  readonly until: number;
}

/**
 * Which device of a person shows what: the first that claims a notification. In memory only: it lasts
 * for moments, and whoever claims what is not theirs learns and changes nothing of others.
 */
export class Claims {
  /** By person, and in the order in which they were made. */
  readonly #people = new Map<string, Map<string, Claimed>>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Those of these that no other device of this person has claimed; they are this one's now. */
  claim(userId: string, clientId: string, claims: readonly NoticeClaim[]): readonly NoticeClaim[] {
    const own = this.#people.get(userId) ?? new Map<string, Claimed>();
    this.#people.set(userId, own);
    const now = this.#now();
    const mine = claims.filter((claim) => {
      const first = own.get(keyOf(claim));
      return first === undefined || first.until <= now || first.clientId === clientId;
    });
    for (const claim of mine) own.set(keyOf(claim), { clientId, until: now + CLAIM_MS });
    for (const key of [...own.keys()].slice(0, Math.max(0, own.size - MOST_KEPT))) own.delete(key);
    return mine;
  }

  /** Forgets what is long past. */
  sweep(): void {
    const now = this.#now();
    for (const [userId, own] of this.#people) {
      for (const [key, { until }] of own) if (until <= now) own.delete(key);
      if (own.size === 0) this.#people.delete(userId);
    }
  }

  /** How many claims are kept, of all people. */
  get size(): number {
    return [...this.#people.values()].reduce((sum, own) => sum + own.size, 0);
  }
}

function keyOf({ id, count }: NoticeClaim): string {
  return `${id} ${count}`;
}
