import path from 'node:path';
import { expect } from '@playwright/test';
import { GROUP, lookAtConversations } from '../support/conversation-looks.ts';
import { openConversation, sendMessage, takeOut } from '../support/conversation-screens.ts';
import { test } from '../support/fixtures.ts';
import { look, looks } from '../support/look.ts';
import { lookAtPeople } from '../support/people-looks.ts';
import {
  chooseField,
  connectionPill,
  createTicket,
  detail,
  openTicket,
  sendComment,
  waitForRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const examples = path.resolve(import.meta.dirname, '../../examples');

for (const { colorScheme, size } of looks) {
  test(`screens are accessible, ${colorScheme} at ${size[0]}×${size[1]}`, async ({ stage }) => {
    test.slow();
    const shot = (name: string) => `${name}-${colorScheme}-${size[0]}`;
    const options = { colorScheme, size };
    const map = path.join(examples, 'service-requests.map.json');
    await stage.server.admin(['import', 'csv', path.join(examples, 'service-requests.csv'), '--map', map]);

    const fresh = stage.app(options);
    await fresh.launch();
    await expect(fresh.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await look(fresh.page, shot('sign-in'));

    const sam = await stage.open(people.staff, options);
    await look(sam.page, shot('empty'));

    const mia = await stage.open(people.admin, options);
    const { page } = mia;
    await look(page, shot('list'));

    await page.getByRole('button', { name: 'Projects' }).click();
    await look(page, shot('projects-empty'));
    await page.getByRole('button', { name: 'New project' }).first().click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Winter readiness');
    await look(page, shot('new-project'));
    await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click();
    await expect(
      page
        .getByRole('heading', { name: 'Winter readiness' })
        .or(page.getByRole('textbox', { name: 'Name' }))
        .first(),
    ).toBeVisible();
    await look(page, shot('project'));

    await page.getByRole('button', { name: 'Tickets' }).click();
    await page.getByRole('button', { name: 'New ticket' }).first().click();
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeFocused();
    await look(page, shot('new-ticket'));
    await page.keyboard.press('Escape');
    await createTicket(
      page,
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und الفريق يكتب هنا من اليمين إلى اليسار',
    );
    await sendComment(page, 'The **second** floor, by the lift.\n\n- the lamp\n- the switch');
    await chooseField(page, 'Priority', 'Urgent');
    await chooseField(page, 'Assignee', 'Sam Staff');
    await waitForRow(sam.page, 'Donaudampf');
    await page.mouse.move(600, 400);
    await look(page, shot('ticket'));

    await lookAtConversations({ page, other: { page: sam.page, name: people.staff.name }, shot });
    for (const { page: at } of [mia, sam]) {
      await at.getByRole('button', { name: 'Tickets' }).click();
      await openTicket(at, 'Donaudampf');
    }
    await lookAtPeople({ page, other: { page: sam.page, name: people.staff.name }, shot });
    await stage.server.stop();
    await expect(connectionPill(page)).toContainText('Offline');
    await sendComment(page, 'Written without a network');
    await chooseField(page, 'Status', 'Waiting');
    await expect(connectionPill(page)).toContainText('2 changes waiting');
    await look(page, shot('offline'));
    await connectionPill(page).click();
    await expect(page.getByRole('dialog').getByText('Written without a network')).toBeVisible();
    await look(page, shot('offline-sheet'));
    await page.keyboard.press('Escape');
    await chooseField(sam.page, 'Status', 'Resolved');
    await openConversation(sam.page, GROUP);
    await sendMessage(sam.page, 'Written before I knew that I was taken out');
    await look(sam.page, shot('conversation-offline'));
    await sam.close();
    await stage.server.start();
    await waitUntilLive(page);
    await openConversation(page, GROUP);
    await takeOut(page, people.staff.name);
    await expect(connectionPill(page)).toHaveText('Live');
    await page.getByRole('button', { name: 'Tickets' }).click();
    await openTicket(page, 'Donaudampf');
    await sam.launch({ server: stage.server.url, person: people.staff });
    await expect(sam.page.getByRole('group', { name: 'Not accepted' })).toBeVisible({ timeout: 30_000 });
    await look(sam.page, shot('conversation-refused'));
    await expect(detail(page).getByRole('button', { name: 'Put mine back' })).toBeVisible({
      timeout: 30_000,
    });
    await look(page, shot('conflict'));
  });
}
