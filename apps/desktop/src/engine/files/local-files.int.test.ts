import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { expect, test } from 'vitest';
import type { FileState } from '../api/files.ts';
import { removeMeta } from '../store/meta.ts';
import { keepRefused, removeRefused } from '../store/refused.ts';
import { applyDisabled, applyPage } from '../sync/apply.ts';
import { FileSetup, hashOf, newFileId } from '../test-support/file-setup.ts';
import { agentId, pageOf } from '../test-support/memory-account.ts';

const otherId = newFileId();
const draft = { kind: 'draft', place: 'ticket 7' } as const;

/** Puts rows on the desk's side of the account, and contents beside them as if they had been fetched. */
class Local extends FileSetup {
  arrive(rows: readonly WireRow[], scopes = ['everyone', 'desk', `user:${agentId}`]): void {
    this.version += 1;
    this.apply(rows, () =>
      applyPage(this.memory.statements, agentId, pageOf('desk', this.version, rows, { scopes })),
    );
  }

  loseDesk(): void {
    this.apply([], () =>
      applyPage(
        this.memory.statements,
        agentId,
        pageOf('everyone', 1, [], { scopes: ['everyone', `user:${agentId}`], heads: {}, cursors: {} }),
      ),
    );
  }

  /** A content of a row of somebody else's, here and on the server. */
  async fetched(bytes: Uint8Array, fields: Record<string, string | null> = {}): Promise<string> {
    const row = this.attachment(bytes, { authorId: otherId, ...fields });
    this.arrive([row]);
    await this.handOver(bytes, draft).then((id) => this.files.removeDraft(id));
    await this.settled();
    return row.id;
  }

  stateOf(id: string): FileState | undefined {
    let seen: readonly FileState[] = [];
    this.files.watchFiles([id], (states) => {
      seen = states;
    })();
    return seen[0];
  }

  isOnDisk(bytes: Uint8Array): boolean {
    return this.onDisk().some((name) => name.endsWith(hashOf(bytes)));
  }
}

async function started(more: ConstructorParameters<typeof FileSetup>[0] = {}): Promise<Local> {
  const local = new Local(more);
  local.arrive([local.ticket()]);
  await local.start();
  return local;
}

test('S23: losing sight of the last row that names a content takes it off the disk, and copies for other apps with it', async () => {
  const local = await started();
  const [secret, mine] = [randomBytes(50), randomBytes(60)];
  const id = await local.fetched(secret);
  await local.handOver(mine, draft);
  expect(await local.files.desk.open(id)).toEqual({ opened: true });
  const copy = local.asked[0];
  if (copy?.what !== 'open') throw new Error('Nothing was opened.');
  expect([path.basename(copy.path), readFileSync(copy.path).equals(secret)]).toEqual(['notes.txt', true]);
  local.loseDesk();
  await local.settled();
  expect(local.onDisk()).toEqual([`${hashOf(mine).slice(0, 2)}/${hashOf(mine)}`]);
  expect(local.stateOf(id)).toBeUndefined();
});

test('S23: a copy that another app has open outlasts its content where that made room, and goes where sight is lost', async () => {
  const local = await started();
  const id = await local.fetched(randomBytes(50));
  await local.files.desk.open(id);
  expect(await local.files.forgetSpare()).toBe(50);
  await local.settled();
  expect(local.onDisk()).toEqual([expect.stringMatching(/^opened\/.*notes\.txt$/)]);
  local.loseDesk();
  await local.settled();
  expect(local.onDisk()).toEqual([]);
});

