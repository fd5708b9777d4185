import { expect, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import { askIn } from '../support/ask.ts';
import { test } from '../support/fixtures.ts';
import { look, looks } from '../support/look.ts';
import { connectionPill, createTicket, signIn, ticketRow, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const invited = { email: 'nia@example.org', name: 'Nia New', role: 'agent' } as const;
const NEW_PASSWORD = 'four words of mine';

async function enterCode(page: Page, server: string, code: string): Promise<void> {
  await page.getByRole('button', { name: 'I have a code' }).click();
  await page.getByLabel('Server address').fill(server);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function setPassword(page: Page, password: string, again = password): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password once more').fill(again);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
}

test('an invited person sees whom the code is for, is told the rules, and is signed in with a password of their own', async ({
  stage,
}) => {
  const ada = await stage.open(people.admin);
  const { code } = await askIn(ada.page, 'invites.make', invited);
  const { page } = await launched(stage.app());
  await enterCode(page, stage.server.url, code.toLowerCase().replaceAll('-', ' '));
  await expect(page.getByText('An invitation for')).toBeVisible();
  await expect(page.getByText('nia@example.org')).toBeVisible();
  await expect(page.getByText('At least 12 characters')).toBeVisible();

  await setPassword(page, NEW_PASSWORD, 'four other words');
  await expect(page.getByRole('alert')).toContainText('not the same');
  await setPassword(page, 'short');
  await expect(page.getByRole('alert')).toContainText('at least 12 characters');
  await page.getByLabel('Your name').fill('Nia Newman');
  await setPassword(page, NEW_PASSWORD);
  await waitUntilLive(page);
  await expect(page.getByRole('button', { name: 'Your account: Nia Newman' })).toBeVisible();

  const other = await launched(stage.app());
  await enterCode(other.page, stage.server.url, code);
  await expect(other.page.getByRole('alert')).toContainText('This code cannot be used.');
});

test('a code for a new password ends the sessions of its person, whose unsent changes go out once they used it', async ({
  stage,
}) => {
  const ada = await stage.open(people.admin);
  const ben = await stage.open(people.agent);
  const { userId } = await sessionOf(ben.page);
  const { code } = await askIn(ada.page, 'people.reset', { userId });
  const elsewhere = await launched(stage.app());
  await enterCode(elsewhere.page, stage.server.url, code);
  await expect(elsewhere.page.getByText('A new password for')).toBeVisible();
  await setPassword(elsewhere.page, NEW_PASSWORD);
  await waitUntilLive(elsewhere.page);

  await expect(connectionPill(ben.page)).toHaveText(/Sign in again/);
  await createTicket(ben.page, 'Written while signed out');
  await expect(ticketRow(ben.page, 'Written while signed out')).toBeVisible();
  await connectionPill(ben.page).click();
  const sheet = ben.page.getByRole('dialog', { name: 'Connection' });
  await look(ben.page, 'sign-in-again');
  await sheet.getByRole('button', { name: 'I have a code' }).click();
  await expect(sheet.getByLabel('Code')).toBeFocused();
  await look(ben.page, 'sign-in-again-code');
  await sheet.getByRole('button', { name: 'Sign in with a password' }).click();
  await expect(sheet.getByLabel('E-mail')).toHaveValue(people.agent.email);
  await sheet.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
  await sheet.getByRole('button', { name: 'Sign in' }).click();
  await expect(connectionPill(ben.page)).toHaveText('Live');
  await ben.page.keyboard.press('Escape');
  await expect(ticketRow(elsewhere.page, 'Written while signed out')).toBeVisible();
});

test('whoever forgot the password is told the same, whether there is such an account, and what was typed goes along', async ({
  stage,
}) => {
  const { page } = await launched(stage.app());
  await page.getByLabel('Server address').fill(stage.server.url);
  await page.getByLabel('E-mail').fill(people.agent.email);
  await page.getByRole('button', { name: 'Forgot password' }).click();
  await expect(page.getByLabel('E-mail')).toHaveValue(people.agent.email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'has an account' })).toContainText(
    'If ben@example.org has an account here',
  );
  await page.getByLabel('E-mail').fill('nobody@example.org');
  await page.getByRole('button', { name: 'Send another code' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'has an account' })).toContainText(
    'If nobody@example.org has an account here',
  );
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await expect(page.getByLabel('Server address')).toHaveValue(stage.server.url);
});

test('security item 21: an address without TLS elsewhere is refused, and nothing is sent', async ({
  stage,
}) => {
  const { page } = await launched(stage.app());
  await signIn(page, 'http://192.0.2.7:4310', people.agent.email, people.agent.password);
  await expect(page.getByRole('alert')).toContainText('Use https://192.0.2.7:4310');
});

for (const { colorScheme, size } of looks) {
  test(`the ways in are accessible, ${colorScheme} at ${size[0]}×${size[1]}`, async ({ stage }) => {
    const shot = (name: string) => `${name}-${colorScheme}-${size[0]}`;
    const ada = await stage.open(people.admin);
    const { code } = await askIn(ada.page, 'invites.make', invited);
    const { page } = await launched(stage.app({ colorScheme, size }));
    await page.getByRole('button', { name: 'Forgot password' }).click();
    await look(page, shot('forgot-password'));
    await page.getByRole('button', { name: 'I have a code' }).click();
    await look(page, shot('code'));
    await page.getByLabel('Server address').fill(stage.server.url);
    await page.getByLabel('Code').fill('ABCD-EFGH-JKMN-PQRS-TVWX');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await look(page, shot('code-refused'));
    await page.getByLabel('Code').fill(code);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Your name')).toBeVisible();
    await setPassword(page, 'one password', 'another password');
    await look(page, shot('code-password'));
  });
}

async function launched(app: App): Promise<App> {
  await app.launch();
  return app;
}

function sessionOf(page: Page): Promise<{ userId: string }> {
  return page.evaluate(
    () =>
      new Promise<{ userId: string }>((resolve) => {
        window.holdfast.watch('session', {}, (session) => {
          if (session.state === 'signed-in') resolve({ userId: session.userId });
        });
      }),
  );
}
