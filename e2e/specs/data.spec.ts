import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { openAdmin } from '../support/admin-screens.ts';
import type { App } from '../support/app.ts';
import { test } from '../support/fixtures.ts';
import { look } from '../support/look.ts';
import { connectionPill } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const samples = path.resolve(import.meta.dirname, '../../apps/server/src/import/samples');

/** Chooses a file and what is in it. Gives the region of the import. */
async function choose(page: Page, source: string, file: Parameters<Locator['setInputFiles']>[0]) {
  const region = page.getByRole('region', { name: 'Import', exact: true });
  await region.getByRole('button', { name: /^What is in the file/ }).click();
  await page.getByRole('option', { name: source, exact: true }).click();
  await region.getByLabel('File', { exact: true }).setInputFiles(file);
  await expect(region.getByRole('region', { name: 'The first rows', exact: true })).toBeVisible();
  return region;
}

async function saveTo(app: App, file: string): Promise<void> {
  await app.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

test('promise 1: an admin brings in files with a mapping, a preview and a report, offline too, and nothing comes in twice', async ({
  stage,
}) => {
  test.slow();
  const ada = await stage.open(people.admin);
  const { page } = ada;
  await openAdmin(page, 'Import and export');

  const jira = await choose(page, 'Tickets of Jira (CSV)', path.join(samples, 'jira.csv'));
  await expect(jira.getByRole('button', { name: 'Title Summary' })).toBeVisible();
  const words = jira.getByRole('region', { name: 'What words mean: Status' });
  await words.getByRole('button', { name: 'Weird State' }).click();
  await page.getByRole('option', { name: 'Waiting', exact: true }).click();
  const preview = jira.getByRole('table', { name: 'The first rows' });
  await expect(preview.getByRole('row', { name: /Lamp, "blue", is out/ })).toContainText('Yes');
  await expect(preview.getByRole('row', { name: /Who painted/ })).toContainText('which is no date');
  await preview.scrollIntoViewIfNeeded();
  await look(page, 'data-map-light-1280');
  await jira.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(jira.getByRole('status').first()).toHaveText(/3 rows are new\. +4 were not taken\./);
  const bad = jira.getByRole('table', { name: 'Rows that were not taken' });
  await expect(bad.getByRole('row', { name: /^11 / })).toContainText('which is no date');
  await look(page, 'data-report-light-1280');
  const list = path.join(ada.profile, 'bad.csv');
  await saveTo(ada, list);
  await jira.getByRole('button', { name: 'Save this list…' }).click();
  await expect(jira.getByText('Saved', { exact: true })).toBeVisible();
  expect(readFileSync(list, 'utf8')).toMatch(/^Line,Reason\r\n11,/);

  await jira.getByRole('button', { name: 'Another file' }).click();
  await choose(page, 'Tickets of Jira (CSV)', path.join(samples, 'jira.csv'));
  await jira.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(jira.getByRole('status').first()).toHaveText(/0 rows are new\. +3 were there already\./);

  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Tickets' }).click();
  const lamp = page.getByRole('grid', { name: 'Tickets' }).getByRole('row', { name: /Lamp/ });
  await expect(lamp).toContainText(/#\d/);
  await openAdmin(page, 'Import and export');

  await stage.server.stop();
  await expect(connectionPill(page)).not.toHaveText('Live');
  await jira.getByRole('button', { name: 'Another file' }).click();
  const csv = 'Nonsense;Budget\nBridge;12.500,50\nTunnel;none\n';
  await choose(page, 'Projects', { name: 'plans 2026.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(jira.getByText('There is no column yet for: Name')).toBeVisible();
  await jira.getByRole('button', { name: 'Name No column' }).click();
  await page.getByRole('option', { name: 'Nonsense' }).click();
  await jira.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(jira.getByRole('status').first()).toHaveText(/1 row is new\. +1 was not taken\./);

  const out = page.getByRole('region', { name: 'Export', exact: true });
  const file = path.join(ada.profile, 'out.csv');
  await saveTo(ada, file);
  await out.getByRole('button', { name: /^What to export/ }).click();
  await page.getByRole('option', { name: 'Projects' }).click();
  await out.getByRole('button', { name: 'Save as CSV…' }).click();
  await expect(out.getByText('Saved', { exact: true })).toBeVisible();
  expect(readFileSync(file, 'utf8')).toMatch(/^Bridge,.*,12500\.50,/m);
});
