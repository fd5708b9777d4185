import { expect, type Page } from '@playwright/test';
import { look } from './look.ts';

export interface PeopleLooks {
  /** Where screens are looked at. The other has the same ticket open. */
  readonly page: Page;
  readonly other: { readonly page: Page; readonly name: string };
  readonly shot: (name: string) => string;
}

/** Looks at a ticket while somebody else writes there, and at the people while they appear offline. Both have the ticket open in the end. */
export async function lookAtPeople({ page, other, shot }: PeopleLooks): Promise<void> {
  const comment = other.page.getByRole('textbox', { name: 'Comment' });
  await expect(page.getByRole('list', { name: `Also here: ${other.name}` })).toBeVisible();
  await comment.pressSequentially('On my way');
  await expect(page.getByText(`${other.name} is writing…`)).toBeVisible();
  await look(page, shot('ticket-together'));
  await comment.fill('');

  const online = page.getByRole('region', { name: 'People online' });
  const row = page.getByRole('grid', { name: 'People' }).getByRole('row').filter({ hasText: other.name });
  await online.getByRole('button', { name: 'People online' }).click();
  // Under the pointer the names would hold still.
  await page.mouse.move(600, 400);
  await expect(row).toContainText('Online');
  const hide = other.page.getByRole('menuitemcheckbox', { name: 'Appear offline' });
  await other.page.getByRole('button', { name: /^Your account/ }).click();
  await hide.click();
  await expect(row).toContainText('Offline');
  await expect(online).not.toContainText(other.name);
  await look(page, shot('people'));
  await hide.click();
  await expect(row).toContainText('Online');
  await other.page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowLeft');
}
