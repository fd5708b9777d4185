import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callSchemas } from '../api/calls.ts';
import type { ReplyFrame } from '../api/frames.ts';
import type { FromEngine } from '../api/host-messages.ts';
import { emptyRoom, noPresence } from '../api/presence.ts';
import { Engine } from '../engine.ts';
import { writeMutation } from '../mutate/write.ts';
import { openAccount } from '../session/account.ts';
import { writeMeta } from '../store/meta.ts';
import { keepRefused } from '../store/refused.ts';
import { applyPage } from '../sync/apply.ts';
import { pageOf } from '../test-support/memory-account.ts';
import { createNodeEnvironment } from './node-environment.ts';
import { type Port, PortServer } from './port-server.ts';

/** A window's end of the port: what the test sends goes in, what the engine says is kept. */
class TestPort implements Port {
  readonly replies: ReplyFrame[] = [];
  private receive: (event: { data: unknown }) => void = () => {};
  private end: () => void = () => {};

  postMessage(message: ReplyFrame): void {
    this.replies.push(structuredClone(message));
  }

  on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)): void {
    if (event === 'message') this.receive = listener;
    else this.end = listener as () => void;
  }

  start(): void {}

  send(data: unknown): void {
    this.receive({ data });
  }

  close(): void {
    this.end();
  }

  async answerTo(id: number): Promise<ReplyFrame> {
    await expect
      .poll(() => this.replies.some((reply) => reply.kind === 'answer' && reply.id === id))
      .toBe(true);
    const answer = this.replies.find((reply) => reply.kind === 'answer' && reply.id === id);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  }
}

let folder: string;
let engine: Engine;
/** What the shell was told. */
let told: FromEngine[];
let port: TestPort;
const environment = createNodeEnvironment(() => {});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-port-'));
  told = [];
  engine = new Engine(environment, { folder, device: 'test' }, (message) => told.push(message));
  port = new TestPort();
  new PortServer(engine, port, () => {});
});

