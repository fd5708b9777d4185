import { expect, test } from 'vitest';
import { readyClient } from '../test-support/raw-client.ts';
import { emailOf, newId, signIn, testServer } from '../test-support/test-server.ts';

test('of all devices of a person one is given a notification to show, and nobody else hears of it', async () => {
  const server = await testServer({ HOLDFAST_EVENTS_PER_MINUTE: '5' });
  const ada = await server.person('agent', 'Ada');
  const eve = await server.person('staff', 'Eve');
  const again = await signIn(server.url, emailOf('Ada'));
  const [laptop, desktop, others] = await Promise.all(
    [ada, again, eve].map(({ accessToken }) => readyClient({ url: server.url, token: accessToken })),
  );
  const claims = [{ id: newId(), count: 1 }];
  expect(await laptop?.send('notice:claim', { claims })).toEqual({ ok: true, mine: claims });
  expect(await desktop?.send('notice:claim', { claims })).toEqual({ ok: true, mine: [] });
  expect(await others?.send('notice:claim', { claims })).toEqual({ ok: true, mine: claims });
  expect(others?.events).toEqual([]);
  for (let count = 0; count < 4; count += 1) await desktop?.send('notice:claim', { claims });
  const refused = await desktop?.send('notice:claim', { claims });
  expect(refused).toMatchObject({ ok: false, error: { code: 'RATE_LIMIT_EXCEEDED' } });
});
