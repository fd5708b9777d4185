import type { Page } from '@playwright/test';
import { App } from '../support/app.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { waitUntilLive } from '../support/screens.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import type { BenchResult } from './result.ts';
import { percentile } from './statistics.ts';
import { openGroup, signInWriter, writeMessages } from './threads/long-thread.ts';
import { findWords, openThread, type Scrolled, scrollThread } from './threads/measures.ts';

const MESSAGES = 50_000;
const LONG = 'The long one';
const SHORT = 'The short one';
const OPENINGS = 8;
const SCROLLS = 150;
/** Longer than a query that nobody looks at is kept: each opening reads anew. */
const FORGOTTEN_MS = 6_000;
const FIRST_SYNC_MS = 300_000;
const AIM_MS = 100;

/** One conversation of 50,000 messages in the real app: opening it at the first unread one, scrolling, finding. */
export async function threadsBench(): Promise<BenchResult> {
  const server = new ServerProcess({ HOLDFAST_MUTATION_BURST: '1000000' });
  const app = new App();
  try {
    await server.addPeople(people.agent, people.second);
    await server.start();
    await fillServer(server);
    await app.launch({ server: server.url, person: people.agent });
    return await measure(app.page);
  } finally {
    await app.remove();
    await server.remove();
  }
}

/** Half of the long conversation is read by the person whose window is measured. */
async function fillServer(server: ServerProcess): Promise<void> {
  const writer = await signInWriter(server.url, people.second);
  const reader = new HeadlessClient();
  try {
    const short = await openGroup(writer, SHORT);
    await writeMessages(writer, short, 20);
    const long = await openGroup(writer, LONG);
    const messageId = await writeMessages(writer, long, MESSAGES / 2);
    await reader.signIn(server.url, people.agent, FIRST_SYNC_MS);
    reader.mutate('read-marker.advance', { id: reader.newId(), threadId: long, messageId });
    await reader.waitUntilSent();
    reader.stop();
    await writeMessages(writer, long, MESSAGES / 2);
  } finally {
    writer.remove();
    reader.remove();
  }
}

async function measure(page: Page): Promise<BenchResult> {
  await waitUntilLive(page);
  await page
    .getByRole('progressbar', { name: 'Fetching your data' })
    .waitFor({ state: 'detached', timeout: FIRST_SYNC_MS });
  await page.getByRole('button', { name: /^Conversations/ }).click();
  await leave(page);
  const openings: number[] = [];
  for (let count = 0; count < OPENINGS; count += 1) {
    await page.waitForTimeout(FORGOTTEN_MS);
    openings.push(await openThread(page, LONG));
    if (count + 1 < OPENINGS) await leave(page);
  }
  const up = await scrollThread(page, -240, SCROLLS);
  const down = await scrollThread(page, 240, SCROLLS);
  await page.keyboard.press('ControlOrMeta+f');
  const find = await findWords(page, '37');
  const findCommon = await findWords(page, 'e');
  const openP95 = percentile(openings, 0.95);
  return {
    figures: {
      openFirst: percentile(openings.slice(0, 1), 0.5),
      openP50: percentile(openings, 0.5),
      openP95,
      ...scrollFigures(up, down),
      find: percentile([find], 0.5),
      findCommon: percentile([findCommon], 0.5),
    },
    limits: {},
    aims: { openP95: { value: openP95, atMost: AIM_MS, met: openP95 <= AIM_MS } },
  };
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('row').filter({ hasText: SHORT }).click();
  await page.getByRole('heading', { name: SHORT, level: 2 }).waitFor();
}

function scrollFigures(...ways: readonly Scrolled[]): Record<string, number> {
  return {
    scrollStepP95: percentile(
      ways.flatMap(({ steps }) => steps),
      0.95,
    ),
    scrollJumps: ways.reduce((sum, { jumps }) => sum + jumps, 0),
    scrollBlank: ways.reduce((sum, { blank }) => sum + blank, 0),
  };
}