afterEach(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const names = Object.keys(callSchemas);
const benPointer = {
  server: 'http://127.0.0.1:1',
  userId: '018f4e5a-0000-7000-8000-000000000001',
  name: 'Ben',
};

test('SECURITY 11: whatever a page sends, the engine goes on and every call is answered', async () => {
  const frame = fc.record({
    kind: fc.constantFrom('call', 'watch', 'unwatch', 'constructor', '__proto__'),
    id: fc.oneof(fc.integer(), fc.anything()),
    name: fc.oneof(fc.constantFrom(...names, 'toString', '__proto__', 'constructor'), fc.string()),
    topic: fc.oneof(
      fc.constantFrom(
        'rows',
        'totals',
        'session',
        'connection',
        'changes',
        'history',
        'inbox',
        'toast',
        'room',
        'editing',
        'files',
        'draftFiles',
        'transfers',
        'hasOwnProperty',
      ),
      fc.string(),
    ),
    params: fc.anything(),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(frame, fc.anything()), async (data) => {
      port.send(data);
      port.send({ kind: 'call', id: 7_777, name: 'tryNow', params: {} });
      expect(await port.answerTo(7_777)).toMatchObject({
        outcome: { ok: false, error: { code: 'AUTHENTICATION_FAILED' } },
      });
      port.replies.length = 0;
    }),
    { numRuns: 300 },
  );
});

test.each(names)('SECURITY 11: the call %s refuses parameters of another shape', async (name) => {
  port.send({ kind: 'call', id: 1, name, params: 'not an object' });
  expect(await port.answerTo(1)).toMatchObject({
    outcome: { ok: false, error: { code: expect.stringMatching(/INVALID_MESSAGE|AUTHENTICATION_FAILED/) } },
  });
});

test('what is on the disk is shown without a network and without a session', async () => {
  openAccount(environment, folder, benPointer).close();
  await engine.begin(undefined, undefined);
  port.send({ kind: 'watch', id: 3, topic: 'session', params: {} });
  port.send({ kind: 'watch', id: 4, topic: 'rows', params: { table: 'ticket', offset: 0, limit: 10 } });
  await expect.poll(() => port.replies).toHaveLength(1);
  const updates = port.replies.flatMap((reply) => (reply.kind === 'updates' ? reply.updates : []));
  expect(updates).toContainEqual({
    id: 3,
    state: expect.objectContaining({ state: 'signed-in', name: 'Ben', firstSync: true }),
  });
  expect(updates).toContainEqual({ id: 4, state: { total: 0, changed: [] } });
});

test('signing out throws nothing of the person’s away unasked, not even what was not accepted', async () => {
  const account = openAccount(environment, folder, benPointer);
  const refused = {
    seq: 1,
    id: 'a',
    name: 'message.create',
    args: {},
    at: '',
    state: 'waiting',
    version: undefined,
  } as const;
  keepRefused(account.statements, refused, { code: 'NOT_FOUND', message: 'Gone.' });
  account.close();
  await engine.begin(undefined, undefined);
  port.send({ kind: 'call', id: 1, name: 'signOut', params: { discardWaiting: false } });
  expect(await port.answerTo(1)).toMatchObject({ outcome: { ok: false, error: { code: 'CONFLICT' } } });
  port.send({ kind: 'call', id: 2, name: 'signOut', params: { discardWaiting: true } });
  expect(await port.answerTo(2)).toMatchObject({ outcome: { ok: true } });
});

/** An account of Ben's in which his own row has arrived. */
function openedAccount() {
  const account = openAccount(environment, folder, benPointer);
  const data = {
    ...{ id: benPointer.userId, name: 'Ben', email: 'ben@example.org', role: 'agent' },
    ...{ disabled: false, createdAt: '2026-01-05T08:00:00.000Z' },
  };
  const row = { table: 'user', id: benPointer.userId, version: 1, data };
  const scopes = ['everyone', `user:${benPointer.userId}`];
  applyPage(account.statements, benPointer.userId, pageOf('everyone', 1, [row], { scopes }));
  return account;
}

/** What a topic said last. */
function lastState(watch: number): unknown {
  const updates = port.replies.flatMap((reply) => (reply.kind === 'updates' ? reply.updates : []));
  return updates.findLast((update) => update.id === watch)?.state;
}

test('S30: a window undoes and makes again, and hears what comes next', async () => {
  openedAccount().close();
  await engine.begin(undefined, undefined);
  port.send({ kind: 'watch', id: 3, topic: 'history', params: {} });
  const args = { ...newTicket('018f4e5a-0000-7000-8000-000000000002'), title: 'Leaking tap' };
  port.send({ kind: 'call', id: 1, name: 'mutate', params: { name: 'ticket.create', args } });
  await port.answerTo(1);
  const what = { key: 'ticket.create', values: { title: 'Leaking tap' } };
  await expect.poll(() => lastState(3)).toEqual({ undo: what, redo: undefined });
  port.send({ kind: 'call', id: 2, name: 'undo', params: {} });
  expect(await port.answerTo(2)).toMatchObject({ outcome: { ok: true, value: { what } } });
  await expect.poll(() => lastState(3)).toEqual({ undo: undefined, redo: what });
  port.send({ kind: 'call', id: 4, name: 'redo', params: {} });
  expect(await port.answerTo(4)).toMatchObject({ outcome: { ok: true, value: { what } } });
  port.send({ kind: 'call', id: 5, name: 'undo', params: {} });
  port.send({ kind: 'call', id: 6, name: 'undo', params: {} });
  expect(await port.answerTo(6)).toMatchObject({ outcome: { ok: true, value: { what: null } } });
});

test('a window makes many changes at once or none of them, and hears the new totals until it looks no more', async () => {
  openedAccount().close();
  await engine.begin(undefined, undefined);
  const totals = { table: 'ticket', by: [{ column: 'priority' }] };
  port.send({ kind: 'watch', id: 3, topic: 'totals', params: totals });
  await expect.poll(() => lastState(3)).toEqual({ whole: true, changed: [] });
  const id = (last: number) => `018f4e5a-0000-7000-8000-00000000010${last}`;
  const create = (last: number, more = {}) => ({
    name: 'ticket.create',
    args: { ...newTicket(id(last)), ...more },
  });
  const all = (call: number, changes: unknown) =>
    port.send({ kind: 'call', id: call, name: 'mutateAll', params: { changes } });
  all(1, [create(1), create(2, { title: '' })]);
  expect(await port.answerTo(1)).toMatchObject({
    outcome: { ok: false, error: { code: 'INVALID_MESSAGE' } },
  });
  all(2, [create(1), create(2), create(3, { priority: 'high' })]);
  expect(await port.answerTo(2)).toMatchObject({ outcome: { ok: true, value: { ids: { length: 3 } } } });
  const changed = [
    { key: ['high'], count: 1, sum: 0 },
    { key: ['normal'], count: 2, sum: 0 },
  ];
  await expect.poll(() => lastState(3)).toEqual({ changed });
  for (const [call, changes] of [[], Array.from({ length: 5_001 }, () => create(4))].entries()) {
    all(4 + call, changes);
    expect(await port.answerTo(4 + call)).toMatchObject({ outcome: { error: { code: 'INVALID_MESSAGE' } } });
  }
  port.send({ kind: 'unwatch', id: 3 });
  all(6, [create(5)]);
  await port.answerTo(6);
  expect(lastState(3)).toEqual({ changed });
});

test('S7: a disabled account says so, and gives what was typed and never sent to copy', async () => {
  const account = openedAccount();
  const args = newTicket('018f4e5a-0000-7000-8000-000000000003');
  const at = '2026-01-05T08:00:00.000Z';
  const actor = { userId: benPointer.userId, scopes: new Set<string>() };
  writeMutation(account.statements, actor, { id: 'a', name: 'ticket.create', args, at });
  writeMeta(account.statements, 'disabled', '1');
  account.close();
  await engine.begin(undefined, undefined);
  port.send({ kind: 'watch', id: 3, topic: 'session', params: {} });
  port.send({ kind: 'watch', id: 4, topic: 'changes', params: {} });
  await expect.poll(() => lastState(3)).toMatchObject({ disabled: true });
  await expect.poll(() => lastState(4)).toMatchObject({ waiting: [{ id: 'a', args }] });
});

test('a window hears of a room, tells what it edits and writes there, and all of it ends with the window', async () => {
  openedAccount().close();
  await engine.begin(undefined, undefined);
  const room = 'ticket:018f4e5a-0000-7000-8000-000000000004';
  port.send({ kind: 'watch', id: 3, topic: 'room', params: { room, viewing: true } });
  port.send({ kind: 'watch', id: 4, topic: 'editing', params: { room, field: 'title' } });
  port.send({ kind: 'watch', id: 5, topic: 'presence', params: {} });
  await expect.poll(() => lastState(3)).toEqual(emptyRoom);
  expect(lastState(5)).toEqual(noPresence);
  for (const [id, name] of ['typing', 'typingStopped'].entries()) {
    port.send({ kind: 'call', id, name, params: { room } });
    expect(await port.answerTo(id)).toMatchObject({ outcome: { ok: true } });
  }
  expect(engine.requireSession().presence.held().rooms).toBe(1);
  port.close();
  expect(engine.requireSession().presence.held().rooms).toBe(0);
});

test('a window that closed hears nothing more', async () => {
  port.send({ kind: 'watch', id: 3, topic: 'connection', params: {} });
  await expect.poll(() => port.replies).toHaveLength(1);
  port.close();
  engine.states.changed('connection');
  await new Promise((resolve) => setImmediate(resolve));
  expect(port.replies).toHaveLength(1);
});

test('a window that one looks at shows toasts, and one that has closed neither shows nor sees anything', async () => {
  openedAccount().close();
  await engine.begin(undefined, undefined);
  port.send({ kind: 'watch', id: 3, topic: 'toast', params: {} });
  port.send({ kind: 'watch', id: 4, topic: 'inbox', params: {} });
  const ticket = { table: 'ticket', id: '018f4e5a-0000-7000-8000-000000000004' };
  port.send({ kind: 'call', id: 1, name: 'looking', params: { focused: true, targets: [ticket] } });
  port.send({ kind: 'call', id: 2, name: 'testNotice', params: {} });
  expect(await port.answerTo(2)).toMatchObject({ outcome: { ok: true, value: { shown: 'toast' } } });
  await expect.poll(() => lastState(3)).toMatchObject({ notice: { key: 'test', title: 'This is a test' } });
  expect([lastState(4), [...engine.device.inFront()]]).toEqual([{ unread: 0 }, [ticket.id]]);
  port.close();
  expect([...engine.device.inFront()]).toEqual([]);
  engine.device.setLanguage('de');
  expect(engine.requireSession().notices.test()).toEqual({ shown: 'native' });
  expect(told).toContainEqual(
    expect.objectContaining({
      kind: 'notice',
      notice: expect.objectContaining({ title: 'Dies ist ein Test' }),
    }),
  );
});

test('the shell is told what its tray and its badge show, and each thing once', async () => {
  openedAccount().close();
  await engine.begin(undefined, undefined);
  const until = new Date(Date.now() + 60_000).toISOString();
  engine.setDoNotDisturb(until);
  engine.setDoNotDisturb(until);
  const lines = () => told.filter(({ kind }) => kind === 'line' || kind === 'do-not-disturb');
  await expect.poll(lines).toContainEqual({ kind: 'do-not-disturb', until });
  expect(lines()).toContainEqual({ kind: 'line', state: 'connecting', waiting: 2 });
  expect(lines().filter((line) => 'until' in line && line.until === until)).toHaveLength(1);
  expect(new Set(lines().map((line) => JSON.stringify(line))).size).toBe(lines().length);
});
