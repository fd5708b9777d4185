import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { people } from '../support/server-process.ts';

test('others see that nobody is at a device, that it sleeps and that the app was quit; what is unread is in its title', async ({
  stage,
}) => {
  const cleo = new HeadlessClient();
  try {
    await cleo.signIn(stage.server.url, people.second);
    // Nobody ever touches the keys of this display.
    const ben = await stage.open(people.agent, { idleSeconds: 1 });
    const benId = String(cleo.rows('user').find(({ row }) => row.email === people.agent.email)?.row.id);
    const status = () => cleo.session.presence.state().people[benId]?.status;
    await expect.poll(status).toBe('idle');
    await ben.application.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await expect.poll(status).toBe('offline');
    await ben.application.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    await expect.poll(status).toBe('idle');

    const title = () =>
      ben.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    expect(await title()).toBe('Holdfast');
    const members = [cleo.session.account.userId, benId].map((userId) => ({ id: cleo.newId(), userId }));
    const threadId = directThreadId(members.map(({ userId }) => userId));
    cleo.mutate('conversation.open', { id: threadId, members });
    cleo.mutate('message.create', { id: cleo.newId(), threadId, body: 'Lunch?' });
    await expect.poll(title).toBe('(1) Holdfast');

    await ben.close();
    await expect.poll(status, { timeout: 3_000 }).toBe('offline');
  } finally {
    cleo.remove();
  }
});
