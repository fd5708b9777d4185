import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { InboxNews } from '../support/inbox-news.ts';
import { look, looks } from '../support/look.ts';
import { detail } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const LIFT = 'The lift on the second floor is stuck';
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und الفريق';

function rowOf(page: Page, text: string): Locator {
  return page.getByRole('grid', { name: 'What is new' }).getByRole('row').filter({ hasText: text });
}

async function show(page: Page, filter: string): Promise<void> {
  await page.getByRole('group', { name: 'Show' }).getByRole('button', { name: filter, exact: true }).click();
}

for (const { colorScheme, size } of looks) {
  test(`the inbox is worked off, and settings say what comes into it, ${colorScheme} at ${size[0]}×${size[1]}`, async ({
    stage,
  }) => {
    test.slow();
    const shot = (name: string) => `${name}-${colorScheme}-${size[0]}`;
    const cleo = new HeadlessClient();
    await cleo.signIn(stage.server.url, people.second);
    const news = new InboxNews(cleo);
    const { page } = await stage.open(people.agent, { colorScheme, size });
    const inbox = page.getByRole('button', { name: 'Inbox' });
    await inbox.click();
    await expect(page.getByText('Nothing waits for you')).toBeVisible();
    await look(page, shot('inbox-empty'));

    const lift = news.assignToBen(LIFT, 'urgent');
    await news.sent();
    await expect(rowOf(page, LIFT)).toContainText('Cleo Agent assigned this to you');
    const toast = page.getByRole('region', { name: 'Just in' });
    await expect(toast).toContainText(LIFT);
    news.nameBen(lift, 'have you got the key to the **machine room**?');
    news.setStatus(lift, 'open', 'waiting');
    news.comment(news.assignToBen(LONG), 'I have put it on your list.');
    news.comment(news.assignToBen('The printer on the ground floor prints in one colour only'), 'Blue.');
    news.writeToBen(people.second.name, 'Can you look at the lift today?\n\nThe caretaker has the key.');
    await news.sent();
    await expect(rowOf(page, 'Cleo Agent: Can you look at the lift today?')).toBeVisible();
    await expect(rowOf(page, LIFT)).toContainText(
      'Cleo Agent mentioned you: @Ben Agent have you got the key',
    );
    await expect(rowOf(page, LIFT)).toContainText('It is now: Waiting');
    await expect(inbox).toContainText(/\d/);
    await page.keyboard.press('j');
    await look(page, shot('inbox'));
    await toast.getByRole('button', { name: 'Close' }).click();
    await workOff(page, inbox);

    await chooseWhatToHear(page, news, lift);
    await look(page, shot('inbox-ticket'));
    await chooseInSettings(page, shot);
    await answerInPlace(page, news);
    cleo.remove();
  });
}

/** With the keys alone: opens, done and undone, put off and brought back, read. */
async function workOff(page: Page, inbox: Locator): Promise<void> {
  const { keyboard } = page;
  await rowOf(page, LIFT).click();
  await expect(detail(page).getByRole('textbox', { name: 'Title' })).toHaveValue(LIFT);
  await expect(rowOf(page, LIFT)).not.toHaveAttribute('data-unread');
  await keyboard.press('Escape');
  await keyboard.press('u');
  await expect(rowOf(page, LIFT)).toHaveAttribute('data-unread');
  await keyboard.press('e');
  await expect(rowOf(page, LIFT)).toHaveCount(0);
  await keyboard.press('Control+z');
  await expect(rowOf(page, LIFT)).toBeVisible();

  await show(page, 'Mentions');
  await expect(rowOf(page, LIFT)).toBeVisible();
  await expect(rowOf(page, 'The printer')).toHaveCount(0);
  await show(page, 'All');
  await rowOf(page, 'The printer').hover();
  await rowOf(page, 'The printer').getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: 'Tomorrow morning' }).click();
  await expect(rowOf(page, 'The printer')).toHaveCount(0);
  await show(page, 'Snoozed');
  await expect(rowOf(page, 'The printer')).toBeVisible();
  await show(page, 'All');

  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(inbox).not.toContainText(/\d/);
  await show(page, 'Unread');
  await expect(page.getByText('Everything is read')).toBeVisible();
  await show(page, 'All');
}

/** A ticket that is muted brings no news of comments, but still where one is named. */
async function chooseWhatToHear(page: Page, news: InboxNews, ticket: string): Promise<void> {
  await rowOf(page, LIFT).click();
  await detail(page).getByRole('button', { name: 'What you hear of it, and more' }).click();
  await page.getByRole('menuitemradio', { name: /^Mute/ }).click();
  await expect(detail(page).getByRole('button', { name: 'You muted this' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Tickets', exact: true }).click();
  news.comment(ticket, 'Nobody needs to hear this.');
  news.nameBen(ticket, 'but this you do.');
  await news.sent();
  await page.getByRole('button', { name: 'Inbox' }).click();
  await expect(rowOf(page, LIFT)).toContainText('but this you do.');
  await expect(rowOf(page, LIFT)).not.toContainText('Nobody needs to hear this.');
  await rowOf(page, LIFT).click();
}

/** What is written in the notice is sent to where it came from. */
async function answerInPlace(page: Page, news: InboxNews): Promise<void> {
  news.writeToBen(people.second.name, 'And where is the key?');
  await news.sent();
  const toast = page.getByRole('region', { name: 'Just in' });
  await expect(toast).toContainText('And where is the key?');
  await toast.getByRole('button', { name: 'Answer' }).click();
  await toast.getByRole('textbox', { name: 'Write an answer' }).fill('In the drawer.');
  await page.keyboard.press('Enter');
  await news.hears('In the drawer.');
  await expect(toast).not.toContainText('And where is the key?');
}

async function chooseInSettings(page: Page, shot: (name: string) => string): Promise<void> {
  await page.keyboard.press('Control+,');
  const assigned = page.getByRole('row').filter({ hasText: 'Assigned to you' }).first();
  await expect(assigned).toContainText('Waits in the inbox, and shows at once.');
  await assigned.getByRole('checkbox', { name: 'Assigned to you: System' }).click();
  await expect(assigned).toContainText('shows in this window while you use it');
  await page.getByRole('button', { name: 'Set quiet hours' }).click();
  await page
    .getByRole('group', { name: 'Quiet hours on these days' })
    .getByRole('button', { name: 'Mon' })
    .click();
  await expect(page.getByRole('button', { name: 'Mon' })).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('button', { name: 'Remove these hours' }).click();
  await page.getByRole('button', { name: 'For 1 hour', exact: true }).click();
  await expect(page.getByRole('img', { name: /nothing disturbs you/ })).toBeVisible();
  await page.getByRole('button', { name: 'Send me a test' }).click();
  await expect(page.getByText('Nothing showed: you chose not to be disturbed.')).toBeVisible();
  await page.getByRole('button', { name: 'End it now' }).click();
  await page.getByRole('button', { name: 'Send me a test' }).click();
  await expect(page.getByText(/Your system was asked|It showed in this window/)).toBeVisible();
  await page.getByRole('button', { name: 'Set quiet hours' }).click();
  await expect(page.getByRole('group', { name: 'Quiet hours on these days' })).toBeVisible();
  await look(page, shot('settings-notifications'));
  for (const section of ['General', 'Updates', 'About']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section }).click();
    await expect(page.getByRole('region', { name: section, exact: true })).toBeVisible();
    await look(page, shot(`settings-${section.toLowerCase()}`));
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Go to Inbox');
  await look(page, shot('shortcuts'));
  await page.keyboard.press('Escape');
}
