import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { connectionPill, createTicket, openTicket, sendComment } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('S31: diagnostics are shown before they go anywhere, hold nothing that anybody wrote and no keys, and are saved and copied as shown', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'Confidential matter');
  await openTicket(ben.page, 'Confidential matter');
  await sendComment(ben.page, 'Nobody else may read this');
  await connectionPill(ben.page).click();
  const part = ben.page.getByRole('region', { name: 'Diagnostics', exact: true });
  await part.getByRole('button', { name: 'Export diagnostics' }).click();
  const shown = await part.getByRole('region', { name: 'The diagnostics' }).textContent();
  expect(JSON.parse(shown ?? '')).toBeInstanceOf(Object);
  const tokens = await ben.page.evaluate(() => JSON.stringify(localStorage));
  for (const secret of ['Confidential', 'Nobody else', people.agent.name, people.agent.email, 'eyJ'])
    expect(shown).not.toContain(secret);
  expect(tokens).not.toContain('eyJ');

  const file = path.join(ben.profile, 'diagnostics.json');
  await ben.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await part.getByRole('button', { name: 'Save as file…' }).click();
  await expect(part.getByText('Saved', { exact: true })).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(shown);

  await part.getByRole('button', { name: 'Copy' }).click();
  await expect(part.getByRole('status')).toHaveText('Copied');
  expect(await ben.application.evaluate(({ clipboard }) => clipboard.readText())).toBe(shown);
});
