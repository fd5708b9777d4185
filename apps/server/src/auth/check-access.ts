import type { User } from '@holdfast/shared/model/user.ts';
import type { Store } from '../store/store.ts';
import type { ReadWork } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { activePerson } from '../sync/person.ts';
import type { AccessTokens, CheckedToken } from './access-token.ts';
import { liveSession } from './sessions.ts';

export interface CheckAccessOptions {
  readonly store: Store;
  readonly tokens: Pick<AccessTokens, 'verify'>;
  readonly outside: Outside;
}

/** Who a good access token is for, as they stand now. */
export interface Access {
  readonly user: User;
  readonly sessionId: string;
}

/**
 * Checks an access token, its session and its person.
 * @throws AUTHENTICATION_FAILED, TOKEN_EXPIRED, AUTHORIZATION_FAILED (`disabled`, `wipe`)
 */
export type CheckAccess = (token: string) => Promise<Access>;

export function createCheckAccess({ store, tokens, outside }: CheckAccessOptions): CheckAccess {
  return async (token) => {
    const checked = await tokens.verify(token);
    return store.read(() => findAccess(checked, outside.now()));
  };
}

function* findAccess({ userId, sessionId }: CheckedToken, now: number): ReadWork<Access> {
  yield* liveSession(sessionId, now);
  const { user } = yield* activePerson(userId);
  return { user, sessionId };
}
