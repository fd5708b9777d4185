import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { look, looks } from '../support/look.ts';
import { pdfFile, pngFile, type SampleFile, sample, wavFile } from '../support/sample-files.ts';
import { connectionPill, createTicket, detail, openTicket, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const SCRIPT =
  '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran = true"><script>window.ran = true</script></svg>';

/** Named as something else wherever the name could lead one astray. */
const files: readonly SampleFile[] = [
  sample('Corridor.txt', pngFile(900, 600)),
  sample('Plan of the north wing.png', pdfFile(['North wing', 'South wing'], 'window.ran = true')),
  sample('Readings.pdf', Buffer.from('\ufeffRoom\tDegrees\nNorth wing\t21 °C\n', 'utf16le')),
  sample('Logo.svg', Buffer.from(SCRIPT)),
  sample('Alarm.bin', wavFile()),
  sample('Far too large.png', pngFile(8, 8, [60_000, 60_000])),
  sample('Cut off.png', pngFile(400, 300).subarray(0, 900)),
  sample('Firmware.bin', Buffer.from([1, 2, 3, 0, 255, 254, 0, 7])),
];

for (const { colorScheme, size } of looks) {
  test(`files are shown as what their bytes are, and nothing in them runs, ${colorScheme} at ${size[0]}×${size[1]}`, async ({
    stage,
  }) => {
    test.slow();
    const shot = (name: string) => `previews-${name}-${colorScheme}-${size[0]}`;
    const { page } = await stage.open(people.agent, { colorScheme, size });
    await watchPolicy(page);
    await createTicket(page, 'Heating in the north wing');
    await openTicket(page, 'Heating in the north wing');
    await attach(page, files);
    const list = detail(page).getByRole('list', { name: 'Files' });
    await expect(list.getByRole('listitem')).toHaveCount(files.length);
    const picture = opener(list, 'Corridor.txt');
    await expect(item(list, 'Corridor.txt').locator('img')).toHaveJSProperty('complete', true);
    await look(page, shot('list'));

    await test.step('the viewer, one file after the other', async () => {
      await picture.focus();
      await page.keyboard.press('Enter');
      const viewer = page.getByRole('dialog', { name: 'Corridor.txt' });
      await expectDrawn(viewer.getByRole('img', { name: 'Corridor.txt' }));
      await look(page, shot('picture'));
      await next(page, 'Plan of the north wing.png');
      const paper = page.getByRole('img', { name: 'The first page of Plan of the north wing.png' });
      await expectDrawn(paper);
      expect(await lowerLeft(paper)).toEqual([0, 0, 0]);
      await expect(page.getByText('Page 1 of 2.')).toBeVisible();
      await look(page, shot('pdf'));
      await next(page, 'Readings.pdf');
      await expect(page.getByRole('document', { name: 'Readings.pdf' })).toHaveText(/North wing\t21 °C/);
      await next(page, 'Logo.svg');
      await expect(page.getByRole('document', { name: 'Logo.svg' })).toHaveText(SCRIPT);
      await next(page, 'Alarm.bin');
      await expect(page.locator('audio')).toHaveJSProperty('duration', 1);
      await next(page, 'Far too large.png');
      await expect(page.getByText('too large to be shown here')).toBeVisible();
      await next(page, 'Cut off.png');
      await expect(page.getByText('what is in it is damaged')).toBeVisible();
      await next(page, 'Firmware.bin');
      await expect(page.getByText('Files of this kind are not shown here.')).toBeVisible();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowLeft');
      await expect(page.getByRole('dialog', { name: 'Cut off.png' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(picture).toBeFocused();
    });

    await test.step('a file is found by its name, and leads to what it hangs on', async () => {
      await page.getByRole('button', { name: 'Projects', exact: true }).click();
      await page.keyboard.press('ControlOrMeta+K');
      await page.getByRole('textbox', { name: 'Type a command' }).fill('firmw');
      await page.getByRole('button', { name: /Firmware\.bin/ }).click();
      await expect(opener(list, 'Firmware.bin')).toBeVisible();
    });

    await test.step('what the server does not have is said beside the connection', async () => {
      await waitUntilLive(page);
      await stage.server.kill();
      await expect(connectionPill(page)).not.toContainText('Live');
      await attach(page, [sample('Written in the basement.txt', Buffer.from('No network down here'))]);
      await expect(connectionPill(page)).toContainText('waiting');
      await connectionPill(page).click();
      const sheet = page.getByRole('dialog', { name: 'Connection' });
      const waiting = sheet.getByRole('list', { name: 'Files on their way' });
      await expect(waiting).toContainText('Written in the basement.txt');
      await look(page, shot('waiting'));
      await stage.server.start();
      await expect(waiting).toHaveCount(0, { timeout: 30_000 });
      await expect(sheet).toContainText('Everything you changed is on the server.');
      await page.keyboard.press('Escape');
    });

    await test.step('the room that files take, and those that stay', async () => {
      await detail(page).getByRole('button', { name: 'More for Readings.pdf' }).click();
      await page.getByRole('menuitem', { name: 'Keep on this device' }).click();
      await page.getByRole('button', { name: 'Settings' }).click();
      await page
        .getByRole('navigation', { name: 'Settings' })
        .getByRole('button', { name: 'Files', exact: true })
        .click();
      await expect(page.getByRole('list', { name: 'Files that always stay' })).toContainText('Readings.pdf');
      await look(page, shot('settings'));
      await page.getByRole('button', { name: 'Free the room' }).click();
      await expect(page.getByRole('region', { name: 'Notices' })).toContainText('freed');
      await expect(page.getByRole('list', { name: 'Files that always stay' })).toContainText('Readings.pdf');
    });

    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(await violations(page)).toEqual([]);
  });
}

/** Notes what the page's policy had to keep from happening. */
async function watchPolicy(page: Page): Promise<void> {
  await page.evaluate(() => {
    const found: string[] = [];
    Object.assign(window, { violations: found });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      found.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
}

function violations(page: Page): Promise<unknown> {
  return page.evaluate(() => 'violations' in window && window.violations);
}

async function attach(page: Page, chosen: readonly SampleFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await detail(page)
    .getByRole('region', { name: 'Files' })
    .getByRole('button', { name: 'Attach files' })
    .click();
  await (await chooser).setFiles([...chosen]);
}

function opener(list: Locator, name: string): Locator {
  return list.getByRole('button', { name, exact: true });
}

function item(list: Locator, name: string): Locator {
  const ofName = list.page().getByRole('button', { name, exact: true });
  return list.getByRole('listitem').filter({ has: ofName });
}

async function next(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}

async function expectDrawn(picture: Locator): Promise<void> {
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(100);
}

/** The colour near the lower left corner of a picture: red, green and blue. */
function lowerLeft(picture: Locator): Promise<number[]> {
  return picture.evaluate((image) => {
    if (!(image instanceof HTMLImageElement)) return [];
    const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(20, image.naturalHeight - 20, 1, 1).data ?? [])].slice(0, 3);
  });
}
