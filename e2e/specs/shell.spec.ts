import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import { test } from '../support/fixtures.ts';
import { createTicket, detail, openTicket, sendComment, ticketRow, waitForRow } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

/** Chooses from the menu at the head of what is open. */
async function chooseAtHead(app: App, name: string): Promise<void> {
  await detail(app.page).getByRole('button', { name: 'What you hear of it, and more' }).click();
  await app.page.getByRole('menuitem', { name }).click();
}

/** Opens the row that is open in a window of its own. */
async function openOwnWindow(app: App): Promise<Page> {
  const [own] = await Promise.all([
    app.application.waitForEvent('window'),
    chooseAtHead(app, 'Open in its own window'),
  ]);
  await own.getByRole('textbox', { name: 'Comment' }).waitFor();
  return own;
}

function copied(app: App): Promise<string> {
  return app.application.evaluate(({ clipboard }) => clipboard.readText());
}

function chooseFromMenu(app: App, id: string): Promise<void> {
  return app.application.evaluate(
    ({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(),
    id,
  );
}

/** How many points of the page a window is wide: fewer where it is shown larger. */
function pointsWide(page: Page): Promise<number> {
  return page.evaluate(() => window.innerWidth);
}

function logOf(app: App): string {
  const file = path.join(app.profile, 'logs/holdfast.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What stands in the main window, once its page has loaded: Playwright knows nothing of one that came after a crash. */
function textOf(app: App): Promise<string> {
  return app.application.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    return page === undefined || page.isCrashed() || page.isLoading()
      ? ''
      : page.executeJavaScript('document.body.innerText');
  });
}

test('a ticket has a window of its own, with its own line; what is written in one window counts in the other, and the last one keeps the drafts', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'The lift stands still');
  await openTicket(ben.page, 'The lift stands still');
  const own = await openOwnWindow(ben);
  await expect(own.getByRole('navigation', { name: 'Places' })).toHaveCount(0);
  await expect(own.getByRole('grid')).toHaveCount(0);
  await expect.poll(() => own.title()).toBe('The lift stands still');
  await sendComment(own, 'Since this morning');
  await expect(ben.page.getByText('Since this morning')).toBeVisible();

  // What is begun in one window is there in the other, and neither takes away what the other wrote.
  await own.getByRole('textbox', { name: 'Comment' }).fill('I will call');
  await expect(ben.page.getByRole('textbox', { name: 'Comment' })).toHaveValue('I will call');
  await ben.page.getByRole('textbox', { name: 'Comment' }).fill('I will call the firm');
  await expect(own.getByRole('textbox', { name: 'Comment' })).toHaveValue('I will call the firm');

  // Once more shows the same window; closing it leaves the other.
  await chooseAtHead(ben, 'Open in its own window');
  const closed = own.waitForEvent('close');
  await own.getByRole('button', { name: 'Close the detail' }).click();
  await closed;
  expect(ben.application.windows()).toHaveLength(1);
  await expect(ben.page.getByRole('textbox', { name: 'Comment' })).toHaveValue('I will call the firm');
});

test('links: copied, opened cold, running and before what they lead to is here; of another server only after asking; malformed ones not at all', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'The window rattles');
  await openTicket(ben.page, 'The window rattles');
  await expect(detail(ben.page)).toContainText('#1');
  await chooseAtHead(ben, 'Copy link');
  await expect(ben.page.getByRole('region', { name: 'Notices' })).toContainText('Link copied');
  const link = await copied(ben);
  expect(link).toBe(`holdfast://ticket/1?server=${encodeURIComponent(stage.server.url)}`);

  await ben.page.getByRole('button', { name: 'Projects' }).click();
  await expect(detail(ben.page)).toHaveCount(0);
  expect(await ben.startAgain(link)).toBe(0);
  await expect(detail(ben.page)).toContainText('The window rattles');

  await ben.page.getByRole('button', { name: 'Projects' }).click();
  await ben.startAgain('holdfast://ticket/../../1');
  await expect.poll(() => logOf(ben)).toContain('Ignored a malformed link of 25 characters.');
  await expect(detail(ben.page)).toHaveCount(0);

  await ben.startAgain('holdfast://ticket/1?server=https%3A%2F%2Fother.example.org');
  const asked = ben.page.getByRole('dialog', { name: 'This link is of another server' });
  await expect(asked).toContainText('https://other.example.org');
  await asked.getByRole('button', { name: 'Leave it' }).click();
  await expect(asked).toHaveCount(0);
  await expect(detail(ben.page)).toHaveCount(0);

  await ben.startAgain('holdfast://ticket/2');
  await expect(ben.page.getByRole('heading', { name: 'Not on this device' })).toBeVisible();
  const sam = await stage.open(people.staff);
  await createTicket(sam.page, 'The blind is stuck');
  await expect(detail(ben.page)).toContainText('The blind is stuck');

  // Cold: the app is not running, and nobody is signed in any more, since this device has no key store.
  await ben.close();
  await ben.launch({ server: stage.server.url, person: people.agent }, link);
  await expect(detail(ben.page)).toContainText('The window rattles');
});

test('the shell speaks the chosen language, keeps how large the page is shown, and loads a page again that ended', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const menus = () =>
    ben.application.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(await menus()).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
  await ben.page.evaluate(() => window.holdfast.shell.call('changeSettings', { language: 'de' }));
  await expect.poll(menus).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster', 'Hilfe']);
  await ben.page.evaluate(() => window.holdfast.shell.call('changeSettings', { language: 'en' }));

  const before = await pointsWide(ben.page);
  await chooseFromMenu(ben, 'zoom-in');
  await chooseFromMenu(ben, 'zoom-in');
  await expect.poll(() => pointsWide(ben.page)).toBeLessThan(before * 0.85);

  await createTicket(ben.page, 'The clock is slow');
  await waitForRow(ben.page, 'The clock is slow');
  await ben.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(() => logOf(ben)).toContain('[shell] A page ended');
  await expect.poll(() => textOf(ben)).toContain('This window stopped working and was loaded again.');
  await expect.poll(() => textOf(ben)).toContain('The clock is slow');

  await ben.close();
  await ben.launch({ server: stage.server.url, person: people.agent });
  await expect(ticketRow(ben.page, 'The clock is slow')).toBeVisible();
  await expect.poll(() => pointsWide(ben.page)).toBeLessThan(before * 0.85);
  const about = await ben.page.evaluate(() => window.holdfast.shell.call('about', {}));
  expect(about.versions.map(({ name }) => name)).toEqual(expect.arrayContaining(['Holdfast', 'Electron']));
  expect(about.logs).toBe(path.join(ben.profile, 'logs'));
  expect(about.crashes).toHaveLength(1);
});
