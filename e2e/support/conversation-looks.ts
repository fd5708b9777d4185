import { expect, type Page } from '@playwright/test';
import {
  conversationRow,
  fillNewConversation,
  goToConversations,
  openConversation,
  sendMessage,
} from './conversation-screens.ts';
import { look } from './look.ts';

export const GROUP = 'Night shift';

export interface ConversationLooks {
  /** Where screens are looked at, of somebody who has no conversation yet. */
  readonly page: Page;
  readonly other: { readonly page: Page; readonly name: string };
  readonly shot: (name: string) => string;
}

/** Looks at conversations from the first to a full one, with the people of it and what is found in them. */
export async function lookAtConversations({ page, other, shot }: ConversationLooks): Promise<void> {
  await goToConversations(page);
  await look(page, shot('conversations-empty'));
  const dialog = await fillNewConversation(page, [other.name, 'Ben Agent'], GROUP);
  await look(page, shot('new-conversation'));
  await dialog.getByRole('button', { name: 'Create group' }).click();
  await sendMessage(page, 'Who has the key to the **boiler room**?\n\n- the small one\n- not the spare one');
  await sendMessage(
    page,
    'https://example.org/a/very/long/address/that/does/not/end/before/the/margin/of/the/conversation',
  );
  await goToConversations(other.page);
  await expect(conversationRow(other.page, GROUP)).toContainText('example.org');
  await openConversation(other.page, GROUP);
  await sendMessage(other.page, 'I have it. المفتاح معي هنا');
  await expect(page.getByText('I have it.').first()).toBeVisible();
  await page.mouse.move(900, 500);
  await look(page, shot('conversation'));
  await page.getByRole('button', { name: '3 people' }).click();
  await page.getByRole('button', { name: 'Leave the group…' }).click();
  await look(page, shot('conversation-people'));
  await page.getByRole('button', { name: 'Close the detail' }).click();
  await page.getByRole('searchbox', { name: 'Search in messages' }).fill('key');
  await expect(page.getByRole('list', { name: 'Messages found' })).toContainText('boiler room');
  await look(page, shot('messages-found'));
  await page.getByRole('button', { name: 'Clear the search' }).click();
}
