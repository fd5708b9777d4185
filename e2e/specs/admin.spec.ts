import { expect } from '@playwright/test';
import { addColleagues, listRow, openAdmin, openRow, tableLine } from '../support/admin-screens.ts';
import { test } from '../support/fixtures.ts';
import { connectionPill, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const codePattern = /^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/;

test('only admins have the administration, and lose it together with their role', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  const places = ben.page.getByRole('navigation', { name: 'Places' });
  await expect(places.getByRole('button', { name: 'Tickets' })).toBeVisible();
  await expect(places.getByRole('button', { name: 'Administration' })).toHaveCount(0);

  const ada = await stage.open(people.admin);
  await openAdmin(ada.page, 'People');
  const person = await openRow(ada.page, people.agent.name);
  await person.getByRole('button', { name: /^Role/ }).click();
  await ada.page.getByRole('option', { name: 'Admin', exact: true }).click();
  await expect(places.getByRole('button', { name: 'Administration' })).toBeVisible();

  await openAdmin(ben.page, 'Server');
  await person.getByRole('button', { name: /^Role/ }).click();
  await ada.page.getByRole('option', { name: 'Agent', exact: true }).click();
  await expect(ben.page.getByRole('heading', { name: 'This is for admins' })).toBeVisible();
  await expect(places.getByRole('button', { name: 'Administration' })).toHaveCount(0);
});

test('roles change without a network, wait, and can be undone', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'People');
  await page.getByRole('searchbox', { name: 'Search people' }).fill('sam');
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(1);
  await stage.server.stop();
  await expect(connectionPill(page)).toContainText('Offline');

  const sam = await openRow(page, people.staff.name);
  await sam.getByRole('button', { name: /^Role/ }).click();
  await page.getByRole('option', { name: 'Manager', exact: true }).click();
  await expect(listRow(page, people.staff.name)).toContainText('Manager');
  await expect(
    listRow(page, people.staff.name).getByRole('img', { name: /waiting for the network/ }),
  ).toBeVisible();
  await expect(sam.getByRole('region', { name: 'Devices' })).toContainText('This needs the network.');
  await expect(sam.getByRole('button', { name: 'New password code' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Z');
  await expect(listRow(page, people.staff.name)).toContainText('Staff');
  await stage.server.start();
  await waitUntilLive(page);
  await expect(listRow(page, people.staff.name).getByRole('img', { name: /waiting/ })).toHaveCount(0);
});

test('the only admin can neither step down nor be disabled', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'People');
  const ada = await openRow(page, people.admin.name);
  await ada.getByRole('button', { name: 'Disable the account…' }).click();
  await ada.getByRole('button', { name: 'Disable the account', exact: true }).click();
  await expect(ada.getByRole('alert')).toContainText('is the only admin');
  await expect(ada.getByText('May sign in on any device.')).toBeVisible();
});

test('a disabled person is out at once, and back when enabled', async ({ stage }) => {
  const sam = await stage.open(people.staff);
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'People');
  const person = await openRow(page, people.staff.name);
  await person.getByRole('button', { name: 'Disable the account…' }).click();
  await person.getByRole('button', { name: 'Disable the account', exact: true }).click();
  await expect(sam.page.getByRole('heading', { name: 'Your account was disabled' })).toBeVisible();
  await expect(listRow(page, people.staff.name)).toContainText('Disabled');
  await person.getByRole('button', { name: 'Enable the account' }).click();
  await expect(listRow(page, people.staff.name)).not.toContainText('Disabled');
});

