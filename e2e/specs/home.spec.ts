import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import { test } from '../support/fixtures.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { look, looks } from '../support/look.ts';
import { ProjectNews } from '../support/project-news.ts';
import { detail } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const PROJECT = 'Lift renewal';
const SPENT = '95% of the budget is spent, more than 90%';

type Shot = (name: string) => string;

for (const { colorScheme, size } of looks) {
  test(`the day begins at home; an alert arrives, is worked off and is resolved by itself; charts read as tables and leave as files, ${colorScheme} at ${size[0]}×${size[1]}`, async ({
    stage,
  }) => {
    test.slow();
    const shot: Shot = (name) => `${name}-${colorScheme}-${size[0]}`;
    const [ada, ben] = [new HeadlessClient(), new HeadlessClient()];
    await ada.signIn(stage.server.url, people.admin);
    const projectId = prepare(ada);
    await ada.waitUntilSent();
    // Or else this device might be the one that shows what happens.
    ada.remove();
    await ben.signIn(stage.server.url, people.agent);

    const app = await stage.open(people.admin, { colorScheme, size });
    const { page } = app;
    const violations = await followViolations(page);
    await goTo(page, 'Home');
    await looksAtHome(page, shot);

    new ProjectNews(ben).plan(projectId, { spent: { was: 0, now: 950_000 } });
    await ben.waitUntilSent();
    await worksOff(page, shot);

    new ProjectNews(ben).plan(projectId, { spent: { was: 950_000, now: 100_000 } });
    await expect(alertRow(page, PROJECT).filter({ hasText: SPENT })).toHaveCount(0);
    await filter(page, 'Resolved');
    await expect(alertRow(page, PROJECT).filter({ hasText: SPENT })).toBeVisible();

    await choosesRules(page, shot);
    await readsProject(app, shot);
    await readsDivision(page, shot);
    expect(violations()).toEqual([]);
    ben.remove();
  });
}

/** A division with a project of Ben's, phases, tickets, and hours of Ada's. */
function prepare(ada: HeadlessClient): string {
  const news = new ProjectNews(ada);
  const divisionId = news.division('Building services', people.admin, people.agent);
  const projectId = news.project(PROJECT, divisionId, people.agent);
  news.phase(projectId, 'Survey', 'done', -14);
  news.phase(projectId, 'Installation', 'running', 7);
  news.phase(projectId, 'Handover', 'planned', 28);
  news.hours(projectId, people.admin, 0, 30);
  news.hours(projectId, people.agent, 1, 60);
  const mine = { assigneeId: news.idOf(people.admin), projectId, divisionId };
  ada.createTicket('Order the new doors', { ...mine, priority: 'high' });
  ada.createTicket('Ask the tenants on floor 3', mine);
  const done = ada.createTicket('Measure the shaft', mine);
  ada.mutate('ticket.update', { id: done, changes: { status: { was: 'open', now: 'resolved' } } });
  return projectId;
}

async function looksAtHome(page: Page, shot: Shot): Promise<void> {
  const work = page.getByRole('region', { name: 'My work' });
  await expect(work.getByRole('button')).toHaveCount(2);
  await expect(work.getByRole('button').first()).toContainText('Order the new doors');
  const week = page.getByRole('region', { name: 'My week' });
  await expect(week).toContainText('30 of 40 hours are planned (75%).');
  await expect(week.getByRole('button', { name: PROJECT })).toContainText('30 h');
  // Ben has too many hours in the coming week.
  await expect(page.getByRole('region', { name: 'Alerts' })).toContainText('150% planned');

  await work.getByRole('button', { name: /Ask the tenants/ }).click();
  await expect(detail(page).getByRole('textbox', { name: 'Title' })).toHaveValue(
    'Ask the tenants on floor 3',
  );
  await page.keyboard.press('Escape');
  const recent = page.getByRole('region', { name: 'Recent' });
  await expect(recent.getByRole('button', { name: 'Ask the tenants on floor 3' })).toBeVisible();
  await look(page, shot('home'));
}

