import { expect } from '@playwright/test';
import { App } from '../support/app.ts';
import { test } from '../support/fixtures.ts';
import { createTicket, ticketRow, waitUntilLive } from '../support/screens.ts';
import { people, ServerProcess } from '../support/server-process.ts';

const TOKEN_SECONDS = 3;

test('a window stays live through the lives of several tokens', async () => {
  const server = new ServerProcess({
    HOLDFAST_ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS),
    HOLDFAST_EXPIRY_NOTICE_SECONDS: '2',
  });
  const ben = new App();
  try {
    await server.addPeople(people.agent);
    await server.start();
    await ben.launch({ server: server.url, person: people.agent });
    await waitUntilLive(ben.page);
    const states = await ben.page.evaluate(
      (lastMs) =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          window.holdfast.watch('connection', {}, ({ state }) => seen.push(state));
          setTimeout(() => resolve(seen), lastMs);
        }),
      3 * TOKEN_SECONDS * 1_000,
    );
    expect(new Set(states)).toEqual(new Set(['live']));
    await createTicket(ben.page, 'After three tokens');
    await expect(ticketRow(ben.page, 'After three tokens')).toContainText('1');
  } finally {
    await ben.remove();
    await server.remove();
  }
});
