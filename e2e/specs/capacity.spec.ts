import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { look } from '../support/look.ts';
import { connectionPill, pressOutsideText } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Hours' });
}

function row(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}

/** The cell of so many weeks after this one. */
function cell(page: Page, name: string, week: number): Locator {
  return row(page, name).locator(`[role="gridcell"][aria-colindex="${week + 6}"]`);
}

async function createProject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Projects', exact: true }).click();
  await page.getByRole('button', { name: 'New project' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

async function addLine(page: Page, project: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a project' }).click();
  await page.getByRole('option', { name: project }).click();
}

test('two people plan on one grid: by keys, by paste, undone, without a network, and each sees the other', async ({
  stage,
}) => {
  test.slow();
  const mia = await stage.open(people.admin);
  const { page } = mia;
  await createProject(page, 'Relay');
  await page.getByRole('button', { name: 'Capacity' }).click();
  const { name } = people.agent;
  await row(page, name).getByRole('button').click();
  await addLine(page, 'Relay');
  await cell(page, 'Relay', 0).click();
  await page.keyboard.type('32');
  await page.keyboard.press('Tab');
  await page.keyboard.type('7,5');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'Relay', 0)).toContainText('32');
  await expect(cell(page, 'Relay', 1)).toContainText('7.5');
  await look(page, 'capacity');
});
