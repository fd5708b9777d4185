import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { drop } from '../support/given-files.ts';
import {
  connectionPill,
  createTicket,
  detail,
  openTicket,
  signInAndStay,
  ticketRow,
  waitForRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const TICKET = 'The roof leaks';
const NAME = 'where it leaks.txt';
const CONTENT = 'Under the third window from the left.';

/** The file in the open ticket. */
function fileItem(page: Page): Locator {
  return detail(page).getByRole('listitem').filter({ hasText: NAME });
}

test('promise 1: a file dropped offline is shown at once, survives a SIGKILL, is sent when the network is back, and opens in the other window', async ({
  stage,
}) => {
  const writer = stage.app();
  await writer.launch();
  await signInAndStay(writer.page, stage.server.url, people.agent.email, people.agent.password);
  await waitUntilLive(writer.page);
  await createTicket(writer.page, TICKET);
  await openTicket(writer.page, TICKET);

  await stage.server.kill();
  await expect(connectionPill(writer.page)).not.toContainText('Live');
  await drop(detail(writer.page).getByRole('region', { name: 'Files' }), [{ name: NAME, text: CONTENT }]);
  await expect(fileItem(writer.page)).toContainText('Waiting for the network');
  await writer.kill();

  await writer.launch();
  await ticketRow(writer.page, TICKET).first().click();
  await expect(fileItem(writer.page)).toContainText('Waiting for the network');

  await stage.server.start();
  await expect(connectionPill(writer.page)).toHaveText(/Live/, { timeout: 60_000 });
  await expect(fileItem(writer.page)).not.toContainText(/Waiting|Sending/, { timeout: 60_000 });

  const reader = await stage.open(people.second);
  await waitForRow(reader.page, TICKET);
  await openTicket(reader.page, TICKET);
  await expect(fileItem(reader.page)).toContainText('On the server, not on this device');
  await fileItem(reader.page).getByRole('button').first().click();
  await expect(reader.page.getByText(CONTENT)).toBeVisible();
});
