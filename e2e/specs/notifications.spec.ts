import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { expect, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import { DesktopServices } from '../support/desktop-services.ts';
import { test as base } from '../support/fixtures.ts';
import { lookAt, lookAway } from '../support/gaze.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { detail, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

interface Surroundings {
  readonly desktop: DesktopServices;
  /** Somebody else, who causes what Ben is told of. */
  readonly cleo: HeadlessClient;
}

const test = base.extend<Surroundings>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern.
  desktop: async ({}, use) => {
    const desktop = new DesktopServices();
    await desktop.start();
    await use(desktop);
    await desktop.stop();
  },
  cleo: async ({ stage }, use) => {
    const cleo = new HeadlessClient();
    await cleo.signIn(stage.server.url, people.second);
    await use(cleo);
    cleo.remove();
  },
});

test.skip(process.platform !== 'linux', 'These are the services of a Linux desktop.');

function benOf(cleo: HeadlessClient): string {
  return String(cleo.rows('user').find(({ row }) => row.email === people.agent.email)?.row.id);
}

function writeTo(cleo: HeadlessClient, userId: string, body: string): string {
  const members = [cleo.session.account.userId, userId].map((id) => ({ id: cleo.newId(), userId: id }));
  const threadId = directThreadId(members.map((member) => member.userId));
  cleo.mutate('conversation.open', { id: threadId, members });
  cleo.mutate('message.create', { id: cleo.newId(), threadId, body });
  return threadId;
}

/** Makes an urgent ticket, of which the whole desk is told at once, and waits until Ben's desktop shows it. Gives the ticket. */
async function raise(cleo: HeadlessClient, desktop: DesktopServices, title: string): Promise<string> {
  const id = cleo.createTicket(title, { priority: 'urgent' });
  await expect.poll(() => desktop.notifications.shown.at(-1)?.body).toContain(title);
  return id;
}

function inboxRow(page: Page, text: string) {
  return page.getByRole('grid', { name: 'What is new' }).getByRole('row').filter({ hasText: text });
}

async function filter(page: Page, name: string): Promise<void> {
  await page.getByRole('group', { name: 'Show' }).getByRole('button', { name, exact: true }).click();
}

test('what the system shows can be answered, taken, read and put off where it shows, leaves when it is seen in a window, and comes once', async ({
  stage,
  desktop,
  cleo,
}) => {
  const { notifications, dock, tray } = desktop;
  const ben = await stage.open(people.agent);
  await lookAway(ben);
  await expect.poll(() => tray.tooltip()).toBe('Holdfast: Live');

  const thread = writeTo(cleo, benOf(cleo), 'Is <room 4> free?');
  await expect.poll(() => notifications.shown.length).toBe(1);
  expect(notifications.last).toMatchObject({ replaces: 0, hints: { urgency: 1 } });
  expect(notifications.last.body).toContain('Is &lt;room 4&gt; free?');
  expect(notifications.last.actions).toContain('Mark as read');
  await expect.poll(() => dock.counts.at(-1)).toBe(1);
  await expect.poll(() => tray.tooltip()).toBe('Holdfast: Live, 1 unread');
  notifications.reply(notifications.last.id, 'It is.');
  const said = () => cleo.rows('message', { where: { threadId: thread } }).map(({ row }) => row.body);
  await expect.poll(said).toContain('It is.');

  const taken = await raise(cleo, desktop, 'The lift is stuck');
  expect(notifications.last).toMatchObject({ hints: { urgency: 2, 'sound-name': 'message-new-instant' } });
  notifications.act(notifications.last.id, 'assign');
  await expect.poll(() => cleo.row('ticket', taken)?.assigneeId).toBe(benOf(cleo));
  await raise(cleo, desktop, 'The door jams');
  notifications.act(notifications.last.id, 'read');
  await raise(cleo, desktop, 'The light flickers');
  notifications.act(notifications.last.id, 'snooze');
  await raise(cleo, desktop, 'The tap drips');
  const drips = notifications.last.id;

  await lookAt(ben);
  await ben.page.getByRole('button', { name: 'Inbox' }).click();
  await filter(ben.page, 'Snoozed');
  await expect(inboxRow(ben.page, 'The light flickers')).toBeVisible();
  await filter(ben.page, 'Unread');
  await expect(inboxRow(ben.page, 'The door jams')).toHaveCount(0);
  await inboxRow(ben.page, 'The tap drips').click();
  await expect.poll(() => notifications.withdrawn).toContain(drips);
  await checkServiceThatFalls(ben, cleo, desktop);
  await checkTwoDevices(stage.server.url, cleo, desktop);
});

