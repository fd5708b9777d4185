import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import { test } from '../support/fixtures.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { createTicket, detail, openTicket, sendComment, ticketRow } from '../support/screens.ts';
import { people } from '../support/server-process.ts';
import { chooseFromShownMenu, followMenus, labelsOfMenu } from '../support/shown-menus.ts';

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

/** What stands in the composer of that page. */
function inField(app: App): Promise<string> {
  return app.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      "document.querySelector('textarea[aria-label=Comment]')?.value",
    ),
  );
}

/** How the windows of the app stand on the screen. */
function windowsOf(app: App) {
  return app.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      shown: window.isVisible(),
      small: window.isMinimized(),
    })),
  );
}

/** What a second start of the app hands to the one that runs, without another process for each. */
function secondStart(app: App, link: string): Promise<void> {
  return app.application.evaluate(({ app: running }, arg) => {
    running.emit('second-instance', {}, ['holdfast', arg], '/');
  }, link);
}

test('a ticket has a window of its own; what is written in one counts in the other; menus speak the chosen language; a page that ended is loaded again', async ({
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
  await expect(ben.page.getByRole('article', { name: /Ben Agent/ })).toContainText('Since this morning');

  // What is begun in one window is there in the other, and neither takes away what the other wrote.
  const comment = ben.page.getByRole('textbox', { name: 'Comment' });
  const sameComment = own.getByRole('textbox', { name: 'Comment' });
  await sameComment.fill('I will call');
  await expect(comment).toHaveValue('I will call');
  await comment.fill('I will call the firm');
  await expect(sameComment).toHaveValue('I will call the firm');

  // Once more shows the same window; closing it leaves the other.
  await chooseAtHead(ben, 'Open in its own window');
  const closed = own.waitForEvent('close');
  await own.getByRole('button', { name: 'Close the detail' }).click();
  await closed;
  expect(ben.application.windows()).toHaveLength(1);

  const menus = () =>
    ben.application.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(await menus()).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
  await ben.page.evaluate(() => window.holdfast.shell.call('changeSettings', { language: 'de' }));
  await expect.poll(menus).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster', 'Hilfe']);
  await ben.page.evaluate(() => window.holdfast.shell.call('changeSettings', { language: 'en' }));

  await ben.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(() => logOf(ben)).toContain('[shell] A page ended');
  await expect.poll(() => textOf(ben)).toContain('This window stopped working and was loaded again.');
  await expect.poll(() => inField(ben)).toBe('I will call the firm');
  const about = await ben.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("holdfast.shell.call('about', {})"),
  );
  expect(about).toMatchObject({ logs: path.join(ben.profile, 'logs'), crashes: [{}] });
});

test('links are copied, and opened running, cold, and before what they lead to is here; of another server only after asking, malformed ones not at all; how large the page is shown is kept', async ({
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

  // The other button offers the same on the row of the list, and editing in a text.
  await followMenus(ben);
  await ticketRow(ben.page, 'The window rattles').first().click({ button: 'right' });
  await expect.poll(() => labelsOfMenu(ben)).toEqual(['Open', 'Open in its own window', '', 'Copy link']);
  await ben.application.evaluate(({ clipboard }) => clipboard.writeText('something else'));
  await chooseFromShownMenu(ben, 'Copy link');
  expect(await copied(ben)).toBe(link);
  await detail(ben.page).getByRole('textbox', { name: 'Comment' }).click({ button: 'right' });
  await expect.poll(() => labelsOfMenu(ben)).toContain('Paste without formatting');
  await chooseFromShownMenu(ben, 'Select all');

  // A second start on one profile hands over to the first: it ends, and the first window comes to the front.
  await ben.page.getByRole('button', { name: 'Projects' }).click();
  await expect(detail(ben.page)).toHaveCount(0);
  await ben.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await ben.startAgain(link)).toBe(0);
  await expect(detail(ben.page)).toContainText('The window rattles');
  expect(await windowsOf(ben)).toEqual([{ shown: true, small: false }]);

  await ben.page.getByRole('button', { name: 'Projects' }).click();
  await secondStart(ben, 'holdfast://ticket/../../1');
  await expect.poll(() => logOf(ben)).toContain('Ignored a malformed link of 25 characters.');
  await expect(detail(ben.page)).toHaveCount(0);

  await secondStart(ben, 'holdfast://ticket/1?server=https%3A%2F%2Fother.example.org');
  const asked = ben.page.getByRole('dialog', { name: 'This link is of another server' });
  await expect(asked).toContainText('https://other.example.org');
  await asked.getByRole('button', { name: 'Leave it' }).click();
  await expect(asked).toHaveCount(0);
  await expect(detail(ben.page)).toHaveCount(0);

  await secondStart(ben, 'holdfast://ticket/2');
  await expect(ben.page.getByRole('heading', { name: 'Not on this device' })).toBeVisible();
  const sam = new HeadlessClient();
  try {
    await sam.signIn(stage.server.url, people.staff);
    sam.createTicket('The blind is stuck');
    await expect(detail(ben.page)).toContainText('The blind is stuck');
  } finally {
    sam.remove();
  }

  const before = await pointsWide(ben.page);
  await chooseFromMenu(ben, 'zoom-in');
  await chooseFromMenu(ben, 'zoom-in');
  await expect.poll(() => pointsWide(ben.page)).toBeLessThan(before * 0.85);

  // Cold: the app does not run, and nobody is signed in any more, since this device has no key store.
  await ben.close();
  await ben.launch({ server: stage.server.url, person: people.agent }, link);
  await expect(detail(ben.page)).toContainText('The window rattles');
  await expect.poll(() => pointsWide(ben.page)).toBeLessThan(before * 0.85);

  // What the engine says of itself is in the log of the app.
  await stage.server.kill();
  await expect.poll(() => logOf(ben)).toContain('[engine] {"msg":"connection closed"');
});
