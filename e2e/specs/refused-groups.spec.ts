import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import {
  connectionPill,
  detail,
  openTicket,
  sendComment,
  signInAndStay,
  ticketRow,
  waitForRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('S5: what depended on a change that was not accepted stands with it, is tried again with it in order, and is discarded with it', async ({
  stage,
}) => {
  const ada = await stage.open(people.admin);
  await ada.page.getByRole('button', { name: 'Projects', exact: true }).click();
  await ada.page.getByRole('button', { name: 'New project' }).first().click();
  await ada.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Bridge');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click();
  const addSam = async () => {
    await ada.page.getByRole('button', { name: 'Add a member' }).click();
    await ada.page.getByRole('option', { name: 'Sam Staff' }).click();
    await expect(ada.page.getByRole('button', { name: 'Remove Sam Staff' })).toBeVisible();
    await expect(connectionPill(ada.page)).toContainText('Live');
  };
  const sam = stage.app();
  await sam.launch();
  await signInAndStay(sam.page, stage.server.url, people.staff.email, people.staff.password);
  await waitUntilLive(sam.page);
  await addSam();
  await sam.page.getByRole('button', { name: 'Projects', exact: true }).click();
  await expect(sam.page.getByRole('list', { name: 'Projects' })).toContainText('Bridge');

  await stage.server.stop();
  await expect(connectionPill(sam.page)).not.toContainText('Live');
  await sam.page.getByRole('button', { name: 'Tickets' }).click();
  await sam.page.getByRole('button', { name: 'New ticket' }).first().click();
  const dialog = sam.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Crack in the pier');
  await dialog.getByRole('button', { name: /^Project/ }).click();
  await sam.page.getByRole('option', { name: 'Bridge' }).click();
  await dialog.getByRole('button', { name: 'Create ticket' }).click();
  await openTicket(sam.page, 'Crack in the pier');
  await sendComment(sam.page, 'It grows by the week');
  await expect(connectionPill(sam.page)).toContainText('2 changes waiting');
  await sam.close();
  await stage.server.start();
  await waitUntilLive(ada.page);
  await ada.page.getByRole('button', { name: 'Remove Sam Staff' }).click();
  await expect(ada.page.getByRole('button', { name: 'Remove Sam Staff' })).toHaveCount(0);
  await expect(connectionPill(ada.page)).toHaveText('Live');

  await sam.launch();
  await expect(connectionPill(sam.page)).toContainText('2 changes not accepted', { timeout: 60_000 });
  await connectionPill(sam.page).click();
  const refused = sam.page.getByRole('region', { name: 'Not accepted' });
  await expect(refused.getByRole('button', { name: 'Try again' })).toHaveCount(1);
  await refused.getByText('and 1 that depended on it').click();
  await expect(refused.getByText(/It grows by the week/)).toBeVisible();

  // Nothing has changed: both are refused again, and still are one group.
  await refused.getByRole('button', { name: 'Try again' }).click();
  await expect(connectionPill(sam.page)).toContainText('2 changes not accepted');
  await expect(refused.getByRole('button', { name: 'Try again' })).toHaveCount(1);

  await sam.page.keyboard.press('Escape');
  await addSam();
  await sam.page.getByRole('button', { name: 'Projects', exact: true }).click();
  await expect(sam.page.getByRole('list', { name: 'Projects' })).toContainText('Bridge');
  await connectionPill(sam.page).click();
  await refused.getByRole('button', { name: 'Try again' }).click();
  await expect(connectionPill(sam.page)).toHaveText('Live');
  await sam.page.keyboard.press('Escape');
  await sam.page.getByRole('button', { name: 'Tickets' }).click();
  await openTicket(sam.page, 'Crack in the pier');
  await expect(detail(sam.page).getByText('It grows by the week')).toBeVisible();
  await ada.page.getByRole('tab', { name: 'Tickets' }).click();
  await waitForRow(ada.page, 'Crack in the pier');
  await expect(ticketRow(ada.page, 'Crack in the pier')).toHaveCount(1);
});