test('divisions are made and renamed, and get members and managers', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'Divisions');
  await expect(page.getByRole('heading', { name: 'Divisions belong here' })).toBeVisible();
  await page.getByRole('button', { name: 'New division' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('North wing');
  await page.getByRole('dialog').getByRole('button', { name: 'Create division' }).click();

  const division = page.getByRole('article', { name: 'North wing' });
  const managers = division.getByRole('region', { name: 'Managers' });
  const members = division.getByRole('region', { name: 'Members' });
  await members.getByRole('button', { name: 'Add a member' }).click();
  await page.getByRole('option', { name: people.agent.name }).click();
  await expect(members).toContainText(people.agent.name);
  await managers.getByRole('button', { name: 'Add a manager' }).click();
  await page.getByRole('option', { name: people.agent.name }).click();
  await expect(managers).toContainText(people.agent.name);
  await expect(members).not.toContainText(people.agent.name);
  await expect(listRow(page, 'North wing')).toContainText('1 person');

  await division.getByRole('textbox', { name: 'Name' }).fill('South wing');
  await page.keyboard.press('Enter');
  await expect(listRow(page, 'South wing')).toBeVisible();
  await managersOf(page, 'South wing')
    .getByRole('button', { name: `Remove ${people.agent.name}` })
    .click();
  await expect(listRow(page, 'South wing')).toContainText('0 people');
});

function managersOf(page: import('@playwright/test').Page, division: string) {
  return page.getByRole('article', { name: division }).getByRole('region', { name: 'Managers' });
}

test('a code for a new password is shown once, and devices are signed out one by one', async ({ stage }) => {
  const sam = await stage.open(people.staff);
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'People');
  const person = await openRow(page, people.staff.name);
  await person.getByRole('button', { name: 'New password code' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status', { name: 'Code' })).toHaveText(codePattern);
  await expect(dialog).toContainText('shown only this once');
  await dialog.getByRole('button', { name: 'Copy the code' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const devices = person.getByRole('region', { name: 'Devices' });
  await devices.getByRole('button', { name: /^Sign out/ }).click();
  await expect(devices).toContainText('Signed in nowhere.');
  await expect(connectionPill(sam.page)).toContainText('Sign in again');
});

test('a lost device is signed out, and its data removed', async ({ stage }) => {
  const sam = await stage.open(people.staff);
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'People');
  const person = await openRow(page, people.staff.name);
  const devices = person.getByRole('region', { name: 'Devices' });
  await devices.getByRole('button', { name: /^Remove its data/ }).click();
  await devices.getByRole('button', { name: 'Sign out and remove its data' }).click();
  await expect(devices).toContainText('Signed in nowhere.');
  await expect(sam.page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await openAdmin(page, 'Divisions');
  await openAdmin(page, 'People');
  await openRow(page, people.staff.name);
  await devices.getByText('1 device was signed out').click();
  await expect(devices).toContainText('Its data was removed');
});

test('somebody is invited, and the invitation withdrawn', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'Invitations');
  await expect(page.getByRole('heading', { name: 'Invitations belong here' })).toBeVisible();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nora New');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(people.agent.email);
  await dialog.getByRole('button', { name: 'Make the code' }).click();
  await expect(dialog.getByRole('alert')).toContainText('already exists');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('nora@example.org');
  await dialog.getByRole('button', { name: 'Make the code' }).click();
  await expect(dialog.getByRole('status', { name: 'Code' })).toHaveText(codePattern);
  await dialog.getByRole('button', { name: 'Done' }).click();

  const line = tableLine(page, 'Invitations', 'nora@example.org');
  await expect(line).toContainText('Open');
  await line.getByRole('button', { name: 'Withdraw: Nora New' }).click();
  await expect(line).toContainText('Withdrawn');
});

test('a token is made for a bot, shown once, and revoked', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'API tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Wall screen');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Choose what it may see.');
  await dialog.getByRole('button', { name: /^Sees/ }).click();
  await page.getByRole('option', { name: 'All tickets of the desk' }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  const token = await dialog.getByRole('status', { name: 'Token' }).textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();

  const line = tableLine(page, 'API tokens', 'Wall screen');
  await expect(line).toContainText('All tickets of the desk');
  await expect(page.getByText(String(token))).toHaveCount(0);
  await line.getByRole('button', { name: 'Revoke: Wall screen' }).click();
  await page.getByRole('button', { name: 'Revoke the token' }).click();
  await expect(line).toContainText('Revoked');
});

