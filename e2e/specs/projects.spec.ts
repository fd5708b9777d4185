import { addDays } from '@holdfast/shared/dates.ts';
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { look } from '../support/look.ts';
import { connectionPill, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const PROJECT = 'Harbour bridge';
const PHASE = 'Foundations';

const today = new Date().toISOString().slice(0, 10);
const [begin, end] = [addDays(today, 3), addDays(today, 12)];

test('a project is carried over a board and its phases along the calendar, by pointer and keys; who moved the same phase offline is told and puts it back; who is taken out sees it vanish', async ({
  stage,
}) => {
  test.slow();
  const ada = await stage.open(people.admin, { colorScheme: 'light' });
  const { page } = ada;
  await makeProject(page);

  await test.step('the fields of a project are edited in place', async () => {
    await fill(page.getByRole('textbox', { name: 'Budget', exact: true }), '12,500.5');
    await expect(page.getByRole('textbox', { name: 'Budget', exact: true })).toHaveValue('12,500.50');
    await fill(page.getByRole('textbox', { name: 'Cash', exact: true }), 'a lot');
    await expect(page.getByRole('textbox', { name: 'Cash', exact: true })).toHaveValue('');
    await addPhase(page, 'Survey');
    await addPhase(page, PHASE);
    await page.getByLabel(`Start: ${PHASE}`).fill(begin);
    await page.getByLabel(`End: ${PHASE}`).fill(end);
    await expect(page.getByRole('button', { name: `Remove the date: End: ${PHASE}` })).toBeVisible();
  });

  await test.step('phases are put into another order by the arrows on their grips', async () => {
    await page.getByRole('button', { name: `Move ${PHASE}`, exact: true }).press('ArrowUp');
    await expect.poll(() => namesOf(page)).toEqual([PHASE, 'Survey']);
    await expect(page.getByRole('button', { name: `Move ${PHASE}`, exact: true })).toBeFocused();
    await look(page, 'project-plan-light-1280');
  });

  await test.step('bars are moved and pulled by the pointer and by keys, and undone in one step', async () => {
    await page.getByRole('button', { name: 'Timeline' }).click();
    const bar = page.getByRole('button', { name: new RegExp(`^${PHASE}, `) });
    await expect(bar).toHaveAccessibleName(barName(begin, end));
    await drag(page, bar, 50);
    await expect(bar).toHaveAccessibleName(barName(addDays(begin, 10), addDays(end, 10)));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await bar.press('ArrowLeft');
    await bar.press('ArrowLeft');
    await bar.press('Shift+PageDown');
    await bar.press('ControlOrMeta+Shift+ArrowRight');
    await page.keyboard.press('Tab');
    await expect(bar).toHaveAccessibleName(barName(addDays(begin, 9), addDays(end, 15)));
    await look(page, 'project-timeline-light-1280');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(bar).toHaveAccessibleName(barName(addDays(begin, 10), addDays(end, 10)));
    await page.keyboard.press('ControlOrMeta+z');
    await expect(bar).toHaveAccessibleName(barName(begin, end));
    await bar.press('ArrowRight');
    await bar.press('Escape');
    await expect(bar).toHaveAccessibleName(barName(begin, end));
    await bar.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Phase');
    await page.keyboard.press('Escape');
  });

  await test.step('cards are carried by the pointer and by keys, and put back with Escape', async () => {
    await places(page).getByRole('button', { name: 'Projects' }).click();
    await page.getByRole('button', { name: 'Board' }).click();
    const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
    const card = page.getByRole('region', { name: 'Projects' }).getByRole('button', { name: PROJECT });
    await dragTo(page, card, column('Paused'));
    await expect(column('Paused')).toContainText(PROJECT);
    await card.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect(column('Paused')).toContainText(PROJECT);
    await expect(card).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await expect(column('Planned')).toContainText(PROJECT);
    await expect(page.getByText(`${PROJECT} is in Planned now.`)).toBeAttached();
    await expect(card).toBeFocused();
    await look(page, 'projects-board-light-1280');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(column('Paused')).toContainText(PROJECT);
    await card.press('Enter');
    await expect(page.getByRole('button', { name: 'Stage Paused' })).toBeVisible();
  });

  const cleo = new HeadlessClient();
  await test.step('S28: of two who moved the same phase offline the later arrival stands, and the other puts theirs back', async () => {
    await addMember(page, people.second.name, 'manages it');
    await cleo.signIn(stage.server.url, people.second);
    await expect.poll(() => cleo.rows('phase').length).toBe(2);
    await stage.server.stop();
    await expect(connectionPill(page)).not.toContainText('Live');
    const bar = page.getByRole('button', { name: new RegExp(`^${PHASE}, `) });
    await bar.press('PageDown');
    await page.keyboard.press('Tab');
    const hers = barName(addDays(begin, 7), addDays(end, 7));
    await expect(bar).toHaveAccessibleName(hers);
    const phase = cleo.rows('phase').find(({ row }) => row.name === PHASE)?.row.id ?? '';
    const [startsOn, endsOn] = [addDays(begin, -2), addDays(end, -2)];
    const changes = { startsOn: { was: begin, now: startsOn }, endsOn: { was: end, now: endsOn } };
    cleo.mutate('phase.update', { id: phase, changes });
    cleo.stop();
    await stage.server.start();
    await waitUntilLive(page);
    await expect(connectionPill(page)).toHaveText('Live');
    await cleo.restart();
    await expect(bar).toHaveAccessibleName(barName(startsOn, endsOn));
    // It is to be found from one's own work as well.
    await places(page)
      .getByRole('button', { name: /^My work/ })
      .click();
    await page.getByRole('button', { name: 'Show' }).click();
    for (const field of ['Start', 'End']) {
      const told = page.getByRole('region', { name: `Your change to ${field}: ${PHASE} was replaced` });
      await expect(told).toContainText(people.second.name);
      await told.getByRole('button', { name: 'Put mine back' }).click();
      await expect(told).toHaveCount(0);
    }
    await expect(bar).toHaveAccessibleName(hers);
  });
  cleo.remove();

  await test.step('S23: who is taken out of a project sees it vanish at once', async () => {
    await addMember(page, people.staff.name, 'belongs to it');
    const sam = await stage.open(people.staff);
    await places(sam.page).getByRole('button', { name: 'Projects' }).click();
    const list = sam.page.getByRole('list', { name: 'Projects' });
    await expect(list.getByRole('button', { name: PROJECT })).toBeVisible();
    await sam.page.keyboard.press('j');
    await expect(list.getByRole('button', { name: PROJECT })).toBeFocused();
    await sam.page.keyboard.press('Enter');
    await expect(sam.page.getByRole('textbox', { name: `Name: ${PHASE}` })).toHaveAttribute('readonly');
    await expect(sam.page.getByRole('button', { name: 'Archive' })).toHaveCount(0);
    await page.getByRole('button', { name: `Remove ${people.staff.name}` }).click();
    await expect(sam.page.getByRole('heading', { name: 'This project is not on this device' })).toBeVisible();
    await expect(sam.page.getByText(PROJECT)).toHaveCount(0);
  });

  await test.step('what was archived is out of sight, and back with one click', async () => {
    await page.getByRole('tab', { name: 'Activity' }).click();
    await expect(page.getByRole('region', { name: 'Activity' })).toContainText(`made a phase: ${PHASE}`);
    await page.getByRole('button', { name: 'Archive' }).click();
    await expect(page.getByRole('button', { name: 'Make active again' })).toBeVisible();
    await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
  });
});

function places(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Places' });
}

async function makeProject(page: Page): Promise<void> {
  await places(page).getByRole('button', { name: 'Projects' }).click();
  await page.getByRole('button', { name: 'New project' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(PROJECT);
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(PROJECT);
}

async function addPhase(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of a new phase' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: `Name: ${name}` })).toBeVisible();
}

async function addMember(page: Page, name: string, role: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByRole('option', { name }).click();
  await page.getByRole('button', { name: `Role of ${name}:` }).click();
  await page.getByRole('option', { name: role }).click();
  await expect(page.getByRole('button', { name: `Role of ${name}: ${role}` })).toBeVisible();
}

async function fill(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press('Enter');
}

function namesOf(page: Page): Promise<string[]> {
  const names = page.getByRole('list', { name: 'Phases' }).getByRole('textbox', { name: /^Name: / });
  return names.evaluateAll((fields) =>
    fields.map((field) => (field instanceof HTMLInputElement ? field.value : '')),
  );
}

function barName(from: string, to: string): string {
  const day = (date: string) =>
    new Date(`${date}T12:00:00`).toLocaleDateString('en-GB', { dateStyle: 'medium' });
  return `${PHASE}, ${day(from)} to ${day(to)}, 0 % done`;
}

/** Carries something sideways by so many pixels. */
async function drag(page: Page, what: Locator, pixels: number): Promise<void> {
  const { x, y } = await middleOf(what);
  await carry(page, { x, y }, { x: x + pixels, y });
}

async function dragTo(page: Page, what: Locator, where: Locator): Promise<void> {
  await carry(page, await middleOf(what), await middleOf(where));
}

interface Point {
  readonly x: number;
  readonly y: number;
}

async function carry(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

async function middleOf(what: Locator): Promise<Point> {
  const box = await what.boundingBox();
  if (box === null) throw new Error('It is not to be seen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
