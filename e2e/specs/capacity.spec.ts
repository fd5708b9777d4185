import { expect, type Page } from '@playwright/test';
import {
  addLine,
  drag,
  gridCell,
  idOfPerson,
  makeProject,
  openCapacity,
  openPerson,
  pasteInto,
} from '../support/capacity-screens.ts';
import { test } from '../support/fixtures.ts';
import { look } from '../support/look.ts';
import { connectionPill, detail, pressOutsideText, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const LINE = /^Relay$/;
const { name } = people.agent;

/** What stands in the cells of a line from this week on. */
async function expectHours(page: Page, line: string | RegExp, hours: readonly string[]): Promise<void> {
  for (const [week, text] of hours.entries()) await expect(gridCell(page, line, week)).toHaveText(text);
}

test('two people plan on one grid, by keys and pointer, by paste, without a network, and each sees the other at once', async ({
  stage,
}) => {
  test.slow();
  const ada = await stage.open(people.admin);
  const ben = await stage.open(people.agent);
  const { page } = ada;
  await makeProject(page, 'Relay', await idOfPerson(page, people.agent.email));
  for (const app of [ada, ben]) {
    await openCapacity(app.page);
    await openPerson(app.page, name);
  }

  await test.step('what one types, the other sees in the line and in the sums', async () => {
    await addLine(page, 'Relay');
    await gridCell(page, LINE, 0).click();
    await page.keyboard.type('32');
    await page.keyboard.press('Tab');
    await page.keyboard.type('7,5');
    await page.keyboard.press('Enter');
    await expectHours(ben.page, LINE, ['32', '7.5', '']);
    await gridCell(ben.page, LINE, 2).click();
    await ben.page.keyboard.type('12');
    await ben.page.keyboard.press('Enter');
    await expectHours(page, LINE, ['32', '7.5', '12']);
    await expect(gridCell(page, /^Everybody/, 2)).toContainText('12');
  });

  await test.step('a range is copied, pasted, filled, moved and emptied, and each of it undone in one step', async () => {
    await gridCell(page, LINE, 0).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.getByRole('status').filter({ hasText: '2 cells copied' })).toBeVisible();
    await gridCell(page, LINE, 3).click();
    await page.keyboard.press('ControlOrMeta+v');
    await expectHours(page, LINE, ['32', '7.5', '12', '32', '7.5', '']);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ControlOrMeta+r');
    await expectHours(ben.page, LINE, ['32', '7.5', '12', '32', '32', '32', '']);
    await page.keyboard.press('Delete');
    await expectHours(ben.page, LINE, ['32', '7.5', '12', '', '', '']);
    await page.keyboard.press('ControlOrMeta+z');
    await expectHours(ben.page, LINE, ['32', '7.5', '12', '32', '32', '32']);
    await page.keyboard.press('ControlOrMeta+x');
    await gridCell(page, LINE, 7).click();
    await page.keyboard.press('ControlOrMeta+v');
    await expectHours(ben.page, LINE, ['32', '7.5', '12', '', '', '', '', '32', '32', '32']);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Delete');
    await gridCell(page, LINE, 1).click();
    await drag(page, gridCell(page, LINE, 1).locator('[data-fill]'), gridCell(page, LINE, 3));
    await expectHours(ben.page, LINE, ['32', '7.5', '7.5', '7.5', '']);
    await gridCell(page, LINE, 3).click();
    await drag(page, gridCell(page, LINE, 3).locator('[data-edge="top"]'), gridCell(page, LINE, 5));
    await expectHours(ben.page, LINE, ['32', '7.5', '7.5', '', '', '7.5']);
  });

  await test.step('what is pasted from a spreadsheet is taken, and what is no hours is named', async () => {
    await gridCell(page, LINE, 1).click();
    await pasteInto(ada, '8\tleave\t4\r\n1\t\t\r\n');
    await expectHours(ben.page, LINE, ['32', '8', '7.5', '4']);
    const report = page.getByRole('region', { name: 'What was not taken' });
    await expect(report).toContainText('2 cells were not taken');
    await expect(report).toContainText('Line 1, cell 2: “leave” is no number of hours.');
    await expect(report).toContainText('Line 2, cell 1: there is no cell for “1”.');
    await look(page, 'capacity-plan-light-1280');
  });

  await test.step('without a network one goes on planning, and it arrives', async () => {
    await stage.server.stop();
    await expect(connectionPill(page)).not.toContainText('Live');
    await gridCell(page, LINE, 0).click();
    await page.keyboard.type('44');
    await page.keyboard.press('Enter');
    await expect(gridCell(page, LINE, 0).getByRole('img', { name: /waiting/ })).toBeVisible();
    await expect(gridCell(page, name, 0)).toContainText('too much');
    await stage.server.start();
    await waitUntilLive(page);
    await expectHours(ben.page, LINE, ['44']);
  });

  await test.step('the same weeks show how full they are, in words too, and who does what', async () => {
    await page.getByRole('button', { name: 'Utilization' }).click();
    await expect(gridCell(page, name, 0)).toContainText('44 of 40 hours, 110%, too much');
    await gridCell(page, name, 0).click();
    await page.keyboard.press(' ');
    await expect(detail(page).getByRole('region', { name: 'Planned for' })).toContainText('Relay');
    await detail(page).getByRole('textbox', { name: 'Monday' }).fill('4');
    await page.keyboard.press('Enter');
    await expect(gridCell(page, name, 0)).toContainText('44 of 36 hours, 122%, too much');
    await detail(page).getByRole('button', { name: 'Add an absence' }).click();
    await detail(page).getByRole('button', { name: 'Save' }).click();
    await expect(gridCell(page, name, 0)).toContainText('44 of 32 hours');
    await look(page, 'capacity-use-light-1280');
    await gridCell(page, /^Everybody/, 0).click();
    await expect(detail(page).getByRole('region', { name: 'People' })).toContainText(name);
    await page.getByRole('button', { name: 'Over and free' }).click();
    await expect(page.getByRole('region', { name: 'Too much to do' })).toContainText(name);
    await expect(page.getByRole('region', { name: 'Room for more' })).toContainText(people.second.name);
  });

  await test.step('a holiday of everybody takes hours from all', async () => {
    await page.getByRole('button', { name: 'Utilization' }).click();
    await page.getByRole('button', { name: 'Holidays' }).click();
    const dialog = page.getByRole('dialog');
    const tuesday = await page.evaluate(() => {
      const day = new Date();
      day.setDate(day.getDate() - ((day.getDay() + 6) % 7) + 1);
      return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
    });
    await dialog.getByLabel('Day', { exact: true }).fill(tuesday);
    await dialog.getByLabel('What day it is').fill('Founding day');
    await dialog.getByRole('button', { name: 'Add the day' }).click();
    await expect(dialog.getByRole('listitem')).toContainText('Founding day');
    await look(page, 'capacity-holidays-light-1280');
    await page.keyboard.press('Escape');
    await expect(gridCell(page, name, 0)).toContainText('44 of 24 hours');
    await pressOutsideText(page, 'ControlOrMeta+z');
    await expect(gridCell(ben.page, name, 0)).toContainText('44 of 32 hours');
  });
});
