import { randomBytes } from 'node:crypto';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { expect, test } from 'vitest';
import { readView } from '../store/overlay-rows.ts';
import { applyPage } from '../sync/apply.ts';
import { FileSetup, hashOf } from '../test-support/file-setup.ts';
import { agentId, pageOf } from '../test-support/memory-account.ts';
import type { FileDisk } from './file-disk.ts';
import { findLocal } from './file-records.ts';

const text = new TextEncoder().encode('What was agreed on Monday.');
const draft = { kind: 'draft', place: 'ticket 7' } as const;

async function started(more: ConstructorParameters<typeof FileSetup>[0] = {}): Promise<FileSetup> {
  const setup = new FileSetup(more);
  setup.apply([setup.ticket()], (rows) =>
    applyPage(setup.memory.statements, agentId, pageOf('desk', 2, rows)),
  );
  await setup.start();
  return setup;
}

test('promise 1: a file hung on a ticket is here, whole, under its hash, when the call is answered', async () => {
  const setup = await started();
  const bytes = randomBytes(PIECE_BYTES + 3);
  const goal = { kind: 'row', subjectTable: 'ticket', subjectId: setup.ticketId } as const;
  const id = await setup.handOver(bytes, goal, '../../etc/pass\u202ewd');
  const { statements } = setup.memory;
  expect(readView(statements, 'attachment', id)).toMatchObject({
    ...{
      name: '.. etc pass wd'.replace(/^[. ]+/, ''),
      hash: hashOf(bytes),
      size: bytes.length,
      storedAt: null,
    },
  });
  const pieces = [bytes.subarray(0, PIECE_BYTES), bytes].map(hashOf).join('');
  expect(Buffer.from(findLocal(statements, hashOf(bytes))?.pieces ?? []).toString('hex')).toBe(pieces);
  expect(
    Buffer.from(await setup.files.desk.read(id, PIECE_BYTES, PIECE_BYTES + 100)).equals(bytes.subarray(-3)),
  ).toBe(true);
  expect(setup.onDisk()).toEqual([`${hashOf(bytes).slice(0, 2)}/${hashOf(bytes)}`]);
});

test('a file of a draft is here until it is sent under the same id, or taken out', async () => {
  const setup = await started();
  const [sent, out] = [
    await setup.handOver(text, draft),
    await setup.handOver(randomBytes(9), draft, 'out.bin'),
  ];
  const seen: string[][] = [];
  setup.files.watchDrafts('ticket 7', (files) => seen.push(files.map(({ name, kind }) => `${name} ${kind}`)));
  setup.files.removeDraft(out);
  await setup.settled();
  await setup.clock.advance(1_000);
  setup.write('attachment.add', {
    ...{ id: sent, subjectTable: 'ticket', subjectId: setup.ticketId },
    ...{ name: 'notes.txt', hash: hashOf(text), size: text.length },
  });
  await setup.clock.advance(1_000);
  expect(seen.map((files) => files.length)).toEqual([2, 1, 0]);
  expect(seen[1]).toEqual(['notes.txt text/plain']);
  expect(setup.onDisk()).toEqual([`${hashOf(text).slice(0, 2)}/${hashOf(text)}`]);
  await expect(setup.files.desk.readDraft(out, 0, 9)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a file whose place is gone when it is whole is neither kept nor named', async () => {
  const setup = await started();
  const { handovers } = setup.files;
  const goal = { kind: 'row', subjectTable: 'ticket', subjectId: setup.ticketId } as const;
  const { handover } = await handovers.begin({ name: 'a', size: text.length, goal });
  await handovers.add(handover, text);
  setup.apply([], () =>
    applyPage(
      setup.memory.statements,
      agentId,
      pageOf('everyone', 3, [], { scopes: ['everyone', `user:${agentId}`] }),
    ),
  );
  await expect(handovers.end(handover)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(setup.onDisk()).toEqual([]);
  await expect(handovers.begin({ name: 'a', size: 1, goal })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('S25: an app that ends in the middle of a handover leaves nothing behind', async () => {
  const setup = await started();
  const { handover } = await setup.files.handovers.begin({ name: 'a', size: 10, goal: draft });
  await setup.files.handovers.add(handover, text.subarray(0, 4));
  expect(setup.onDisk()).toHaveLength(1);
  // As after being killed: nothing was tidied up.
  const again = await started({ memory: setup.memory, folder: setup.folder });
  expect(again.onDisk()).toEqual([]);
});

test('what is not as it was said to be is not kept: more bytes, fewer bytes, one that was given up', async () => {
  const setup = await started();
  const { handovers } = setup.files;
  const more = await handovers.begin({ name: 'a', size: 3, goal: draft });
  await expect(handovers.add(more.handover, text)).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  const fewer = await handovers.begin({ name: 'a', size: 100, goal: draft });
  await handovers.add(fewer.handover, text);
  await expect(handovers.end(fewer.handover)).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  const none = await handovers.begin({ name: 'a', size: 3, goal: draft });
  await handovers.cancel(none.handover);
  await expect(handovers.add(none.handover, text)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(setup.onDisk()).toEqual([]);
  expect(await setup.handOver(new Uint8Array(), draft, 'empty')).toBeTypeOf('string');
});

/** A disk of 100 GB on which so much is free. */
function smallDisk(free: () => number): Partial<FileDisk> {
  return { statfs: async () => ({ bsize: 1, blocks: 100 * GB, bavail: free() }) };
}

const GB = 1_000_000_000;

test('a full disk is said in plain words, before the last room is taken, and leaves nothing behind', async () => {
  let free = GB;
  const setup = await started({ disk: smallDisk(() => free) });
  const { handovers } = setup.files;
  const begin = (size: number) => handovers.begin({ name: 'a', size, goal: draft });
  await expect(begin(0.8 * GB)).rejects.toThrow('The disk is full, and nothing was saved.');
  const { handover } = await begin(0.7 * GB);
  free = 0.1 * GB;
  await expect(handovers.add(handover, text)).rejects.toThrow('The disk is full, and nothing was saved.');
  expect(setup.onDisk()).toEqual([]);
});