test('the audit log says who changed whose role, and that nothing was altered', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'People');
  const person = await openRow(page, people.agent.name);
  await person.getByRole('button', { name: /^Role/ }).click();
  await page.getByRole('option', { name: 'Manager', exact: true }).click();
  await expect(connectionPill(page)).toHaveText('Live');

  await openAdmin(page, 'Audit log');
  const changed = tableLine(page, 'Audit log', 'role: agent → manager');
  await expect(changed).toContainText(people.admin.name);
  await expect(changed).toContainText(people.agent.name);
  await expect(tableLine(page, 'Audit log', 'Signed in').first()).toBeVisible();

  await page.getByRole('button', { name: /^What/ }).click();
  await page.getByRole('option', { name: 'Permission changed' }).click();
  await expect(tableLine(page, 'Audit log', 'Signed in')).toHaveCount(0);
  await expect(changed).toBeVisible();
  await page.getByRole('button', { name: 'Check that nothing was altered' }).click();
  await expect(page.getByText(/entries are as they were written/)).toBeVisible();
});

test('a long audit log comes in pages, without a gap', async ({ stage }) => {
  const ada = await stage.open(people.admin);
  const { page } = ada;
  await addColleagues(
    ada,
    Array.from({ length: 120 }, (_, place) => `Colleague ${place + 1}`),
  );
  await expect(connectionPill(page)).toHaveText('Live');
  await openAdmin(page, 'Audit log');
  const lines = page.getByRole('table', { name: 'Audit log' }).locator('tbody').getByRole('row');
  await expect(lines).toHaveCount(100);
  await page.getByRole('button', { name: 'Show older ones' }).click();
  await expect(page.getByText('Nothing is older.')).toBeVisible();
  const numbers = await lines
    .locator('time')
    .evaluateAll((times) =>
      times.map((time) => Number(/#(\d+)$/.exec(time.getAttribute('title') ?? '')?.[1])),
    );
  expect(numbers.length).toBeGreaterThan(120);
  expect(numbers).toEqual(numbers.map((_, place) => numbers.length - place));
});

test('whoever guesses passwords can be looked up', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  for (let guess = 0; guess < 30; guess += 1) {
    await fetch(`${stage.server.url}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        email: people.staff.email,
        password: `a wrong guess ${guess}`,
        device: 'a thief',
      }),
    });
  }
  await openAdmin(page, 'Server');
  const line = tableLine(page, 'What looked like an attack', 'Guessing of passwords or codes');
  await expect(line.first()).toContainText('127.0.0.1');
});

test('the server’s health goes on by itself, and says when it is old', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  await openAdmin(page, 'Server');
  await expect(tableLine(page, 'Connections', people.admin.name)).toContainText('WebSocket');
  await expect(page.getByRole('img', { name: /^Time to an answer: now / })).toBeVisible();
  await stage.open(people.agent);
  await expect(page.getByRole('heading', { name: '2 connections of 2 people' })).toBeVisible();
  await expect(tableLine(page, 'Connections', people.agent.name)).toBeVisible();

  await stage.server.stop();
  await expect(page.getByText(/^As it was at /)).toBeVisible();
  await openAdmin(page, 'Invitations');
  await expect(page.getByRole('heading', { name: 'This needs the network' })).toBeVisible();
  await stage.server.start();
  await expect(page.getByRole('heading', { name: 'Invitations belong here' })).toBeVisible({
    timeout: 30_000,
  });
});

test('the administration is walked with the keyboard alone', async ({ stage }) => {
  const { page } = await stage.open(people.admin);
  const { keyboard } = page;
  const words = page.getByPlaceholder('Type a command, or words of a ticket');
  await keyboard.press('Control+9');
  await expect(page.getByRole('grid', { name: 'People' })).toBeFocused();
  await keyboard.press('j');
  await keyboard.press('Enter');
  await expect(page.getByRole('article')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('article')).toHaveCount(0);
  await keyboard.press('Control+K');
  await expect(words).toBeFocused();
  await keyboard.type('audit');
  await keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Audit log' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Commands' })).toHaveCount(0);
  await keyboard.press('Control+K');
  await expect(words).toBeFocused();
  await keyboard.type('Sam');
  await expect(page.getByRole('dialog', { name: 'Commands' }).getByText(people.staff.name)).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('article', { name: people.staff.name })).toBeVisible();
});
