import { expect, type Locator } from '@playwright/test';
import { openGroup } from '../bench/threads/long-thread.ts';
import { test } from '../support/fixtures.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { look } from '../support/look.ts';
import { people } from '../support/server-process.ts';

const MESSAGES = 130;
const READ = 60;

test('a thread opens at the first unread message, holds still while one reads, and follows at its end', async ({
  stage,
}) => {
  test.slow();
  const cleo = new HeadlessClient();
  await cleo.signIn(stage.server.url, people.second);
  const threadId = await openGroup(cleo, 'Winter readiness');
  const say = (body: string) => {
    const id = cleo.newId();
    cleo.mutate('message.create', { id, threadId, body });
    return id;
  };
  const ids = Array.from({ length: MESSAGES }, (_, index) => say(`Part ${index + 1} of the story`));
  await cleo.waitUntilSent();
  await readTo(stage.server.url, threadId, ids[READ - 1] ?? '');

  const { page } = await stage.open(people.agent, { colorScheme: 'light' });
  const part = (number: number) => page.getByText(`Part ${number} of the story`, { exact: true });
  await page.getByRole('button', { name: /^Conversations/ }).click();
  await page.getByRole('row').filter({ hasText: 'Winter readiness' }).click();
  await expect(page.getByRole('separator', { name: 'New messages from here on' })).toBeInViewport();
  await expect(part(READ + 1)).toBeInViewport();
  await expect(part(MESSAGES)).toHaveCount(0);

  // The texts are shown as Markdown by now.
  await expect(part(READ + 3).locator('xpath=..')).toHaveAttribute('data-text');
  await look(page, 'thread-unread-light-1280');
  const below = page.getByRole('button', { name: /^\d+ new messages$/ });
  const [before, countBefore] = [await topOf(part(READ + 3)), await below.innerText()];
  const late = say('Written meanwhile');
  await expect(below).not.toHaveText(countBefore);
  expect(await topOf(part(READ + 3))).toBe(before);
  await below.click();
  await expect(page.getByText('Written meanwhile').last()).toBeInViewport();
  const rail = page.getByRole('navigation', { name: 'Places' });
  await expect(rail.getByRole('button', { name: 'Conversations', exact: true })).toBeVisible();

  say('And one more, for those who are at the end');
  await expect(page.getByRole('article').getByText('And one more')).toBeInViewport();
  const changes = { body: { was: 'Written meanwhile', now: 'Written later' } };
  cleo.mutate('message.edit', { id: late, versionId: cleo.newId(), changes });
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Edited: show what stood there before' }).click();
  await expect(page.getByRole('list', { name: 'Earlier texts' })).toContainText('Written meanwhile');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('searchbox', { name: 'Find in these messages' }).fill('story 4');
  // From the newest on: 49 to 40, and 4.
  await expect(page.getByRole('status').filter({ hasText: '11 of 11' })).toBeVisible();
  await expect(part(49)).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '10 of 11' })).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(part(4)).toBeInViewport();
  await page.keyboard.press('Escape');

  await page
    .getByRole('article')
    .filter({ has: part(4) })
    .last()
    .focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('p');
  await page.keyboard.press('r');
  await page.keyboard.insertText('An answer');
  await page.keyboard.press('ControlOrMeta+Enter');
  const answer = page.getByRole('article').filter({ hasText: 'An answer' }).last();
  await expect(answer).toBeInViewport();
  await answer.getByRole('button', { name: 'In reply to Cleo Agent' }).click();
  await expect(part(5)).toBeInViewport();
  await page.getByRole('button', { name: '1 pinned' }).click();
  await expect(page.getByRole('dialog', { name: '1 pinned' })).toContainText('Part 5 of the story');
  cleo.remove();
});

/** Reads up to a message on another device of the person. */
async function readTo(server: string, threadId: string, messageId: string): Promise<void> {
  const other = new HeadlessClient();
  await other.signIn(server, people.agent);
  other.mutate('read-marker.advance', { id: other.newId(), threadId, messageId });
  await other.waitUntilSent();
  other.remove();
}

async function topOf(place: Locator): Promise<number | undefined> {
  return (await place.boundingBox())?.y;
}
