import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import type { World } from './world.ts';

/** Well-formed parameters of a request; where they name something, it is somebody else's or not there. */
export function paramsOf(name: string, { other }: World): unknown {
  const params: Record<string, unknown> = {
    'account.end-device': { id: newId() },
    'account.password': { current: 'not the password', next: 'a good new password' },
    'people.devices': { userId: other.id },
    'people.end-device': { id: newId(), wipe: false },
    'people.reset': { userId: other.id },
    'invites.make': { email: `${newId()}@example.org`, name: 'Grace', role: 'staff' },
    'invites.withdraw': { id: newId() },
    'tokens.make': { name: 'Bot', events: ['ticket:created'], scopes: ['desk'] },
    'tokens.revoke': { id: newId() },
    'audit.list': { limit: 10 },
  };
  return params[name] ?? {};
}
