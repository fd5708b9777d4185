import { randomBytes } from 'node:crypto';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { withData } from '../../../apps/server/src/cli/open-data.ts';
import { loadConfig } from '../../../apps/server/src/config.ts';
import type { WriteWork } from '../../../apps/server/src/store/work.ts';
import { applyMutation } from '../../../apps/server/src/sync/apply-mutation.ts';
import type { Commit } from '../../../apps/server/src/sync/commit.ts';
import { systemActor } from '../../../apps/server/src/sync/system-actor.ts';

/** So many are made in one transaction. */
const BATCH = 1_000;

const newId = createIdSource(() => Date.now(), randomBytes);

function newTicket(place: number) {
  const empty = { assigneeId: null, projectId: null, divisionId: null, due: null };
  const description = `It **smokes** since this morning. ${'x'.repeat(400)}`;
  return { id: newId(), title: `Ticket ${place}`, description, priority: 'normal', ...empty };
}

/** Makes tickets in a server's folder, as a push would. */
export async function seedTickets(folder: string, count: number): Promise<void> {
  const at = new Date().toISOString();
  await withData(loadConfig({ HOLDFAST_DATA: folder }), async ({ queue }) => {
    for (let made = 0; made < count; made += BATCH) {
      await queue.submit(BATCH, function* (commit: Commit): WriteWork<void> {
        for (let place = made; place < Math.min(count, made + BATCH); place += 1) {
          yield* applyMutation(commit, systemActor, { name: 'ticket.create', args: newTicket(place), at });
        }
      });
    }
  });
}
