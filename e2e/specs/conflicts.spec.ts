import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import {
  chooseField,
  connectionPill,
  createTicket,
  openTicket,
  ticketRow,
  waitForRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('S28: of the same field changed by two people offline the later arrival stands, and the other is told and may put theirs back', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const cleo = await stage.open(people.second);
  await createTicket(ben.page, 'Shared');
  await waitForRow(cleo.page, 'Shared');
  await openTicket(ben.page, 'Shared');
  await openTicket(cleo.page, 'Shared');
  await stage.server.stop();
  await expect(connectionPill(ben.page)).not.toContainText('Live');
  await chooseField(ben.page, 'Status', 'Waiting');
  await chooseField(cleo.page, 'Status', 'Resolved');
  await cleo.close();
  await stage.server.start();
  await waitUntilLive(ben.page);
  await expect(connectionPill(ben.page)).not.toContainText('waiting');
  await cleo.launch({ server: stage.server.url, person: people.second });
  await waitUntilLive(cleo.page);

  const card = ben.page.getByText(/Your .*change to Status was replaced/);
  await expect(card).toBeVisible();
  await expect(card).toContainText('Waiting');
  await expect(card).toContainText('Resolved');
  // It is to be found from one's own work as well.
  await ben.page.getByRole('button', { name: 'Close the detail' }).click();
  await ben.page.getByRole('button', { name: /^My work/ }).click();
  await ben.page.getByRole('button', { name: 'Show' }).click();
  await expect(card).toBeVisible();
  await ben.page.getByRole('button', { name: 'Put mine back' }).click();
  await expect(card).toHaveCount(0);
  await expect(ben.page.getByRole('button', { name: 'My work', exact: true })).toBeVisible();
  await expect(ticketRow(cleo.page, 'Shared').getByRole('img', { name: 'Waiting' })).toBeVisible();
});

test('S5, S22: a change that the server refuses leaves the list and is kept with its reason, to copy or discard', async ({
  stage,
}) => {
  const sam = await stage.open(people.staff);
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'Assigned to Sam for now');
  await openTicket(ben.page, 'Assigned to Sam for now');
  await chooseField(ben.page, 'Assignee', 'Sam Staff');
  await waitForRow(sam.page, 'Assigned to Sam for now');
  await openTicket(sam.page, 'Assigned to Sam for now');
  await stage.server.stop();
  await expect(connectionPill(sam.page)).not.toContainText('Live');
  await chooseField(sam.page, 'Status', 'Closed');
  await chooseField(ben.page, 'Assignee', /Nobody/);
  await sam.close();
  await stage.server.start();
  await waitUntilLive(ben.page);
  await expect(connectionPill(ben.page)).not.toContainText('waiting');
  await sam.launch({ server: stage.server.url, person: people.staff });
  await expect(connectionPill(sam.page)).toContainText('1 change not accepted', { timeout: 60_000 });
  await expect(ticketRow(sam.page, 'Assigned to Sam for now')).toHaveCount(0);
  await connectionPill(sam.page).click();
  await expect(sam.page.getByText(/not there, or you may not see it|desk/)).toBeVisible();
  await sam.page.getByRole('button', { name: 'Discard' }).click();
  await expect(sam.page.getByText(/Discard this change\?/)).toBeVisible();
  await sam.page.getByRole('button', { name: 'Discard for good' }).click();
  await expect(connectionPill(sam.page)).toContainText('Live');
});
