import { expect, test } from 'vitest';
import type { FromEngine, KeptSession } from '../api/host-messages.ts';
import { SessionKeeper } from './session-keeper.ts';

const pointer = { server: 'http://server.test', userId: 'ben', name: 'Ben' };

function setUp() {
  const told: FromEngine[] = [];
  const user = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'agent' };
  const environment = {
    randomBytes: (count: number) => new Uint8Array(count).fill(255),
    postJson: async () => ({
      status: 200,
      body: { accessToken: 'access', refreshToken: 'refresh 1', user },
    }),
  };
  return { told, keeper: new SessionKeeper(environment, (message) => told.push(message)) };
}

test('a session that an earlier version kept gets its attempt, and is kept with it, before it is used', async () => {
  const { told, keeper } = setUp();
  const older: KeptSession = { ...pointer, refreshToken: 'refresh 0', unprotected: true };
  const tokens = keeper.tokensFor(pointer, true, older);
  const attempt = expect.stringMatching(/^[\w-]{32}$/);
  expect(told).toEqual([{ kind: 'keep', session: { ...older, attempt } }]);
  await tokens.current();
  expect(told[1]).toEqual({ kind: 'keep', session: { ...older, refreshToken: 'refresh 1', attempt } });
});

test('a session that has its attempt is used as it is', () => {
  const { told, keeper } = setUp();
  keeper.tokensFor(pointer, false, { ...pointer, refreshToken: 'r', attempt: 'a', unprotected: false });
  expect(told).toEqual([]);
});
