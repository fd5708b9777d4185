import { mondayOf } from '@holdfast/shared/dates.ts';
import type { Page } from '@playwright/test';
import { App } from '../../support/app.ts';
import { gridCell, openCapacity, openPerson } from '../../support/capacity-screens.ts';
import { waitUntilLive } from '../../support/screens.ts';
import { people, ServerProcess } from '../../support/server-process.ts';
import { median, percentile } from '../statistics.ts';
import type { Report } from '../sync/report.ts';
import { fillServer } from './full-server.ts';
import { openGrid, scrollGrid, watchSum } from './grid-page.ts';
import { createPlan, personName } from './plan-rows.ts';

const WEEKS_BEFORE_MS = 4 * 7 * 86_400_000;
const FIRST_SYNC_MS = 600_000;
/** Longer than a query that nobody looks at is kept: each opening reads anew. */
const FORGOTTEN_MS = 6_000;
const OPENINGS = 6;
const EDITS = 20;
const FRAMES = 240;

/** The grid in the real app, with a server that has the whole plan. */
export async function measureGrid(report: Report): Promise<void> {
  const server = new ServerProcess({ HOLDFAST_MUTATION_BURST: '1000000' });
  const app = new App();
  try {
    await server.addPeople(people.admin);
    await server.start();
    const plan = createPlan(mondayOf(new Date(Date.now() - WEEKS_BEFORE_MS).toISOString().slice(0, 10)));
    const filled = await fillServer(server, plan);
    report.add({
      key: 'fillServer',
      label: 'the server takes 150,000 assignments',
      value: filled,
      unit: 'ms',
    });
    await measureFirstSync(app, server, report);
    await measureOpenings(app.page, report);
    await measureEdits(app.page, report);
    await measureScrolling(app.page, report);
  } finally {
    await app.remove();
    await server.remove();
  }
}

async function measureFirstSync(app: App, server: ServerProcess, report: Report): Promise<void> {
  const start = performance.now();
  await app.launch({ server: server.url, person: people.admin });
  await waitUntilLive(app.page);
  const bar = app.page.getByRole('progressbar', { name: 'Fetching your data' });
  await bar.waitFor({ state: 'detached', timeout: FIRST_SYNC_MS });
  report.add({
    key: 'appFirstSync',
    label: 'first sync of the app, from its start',
    value: performance.now() - start,
    unit: 'ms',
  });
}

async function measureOpenings(page: Page, report: Report): Promise<void> {
  const took: number[] = [];
  for (let count = 0; count < OPENINGS; count += 1) {
    await page.getByRole('button', { name: 'Tickets', exact: true }).click();
    await page.waitForTimeout(FORGOTTEN_MS);
    took.push(await openGrid(page));
  }
  report.add({
    key: 'gridFirst',
    label: 'opening the grid for the first time',
    value: took[0] ?? 0,
    unit: 'ms',
  });
  report.add({
    key: 'gridP95',
    label: 'opening the grid, p95',
    value: percentile(took, 0.95),
    unit: 'ms',
    atMost: 300,
  });
}

/** From the key that ends the edit until the sum of everybody is painted. */
async function measureEdits(page: Page, report: Report): Promise<void> {
  await openCapacity(page);
  await openPerson(page, personName(0));
  const cell = gridCell(page, /^Project/, 0).first();
  const took: number[] = [];
  for (let count = 0; count < EDITS; count += 1) {
    await cell.click();
    await page.keyboard.type(String(5 + (count % 2) * 8));
    const shown = watchSum(page);
    await page.keyboard.press('Enter');
    took.push(await shown);
  }
  report.add({
    key: 'gridEditP95',
    label: 'an edit until the sum of everybody shows it, p95',
    value: percentile(took, 0.95),
    unit: 'ms',
    atMost: 50,
  });
}

async function measureScrolling(page: Page, report: Report): Promise<void> {
  const ways = [
    { key: 'down', label: 'down', x: 0, y: 60 },
    { key: 'aside', label: 'through the weeks', x: 30, y: 0 },
  ];
  for (const { key, label, x, y } of ways) {
    const { frames, blank } = await scrollGrid(page, { x, y, frames: FRAMES });
    const perSecond = 1_000 / median(frames);
    report.add({
      key: `${key}FramesPerSecond`,
      label: `frames a second while scrolling ${label}`,
      value: perSecond,
      unit: '',
      atLeast: 59,
    });
    report.add({
      key: `${key}FrameP95`,
      label: 'the longest of 20 frames',
      value: percentile(frames, 0.95),
      unit: 'ms',
    });
    report.add({ key: `${key}Blank`, label: 'frames with nothing in the middle', value: blank, unit: '' });
  }
}
