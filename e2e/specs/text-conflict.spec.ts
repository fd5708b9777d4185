import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import {
  connectionPill,
  createTicket,
  detail,
  openTicket,
  signInAndStay,
  waitForRow,
  waitUntilLive,
  writeDescription,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('S29: a text that cannot be merged keeps the other one’s, and its author chooses from mine, theirs and merged, in place', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const cleo = stage.app();
  await cleo.launch();
  await signInAndStay(cleo.page, stage.server.url, people.second.email, people.second.password);
  await waitUntilLive(cleo.page);
  await createTicket(ben.page, 'Two authors');
  await openTicket(ben.page, 'Two authors');
  await writeDescription(ben.page, 'Call the owner today.');
  await waitForRow(cleo.page, 'Two authors');
  await openTicket(cleo.page, 'Two authors');
  await expect(detail(cleo.page).getByText('Call the owner today.')).toBeVisible();

  await stage.server.stop();
  await expect(connectionPill(cleo.page)).not.toContainText('Live');
  await writeDescription(ben.page, 'Call the landlord today.');
  await writeDescription(cleo.page, 'Call the tenant today.');
  await cleo.close();
  await stage.server.start();
  await waitUntilLive(ben.page);
  await expect(connectionPill(ben.page)).not.toContainText('waiting');

  await cleo.launch();
  await expect(connectionPill(cleo.page)).toContainText('1 change not accepted', { timeout: 60_000 });
  await openTicket(cleo.page, 'Two authors');
  const card = detail(cleo.page).getByRole('region', { name: 'Your Description was not saved' });
  await expect(card.getByRole('region', { name: 'Mine' })).toContainText('tenant');
  await expect(card.getByRole('region', { name: 'Mine' }).locator('mark')).toContainText('tenant');

  // With the keyboard alone: along the tabs, to the text, to the buttons.
  await card.getByRole('tab', { name: 'Mine' }).focus();
  await cleo.page.keyboard.press('ArrowRight');
  await expect(card.getByRole('region', { name: 'Theirs' })).toContainText('landlord');
  await cleo.page.keyboard.press('ArrowRight');
  const merged = card.getByRole('region', { name: 'Merged' });
  await expect(merged).toContainText('tenant');
  await expect(merged).toContainText('landlord');
  await card.getByRole('button', { name: 'Edit first' }).click();
  await card.getByRole('textbox', { name: 'Merged text' }).fill('Call the tenant and the landlord today.');

  // Closing it, or the app, loses nothing.
  await card.getByRole('button', { name: 'Later' }).click();
  await expect(card.getByRole('textbox')).toHaveCount(0);
  await card.getByRole('button', { name: 'Compare and choose' }).click();
  const edited = card.getByRole('textbox', { name: 'Merged text' });
  await expect(edited).toHaveValue('Call the tenant and the landlord today.');

  await card.getByRole('button', { name: 'Use this' }).click();
  await expect(card).toHaveCount(0);
  await expect(connectionPill(cleo.page)).toContainText('Live');
  await expect(detail(ben.page).getByText('Call the tenant and the landlord today.')).toBeVisible();
});

test('S29: the same choice stands in the list of what was not accepted', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  const cleo = await stage.open(people.second);
  await createTicket(ben.page, 'From the list');
  await openTicket(ben.page, 'From the list');
  await writeDescription(ben.page, 'One.');
  await waitForRow(cleo.page, 'From the list');
  await openTicket(cleo.page, 'From the list');
  await expect(detail(cleo.page).getByText('One.')).toBeVisible();
  await stage.server.stop();
  await expect(connectionPill(cleo.page)).not.toContainText('Live');
  await writeDescription(ben.page, 'Two.');
  await writeDescription(cleo.page, 'Three.');
  await ben.close();
  await stage.server.start();
  await waitUntilLive(cleo.page);
  await expect(connectionPill(cleo.page)).not.toContainText('waiting');
  await ben.launch({ server: stage.server.url, person: people.agent });
  await expect(connectionPill(ben.page)).toContainText('1 change not accepted', { timeout: 60_000 });
  await connectionPill(ben.page).click();
  const sheet = ben.page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Compare and choose' }).click();
  await sheet.getByRole('tab', { name: 'Theirs' }).click();
  await expect(sheet.getByRole('region', { name: 'Theirs' })).toContainText('Three');
  await sheet.getByRole('tab', { name: 'Mine' }).click();
  await sheet.getByRole('button', { name: 'Use this' }).click();
  await expect(sheet.getByRole('region', { name: 'Not accepted' })).toHaveCount(0);
  await expect(detail(cleo.page).getByText('Two.')).toBeVisible();
});
