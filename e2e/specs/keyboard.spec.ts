import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { createTicket, detail, sendComment, ticketRow } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('tickets and conversations are made, found, opened, written in and left with the keyboard alone', async ({
  stage,
}) => {
  const { page } = await stage.open(people.agent);
  const { keyboard } = page;
  for (const title of ['Cold radiator', 'Warm fridge']) {
    await keyboard.press('c');
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
    await keyboard.type(title);
    await keyboard.press('Control+Enter');
    await expect(detail(page).getByRole('textbox', { name: 'Title' })).toHaveValue(title);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keyboard.press('Escape');
    await expect(detail(page)).toHaveCount(0);
  }

  await keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search tickets' })).toBeFocused();
  await keyboard.type('radia');
  await expect(ticketRow(page, 'Warm fridge')).toHaveCount(0);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(detail(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Cold radiator');

  await detail(page).getByRole('textbox', { name: 'Comment' }).focus();
  await keyboard.type('The valve is stuck.');
  await keyboard.press('Control+Enter');
  await expect(detail(page).getByText('The valve is stuck.')).toBeVisible();
  await expect(detail(page).getByRole('textbox', { name: 'Comment' })).toHaveValue('');

  // One conversation is begun, and the next is found by its words.
  await keyboard.press('Escape');
  await keyboard.press('m');
  await expect(page.getByRole('dialog').getByLabel('People').first()).toBeFocused();
  await keyboard.type('Cleo');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  const message = page.getByRole('textbox', { name: 'Message', exact: true });
  await expect(message).toBeFocused();
  await keyboard.type('The spare valve is in the cellar.');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('feed', { name: 'Messages' })).toContainText('The spare valve');
  await keyboard.press('Control+Shift+f');
  await expect(page.getByRole('searchbox', { name: 'Search in messages' })).toBeFocused();
  await keyboard.type('stuck');
  await expect(page.getByRole('list', { name: 'Messages found' })).toContainText('The valve is stuck.');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(detail(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Cold radiator');
});

test('a comment of one’s own is brought into sight in a long story', async ({ stage }) => {
  const { page } = await stage.open(people.agent);
  await createTicket(page, 'A long story');
  for (let count = 1; count <= 24; count += 1) await sendComment(page, `Part ${count} of the story`);
  await expect(detail(page).getByText('Part 24 of the story')).toBeInViewport();
  await expect(detail(page).getByText('Part 1 of the story')).not.toBeInViewport();
});
