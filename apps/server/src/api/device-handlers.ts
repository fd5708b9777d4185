import type { Auth } from '../auth/create-auth.ts';
import type { HandlersOf } from './handlers.ts';

/** Answers the requests on one's own account, and on other people's devices and passwords. */
export function deviceHandlers({ devices, codes, changePassword }: Auth): HandlersOf<'account' | 'people'> {
  return {
    'account.devices': async (_, { user, sessionId }) => ({
      devices: await devices.list(user.id, sessionId),
    }),
    'account.end-device': async ({ id }, { user, address }) => {
      await devices.end({ id, wipe: false, by: user.id, ownerId: user.id, address });
      return {};
    },
    'account.password': async ({ current, next }, { user, sessionId, address }) => {
      await changePassword({ user, sessionId, address, current, next });
      return {};
    },
    'people.devices': async ({ userId }, { sessionId }) => ({
      devices: await devices.list(userId, sessionId),
    }),
    'people.end-device': async ({ id, wipe }, { user, address }) => {
      await devices.end({ id, wipe, by: user.id, address });
      return {};
    },
    'people.reset': ({ userId }, { user, address }) => codes.reset(userId, { id: user.id, address }),
  };
}