test('S23: a content that another row names stays; a file that was taken away names none, but for one that nobody else has', async () => {
  const local = await started();
  const [shared, own] = [randomBytes(50), randomBytes(60)];
  const first = await local.fetched(shared);
  const second = local.attachment(shared, { authorId: otherId });
  local.arrive([second]);
  local.arrive([
    local.attachment(shared, { authorId: otherId, removedAt: '2026-01-06T08:00:00.000Z' }, first),
  ]);
  await local.clock.advance(2_000);
  await local.settled();
  expect([local.isOnDisk(shared), local.stateOf(first), local.stateOf(second.id)?.state]).toEqual([
    true,
    undefined,
    'here',
  ]);
  local.arrive([
    local.attachment(shared, { authorId: otherId, removedAt: '2026-01-06T08:00:00.000Z' }, second.id),
  ]);
  await local.clock.advance(2_000);
  await local.settled();
  expect(local.isOnDisk(shared)).toBe(false);
  const mine = { authorId: agentId, storedAt: null };
  const id = await local.fetched(own, mine);
  local.arrive([local.attachment(own, { ...mine, removedAt: '2026-01-06T08:00:00.000Z' }, id)]);
  await local.clock.advance(2_000);
  await local.settled();
  expect([local.isOnDisk(own), local.stateOf(id)]).toEqual([true, undefined]);
});

test('S7: where the account was disabled, only what waits or is being written stays on the disk', async () => {
  const local = await started();
  const [secret, waiting, written] = [randomBytes(50), randomBytes(60), randomBytes(70)];
  await local.fetched(secret);
  const id = await local.handOver(waiting, {
    kind: 'row',
    subjectTable: 'ticket',
    subjectId: local.ticketId,
  });
  await local.handOver(written, draft);
  local.apply([], () => applyDisabled(local.memory.statements, agentId));
  await local.settled();
  // There is no row of it any more; it is theirs to save.
  expect([local.stateOf(id), Buffer.from(await local.files.desk.read(id, 0, 60))]).toEqual([
    undefined,
    waiting,
  ]);
  expect([secret, waiting, written].map((bytes) => local.isOnDisk(bytes))).toEqual([false, true, true]);
});

test('promise 1: a file of a change that was not accepted is kept for its author, to save', async () => {
  const local = await started();
  const bytes = randomBytes(50);
  const draftId = await local.handOver(bytes, draft);
  const file = { id: draftId, name: 'photo.png', hash: hashOf(bytes), size: 50 };
  const refused = {
    id: 'm1',
    name: 'message.post',
    at: '',
    args: { id: newFileId(), body: '', files: [file] },
  };
  keepRefused(local.memory.statements, refused, { code: 'NOT_FOUND', message: 'Gone.' });
  local.files.removeDraft(draftId);
  await local.restart();
  await local.start();
  local.answer = { done: true, path: path.join(local.folder, 'photo.png') };
  expect(await local.files.desk.save(draftId)).toEqual({ saved: true });
  expect(readFileSync(path.join(local.folder, 'photo.png')).equals(bytes)).toBe(true);
  removeRefused(local.memory.statements, 'm1');
  local.files.refusedChanged();
  await local.clock.advance(2_000);
  await local.settled();
  expect(local.isOnDisk(bytes)).toBe(false);
});

test('S30: what was undone can be made again with its file, until the app ends', async () => {
  const local = await started();
  const bytes = randomBytes(50);
  const draftId = await local.handOver(bytes, draft);
  local.madeAgain = JSON.stringify([{ name: 'message.post', args: { files: [{ hash: hashOf(bytes) }] } }]);
  local.files.removeDraft(draftId);
  await local.settled();
  expect(local.isOnDisk(bytes)).toBe(true);
  local.madeAgain = '[]';
  await local.restart();
  await local.start();
  expect(local.isOnDisk(bytes)).toBe(false);
});

test('S25: contents of which a mended account file does not tell are found again, and those that are not right are not', async () => {
  const before = await started();
  const [own, spare] = [randomBytes(50), randomBytes(60)];
  await before.handOver(own, { kind: 'row', subjectTable: 'ticket', subjectId: before.ticketId });
  const { folder } = before;
  mkdirSync(path.dirname(before.pathOf(spare)), { recursive: true });
  writeFileSync(before.pathOf(spare), 'something else');
  await before.files.stop();
  const after = new Local({ folder });
  // Nothing has arrived yet that could name it.
  removeMeta(after.memory.statements, 'synced');
  await after.start();
  expect([after.isOnDisk(own), after.isOnDisk(spare)]).toEqual([true, false]);
  after.arrive([after.attachment(own, { storedAt: null }, newFileId())]);
  after.files.caughtUp();
  await after.settled();
  expect([after.isOnDisk(own), after.files.unsent()]).toEqual([true, 1]);
});

