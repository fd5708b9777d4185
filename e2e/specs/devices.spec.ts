import { expect, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { look, looks } from '../support/look.ts';
import { connectionPill, signIn, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const NEW_PASSWORD = 'four words of mine';

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Account and devices' }).click();
  await expect(page.getByRole('region', { name: 'Your devices' })).toBeVisible();
}

async function changePassword(page: Page, current: string, next: string, again = next): Promise<void> {
  const part = page.getByRole('region', { name: 'Password', exact: true });
  const open = part.getByRole('button', { name: 'Change password…' });
  const asked = part.getByLabel('Current password');
  // The page may still be on its way.
  await expect(open.or(asked)).toBeVisible();
  if (await open.isVisible()) await open.click();
  await asked.fill(current);
  await part.getByLabel('New password', { exact: true }).fill(next);
  await part.getByLabel('New password once more').fill(again);
  await part.getByRole('button', { name: 'Change password', exact: true }).click();
}

test('a person sees their devices and signs one of them out, which notices within a second', async ({
  stage,
}) => {
  const desk = await stage.open(people.agent);
  const lost = await stage.open(people.agent);
  await openAccount(desk.page);
  const devices = desk.page.getByRole('region', { name: 'Your devices' }).getByRole('listitem');
  await expect(devices).toHaveCount(2);
  await expect(devices.first()).toContainText('This device');
  await expect(devices.nth(1)).toContainText('Last seen');
  await devices.nth(1).getByRole('button', { name: 'Sign out' }).click();
  await expect(connectionPill(lost.page)).toHaveText(/Sign in again/, { timeout: 1_500 });
  await expect(devices).toHaveCount(1);
  await expect(desk.page.getByRole('region', { name: 'Notices' })).toContainText('was signed out');
  await expect(connectionPill(desk.page)).toHaveText('Live');
});

test('a changed password signs out all other devices, and only the new one is good', async ({ stage }) => {
  const desk = await stage.open(people.agent);
  const other = await stage.open(people.agent);
  await openAccount(desk.page);
  await changePassword(desk.page, 'not my password', NEW_PASSWORD);
  await expect(desk.page.getByRole('alert')).toContainText('Not changed.');
  await changePassword(desk.page, people.agent.password, NEW_PASSWORD, 'four other words');
  await expect(desk.page.getByRole('alert')).toContainText('not the same');
  await changePassword(desk.page, people.agent.password, NEW_PASSWORD);
  await expect(desk.page.getByRole('region', { name: 'Notices' })).toContainText('Your password was changed');
  await expect(connectionPill(other.page)).toHaveText(/Sign in again/);
  await expect(connectionPill(desk.page)).toHaveText('Live');

  const fresh = stage.app();
  await fresh.launch();
  await signIn(fresh.page, stage.server.url, people.agent.email, people.agent.password);
  await expect(fresh.page.getByRole('alert')).toContainText('Not signed in.');
  await signIn(fresh.page, stage.server.url, people.agent.email, NEW_PASSWORD);
  await waitUntilLive(fresh.page);
});

test('without a network the account says what needs it, and comes by itself when it is back', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  await stage.server.stop();
  await expect(connectionPill(ben.page)).not.toHaveText('Live');
  await openAccount(ben.page);
  const devices = ben.page.getByRole('region', { name: 'Your devices' });
  await expect(devices).toContainText('needs the network');
  await look(ben.page, 'account-offline');
  await stage.server.start();
  await waitUntilLive(ben.page);
  await expect(devices.getByRole('listitem')).toHaveCount(1);
});

for (const { colorScheme, size } of looks) {
  test(`the account is accessible, ${colorScheme} at ${size[0]}×${size[1]}`, async ({ stage }) => {
    const shot = (name: string) => `${name}-${colorScheme}-${size[0]}`;
    await stage.open(people.agent);
    const ben = await stage.open(people.agent, { colorScheme, size });
    await openAccount(ben.page);
    await expect(ben.page.getByRole('region', { name: 'Your devices' }).getByRole('listitem')).toHaveCount(2);
    await look(ben.page, shot('account'));
    await changePassword(ben.page, people.agent.password, 'short');
    await expect(ben.page.getByRole('alert')).toBeVisible();
    await look(ben.page, shot('account-password'));
  });
}
