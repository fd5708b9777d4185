import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import { test } from '../support/fixtures.ts';
import { pictureFile, refuseBarriers, waitUntilStill } from '../support/look.ts';
import { connectionPill, createTicket, detail, sendComment } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

/** Places in the rail that everybody has, as they are named there. */
const places = ['Inbox', 'My work', 'Tickets', 'Projects', 'Conversations', 'Settings'] as const;

test('at 200 % zoom and in forced colours every place can be read and reached', async ({ stage }) => {
  const ben = await stage.open(people.agent, { size: [1280, 800] });
  const { page } = ben;
  await createTicket(page, 'The projector in the large hall hums and then goes dark');
  await sendComment(page, 'It is the fan.');
  await zoom(ben, 2);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  await expect(detail(page).getByRole('textbox', { name: 'Comment' })).toBeVisible();
  await judge(ben, 'zoomed-ticket');
  await page.keyboard.press('Escape');
  for (const place of places) {
    await goTo(page, place);
    await judge(ben, `zoomed-${place.toLowerCase().replace(' ', '-')}`);
  }
  await zoom(ben, 1);
  await page.emulateMedia({ forcedColors: 'active' });
  for (const place of places) {
    await goTo(page, place);
    await judge(ben, `forced-${place.toLowerCase().replace(' ', '-')}`);
  }
});

function zoom({ application }: App, factor: number): Promise<void> {
  return application.evaluate(({ BrowserWindow }, to) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(to);
  }, factor);
}

async function goTo(page: Page, place: string): Promise<void> {
  const button = page.getByRole('button', { name: new RegExp(`^${place}`) }).first();
  await button.click();
  await expect(button).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('main')).not.toBeEmpty();
}

/** Nothing stands beyond the window's edge, the connection is in sight as always, and nothing keeps people out. */
async function judge(app: App, name: string): Promise<void> {
  const { page } = app;
  await expect(connectionPill(page)).toBeInViewport();
  await waitUntilStill(page);
  await keepPicture(app, name);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(over, `how far ${name} reaches beyond the window`).toBeLessThanOrEqual(0);
  await refuseBarriers(page, name);
}

/** As the window shows it: a page's own picture leaves half of a zoomed page out. */
async function keepPicture({ application }: App, name: string): Promise<void> {
  const png = await application.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return picture?.toPNG().toString('base64') ?? '';
  });
  const file = pictureFile(name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(png, 'base64'));
}
