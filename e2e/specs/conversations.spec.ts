import { expect, type Locator, type Page } from '@playwright/test';
import { openConversation, sendMessage, startConversation } from '../support/conversation-screens.ts';
import { test } from '../support/fixtures.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { filesWith } from '../support/raw-files.ts';
import {
  connectionPill,
  createTicket,
  detail,
  openTicket,
  waitForRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const TICKET = 'The projector hums';
/** In everything that two of the three say to each other alone. */
const SECRET = 'marzipanrezept';

/** A message in a conversation or under a ticket, by a part of its text. */
function message(page: Page, text: string): Locator {
  return page.getByRole('feed', { name: 'Messages' }).getByRole('article').filter({ hasText: text });
}

/** Something that one can do with a message of one's own, from its menu. */
async function doWith(page: Page, text: string, what: string): Promise<void> {
  await message(page, text).hover();
  await message(page, text).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

async function editMessage(page: Page, text: string, now: string): Promise<void> {
  await doWith(page, text, 'Edit');
  const field = page.getByRole('feed', { name: 'Messages' }).getByRole('textbox', { name: 'Message' });
  await field.fill(now);
  await page.getByRole('feed', { name: 'Messages' }).getByRole('button', { name: 'Save' }).click();
}

async function deleteMessage(page: Page, text: string): Promise<void> {
  await doWith(page, text, 'Delete');
  await page.getByRole('button', { name: 'Delete it' }).click();
}

test('three windows: who looks, edits, writes and has seen; what two say alone reaches the third in no way; edits and deletes arrive offline and online', async ({
  stage,
}) => {
  test.setTimeout(180_000);
  const wire = new LineProxy(stage.server.url, { records: true });
  const line = new LineProxy(stage.server.url);
  const [recorded, cuttable] = [await wire.start(), await line.start()];
  const [ben, cleo, ada] = [stage.app(), stage.app(), stage.app()];
  await Promise.all([
    ben.launch({ server: stage.server.url, person: people.agent }),
    cleo.launch({ server: cuttable, person: people.second }),
    ada.launch({ server: recorded, person: people.admin }),
  ]);
  for (const { page } of [ben, cleo, ada]) await waitUntilLive(page);

  await test.step('who looks at a ticket', async () => {
    await createTicket(ben.page, TICKET);
    for (const { page } of [cleo, ada]) await waitForRow(page, TICKET);
    for (const { page } of [ben, cleo, ada]) await openTicket(page, TICKET);
    const looks = (page: Page, name: string) =>
      page.getByRole('button', { name: `${name} is looking at this`, exact: true });
    for (const name of ['Ada Admin', 'Cleo Agent']) await expect(looks(ben.page, name)).toBeVisible();
    await expect(looks(ada.page, 'Ben Agent')).toBeVisible();
    await ada.page.getByRole('button', { name: 'Projects', exact: true }).click();
    await expect(looks(ben.page, 'Ada Admin')).toHaveCount(0);
    await expect(looks(ben.page, 'Cleo Agent')).toBeVisible();
  });

  await test.step('who writes an answer, and who edits a field', async () => {
    const writes = ben.page.getByRole('status').filter({ hasText: 'Cleo Agent is writing…' });
    await cleo.page.getByRole('textbox', { name: 'Comment' }).pressSequentially('Which room');
    await expect(writes).toBeVisible();
    await cleo.page.getByRole('textbox', { name: 'Comment' }).fill('Which room is it?');
    await cleo.page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(message(ben.page, 'Which room is it?')).toBeVisible();
    await expect(writes).toHaveCount(0);
    const description = detail(ben.page).getByRole('region', { name: 'Description', exact: true });
    await description.getByRole('button', { name: 'Edit Description' }).click();
    const edits = detail(cleo.page).getByRole('note', { name: 'Ben Agent is editing' });
    await expect(edits).toBeVisible();
    await description.getByRole('button', { name: 'Cancel' }).click();
    await expect(edits).toHaveCount(0);
  });

  await test.step('a direct conversation: waiting, sent, seen', async () => {
    await startConversation(ben.page, ['Cleo Agent']);
    await sendMessage(ben.page, `The ${SECRET} is mine`);
    await openConversation(cleo.page, 'Ben Agent');
    await expect(message(cleo.page, SECRET)).toBeVisible();
    await expect(ben.page.getByRole('feed').getByText('Seen by Cleo Agent')).toBeVisible();
    await sendMessage(cleo.page, `No, the ${SECRET} is ours`);
    await expect(message(ben.page, 'is ours')).toBeVisible();
  });

  await test.step('edits and deletes arrive online', async () => {
    await editMessage(ben.page, 'is mine', `The ${SECRET} is yours`);
    await expect(message(cleo.page, 'is yours')).toContainText('edited');
    await sendMessage(ben.page, `Forget this ${SECRET}`);
    await expect(message(cleo.page, 'Forget this')).toBeVisible();
    await deleteMessage(ben.page, 'Forget this');
    await expect(message(cleo.page, 'This message was deleted.')).toHaveCount(1);
    await expect(message(cleo.page, 'Forget this')).toHaveCount(0);
  });

  await test.step('edits and deletes made offline arrive in both directions', async () => {
    await sendMessage(cleo.page, `Take this ${SECRET} back`);
    await expect(message(ben.page, 'Take this')).toBeVisible();
    line.cutLine();
    await expect(connectionPill(cleo.page)).toContainText('Offline');
    await editMessage(cleo.page, 'is ours', `The ${SECRET} is everybody’s`);
    await deleteMessage(cleo.page, 'Take this');
    await expect(message(cleo.page, 'everybody’s')).toBeVisible();
    await expect(message(cleo.page, 'This message was deleted.')).toHaveCount(2);
    await editMessage(ben.page, 'is yours', `The ${SECRET} is burnt`);
    await expect(message(ben.page, 'is ours')).toBeVisible();
    line.heal();
    await expect(message(ben.page, 'everybody’s')).toContainText('edited');
    await expect(message(ben.page, 'This message was deleted.')).toHaveCount(2);
    await expect(message(cleo.page, 'is burnt')).toBeVisible();
    await expect(message(cleo.page, 'is yours')).toHaveCount(0);
  });

  await test.step('the third, who administers, has it neither on screen nor on the wire nor on disk', async () => {
    await ada.page.getByRole('button', { name: /^Conversations/ }).click();
    // Another word of theirs: what she types is hers, and stays on her disk.
    await ada.page.getByRole('searchbox', { name: 'Search in messages' }).fill('burnt');
    await expect(ada.page.getByRole('button', { name: 'Clear the search' })).toBeVisible();
    await expect(ada.page.getByText(SECRET)).toHaveCount(0);
    await expect(ada.page.getByRole('grid', { name: 'Conversations' }).getByRole('row')).toHaveCount(0);
    // A last word of what all may see: whatever was said before has reached everybody whom it shall reach.
    await createTicket(ben.page, 'After everything');
    await ada.page.getByRole('button', { name: 'Tickets', exact: true }).click();
    await waitForRow(ada.page, 'After everything');
    await Promise.all([ada.close(), cleo.close()]);
    expect(wire.bytesReceived().includes('After everything')).toBe(true);
    expect(wire.bytesReceived().includes(SECRET)).toBe(false);
    expect(filesWith(ada.profile, 'projector')).not.toEqual([]);
    expect(filesWith(cleo.profile, SECRET)).not.toEqual([]);
    expect(filesWith(ada.profile, SECRET)).toEqual([]);
  });

  await Promise.all([wire.stop(), line.stop()]);
});
