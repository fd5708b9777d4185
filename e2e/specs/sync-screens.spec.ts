import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { look, looks } from '../support/look.ts';
import {
  chooseField,
  connectionPill,
  createTicket,
  detail,
  openTicket,
  pressOutsideText,
  sendComment,
  signInAndStay,
  waitForRow,
  waitUntilLive,
  writeDescription,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const title = 'The lamp on the second floor flickers';

/** Makes the file with the data of a profile unreadable. */
function breakDataFile(profile: string): void {
  const found = readdirSync(profile, { recursive: true, encoding: 'utf8' }).find((file) =>
    file.endsWith('holdfast.db'),
  );
  if (found === undefined) throw new Error('There is no data file yet.');
  writeFileSync(path.join(profile, found), 'This is no database any more. '.repeat(1_000));
}

for (const { colorScheme, size } of looks) {
  test(`S25, S29, S30: what sync has to tell is accessible, ${colorScheme} at ${size[0]}×${size[1]}`, async ({
    stage,
  }) => {
    test.slow();
    const shot = (name: string) => `${name}-${colorScheme}-${size[0]}`;
    const cleo = await stage.open(people.second);
    const ben = stage.app({ colorScheme, size });
    await ben.launch();
    await signInAndStay(ben.page, stage.server.url, people.agent.email, people.agent.password);
    await waitUntilLive(ben.page);
    await createTicket(ben.page, title);
    await openTicket(ben.page, title);
    await writeDescription(ben.page, 'Call the owner today. Bring the ladder.\n\nThe key is at the desk.');
    await chooseField(ben.page, 'Priority', 'Urgent');
    await chooseField(ben.page, 'Status', 'Waiting');
    await waitForRow(cleo.page, title);
    await openTicket(cleo.page, title);
    await chooseField(cleo.page, 'Status', 'Resolved');
    await expect(detail(ben.page).getByRole('button', { name: /^Status/ })).toContainText('Resolved');
    await pressOutsideText(ben.page, 'ControlOrMeta+z');
    await expect(detail(ben.page).getByRole('button', { name: 'Put Open back' })).toBeVisible();
    await pressOutsideText(ben.page, 'ControlOrMeta+z');
    await expect(ben.page.getByText(/^Undone: .*Priority/)).toBeVisible();
    await look(ben.page, shot('undo'));
    await expect(connectionPill(ben.page)).toHaveText('Live');

    await stage.server.stop();
    await expect(connectionPill(ben.page)).not.toContainText('Live');
    await writeDescription(
      ben.page,
      'Call the tenant today. Bring the ladder and a hose.\n\nThe key is at the desk.',
    );
    await sendComment(ben.page, 'Rewritten on the train');
    await writeDescription(
      cleo.page,
      'Call the landlord today, before noon. Bring the ladder.\n\nThe key is with Sam.',
    );
    await ben.close();
    await stage.server.start();
    await waitUntilLive(cleo.page);
    await expect(connectionPill(cleo.page)).not.toContainText('waiting');
    await ben.launch();
    await expect(connectionPill(ben.page)).toContainText('1 change not accepted', { timeout: 60_000 });
    const card = detail(ben.page).getByRole('region', { name: 'Your Description was not saved' });
    await expect(card).toBeVisible();
    await look(ben.page, shot('text-conflict'));
    await card.getByRole('tab', { name: 'Merged' }).click();
    await look(ben.page, shot('text-conflict-merged'));
    await card.getByRole('button', { name: 'Edit first' }).click();
    await look(ben.page, shot('text-conflict-edit'));

    await connectionPill(ben.page).click();
    await ben.page.getByRole('button', { name: 'Export diagnostics' }).click();
    await expect(ben.page.getByRole('region', { name: 'The diagnostics' })).toBeVisible();
    await look(ben.page, shot('not-accepted'));
    await ben.page.keyboard.press('Escape');

    await ben.close();
    breakDataFile(ben.profile);
    await ben.launch();
    await expect(ben.page.getByText(/^The file with your data was damaged/)).toBeVisible({ timeout: 60_000 });
    await waitUntilLive(ben.page);
    await look(ben.page, shot('repaired'));

    await stage.server.stop();
    await expect(connectionPill(ben.page)).not.toContainText('Live');
    await openTicket(ben.page, title);
    await sendComment(ben.page, 'I never sent this');
    await stage.server.admin(['users', 'disable', people.agent.email]);
    await stage.server.start();
    await expect(ben.page.getByRole('heading', { name: 'Your account was disabled' })).toBeVisible({
      timeout: 60_000,
    });
    await look(ben.page, shot('disabled'));
  });
}
