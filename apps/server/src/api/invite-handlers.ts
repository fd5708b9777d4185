import type { Auth } from '../auth/create-auth.ts';
import type { HandlersOf } from './handlers.ts';

/** Answers the requests on invitations. */
export function inviteHandlers({ codes }: Pick<Auth, 'codes'>): HandlersOf<'invites'> {
  return {
    'invites.list': async () => ({ invites: [...(await codes.list())] }),
    'invites.make': (invite, { user, address }) => codes.invite(invite, { id: user.id, address }),
    'invites.withdraw': async ({ id }, { user, address }) => {
      await codes.withdraw(id, { id: user.id, address });
      return {};
    },
  };
}