/** It is told of, leads to where it stands, and is worked off with the keys. */
async function worksOff(page: Page, shot: Shot): Promise<void> {
  const { keyboard } = page;
  const toast = page.getByRole('region', { name: 'Just in' });
  await expect(toast).toContainText(PROJECT);
  await expect(page.getByRole('region', { name: 'Alerts' })).toContainText(SPENT);
  await toast.locator('[data-notice]').click();
  await expect(detail(page).getByRole('article', { name: PROJECT })).toContainText(SPENT);
  await expect(page.getByRole('grid', { name: 'Alerts' }).getByRole('row')).not.toHaveCount(0);
  await look(page, shot('alert'));
  await keyboard.press('Escape');

  await alertRow(page, SPENT).click();
  await keyboard.press('Escape');
  await keyboard.press('e');
  await expect(alertRow(page, SPENT)).toHaveCount(0);
  await keyboard.press('Control+z');
  await expect(alertRow(page, SPENT)).toBeVisible();
  await alertRow(page, SPENT).click();
  await keyboard.press('Escape');
  await keyboard.press('h');
  await page.getByRole('menuitem', { name: 'Tomorrow morning' }).click();
  await expect(alertRow(page, SPENT)).toHaveCount(0);
  await filter(page, 'Snoozed');
  await alertRow(page, SPENT).hover();
  await alertRow(page, SPENT).getByRole('button', { name: 'Bring back now' }).click();
  await filter(page, 'Open');
  await alertRow(page, SPENT).click();
  await keyboard.press('Escape');
  await keyboard.press('i');
  await filter(page, 'Mine');
  await expect(alertRow(page, SPENT).getByRole('img', { name: 'Assignee: Ada Admin' })).toBeAttached();
}

async function choosesRules(page: Page, shot: Shot): Promise<void> {
  await page.getByRole('button', { name: 'Rules for alerts' }).click();
  const rule = page.getByRole('region', { name: 'Much of the budget is spent' });
  const limit = rule.getByRole('textbox', { name: 'Above so many percent' });
  await expect(limit).toHaveValue('90');
  await limit.fill('2000');
  await expect(rule.getByRole('alert')).toHaveText('A whole number from 0 to 1,000.');
  await limit.fill('5');
  await limit.press('Enter');
  await look(page, shot('alert-rules'));
  await page.getByRole('button', { name: 'Back to the alerts' }).click();
  await filter(page, 'Open');
  // 10 % is spent now: the server looks at all that the new rule is about.
  await expect(alertRow(page, '10% of the budget is spent, more than 5%')).toBeVisible();
}

/** A project's charts: in words, as a table, as files. */
async function readsProject(app: App, shot: Shot): Promise<void> {
  const { page } = app;
  await goTo(page, 'Projects');
  await page.getByText(PROJECT).first().click();
  await page.getByRole('tab', { name: 'Dashboard' }).click();
  const money = page.getByRole('figure', { name: 'Spent, against budget' });
  await expect(money).toContainText('1,000.00 of 10,000.00 are spent (10%).');
  await expect(money.getByRole('img', { name: /1,000.00 of 10,000.00 are spent/ })).toBeVisible();
  await expect(money.locator('canvas')).toBeVisible();
  const phases = page.getByRole('figure', { name: 'Phases over time' });
  await expect(phases).toContainText('Phases done: 1 of 3.');
  await expect(page.getByRole('figure', { name: 'Tickets over time' })).toContainText(
    '2 tickets are open. 1 is done.',
  );
  await look(page, shot('project-dashboard'));

  await money.getByRole('button', { name: 'Show as table' }).click();
  await expect(money.getByRole('row').last()).toContainText('1,000.00');
  await money.getByRole('button', { name: 'Show as chart' }).click();
  const table = await savedAs(app, money, /figures/, 'spent.csv');
  expect(table.toString()).toContain('Day,Spent,Budget\r\n');
  const picture = await savedAs(app, money, /picture/, 'spent.png');
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.length, 'there is something in the picture').toBeGreaterThan(10_000);
}

async function savedAs(app: App, chart: Locator, what: RegExp, name: string): Promise<Buffer> {
  const file = path.join(app.profile, name);
  await app.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await chart.getByRole('button', { name: 'Save this chart' }).click();
  await app.page.getByRole('menuitem', { name: what }).click();
  const read = () => {
    try {
      return readFileSync(file);
    } catch {
      return Buffer.alloc(0);
    }
  };
  await expect.poll(() => read().length).toBeGreaterThan(0);
  return read();
}

async function readsDivision(page: Page, shot: Shot): Promise<void> {
  await goTo(page, 'Home');
  await page.getByRole('button', { name: 'Building services' }).click();
  const load = page.getByRole('figure', { name: 'Hours planned and available' });
  await expect(load).toContainText('This week 30 of 80 hours are planned');
  await expect(page.getByRole('table', { name: 'Projects at work' })).toContainText('10%');
  await expect(page.getByRole('region', { name: 'Alerts' })).toContainText('10% of the budget');
  await look(page, shot('division'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Divisions' }).getByRole('button')).toHaveText([
    'Building services',
  ]);
}

function alertRow(page: Page, text: string): Locator {
  return page.getByRole('grid', { name: 'Alerts' }).getByRole('row').filter({ hasText: text });
}

async function filter(page: Page, name: string): Promise<void> {
  await page.getByRole('group', { name: 'Show' }).getByRole('button', { name, exact: true }).click();
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: place }).click();
}

/** What the page's policy refused from here on. */
async function followViolations(page: Page): Promise<() => readonly string[]> {
  const found: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) found.push(message.text());
  });
  return () => found;
}
