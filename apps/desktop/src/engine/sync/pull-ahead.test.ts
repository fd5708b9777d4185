import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import { expect, test } from 'vitest';
import { readBase } from '../store/base-rows.ts';
import { finishedVersions } from '../store/scope-state.ts';
import { settlePromises } from '../test-support/manual-clock.ts';
import { createTestIds, pageOf, ticketRow } from '../test-support/memory-account.ts';
import { SyncSetup } from '../test-support/sync-setup.ts';

const newId = createTestIds();
const [first, second, third] = [newId(), newId(), newId()];

/** A server that stands at version 4 of the desk and sends one ticket a page. */
function pageAfter(version: number): PullResponse {
  const more = version < 3;
  return pageOf('desk', version + 1, [ticketRow([first, second, third][version - 1] ?? '', version + 1)], {
    more,
    ...(more ? { heads: undefined, results: undefined } : {}),
  });
}

async function connected() {
  const setUp = new SyncSetup();
  const { network } = setUp;
  network.answerPull = ({ cursors }) => pageAfter(cursors.desk?.version ?? 0);
  return setUp;
}

test('S15: the next page is asked for while the last one is written, each once', async () => {
  const setUp = await connected();
  await setUp.connect();
  const asked = setUp.network.last.pulled.map(({ cursors }) => cursors.desk?.version);
  expect(asked).toEqual([1, 2, 3]);
  expect(finishedVersions(setUp.memory.statements).desk).toBe(4);
});

test('S14: where a delta has moved a cursor meanwhile, the page is asked for from there', async () => {
  const setUp = await connected();
  const { network, memory } = setUp;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  network.answerPull = async ({ cursors }) => {
    const version = cursors.desk?.version ?? 0;
    if (version === 2) await held;
    return pageAfter(version);
  };
  await setUp.connect();
  network.last.events.delta({
    epoch: 'e1',
    version: 3,
    scopes: { desk: { from: 2, version: 3 } },
    entries: [{ scope: 'desk', table: 'ticket', id: second, version: 3 }],
    rows: [ticketRow(second, 3)],
  });
  release();
  await settlePromises();
  expect(finishedVersions(memory.statements).desk).toBe(4);
  for (const id of [first, second, third]) expect(readBase(memory.statements, 'ticket', id)).toBeDefined();
});
