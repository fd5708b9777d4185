import type { Locator, Page } from '@playwright/test';

/** What a person does with groups and direct conversations, by the names that they see. */

export async function goToConversations(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Conversations/ })
    .click();
}

export function conversationRow(page: Page, name: string): Locator {
  return page.getByRole('grid', { name: 'Conversations' }).getByRole('row').filter({ hasText: name });
}

export async function openConversation(page: Page, name: string): Promise<void> {
  await goToConversations(page);
  await conversationRow(page, name).first().click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
}

/** Chooses people in the form for a new conversation, and for a group its name. The form stays open. */
export async function fillNewConversation(
  page: Page,
  names: readonly string[],
  group?: string,
): Promise<Locator> {
  await page.getByRole('button', { name: 'New conversation' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New conversation' });
  for (const name of names) {
    await dialog.getByLabel('People').first().fill(name);
    await page.getByRole('option', { name }).click();
  }
  if (group !== undefined) await dialog.getByRole('textbox', { name: 'Name of the group' }).fill(group);
  return dialog;
}

/** Starts a direct conversation, or with a name a group, and shows it. */
export async function startConversation(page: Page, names: readonly string[], group?: string): Promise<void> {
  await goToConversations(page);
  const dialog = await fillNewConversation(page, names, group);
  const start = group === undefined ? 'Start conversation' : 'Create group';
  await dialog.getByRole('button', { name: start }).click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
}

export async function sendMessage(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Takes somebody out of the group that is open. */
export async function takeOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^\d+ people$/ }).click();
  await page.getByRole('button', { name: `Take ${name} out` }).click();
  await page.getByRole('button', { name: 'Take out', exact: true }).click();
  await page.getByRole('button', { name: `Take ${name} out` }).waitFor({ state: 'detached' });
}
