import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeEnvironment } from '../../apps/desktop/src/engine/host/node-environment.ts';
import { openAccount } from '../../apps/desktop/src/engine/session/account.ts';
import { signInWithPassword } from '../../apps/desktop/src/engine/session/sign-in-requests.ts';
import { readOutbox } from '../../apps/desktop/src/engine/store/outbox.ts';
import { readRefused } from '../../apps/desktop/src/engine/store/refused.ts';
import * as previous from '../previous/engine-protocol-1.mjs';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const environment = createNodeEnvironment(() => {});
const previousEnvironment = { ...environment, transport: previous.socketTransport };
let server: ServerProcess;
let line: LineProxy;
let clients: HeadlessClient[];

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.agent, people.staff);
  await server.start();
  line = new LineProxy(server.url);
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.remove();
  await line.stop();
  await server.remove();
});

function newClient(): HeadlessClient {
  const client = new HeadlessClient();
  clients.push(client);
  return client;
}

/** The engine of the previous version on a folder, signed in over the line. */
async function openPrevious(folder: string, url: string): Promise<previous.LiveSession> {
  const { email, password } = people.staff;
  const signedIn = await signInWithPassword(environment.postJson, url, { email, password, device: 'old' });
  const pointer = { server: url, userId: signedIn.user.id, name: signedIn.user.name };
  const tokens = new previous.TokenSource(environment.postJson, url, signedIn.refreshToken, () => {});
  tokens.accept(signedIn);
  const events = {
    announce() {},
    connectionChanged() {},
    changesChanged() {},
    sessionChanged() {},
    signInNeeded() {},
  };
  const account = previous.openAccount(previousEnvironment, folder, pointer);
  const session = new previous.LiveSession(account, tokens, previousEnvironment, events);
  session.sync.start();
  await waitFor('the first sync of the previous version', () => session.isSynced());
  return session;
}

function ticket(id: string, title: string) {
  return {
    id,
    title,
    description: '',
    priority: 'normal',
    assigneeId: null,
    projectId: null,
    divisionId: null,
    due: null,
  };
}

test('S24: a file of the previous version, with rows, waiting and refused changes, goes on in this one and loses nothing', async () => {
  const url = await line.start();
  const ben = newClient();
  await ben.signIn(server.url, people.agent);
  const sam = newClient();
  const old = await openPrevious(sam.folder, url);
  const samId = old.account.userId;
  const shared = ben.createTicket('Shared with Sam', { assigneeId: samId });
  await waitFor('the ticket', () => old.account.statements.get('SELECT 1 FROM ticket WHERE id = ?', shared));
  line.cutLine();
  await waitFor('the cut line', () => old.connection().state !== 'live');
  // Sam loses the right to close it meanwhile, but goes on seeing it.
  ben.mutate('ticket.watch', { id: shared, userId: samId });
  ben.mutate('ticket.update', { id: shared, changes: { assigneeId: { was: samId, now: null } } });
  await ben.waitUntilSent();
  old.mutate('ticket.update', { id: shared, changes: { status: { was: 'open', now: 'closed' } } });
  line.heal();
  old.sync.tryNow();
  await waitFor('the refusal', () => old.connection().refused === 1);
  line.cutLine();
  await waitFor('the cut line', () => old.connection().state !== 'live');
  const own = sam.newId();
  const written = [
    old.mutate('ticket.create', ticket(own, 'Written before the update')).id,
    old.mutate('message.create', { id: sam.newId(), threadId: own, body: 'first' }).id,
    old.mutate('message.create', { id: sam.newId(), threadId: own, body: 'second' }).id,
  ];
  const rows = old.account.statements.all('SELECT id, row_version, data FROM ticket_base ORDER BY id');
  const refused = old.changes().refused.map((change) => change.id);
  old.stop();

  const migrated = openAccount(environment, sam.folder, old.account);
  expect(readOutbox(migrated.statements).map((change) => change.id)).toEqual(written);
  expect(migrated.statements.all('SELECT id, row_version, data FROM ticket_base ORDER BY id')).toEqual(rows);
  expect(readRefused(migrated.statements).map((change) => change.id)).toEqual(refused);
  expect(migrated.statements.get('SELECT title FROM ticket WHERE id = ?', own)).toEqual({
    title: 'Written before the update',
  });
  migrated.close();

  line.heal();
  await sam.signIn(url, people.staff);
  await sam.waitUntilLive();
  await sam.waitUntilSent();
  await waitFor(
    'the ticket at the other person',
    () => ben.row('ticket', own)?.title === 'Written before the update',
  );
  await waitFor('both comments', () => ben.rows('message').length === 2);
  expect(sam.session.connection().refused).toBe(1);
  expect(readdirSync(sam.session.account.folder).filter((name) => name.includes('.before-'))).toEqual([]);
});
