import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { look } from '../support/look.ts';
import {
  connectionPill,
  openTicket,
  sendComment,
  signInAndStay,
  ticketRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const TICKETS = 12_000;

/** A table of tickets, and how to read it. */
function writeTickets(folder: string): { csv: string; map: string } {
  const csv = path.join(folder, 'tickets.csv');
  const map = path.join(folder, 'tickets.map.json');
  const rows = Array.from({ length: TICKETS }, (_, index) => {
    const day = new Date(Date.UTC(2024, 0, 1) + index * 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    return `${index},${day},"Ticket ${index}","${'words '.repeat(60)}",Open`;
  });
  writeFileSync(csv, ['Key,Made,Title,Text,State', ...rows].join('\n'));
  writeFileSync(
    map,
    JSON.stringify({
      source: 'test',
      key: 'Key',
      dates: { format: 'yyyy-MM-dd HH:mm:ss', timeZone: 'UTC' },
      blank: [],
      title: { parts: ['{Title}'], between: '' },
      description: ['{Text}'],
      createdAt: 'Made',
      updatedAt: ['Made'],
      status: { column: 'State', values: { Open: 'open' }, default: 'open' },
      priority: { column: 'State', values: {}, default: 'normal' },
    }),
  );
  return { csv, map };
}

function progress(page: Page) {
  return page.getByRole('progressbar', { name: 'Fetching your data' });
}

test('S16: a first sync shows how far it is, can be used while it runs, newest first, and goes on after it was interrupted', async ({
  stage,
}) => {
  test.slow();
  const { csv, map } = writeTickets(stage.server.folder);
  await stage.server.admin(['import', 'csv', csv, '--map', map]);
  const line = new LineProxy(stage.server.url);
  const url = await line.start();
  const ben = stage.app();
  await ben.launch();
  await signInAndStay(ben.page, url, people.agent.email, people.agent.password);

  await expect(progress(ben.page)).toHaveAttribute('aria-valuetext', /Fetching [\d,]+ of about [\d,]+/);
  line.cutLine();
  await expect(progress(ben.page)).toHaveAttribute('aria-valuetext', /It goes on by itself/);
  // The newest are here already and can be used.
  await expect(ticketRow(ben.page, `Ticket ${TICKETS - 1}`)).toBeVisible();
  await expect(ben.page.getByText(/tickets so far, more to come/)).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await ben.page.emulateMedia({ colorScheme });
    await look(ben.page, `first-sync-${colorScheme}`);
  }
  await openTicket(ben.page, `Ticket ${TICKETS - 1}`);
  await sendComment(ben.page, 'Written while half of it was missing');
  await expect(connectionPill(ben.page)).toContainText(/1 change waiting|Connecting/);
  await ben.page.getByRole('button', { name: 'Close the detail' }).click();

  line.heal();
  await waitUntilLive(ben.page);
  await expect(progress(ben.page)).toHaveCount(0, { timeout: 60_000 });
  await expect(ben.page.getByText('12,000 tickets', { exact: true })).toBeVisible();
  await line.stop();
});
