import { globSync } from 'node:fs';
import path from 'node:path';
import { addDays, mondayOf } from '@holdfast/shared/dates.ts';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { openDatabase } from '../../../apps/desktop/src/engine/store/database.ts';
import { readMeta } from '../../../apps/desktop/src/engine/store/meta.ts';
import { readScopes } from '../../../apps/desktop/src/engine/store/scope-state.ts';
import { Statements } from '../../../apps/desktop/src/engine/store/statements.ts';
import { applyPage } from '../../../apps/desktop/src/engine/sync/apply.ts';
import { App } from '../../support/app.ts';
import { signInAndStay, waitUntilLive } from '../../support/screens.ts';
import { people, ServerProcess } from '../../support/server-process.ts';
import { median, percentile } from '../statistics.ts';
import type { Report } from '../sync/report.ts';
import { assignmentRows, createPlan, groundRows, type Plan } from './plan-rows.ts';

const PAGE = 2_000;
const OPENINGS = 7;
const EDITS = 30;
const FRAMES = 180;

/** The real window with 150,000 assignments: opening the grid, an edit until all totals show it, scrolling. */
export async function measureWindow(report: Report): Promise<void> {
  const app = new App({ size: [1600, 1000] });
  try {
    await signInOnce(app);
    fillAccount(app);
    await app.launch();
    await app.page.getByRole('button', { name: 'Capacity', exact: true }).waitFor();
    await measureOpening(app.page, report);
    await app.page.getByRole('button', { name: 'Open everybody' }).click();
    await app.page.getByRole('button', { name: 'Add a project' }).first().waitFor();
    await measureEdits(app.page, report);
    await measureScrolling(app.page, report);
  } finally {
    await app.remove();
  }
}

/** Leaves an account on this device, of a server that is gone: nothing else happens while it is measured. */
async function signInOnce(app: App): Promise<void> {
  const server = new ServerProcess();
  await server.addPeople(people.admin);
  await server.start();
  await app.launch();
  await signInAndStay(app.page, server.url, people.admin.email, people.admin.password);
  await waitUntilLive(app.page);
  await app.close();
  await server.remove();
}

function fillAccount({ profile }: App): void {
  const [file] = globSync('**/accounts/*/holdfast.db', { cwd: profile });
  if (file === undefined) throw new Error('The account left no file.');
  const database = openDatabase(path.join(profile, file), (name) => new Database(name));
  const statements = new Statements(database);
  const me = statements.get<{ id: string }>('SELECT id FROM user_base LIMIT 1')?.id ?? '';
  const plan = comingPlan(me);
  let rows = groundRows(plan).filter(({ id }) => id !== me);
  for (const row of assignmentRows(plan)) {
    rows.push(row);
    if (rows.length < PAGE) continue;
    take(statements, me, rows);
    rows = [];
  }
  take(statements, me, rows);
  database.close();
}

/** The plan of the weeks that the grid shows. */
function comingPlan(managerId: string): Plan {
  const first = addDays(mondayOf(new Date().toISOString().slice(0, 10)), -28);
  const plan = createPlan();
  return { ...plan, managerId, weeks: plan.weeks.map((_, index) => addDays(first, 7 * index)) };
}

function take(statements: Statements, me: string, rows: ReturnType<typeof groundRows>): void {
  const scopes = [...readScopes(statements).values()];
  const version = Math.max(...scopes.map(({ cursor }) => cursor.version)) + 1;
  applyPage(statements, me, {
    epoch: readMeta(statements, 'epoch') ?? '',
    scopes: scopes.map(({ scope }) => scope),
    cursors: Object.fromEntries(scopes.map(({ scope }) => [scope, { version }])),
    heads: {},
    entries: rows.map(({ table, id }) => ({ scope: 'desk', table, id, version })),
    rows: rows.map((row) => ({ ...row, version })),
    results: [],
    more: false,
  });
}

