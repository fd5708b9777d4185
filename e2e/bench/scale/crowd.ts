import { randomBytes } from 'node:crypto';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Role } from '@holdfast/shared/model/user.ts';
import { DESK, EVERYONE, userScope } from '@holdfast/shared/scope-names.ts';
import { AccessTokens } from '../../../apps/server/src/auth/access-token.ts';
import { openSession } from '../../../apps/server/src/auth/sessions.ts';
import { type OpenData, withData } from '../../../apps/server/src/cli/open-data.ts';
import { loadConfig } from '../../../apps/server/src/config.ts';
import { type ReadWork, readStore, type WriteWork } from '../../../apps/server/src/store/work.ts';
import { applyMutation } from '../../../apps/server/src/sync/apply-mutation.ts';
import { systemActor } from '../../../apps/server/src/sync/system-actor.ts';

const DAY_SECONDS = 86_400;
const YEAR_MS = 365 * DAY_SECONDS * 1_000;
/** Their devices have been away for so long, as over a night, so that it is noted that they are back. */
const AWAY_MS = 8 * 3_600_000;
/** So many people share a transaction. */
const TOGETHER = 500;

const newId = createIdSource(() => Date.now(), randomBytes);

/** Somebody who has signed in and whose device has everything. */
export interface Member {
  readonly userId: string;
  readonly clientId: string;
  readonly token: string;
}

/** Many people, each with one device, and how far these devices have read. */
export interface Crowd {
  readonly epoch: string;
  readonly heads: Readonly<Record<string, number>>;
  readonly members: readonly Member[];
}

/** Adds so many people to a server's data, signed in: without passwords, which take their time on purpose. */
export async function addCrowd(
  settings: Readonly<Record<string, string>>,
  count: number,
  role: Role,
): Promise<Crowd> {
  const tokens = new AccessTokens(settings.HOLDFAST_SECRET ?? '', DAY_SECONDS, Date.now);
  return withData(loadConfig(settings), async (data) => {
    const members: Member[] = [];
    while (members.length < count) {
      const first = members.length;
      const group = Array.from({ length: Math.min(TOGETHER, count - first) }, (_, place) => ({
        userId: newId(),
        sessionId: newId(),
        place: first + place,
        role,
      }));
      await addGroup(data, group);
      for (const { userId, sessionId } of group) {
        members.push({ userId, clientId: newId(), token: await tokens.issue({ userId, sessionId }) });
      }
    }
    return { ...(await data.store.read(readHeads)), members };
  });
}

/** The versions up to which a member's device has read its scopes. */
export function readUpTo({ heads }: Pick<Crowd, 'heads'>, userId: string): Record<string, number> {
  const scopes = [EVERYONE, DESK, userScope(userId)];
  return Object.fromEntries(scopes.map((scope) => [scope, heads[scope] ?? 0]));
}

interface Newcomer {
  readonly userId: string;
  readonly sessionId: string;
  readonly place: number;
  readonly role: Role;
}

async function addGroup({ queue, store }: OpenData, group: readonly Newcomer[]): Promise<void> {
  const at = new Date().toISOString();
  await Promise.all(
    group.map(({ userId, place, role }) => {
      const args = {
        id: userId,
        email: `person.${place}@example.org`,
        name: `Person ${place}`,
        role,
      };
      return queue.submit(1, (commit) => applyMutation(commit, systemActor, { name: 'user.add', args, at }));
    }),
  );
  await store.write(() => openSessions(group));
}

function* openSessions(group: readonly Newcomer[]): WriteWork<void> {
  for (const { userId, sessionId } of group) {
    const session = { id: sessionId, userId, device: 'bench', token: sessionId };
    yield* openSession(session, Date.now() - AWAY_MS, { idleMs: YEAR_MS, totalMs: YEAR_MS });
  }
}

function* readHeads(): ReadWork<Pick<Crowd, 'epoch' | 'heads'>> {
  const all = yield* readStore((tx) => tx.headsAbove(0));
  return {
    epoch: yield* readStore((tx) => tx.epoch()),
    heads: Object.fromEntries(all.map(({ scope, head }) => [scope, head])),
  };
}
