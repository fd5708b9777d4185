import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import {
  connectionPill,
  createTicket,
  openTicket,
  sendComment,
  signInAndStay,
  ticketRow,
  waitForRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('what was written offline survives a SIGKILL right after the screen showed it, and reaches the other person once', async ({
  stage,
}) => {
  const reader = await stage.open(people.second);
  const writer = stage.app();
  await writer.launch();
  await signInAndStay(writer.page, stage.server.url, people.agent.email, people.agent.password);
  await waitUntilLive(writer.page);

  await stage.server.kill();
  await expect(connectionPill(writer.page)).not.toContainText('Live');
  await createTicket(writer.page, 'Written in the basement');
  await openTicket(writer.page, 'Written in the basement');
  await sendComment(writer.page, 'No network down here');
  await expect(writer.page.getByText('No network down here')).toBeVisible();
  await writer.kill();

  await writer.launch();
  await expect(ticketRow(writer.page, 'Written in the basement')).toBeVisible();
  await openTicket(writer.page, 'Written in the basement');
  await expect(writer.page.getByText('No network down here')).toBeVisible();
  await expect(connectionPill(writer.page)).toContainText('waiting');

  await stage.server.start();
  await expect(connectionPill(writer.page)).toHaveText(/Live/, { timeout: 60_000 });
  await waitForRow(reader.page, 'Written in the basement');
  await expect(ticketRow(reader.page, 'Written in the basement')).toHaveCount(1);
  await expect(ticketRow(reader.page, 'Written in the basement')).toContainText('1');
  await openTicket(reader.page, 'Written in the basement');
  await expect(reader.page.getByText('No network down here')).toHaveCount(1);
});
