import { expect, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import {
  chooseField,
  connectionPill,
  createTicket,
  detail,
  openTicket,
  pressOutsideText,
  sendComment,
  ticketRow,
  waitForRow,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

function statusInList(page: Page, title: string, status: string) {
  return ticketRow(page, title).getByRole('img', { name: status, exact: true });
}

test('S30: Ctrl+Z undoes the last change also after everybody has it, says so, and can be taken back', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const cleo = await stage.open(people.second);
  await createTicket(ben.page, 'Undo me');
  await openTicket(ben.page, 'Undo me');
  await chooseField(ben.page, 'Status', 'Waiting');
  await waitForRow(cleo.page, 'Undo me');
  await expect(statusInList(cleo.page, 'Undo me', 'Waiting')).toBeVisible();

  await pressOutsideText(ben.page, 'ControlOrMeta+z');
  await expect(ben.page.getByText(/^Undone: .*Status/)).toBeVisible();
  await expect(statusInList(ben.page, 'Undo me', 'Open')).toBeVisible();
  await expect(statusInList(cleo.page, 'Undo me', 'Open')).toBeVisible();

  await ben.page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Redo' }).click();
  await expect(ben.page.getByText(/^Done again: .*Status/)).toBeVisible();
  await expect(statusInList(cleo.page, 'Undo me', 'Waiting')).toBeVisible();

  await pressOutsideText(ben.page, 'ControlOrMeta+z');
  await expect(statusInList(cleo.page, 'Undo me', 'Open')).toBeVisible();
  await pressOutsideText(ben.page, 'ControlOrMeta+Shift+z');
  await expect(statusInList(cleo.page, 'Undo me', 'Waiting')).toBeVisible();
  await ben.application.evaluate(({ BrowserWindow, Menu }) => {
    const edit = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'Edit');
    edit?.submenu?.items[0]?.click(undefined, BrowserWindow.getAllWindows()[0]);
  });
  await expect(statusInList(cleo.page, 'Undo me', 'Open')).toBeVisible();
});

test('S30: a change that still waits is undone as well, and the palette says what it would undo', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'Down the mine');
  await openTicket(ben.page, 'Down the mine');
  await expect(connectionPill(ben.page)).toContainText('Live');
  await stage.server.stop();
  await expect(connectionPill(ben.page)).not.toContainText('Live');
  await chooseField(ben.page, 'Priority', 'Urgent');
  await pressOutsideText(ben.page, 'ControlOrMeta+k');
  await ben.page.getByRole('textbox', { name: 'Type a command, or words of a ticket' }).fill('undo');
  const command = ben.page.getByRole('button', { name: /^Undo/ });
  await expect(command).toContainText('Priority');
  await command.click();
  await expect(ticketRow(ben.page, 'Down the mine').getByRole('img', { name: 'Normal' })).toBeVisible();
  await stage.server.start();
  await expect(connectionPill(ben.page)).toHaveText(/Live/, { timeout: 60_000 });
  await expect(ticketRow(ben.page, 'Down the mine').getByRole('img', { name: 'Normal' })).toBeVisible();
});

test('S30: in a text field the keys undo what was typed there and nothing else', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'Leave my status');
  await openTicket(ben.page, 'Leave my status');
  await chooseField(ben.page, 'Status', 'Waiting');
  const comment = ben.page.getByRole('textbox', { name: 'Comment' });
  await comment.pressSequentially('typed');
  await comment.press('ControlOrMeta+z');
  await expect(comment).not.toHaveValue('typed');
  await expect(statusInList(ben.page, 'Leave my status', 'Waiting')).toBeVisible();
  await expect(ben.page.getByText(/^Undone/)).toHaveCount(0);
});

test('S30: a field that somebody changed since is left, and its author is told in place and may put theirs back', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const cleo = await stage.open(people.second);
  await createTicket(ben.page, 'Changed since');
  await openTicket(ben.page, 'Changed since');
  await chooseField(ben.page, 'Status', 'Waiting');
  await waitForRow(cleo.page, 'Changed since');
  await openTicket(cleo.page, 'Changed since');
  await chooseField(cleo.page, 'Status', 'Resolved');
  await expect(statusInList(ben.page, 'Changed since', 'Resolved')).toBeVisible();

  await pressOutsideText(ben.page, 'ControlOrMeta+z');
  const card = detail(ben.page).getByRole('region', { name: 'Your undo left Status as it is' });
  await expect(card).toContainText('Cleo Agent changed it to Resolved');
  await expect(statusInList(ben.page, 'Changed since', 'Resolved')).toBeVisible();
  await card.getByRole('button', { name: 'Put Open back' }).click();
  await expect(card).toHaveCount(0);
  await expect(statusInList(cleo.page, 'Changed since', 'Open')).toBeVisible();
});

test('S30: a new ticket that others have commented on is not undone, and the reason is told', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const cleo = await stage.open(people.second);
  await createTicket(ben.page, 'Mine alone');
  await createTicket(ben.page, 'Talked about');
  await waitForRow(cleo.page, 'Talked about');
  await openTicket(cleo.page, 'Talked about');
  await sendComment(cleo.page, 'I have an idea');
  await openTicket(ben.page, 'Talked about');
  await expect(detail(ben.page).getByText('I have an idea')).toBeVisible();
  await pressOutsideText(ben.page, 'ControlOrMeta+z');
  await expect(ben.page.getByText(/^Not undone\./)).toBeVisible();
  await expect(ticketRow(ben.page, 'Talked about')).toBeVisible();
});
