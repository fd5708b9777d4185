import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { drop } from '../support/given-files.ts';
import { connectionPill, createTicket, detail, openTicket, sendComment } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('S7: when an account is disabled, what the server had sent goes from the screen, and what was never sent is there to copy', async ({
  stage,
}) => {
  const sam = await stage.open(people.staff);
  await createTicket(sam.page, 'Sent before');
  await openTicket(sam.page, 'Sent before');
  await expect(connectionPill(sam.page)).toHaveText('Live');
  await stage.server.stop();
  await expect(connectionPill(sam.page)).not.toContainText('Live');
  await sendComment(sam.page, 'Never sent, and wanted');
  await sam.page.getByRole('textbox', { name: 'Comment' }).fill('Half a thought');
  const files = detail(sam.page).getByRole('region', { name: 'Files', exact: true });
  await drop(files, [{ name: 'meter.txt', text: 'It said 4711.' }]);
  await expect(files.getByRole('button', { name: 'meter.txt', exact: true })).toBeVisible();
  await stage.server.admin(['users', 'disable', people.staff.email]);
  await stage.server.start();

  await expect(sam.page.getByRole('heading', { name: 'Your account was disabled' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(sam.page.getByText('Sent before')).toHaveCount(0);
  const unsent = sam.page.getByRole('region', { name: 'What you wrote and had not sent' });
  await expect(unsent.getByText('Never sent, and wanted').last()).toBeVisible();
  await expect(unsent.getByText('Half a thought')).toBeVisible();
  const saved = path.join(sam.profile, 'saved.txt');
  await sam.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, saved);
  await unsent.getByRole('button', { name: 'Save as…: meter.txt' }).click();
  await expect.poll(() => existsSync(saved) && readFileSync(saved, 'utf8')).toBe('It said 4711.');
  await unsent.getByRole('button', { name: 'Copy everything' }).click();
  const copied = await sam.application.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Never sent, and wanted');
  expect(copied).toContain('Half a thought');
});
