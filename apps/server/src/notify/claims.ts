import type { NoticeClaim } from '@holdfast/shared/protocol/notice-claim.ts';
import type { SharedMemory } from '../cluster/cluster.ts';
import { TokenBuckets } from '../realtime/token-bucket.ts';
import type { Outside } from '../sync/outside.ts';

/** A claim is forgotten after so long: whoever shows the same later shows what nobody has looked at meanwhile. */
export const CLAIM_MS = 10 * 60_000;

/** So many claims of one person are kept in that time; whatever they claim beyond is theirs, and not kept. */
export const MOST_KEPT = 400;

export interface ClaimsOptions {
  /** What all processes remember together: two devices of a person may be at two of them. */
  readonly memory: SharedMemory;
  readonly outside: Pick<Outside, 'now'>;
}

/**
 * Which device of a person shows what: the first that claims a notification. In memory only: it lasts
 * for moments, and whoever claims what is not theirs learns and changes nothing of others.
 */
export class Claims {
  readonly #memory: SharedMemory;
  /** What one person may have kept, so that nobody fills the memory. */
  readonly #kept: TokenBuckets;

  constructor({ memory, outside }: ClaimsOptions) {
    this.#memory = memory;
    this.#kept = new TokenBuckets(MOST_KEPT, MOST_KEPT / (CLAIM_MS / 1_000), outside.now);
  }

  /** Those of these that no other device of this person has claimed; they are this one's now. */
  async claim(
    userId: string,
    clientId: string,
    claims: readonly NoticeClaim[],
  ): Promise<readonly NoticeClaim[]> {
    const holders = await Promise.all(claims.map((claim) => this.#holder(userId, clientId, claim)));
    return claims.filter((_, place) => holders[place] === clientId);
  }

  /** Forgets what is long past. */
  sweep(): void {
    this.#kept.sweep();
  }

  /** The device that has a claim; this one, if none had it. */
  async #holder(userId: string, clientId: string, { id, count }: NoticeClaim): Promise<string> {
    const key = `claim:${userId}:${id}:${count}`;
    const known = await this.#memory.get(key);
    if (known !== undefined) return known;
    if (this.#kept.take(userId, 1) > 0) return clientId;
    return this.#memory.setIfAbsent(key, clientId, CLAIM_MS);
  }
}