test('S25: bytes that are no record’s, and records that have no bytes, are brought together at the start', async () => {
  const local = await started();
  const [stray, gone, onlyHere] = [randomBytes(50), randomBytes(60), randomBytes(70)];
  const there = await local.fetched(gone);
  const lost = await local.handOver(onlyHere, {
    kind: 'row',
    subjectTable: 'ticket',
    subjectId: local.ticketId,
  });
  mkdirSync(path.dirname(local.pathOf(stray)), { recursive: true });
  writeFileSync(local.pathOf(stray), stray);
  for (const bytes of [gone, onlyHere]) rmSync(local.pathOf(bytes));
  await local.restart();
  await local.start();
  expect(local.onDisk()).toEqual([]);
  expect([local.stateOf(there), local.stateOf(lost)]).toMatchObject([
    { state: 'there', kept: false },
    { state: 'lost', kept: false },
  ]);
});

test('a content whose bytes turned on the disk is never shown: it is fetched again, or lost and said to be', async () => {
  const local = await started();
  const [turned, own] = [randomBytes(50), randomBytes(60)];
  const id = await local.fetched(turned);
  const ownId = await local.handOver(own, { kind: 'row', subjectTable: 'ticket', subjectId: local.ticketId });
  await local.restart();
  await local.start();
  for (const bytes of [turned, own]) writeFileSync(local.pathOf(bytes), Buffer.from(bytes).reverse());
  await expect(local.files.desk.read(id, 0, 50)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await local.clock.advance(1_000);
  expect(local.stateOf(id)).toMatchObject({ state: 'waiting', way: 'down', kept: false });
  await expect(local.files.desk.save(ownId)).resolves.toEqual({ saved: false });
  local.answer = { done: true, path: path.join(local.folder, 'saved.txt') };
  await expect(local.files.desk.save(ownId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(local.stateOf(ownId)).toMatchObject({ state: 'lost' });
  expect(local.onDisk()).toEqual([]);
});

test('promise 2: what is here can be read where the account’s file can not be written to', async () => {
  const local = await started();
  const bytes = randomBytes(50);
  const id = await local.fetched(bytes);
  await local.clock.advance(2 * HOUR);
  local.memory.statements.database.pragma('query_only = ON');
  expect(Buffer.from(await local.files.desk.read(id, 0, 50)).equals(bytes)).toBe(true);
  expect(local.logged).toEqual([expect.stringContaining('readonly')]);
  local.memory.statements.database.pragma('query_only = OFF');
});

test('a copy is saved whole where the person says, over what stood there, or not at all', async () => {
  const local = await started();
  const bytes = randomBytes(3 * 1024 * 1024);
  const id = await local.fetched(bytes);
  const place = path.join(local.folder, 'saved.bin');
  writeFileSync(place, 'before');
  local.answer = { done: true, path: place };
  expect(await local.files.desk.save(id)).toEqual({ saved: true });
  expect(readFileSync(place).equals(bytes)).toBe(true);
  local.answer = { done: true, path: path.join(local.folder, 'no', 'such', 'folder') };
  await expect(local.files.desk.save(id)).rejects.toThrow(
    'The file could not be saved there. Choose another place.',
  );
  // Bytes that turn while the app runs are found while they are copied.
  writeFileSync(local.pathOf(bytes), Buffer.from(bytes).reverse());
  local.answer = { done: true, path: place };
  await expect(local.files.desk.save(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(readFileSync(place).equals(bytes)).toBe(true);
  expect(readdirSync(local.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('room: those used longest ago go first, and never one that is pinned, not on the server, or being written', async () => {
  const local = await started();
  const contents = Array.from({ length: 8 }, () => randomBytes(1_000));
  const [old, pinned, older, unsent, written, young, twice, others] = contents;
  if (!old || !pinned || !older || !unsent || !written || !young || !twice || !others)
    throw new Error('too few');
  await local.fetched(older);
  await local.clock.advance(HOUR);
  await local.fetched(old);
  const pinnedId = await local.fetched(pinned);
  local.files.pin(pinnedId, true);
  await local.fetched(unsent, { authorId: agentId, storedAt: null });
  await local.handOver(written, draft);
  await local.fetched(twice);
  local.arrive([local.attachment(twice, { authorId: agentId, storedAt: null })]);
  await local.fetched(others, { storedAt: null });
  await local.clock.advance(HOUR);
  await local.fetched(young);
  await local.clock.advance(HOUR / 2);
  const here = () => contents.map((bytes) => Number(local.isOnDisk(bytes))).join('');
  local.files.setRoom(7_500);
  await local.settled();
  expect(here()).toBe('11011111');
  local.files.setRoom(0);
  await local.settled();
  expect(here()).toBe('01011011');
  local.files.pin(pinnedId, false);
  await local.settled();
  expect(here()).toBe('00011011');
  expect(local.stateOf(pinnedId)).toMatchObject({ state: 'there', pinned: false });
});

test('what was just fetched stays a while, however little room there is; forgetting takes it at once', async () => {
  const local = await started();
  local.files.setRoom(0);
  const bytes = randomBytes(1_000);
  const id = await local.fetched(bytes);
  local.arrive([local.attachment(randomBytes(5))]);
  await local.settled();
  expect(local.isOnDisk(bytes)).toBe(true);
  expect(await local.files.forgetSpare()).toBe(1_000);
  expect([local.isOnDisk(bytes), local.stateOf(id)?.state]).toEqual([false, 'there']);
});

test('says how files are: what waits, what lies with others, what was refused, and what nobody knows of', async () => {
  const local = await started();
  const mine = await local.handOver(randomBytes(5), {
    kind: 'row',
    subjectTable: 'ticket',
    subjectId: local.ticketId,
  });
  const elsewhere = local.attachment(randomBytes(5), { storedAt: null });
  const others = local.attachment(randomBytes(5), { storedAt: null, authorId: otherId });
  const refused = local.attachment(randomBytes(5), { storedAt: null, refusal: 'type' });
  local.arrive([elsewhere, others, refused]);
  expect([mine, elsewhere.id, others.id, refused.id].map((id) => local.stateOf(id))).toMatchObject([
    { state: 'waiting', way: 'up', done: 0, kept: true },
    { state: 'elsewhere', kept: false },
    { state: 'elsewhere', kept: false },
    { state: 'refused', refusal: 'type', kept: false },
  ]);
  expect(local.stateOf(newFileId())).toBeUndefined();
  const seen: unknown[] = [];
  local.files.watchTransfers((state) => seen.push(state));
  expect(seen).toMatchObject([
    {
      sending: { files: 1, bytes: 5 },
      receiving: { files: 0, bytes: 0 },
      failed: 0,
      list: [{ id: mine, size: 5 }],
    },
  ]);
});

test('watchers hear of much that goes on no more than four times a second', async () => {
  const local = await started();
  const seen: number[] = [];
  local.files.watchDrafts('ticket 7', (files) => seen.push(files.length));
  for (let count = 0; count < 12; count += 1) {
    await local.handOver(randomBytes(3), draft);
    await local.clock.advance(50);
  }
  await local.clock.advance(250);
  expect(seen.length).toBeLessThanOrEqual(5);
  expect(seen.at(-1)).toBe(12);
});

const HOUR = 3_600_000;

test('promise 1: a file that the server did not take counts as not sent while it is here, as one of a draft does beside it', async () => {
  const local = await started();
  const bytes = randomBytes(5);
  await local.handOver(bytes, draft);
  local.arrive([local.attachment(bytes, { storedAt: null, refusal: 'type' })]);
  const seen: unknown[] = [];
  local.files.watchTransfers((state) => seen.push(state));
  expect(seen).toMatchObject([{ unsent: 1, inDrafts: 1, list: [] }]);
  expect(local.files.unsent()).toBe(1);
});
