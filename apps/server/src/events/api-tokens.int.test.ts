import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataFile } from '../store/sqlite/data-file.ts';
import { ask } from '../test-support/ask.ts';
import { Bot } from '../test-support/bot.ts';
import { newId, testServer } from '../test-support/test-server.ts';

const wish = { name: 'Wall display', events: ['ticket:created' as const], scopes: ['desk'] };

async function serverWithAdmin() {
  const server = await testServer();
  const admin = await server.person('admin');
  const asAdmin = { url: server.url, token: admin.accessToken };
  return { server, admin, asAdmin, list: () => ask(asAdmin.url, asAdmin.token, 'tokens.list', {}) };
}

test('a token is shown once: lists have none, and the files of the server neither', async () => {
  const { server, admin, asAdmin, list } = await serverWithAdmin();
  const made = await ask(asAdmin.url, asAdmin.token, 'tokens.make', wish);
  const [listed] = (await list()).tokens;
  expect(listed).toEqual({
    ...wish,
    id: made.id,
    createdBy: admin.user.id,
    createdAt: expect.any(String),
    lastUsedAt: null,
    revokedAt: null,
  });
  const [, secret = ''] = made.token.split('.');
  expect(secret.length).toBeGreaterThan(40);
  expect(JSON.stringify(await list())).not.toContain(secret);
  for (const file of [dataFile(server.config.dataFolder), `${dataFile(server.config.dataFolder)}-wal`]) {
    expect(readFileSync(file).includes(secret), file).toBe(false);
  }
});

test('the use of a token shows, and so does its end', async () => {
  const { asAdmin, list } = await serverWithAdmin();
  const { id, token } = await ask(asAdmin.url, asAdmin.token, 'tokens.make', wish);
  await new Bot(asAdmin.url, { token }).connected();
  await expect.poll(async () => (await list()).tokens[0]?.lastUsedAt).not.toBeNull();
  await ask(asAdmin.url, asAdmin.token, 'tokens.revoke', { id });
  const [revoked] = (await list()).tokens;
  expect(revoked?.revokedAt).not.toBeNull();
  await ask(asAdmin.url, asAdmin.token, 'tokens.revoke', { id });
  expect((await list()).tokens).toEqual([revoked]);
});

test('who made and who revoked a token is in the audit log, without the token', async () => {
  const { admin, asAdmin } = await serverWithAdmin();
  const { id, token } = await ask(asAdmin.url, asAdmin.token, 'tokens.make', wish);
  await ask(asAdmin.url, asAdmin.token, 'tokens.revoke', { id });
  const { entries } = await ask(asAdmin.url, asAdmin.token, 'audit.list', { limit: 100 });
  const kept = entries.filter((entry) => entry.subject === `token:${id}`);
  expect(kept.map((entry) => entry.kind)).toEqual(['token-revoked', 'token-made']);
  expect(kept.every((entry) => entry.actorId === admin.user.id && entry.address !== null)).toBe(true);
  expect(kept.at(-1)?.details).toMatchObject(wish);
  expect(JSON.stringify(entries)).not.toContain(token.split('.')[1]);
});

test('a token is only of scopes that there are', async () => {
  const { admin, asAdmin, list } = await serverWithAdmin();
  const make = (scope: string) =>
    ask(asAdmin.url, asAdmin.token, 'tokens.make', { ...wish, scopes: ['desk', scope] });
  for (const scope of ['', 'nobody', 'desk:1', 'ticket:1', 'project:', `project:${newId()}:x`]) {
    await expect(make(scope), scope).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  }
  await expect(make(`project:${newId()}`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await list()).tokens).toEqual([]);
  await make(`user:${admin.user.id}`);
});

test('a token that there is not cannot be revoked', async () => {
  const { asAdmin } = await serverWithAdmin();
  const revoking = ask(asAdmin.url, asAdmin.token, 'tokens.revoke', { id: newId() });
  await expect(revoking).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