/** From the click until the grid shows the sums of all people. */
async function measureOpening(page: Page, report: Report): Promise<void> {
  const took: number[] = [];
  for (let index = 0; index < OPENINGS; index += 1) {
    await page.getByRole('button', { name: 'Tickets', exact: true }).click();
    await page.getByRole('button', { name: 'New ticket' }).first().waitFor();
    took.push(await page.evaluate(openGrid));
  }
  const [first = 0, ...others] = took;
  report.add({
    key: 'gridFirst',
    label: 'opening the grid for the first time',
    value: first,
    unit: 'ms',
    atMost: 300,
  });
  report.add({
    key: 'gridP95',
    label: 'opening it again, p95',
    value: percentile(others, 0.95),
    unit: 'ms',
    atMost: 300,
  });
}

function openGrid(): Promise<number> {
  const start = performance.now();
  [...document.querySelectorAll<HTMLElement>('nav button')]
    .find((button) => button.textContent === 'Capacity')
    ?.click();
  return new Promise((resolve) => {
    const look = () => {
      const edge = document.querySelector('[role="grid"]')?.getBoundingClientRect().right ?? 0;
      const shown = [...document.querySelectorAll('[data-kind="everybody"] [data-cell]')].filter(
        (cell) => cell.getBoundingClientRect().left < edge,
      );
      const isThere = shown.length > 10 && shown.every((cell) => /\d/.test(cell.textContent ?? ''));
      if (isThere) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** From Enter until the line, the person and everybody show it. */
async function measureEdits(page: Page, report: Report): Promise<void> {
  const took: number[] = [];
  const cell = page.locator('[data-kind="line"] [data-cell][aria-colindex="7"]').first();
  await cell.click();
  for (let index = 0; index < EDITS; index += 1) {
    await page.keyboard.press('F2');
    await page.keyboard.type(String(30 + (index % 2)));
    took.push(await enterUntilShown(page));
    await page.keyboard.press('ArrowUp');
  }
  report.add({
    key: 'editShownP95',
    label: 'from Enter until all totals show an edit, p95',
    value: percentile(took, 0.95),
    unit: 'ms',
    atMost: 50,
  });
}

async function enterUntilShown(page: Page): Promise<number> {
  const shown = await page.evaluateHandle(watchSum);
  await page.keyboard.press('Enter');
  return shown.evaluate(({ took }) => took);
}

/** Runs in the page: the milliseconds from the next key until the sum over the chosen cell is another one. */
function watchSum(): { took: Promise<number> } {
  const column = document.querySelector('[data-kind="line"] [data-active]')?.getAttribute('aria-colindex');
  const sum = document.querySelector(`[data-kind="everybody"] [aria-colindex="${column}"]`);
  const before = sum?.textContent;
  const took = new Promise<number>((resolve) => {
    const begin = () => {
      const start = performance.now();
      const look = () => {
        if (sum?.textContent === before) requestAnimationFrame(look);
        else resolve(performance.now() - start);
      };
      look();
    };
    window.addEventListener('keydown', begin, { once: true, capture: true });
  });
  return { took };
}

/** How fast frames follow one another while the grid is scrolled by a row and more in each. */
async function measureScrolling(page: Page, report: Report): Promise<void> {
  for (const way of ['down', 'along'] as const) {
    const frames = await page.evaluate(scroll, { way, count: FRAMES });
    report.add({
      key: `${way}FramesPerSecond`,
      label: `frames a second while scrolling ${way}`,
      value: 1_000 / median(frames),
      unit: '',
      atLeast: 59,
    });
    report.add({
      key: `${way}FrameP95`,
      label: `a frame while scrolling ${way}, p95`,
      value: percentile(frames, 0.95),
      unit: 'ms',
    });
  }
}

function scroll({ way, count }: { way: 'down' | 'along'; count: number }): Promise<number[]> {
  const grid = document.querySelector('[role="grid"]');
  const frames: number[] = [];
  return new Promise((resolve) => {
    let before = performance.now();
    const step = () => {
      const now = performance.now();
      frames.push(now - before);
      before = now;
      grid?.scrollBy(way === 'down' ? { top: 40 } : { left: 30 });
      if (frames.length < count) requestAnimationFrame(step);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  });
}
