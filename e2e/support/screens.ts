import type { Locator, Page } from '@playwright/test';

/** What a person does on the screens, by the names that they see (apps/desktop/src/renderer/README.md). */

export async function signIn(page: Page, server: string, email: string, password: string): Promise<void> {
  await page.getByLabel('Server address').fill(server);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** As above, on a device without a key store, where the session shall outlast the app. */
export async function signInAndStay(
  page: Page,
  server: string,
  email: string,
  password: string,
): Promise<void> {
  await page.getByRole('checkbox', { name: 'Keep me signed in without a key store' }).check();
  await signIn(page, server, email, password);
}

/** The open ticket or project. */
export function detail(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Detail' });
}

/** Chooses a value of a field of the open ticket. */
export async function chooseField(page: Page, field: string, value: string | RegExp): Promise<void> {
  await detail(page)
    .getByRole('button', { name: new RegExp(`^${field}`) })
    .click();
  await page.getByRole('option', { name: value }).click();
}

export function connectionPill(page: Page): Locator {
  return page.getByTestId('connection');
}

export async function waitUntilLive(page: Page): Promise<void> {
  await connectionPill(page).filter({ hasText: 'Live' }).waitFor({ timeout: 30_000 });
}

export function ticketRow(page: Page, title: string): Locator {
  return page.getByRole('row').filter({ hasText: title });
}

/**
 * Waits for a ticket that somebody else made or moved. While the pointer rests on the list, such rows
 * wait behind "1 updated"; then that is clicked, as a person would.
 */
export async function waitForRow(page: Page, title: string): Promise<void> {
  const row = ticketRow(page, title).first();
  const held = page.getByRole('button', { name: / updated$/ });
  await row.or(held).first().waitFor({ timeout: 60_000 });
  if (await held.isVisible()) await held.click();
  await row.waitFor();
}

export async function createTicket(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New ticket' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('button', { name: 'Create ticket' }).click();
}

/** Opens a ticket from the list. */
export async function openTicket(page: Page, title: string): Promise<void> {
  await ticketRow(page, title).first().click();
  await page.getByRole('textbox', { name: 'Comment' }).waitFor();
}

export async function sendComment(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Comment' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** Writes a description of the open ticket anew. */
export async function writeDescription(page: Page, text: string): Promise<void> {
  const part = detail(page).getByRole('region', { name: 'Description', exact: true });
  await part.getByRole('button', { name: 'Edit Description' }).click();
  await part.getByRole('textbox', { name: 'Description' }).fill(text);
  await part.getByRole('button', { name: 'Save' }).click();
}

/** Presses keys as somebody does who is not writing anything. */
export async function pressOutsideText(page: Page, keys: string): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press(keys);
}
