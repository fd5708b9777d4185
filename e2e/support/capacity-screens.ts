import { createIdSource } from '@holdfast/shared/ids.ts';
import { expect, type Locator, type Page } from '@playwright/test';
import type { App } from './app.ts';

const newId = createIdSource(Date.now, (count) => crypto.getRandomValues(new Uint8Array(count)));

/** Weeks before this one, and the names, come before it. */
const COLUMN_OF_THIS_WEEK = 6;

/** Makes a change as a screen of this window does. */
export async function changeIn(page: Page, name: string, args: object): Promise<void> {
  const outcome = await page.evaluate(
    (change) => window.holdfast.call('mutate', JSON.parse(change)),
    JSON.stringify({ name, args }),
  );
  if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`);
}

/** A project with one phase, which somebody else may plan as well. */
export async function makeProject(page: Page, name: string, managerId: string): Promise<void> {
  const id = newId();
  await changeIn(page, 'project.create', {
    id,
    membershipId: newId(),
    name,
    description: '',
    divisionId: null,
  });
  await changeIn(page, 'membership.add', {
    id: newId(),
    userId: managerId,
    groupTable: 'project',
    groupId: id,
    role: 'manager',
  });
  await changeIn(page, 'phase.create', {
    id: newId(),
    projectId: id,
    name: 'Build',
    position: 'a0',
    startsOn: null,
    endsOn: null,
    status: 'planned',
    progress: 0,
  });
}

/** The id of somebody whose row is on this device. */
export async function idOfPerson(page: Page, email: string): Promise<string> {
  return page.evaluate(
    (asked) =>
      new Promise<string>((resolve) => {
        const query = { table: 'user', where: { email: asked }, offset: 0, limit: 1 };
        window.holdfast.watch('rows', query, ({ changed: [queried] }) => {
          if (queried !== undefined) resolve(queried.row.id);
        });
      }),
    email,
  );
}

export async function openCapacity(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Capacity', exact: true }).click();
  await expect(page.getByRole('grid')).toBeVisible();
}

export function gridRow(page: Page, name: string | RegExp): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}

/** A cell of a row, so many weeks from this one on. */
export function gridCell(page: Page, name: string | RegExp, week: number): Locator {
  return gridRow(page, name).locator(`[role="gridcell"][aria-colindex="${week + COLUMN_OF_THIS_WEEK}"]`);
}

/** Shows what somebody is planned for. */
export async function openPerson(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Show what ${name} is planned for` }).click();
}

export async function addLine(page: Page, line: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a project' }).click();
  await page.getByRole('option', { name: line, exact: true }).click();
}

/** Puts a text on the clipboard, as another program does, and pastes it into the selected cells. */
export async function pasteInto(app: App, text: string): Promise<void> {
  await app.application.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
  await app.page.keyboard.press('ControlOrMeta+v');
}

/** Draws from the middle of one part of the page to the middle of another. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [begin, end] = [await from.boundingBox(), await to.boundingBox()];
  if (begin === null || end === null) throw new Error('One of them is not in sight.');
  await page.mouse.move(begin.x + begin.width / 2, begin.y + begin.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 });
  await page.mouse.up();
}
