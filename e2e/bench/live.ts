import path from 'node:path';
import type { Page } from '@playwright/test';
import { App } from '../support/app.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { openTicket, ticketRow, waitUntilLive } from '../support/screens.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { bareSocketRelay, bareSqliteCommit } from './bare-limits.ts';
import { startEmptyWindow } from './empty-window.ts';
import type { BenchResult } from './result.ts';
import { median, percentile } from './statistics.ts';

const WRITES = 500;
const CLICKS = 100;
const STARTS = 5;

const examples = path.resolve(import.meta.dirname, '../../examples');

/** Local writes, clicks until the own and the other screen show them, and the start, with the 1,000 example tickets. */
export async function liveBench(): Promise<BenchResult> {
  const server = new ServerProcess();
  try {
    await server.addPeople(people.admin, people.agent, people.second);
    await server.admin([
      'import',
      'csv',
      path.join(examples, 'service-requests.csv'),
      '--map',
      path.join(examples, 'service-requests.map.json'),
    ]);
    await server.start();
    const writes = await localWrites(server);
    const clicks = await clickToScreens(server);
    const starts = await warmStarts(server);
    const limits = { ...bareSqliteCommit(), ...(await bareSocketRelay()), emptyWindowStart: starts.empty };
    return {
      figures: {
        ...writes,
        ...clicks,
        warmStart: starts.app,
        warmStartRatio: round(starts.app / starts.empty),
      },
      limits,
    };
  } finally {
    await server.remove();
  }
}

/** Each returns when it is on disk. */
async function localWrites(server: ServerProcess): Promise<Record<string, number>> {
  const client = new HeadlessClient();
  await client.signIn(server.url, people.agent);
  const samples = Array.from({ length: WRITES }, (_, index) => {
    const start = performance.now();
    client.createTicket(`Written for the benchmark ${index}`, { description: 'x'.repeat(400) });
    return performance.now() - start;
  });
  await client.waitUntilSent();
  client.remove();
  return { localWriteP50: percentile(samples, 0.5), localWriteP99: percentile(samples, 0.99) };
}

async function clickToScreens(server: ServerProcess): Promise<Record<string, number>> {
  const writer = new App();
  const reader = new App();
  await Promise.all([
    writer.launch({ server: server.url, person: people.agent }),
    reader.launch({ server: server.url, person: people.second }),
  ]);
  const title = 'Written for the benchmark 7';
  for (const app of [writer, reader]) {
    await waitUntilLive(app.page);
    await app.page.getByRole('searchbox', { name: 'Search tickets' }).fill(title);
    await ticketRow(app.page, title).first().waitFor();
    await openTicket(app.page, title);
  }
  const own: number[] = [];
  const other: number[] = [];
  for (let count = 0; count < CLICKS; count += 1) {
    const text = `measured ${count} ${Math.round(performance.now())}`;
    await writer.page.getByRole('textbox', { name: 'Comment' }).fill(text);
    const arrived = whenShown(reader.page, text);
    const { clicked, shown } = await clickAndWatch(writer.page, text);
    own.push(shown - clicked);
    other.push((await arrived) - clicked);
  }
  await Promise.all([writer.remove(), reader.remove()]);
  return {
    ownScreenP50: percentile(own, 0.5),
    ownScreenP95: percentile(own, 0.95),
    otherScreenP50: percentile(other, 0.5),
    otherScreenP95: percentile(other, 0.95),
  };
}

/** The moment, on the machine's clock, at which a comment is painted. */
function whenShown(page: Page, text: string): Promise<number> {
  return page.evaluate(watchForComment, text);
}

async function clickAndWatch(page: Page, text: string): Promise<{ clicked: number; shown: number }> {
  const shown = whenShown(page, text);
  const clicked = await page.evaluate(() => {
    const send = [...document.querySelectorAll('button')].find((button) =>
      button.textContent?.trim().startsWith('Send'),
    );
    if (send === undefined) throw new Error('There is no button to send with.');
    const now = performance.timeOrigin + performance.now();
    send.click();
    return now;
  });
  return { clicked, shown: await shown };
}

/** Runs in the page: resolves once the text stands outside the composer and the next frame was painted. */
function watchForComment(text: string): Promise<number> {
  return new Promise((resolve) => {
    const isThere = () =>
      [...document.querySelectorAll('p')].some((paragraph) => paragraph.textContent === text);
    const done = () => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
    };
    const observer = new MutationObserver(() => isThere() && done());
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    if (isThere()) done();
  });
}

/** From the start of the process until the list shows tickets, with everything on disk already, in turn with an empty window. */
async function warmStarts(server: ServerProcess): Promise<{ app: number; empty: number }> {
  const app = new App();
  await app.launch({ server: server.url, person: people.agent });
  await waitUntilLive(app.page);
  await app.close();
  const appTimes: number[] = [];
  const emptyTimes: number[] = [];
  for (let count = 0; count <= STARTS; count += 1) {
    const start = performance.now();
    await app.launch();
    await app.page.getByRole('row').nth(5).waitFor();
    const time = performance.now() - start;
    await app.close();
    const empty = await startEmptyWindow();
    // The first of each warms the machine up.
    if (count === 0) continue;
    appTimes.push(time);
    emptyTimes.push(empty);
  }
  await app.remove();
  return { app: median(appTimes), empty: median(emptyTimes) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
