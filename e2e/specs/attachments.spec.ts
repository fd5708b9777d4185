import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { dragOver, drop, paste } from '../support/given-files.ts';
import { look } from '../support/look.ts';
import {
  connectionPill,
  createTicket,
  detail,
  openTicket,
  pressOutsideText,
  waitForRow,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('files hang on tickets and messages however they came in, say how they are, and reach the other person', async ({
  stage,
}) => {
  test.slow();
  const { page } = await stage.open(people.admin, { colorScheme: 'light' });
  const other = (await stage.open(people.second)).page;
  await createTicket(page, 'The boiler drips');
  await openTicket(page, 'The boiler drips');

  // By the button, several at once, the same one twice.
  const choosing = page.waitForEvent('filechooser');
  await filesOf(page).getByRole('button', { name: 'Attach files' }).click();
  const plan = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Turn the valve.') };
  await (await choosing).setFiles([plan, plan]);
  await expect(file(filesOf(page), 'plan.txt')).toHaveCount(2);

  // Dropped on the ticket, pasted into it, and a folder that is not taken.
  const ticket = detail(page).getByRole('region', { name: 'Description', exact: true });
  const held = await dragOver(ticket, [{ name: 'drip.png', width: 640, height: 480 }]);
  await expect(page.getByText('Attach to the ticket')).toBeVisible();
  await held.drop();
  await expect(page.getByText('Attach to the ticket')).toHaveCount(0);
  await paste(ticket, [{ name: 'image.png', width: 64, height: 48 }]);
  await expect(file(filesOf(page), 'drip.png')).toBeVisible();
  await expect(file(filesOf(page), /^Pasted 20.*\.png/)).toBeVisible();

  // With a message: they wait where it is written until it is sent, and need no words.
  const composer = detail(page).getByRole('textbox', { name: 'Comment' });
  await drop(composer, [
    { name: 'gauge.png', width: 800, height: 600 },
    { name: 'readings.csv', text: 'hour,bar\n9,2.1\n' },
  ]);
  const written = page.getByRole('list', { name: 'Files that go with it' });
  await expect(written.getByRole('listitem')).toHaveCount(2);
  await written.getByRole('button', { name: 'Leave out readings.csv' }).click();
  await expect(written.getByRole('listitem')).toHaveCount(1);
  await look(page, 'files-ticket-light-1280');
  await composer.press('ControlOrMeta+Enter');
  await expect(written).toHaveCount(0);
  const message = page
    .getByRole('feed')
    .getByRole('article')
    .filter({ has: file(page, 'gauge.png') });
  await expect(message).toBeVisible();

  // The other person has all of it, and sees the picture once it is there.
  await waitForRow(other, 'The boiler drips');
  await openTicket(other, 'The boiler drips');
  await expect(filesOf(other).getByRole('listitem')).toHaveCount(4);
  const gauge = other
    .getByRole('feed')
    .getByRole('listitem')
    .filter({ has: file(other, 'gauge.png') });
  await expect(gauge.locator('img')).toBeVisible({ timeout: 30_000 });
  await isHere(filesOf(page), 'drip.png');

  // Taken away, and put back.
  await file(filesOf(page), 'drip.png').focus();
  await page.keyboard.press('Delete');
  await expect(file(filesOf(page), 'drip.png')).toHaveCount(0);
  await expect(file(filesOf(other), 'drip.png')).toHaveCount(0);
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(file(filesOf(page), 'drip.png')).toBeVisible();
  await expect(file(filesOf(other), 'drip.png')).toBeVisible();

  // With a new ticket, and on a project.
  await page.getByRole('button', { name: 'New ticket' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('The roof leaks');
  await drop(dialog.getByRole('textbox', { name: 'Title' }), [{ name: 'roof.png', width: 90, height: 60 }]);
  await expect(dialog.getByRole('listitem')).toContainText('roof.png');
  await dialog.getByRole('button', { name: 'Create ticket' }).click();
  await expect(file(filesOf(page), 'roof.png')).toBeVisible();
  await page.getByRole('button', { name: 'Projects', exact: true }).click();
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Winter');
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('tab', { name: 'Files' }).click();
  const project = page.getByRole('region', { name: 'Files', exact: true });
  await drop(project, [{ name: 'offer.txt', text: '1,200' }]);
  await isHere(project, 'offer.txt');
  await look(page, 'files-project-light-1280');
  await pressOutsideText(page, 'ControlOrMeta+z');
  await expect(project.getByText('Files of this project belong here')).toBeVisible();
  await page.getByRole('button', { name: 'Tickets', exact: true }).click();
  await openTicket(page, 'The boiler drips');

  // Without a network it is there at once and says what it waits for; with one it is sent by itself.
  await stage.server.kill();
  await expect(connectionPill(page)).not.toContainText('Live');
  await drop(ticket, [{ name: 'cellar.txt', text: 'No network down here' }]);
  await expect(file(filesOf(page), 'cellar.txt')).toHaveAccessibleDescription('Waiting for the network');
  await look(page, 'files-offline-light-1280');
  await stage.server.start();
  await isHere(filesOf(page), 'cellar.txt');
  await expect(file(filesOf(other), 'cellar.txt')).toBeVisible();
});

function filesOf(page: Page): Locator {
  return detail(page).getByRole('region', { name: 'Files', exact: true });
}

/** The button of a file, which is named by it. */
function file(place: Locator | Page, name: string | RegExp): Locator {
  return place.getByRole('button', { name, exact: true });
}

/** Waits until a file says nothing any more: it is on the server too. */
async function isHere(place: Locator, name: string): Promise<void> {
  const item = place.getByRole('listitem').filter({ has: file(place.page(), name) });
  await expect(item).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
  await expect(file(place, name)).toHaveAccessibleDescription('');
}
