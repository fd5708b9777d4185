import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReplyFrame } from '../api/frames.ts';
import type { FromEngine } from '../api/host-messages.ts';
import { Engine } from '../engine.ts';
import { openAccount } from '../session/account.ts';
import { readOutbox } from '../store/outbox.ts';
import { readView } from '../store/overlay-rows.ts';
import { applyPage } from '../sync/apply.ts';
import { agentId, agentRow, pageOf, rowOf } from '../test-support/memory-account.ts';
import { createNodeEnvironment } from './node-environment.ts';
import { type Port, PortServer } from './port-server.ts';

/** A window's end of the port. */
class Window implements Port {
  readonly states = new Map<number, unknown>();
  private readonly waiting = new Map<number, (outcome: unknown) => void>();
  private receive: (event: { data: unknown }) => void = () => {};
  private end: () => void = () => {};
  private lastId = 0;

  postMessage(message: ReplyFrame): void {
    // As between processes: nothing is shared, and nothing that cannot be cloned passes.
    const frame = structuredClone(message);
    if (frame.kind === 'answer') this.waiting.get(frame.id)?.(frame.outcome);
    else for (const { id, state } of frame.updates) this.states.set(id, state);
  }

  on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)): void {
    if (event === 'message') this.receive = listener;
    else this.end = listener as () => void;
  }

  start(): void {}

  close(): void {
    this.end();
  }

  call(name: string, params: unknown): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    const answer = new Promise((resolve) => this.waiting.set(id, resolve));
    this.receive({ data: structuredClone({ kind: 'call', id, name, params }) });
    return answer;
  }

  watch(id: number, topic: string, params: unknown): void {
    this.receive({ data: { kind: 'watch', id, topic, params } });
  }
}

const ben = { server: 'http://127.0.0.1:1', userId: agentId, name: 'Ben' };
const ticket = newTicket('018f4e5a-0000-7000-8000-000000000002');
const goal = { kind: 'row', subjectTable: 'ticket', subjectId: ticket.id };
const bytes = new TextEncoder().encode('MZ is how programs begin.');
let folder: string;
let engine: Engine;
let window: Window;
let told: FromEngine[];

// One start of an engine for all of them: the last one signs out.
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-file-calls-'));
  const environment = createNodeEnvironment(() => {});
  const account = openAccount(environment, folder, ben);
  const scopes = ['everyone', `user:${agentId}`];
  applyPage(account.statements, agentId, pageOf('everyone', 1, [agentRow], { scopes }));
  account.close();
  told = [];
  engine = new Engine(environment, { folder, device: 'test' }, (message) => told.push(message));
  window = openWindow();
  await engine.begin(undefined, undefined);
  await window.call('mutate', { name: 'ticket.create', args: ticket });
});

afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

function openWindow(): Window {
  const opened = new Window();
  new PortServer(engine, opened, () => {});
  return opened;
}

/** What `fileBegin` answered. */
async function begin(size: number, at = window): Promise<unknown> {
  const begun = await at.call('fileBegin', { name: 'setup.exe', size, goal });
  expect(begun).toMatchObject({ ok: true });
  return (begun as { value: { handover: string } }).value.handover;
}

async function attach(): Promise<string> {
  const handover = await begin(bytes.length);
  expect(await window.call('filePart', { handover, bytes })).toEqual({ ok: true, value: {} });
  const ended = await window.call('fileEnd', { handover });
  return (ended as { value: { id: string } }).value.id;
}

function filesOnDisk(): string[] {
  return readdirSync(path.join(folder, 'accounts'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.includes('files') && statSync(path.join(folder, 'accounts', name)).isFile(),
  );
}

test('a window hands a file over, sees how it is, reads it, and undoes that it was attached', async () => {
  const id = await attach();
  window.watch(50, 'files', { ids: [id] });
  await expect
    .poll(() => window.states.get(50))
    .toMatchObject([{ id, state: 'waiting', way: 'up', kept: true }]);
  window.watch(51, 'transfers', {});
  await expect
    .poll(() => window.states.get(51))
    .toMatchObject({ sending: { files: 1, bytes: bytes.length } });
  expect(await window.call('fileRead', { id, from: 3, to: 5 })).toEqual({
    ok: true,
    value: { bytes: bytes.slice(3, 5) },
  });
  expect(await window.call('undo', {})).toMatchObject({
    ok: true,
    value: { what: { key: 'attachment.add' } },
  });
  await expect.poll(() => window.states.get(50)).toEqual([]);
});

test('SECURITY 38: the shell alone learns where a copy is, and the page hears what came of it', async () => {
  const id = await attach();
  const opened = window.call('fileOpen', { id });
  await expect.poll(() => told.find(({ kind }) => kind === 'file-ask')).toBeDefined();
  const asked = told.find((message) => message.kind === 'file-ask');
  expect(asked?.ask).toMatchObject({ what: 'open', name: 'setup.exe', kind: 'text/plain' });
  engine.asks.answered(asked?.id ?? 0, { done: false });
  expect(await opened).toEqual({ ok: true, value: { opened: false } });
});

test('a window that closes while it hands files over leaves nothing of them', async () => {
  const before = filesOnDisk();
  const other = openWindow();
  const handover = await begin(100, other);
  await other.call('filePart', { handover, bytes });
  expect(filesOnDisk()).toHaveLength(before.length + 1);
  const tooLarge = { handover, bytes: new Uint8Array(1024 * 1024 + 1) };
  expect(await other.call('filePart', tooLarge)).toMatchObject({ error: { code: 'INVALID_MESSAGE' } });
  other.close();
  await expect.poll(filesOnDisk).toEqual(before);
});

test('signing out throws no file away unasked that the server does not have, and then all of them', async () => {
  const id = await attach();
  acceptAll(id);
  const refused = await window.call('signOut', { discardWaiting: false });
  expect(refused).toMatchObject({
    error: { message: expect.stringMatching(/^Files of yours would be lost: /) },
  });
  expect(await window.call('fileRead', { id, from: 0, to: 1 })).toMatchObject({ ok: true });
  expect(await window.call('signOut', { discardWaiting: true })).toMatchObject({ ok: true });
  expect(readdirSync(path.join(folder, 'accounts'))).toEqual([]);
});

/** The server says that it took every change; it does not have the bytes. */
function acceptAll(attachmentId: string): void {
  const { statements } = engine.requireSession().account;
  const row = (table: string, id: string) => rowOf(table, id, 2, { ...readView(statements, table, id) });
  const rows = [row('ticket', ticket.id), row('attachment', attachmentId)];
  const results = readOutbox(statements).map(({ id, seq }) => ({ id, seq, ok: true as const, version: 2 }));
  applyPage(statements, agentId, pageOf('everyone', 2, rows, { scopes: ['everyone'], results }));
}
