import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../test-support/ask.ts';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { testServer } from '../test-support/test-server.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The program of docs/admin/events.md. */
function documentedBot(): string {
  const [, program = ''] =
    /```js\n([\s\S]*?)```/.exec(readFileSync(`${root}docs/admin/events.md`, 'utf8')) ?? [];
  return program;
}

/** Runs it as a process of its own, and gives what it prints. */
function runBot(url: string, token: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-', url], {
    cwd: root,
    env: { PATH: process.env.PATH, HOLDFAST_TOKEN: token },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => printed.push(String(text)));
  child.stdin.end(documentedBot());
  const prints = (text: string) => expect.poll(() => printed.join(''), { timeout: 5_000 }).toContain(text);
  return { child, printed, prints };
}

test('the bot of the documentation prints urgent tickets, and ends once its token is revoked', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const wish = { name: 'Bot', events: ['ticket:created' as const], scopes: ['desk'] };
  const { id, token } = await ask(server.url, admin.accessToken, 'tokens.make', wish);
  const { child, printed, prints } = runBot(server.url, token);
  await prints('listening');
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  await desk.change('ticket.create', newTicket({ title: 'Not so urgent' }));
  await desk.change('ticket.create', newTicket({ title: 'It burns', priority: 'urgent' }));
  await prints('#2 It burns');
  expect(printed.join('')).not.toContain('Not so urgent');
  const ended = once(child, 'exit');
  await ask(server.url, admin.accessToken, 'tokens.revoke', { id });
  await prints('This token was revoked.');
  expect((await ended)[0]).toBe(0);
});

test('the bot of the documentation comes back after a restart of the server', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const wish = { name: 'Bot', events: ['ticket:created' as const], scopes: ['desk'] };
  const { token } = await ask(server.url, admin.accessToken, 'tokens.make', wish);
  const { printed, prints } = runBot(server.url, token);
  await prints('listening');
  const { port } = new URL(server.url);
  await server.stop();
  await testServer({ HOLDFAST_DATA: server.config.dataFolder, HOLDFAST_PORT: port });
  await expect.poll(() => printed.join('').split('listening').length, { timeout: 15_000 }).toBe(3);
});