/** What the system cannot show any more, the window does; a poorer service gets what it can show. */
async function checkServiceThatFalls(
  ben: App,
  cleo: HeadlessClient,
  desktop: DesktopServices,
): Promise<void> {
  await lookAway(ben);
  const toast = ben.page.getByRole('region', { name: 'Just in' });
  desktop.notifications.refusal = 'Too many.';
  cleo.createTicket('The roof leaks', { priority: 'urgent' });
  await expect(toast).toContainText('The roof leaks');
  await toast.getByRole('button', { name: 'Close' }).click();
  await desktop.notifications.stop();
  cleo.createTicket('The floor creaks', { priority: 'urgent' });
  await expect(toast).toContainText('The floor creaks');
  await desktop.replaceNotifications('body');
  await raise(cleo, desktop, 'The heating <hums>');
  expect(desktop.notifications.last).toMatchObject({ actions: [], replaces: 0 });
  expect(desktop.notifications.last.body).toContain('The heating <hums>');
}

test('the app goes on in the tray without a window, says so once, and a click on what is shown opens the place, also after the app was killed', async ({
  stage,
  desktop,
  cleo,
}) => {
  const { notifications, tray } = desktop;
  const ben = await stage.open(people.agent);
  await ben.page.close();
  await expect.poll(() => notifications.shown.at(-1)?.title).toBe('Holdfast goes on in the tray');
  await raise(cleo, desktop, 'The lift is stuck');
  const opened = ben.application.waitForEvent('window');
  notifications.click(notifications.last.id);
  const page = await opened;
  await expect(detail(page).getByRole('textbox', { name: 'Title' })).toHaveValue('The lift is stuck');
  await page.close();

  const another = ben.application.waitForEvent('window');
  await tray.choose('New ticket');
  const written = await another;
  await expect(written.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
  await written.close();

  await tray.choose('For 1 hour');
  await expect
    .poll(async () => (await tray.menu()).map(({ label }) => label).join())
    .toContain('disturb until');
  const before = notifications.shown.length;
  cleo.createTicket('Nobody hears of this', { priority: 'urgent' });
  await cleo.waitUntilSent();
  await expect.poll(() => tray.tooltip()).toMatch(/^Holdfast: Live, \d+ unread$/);
  expect(notifications.shown).toHaveLength(before);
  await tray.choose('Notify me again');
  await raise(cleo, desktop, 'The door jams');
  await checkColdStart(ben, stage.server.url, desktop);
});

async function checkColdStart(
  ben: App,
  server: string,
  { notifications, tray }: DesktopServices,
): Promise<void> {
  const { id } = notifications.last;
  await ben.kill();
  await ben.launch({ server, person: people.agent });
  await waitUntilLive(ben.page);
  notifications.click(id);
  await expect(detail(ben.page).getByRole('textbox', { name: 'Title' })).toHaveValue('The door jams');

  // Without a place to be found again, the app ends with its window.
  await tray.stop();
  const ended = new Promise((resolve) => ben.application.process().once('exit', resolve));
  await expect.poll(() => tray.shown.length).toBe(2);
  await ben.page.close();
  expect(await ended).toBe(0);
}

/** A second device of Ben's: of the two exactly one shows what happens. */
async function checkTwoDevices(
  server: string,
  cleo: HeadlessClient,
  desktop: DesktopServices,
): Promise<void> {
  const other = new HeadlessClient();
  try {
    await other.signIn(server, people.agent);
    const before = desktop.notifications.shown.length;
    const shown = () => [...desktop.notifications.shown.slice(before), ...other.notices].length;
    for (const count of [1, 2, 3]) {
      const id = cleo.createTicket(`Ticket ${count}`, { priority: 'urgent' });
      await expect.poll(shown).toBe(count);
      await expect.poll(() => other.row('ticket', id)).toBeDefined();
    }
    expect(shown()).toBe(3);
  } finally {
    other.remove();
  }
}
