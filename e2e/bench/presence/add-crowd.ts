import { randomBytes } from 'node:crypto';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { AccessTokens } from '../../../apps/server/src/auth/access-token.ts';
import { openSession } from '../../../apps/server/src/auth/sessions.ts';
import { withData } from '../../../apps/server/src/cli/open-data.ts';
import { loadConfig } from '../../../apps/server/src/config.ts';
import { applyMutation } from '../../../apps/server/src/sync/apply-mutation.ts';
import type { Commit } from '../../../apps/server/src/sync/commit.ts';
import { systemActor } from '../../../apps/server/src/sync/system-actor.ts';

const HOUR_SECONDS = 3_600;
const DAY_MS = 24 * HOUR_SECONDS * 1_000;

const newId = createIdSource(() => Date.now(), randomBytes);

/** Somebody who may connect. */
export interface Member {
  readonly clientId: string;
  readonly token: string;
}

/** Adds so many people to a server's folder, signed in: without passwords, which take their time on purpose. */
export async function addCrowd(settings: Readonly<Record<string, string>>, count: number): Promise<Member[]> {
  const tokens = new AccessTokens(settings.HOLDFAST_SECRET ?? '', HOUR_SECONDS, Date.now);
  const at = new Date().toISOString();
  const members: Member[] = [];
  await withData(loadConfig(settings), async ({ queue, store }) => {
    for (let place = 0; place < count; place += 1) {
      const [userId, sessionId] = [newId(), newId()];
      const user = {
        id: userId,
        email: `person.${place}@example.org`,
        name: `Person ${place}`,
        role: 'agent',
      };
      await queue.submit(1, (commit: Commit) =>
        applyMutation(commit, systemActor, { name: 'user.add', args: user, at }),
      );
      const session = { id: sessionId, userId, device: 'bench', token: sessionId };
      await store.write(() => openSession(session, Date.now(), { idleMs: DAY_MS, totalMs: DAY_MS }));
      members.push({ clientId: newId(), token: await tokens.issue({ userId, sessionId }) });
    }
  });
  return members;
}
