import type { ApiTokens } from '../events/api-tokens.ts';
import type { Caller, HandlersOf } from './handlers.ts';

export interface ApiTokenHandlerOptions {
  readonly apiTokens: ApiTokens;
  /** Called after a token was revoked, so that its connections close at once. */
  readonly onRevoked: () => void;
}

/** Answers the requests of the subject tokens. */
export function apiTokenHandlers({ apiTokens, onRevoked }: ApiTokenHandlerOptions): HandlersOf<'tokens'> {
  return {
    'tokens.list': async () => ({ tokens: await apiTokens.list() }),
    'tokens.make': (wish, caller) => apiTokens.make(wish, keeperOf(caller)),
    'tokens.revoke': async ({ id }, caller) => {
      await apiTokens.revoke(id, keeperOf(caller));
      onRevoked();
      return {};
    },
  };
}

function keeperOf({ user, address }: Caller) {
  return { actorId: user.id, address };
}
