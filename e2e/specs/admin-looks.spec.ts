import path from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { addColleagues, openAdmin, openRow, tableLine } from '../support/admin-screens.ts';
import { test } from '../support/fixtures.ts';
import { look, looks } from '../support/look.ts';
import { connectionPill } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const colleagues = [
  'Amélie Dubois',
  'Boris Petrov',
  'Chiara Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'Dmitri Ivanov',
  'Elif Yılmaz',
  'فاطمة الزهراء',
  'Gustav Holm',
  'Hana Novak',
  'Ines Ferreira',
  'Jan de Vries',
  'Kofi Mensah',
  'Lucía Ortega',
  'Mads Sørensen',
];

for (const { colorScheme, size } of looks) {
  test(`the administration is accessible, ${colorScheme} at ${size[0]}×${size[1]}`, async ({ stage }) => {
    test.slow();
    const shot = (name: string) => `admin-${name}-${colorScheme}-${size[0]}`;
    const ada = await stage.open(people.admin, { colorScheme, size });
    const { page } = ada;
    await stage.open(people.staff, { size: [1000, 700] });
    await addColleagues(ada, colleagues);

    await openAdmin(page, 'People');
    await look(page, shot('people'));
    const sam = await openRow(page, people.staff.name);
    await expect(sam.getByRole('region', { name: 'Devices' })).toContainText('Last seen');
    await look(page, shot('person'));
    await sam.getByRole('button', { name: /^Role/ }).click();
    await look(page, shot('role'));
    await page.keyboard.press('Escape');
    await sam.getByRole('button', { name: /^Remove its data/ }).click();
    await look(page, shot('wipe'));
    await sam.getByRole('button', { name: 'Cancel' }).click();
    await sam.getByRole('button', { name: 'New password code' }).click();
    await expect(page.getByRole('dialog').getByRole('status', { name: 'Code' })).toBeVisible();
    await look(page, shot('code'));
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

    await openAdmin(page, 'Roles');
    await look(page, shot('roles'));
    await openAdmin(page, 'Divisions');
    await look(page, shot('divisions-empty'));
    await page.getByRole('button', { name: 'New division' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('North wing');
    await page.getByRole('dialog').getByRole('button', { name: 'Create division' }).click();
    const division = page.getByRole('article', { name: 'North wing' });
    await division.getByRole('button', { name: 'Add a member' }).click();
    await page.getByRole('option', { name: people.staff.name }).click();
    await expect(division.getByRole('region', { name: 'Members' })).toContainText(people.staff.name);
    await look(page, shot('division'));

    await openAdmin(page, 'Invitations');
    await expect(page.getByRole('heading', { name: 'Invitations belong here' })).toBeVisible();
    await look(page, shot('invites-empty'));
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Nora New');
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill(people.agent.email);
    await dialog.getByRole('button', { name: 'Make the code' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await look(page, shot('invite-refused'));
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('nora@example.org');
    await dialog.getByRole('button', { name: 'Make the code' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(tableLine(page, 'Invitations', 'nora@example.org')).toBeVisible();
    await look(page, shot('invites'));

    await openAdmin(page, 'API tokens');
    await expect(page.getByRole('heading', { name: 'API tokens belong here' })).toBeVisible();
    await page.getByRole('button', { name: 'New token' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Wall screen in the hall');
    await look(page, shot('new-token'));
    await dialog.getByRole('button', { name: /^Sees/ }).click();
    await page.getByRole('option', { name: 'All tickets of the desk' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Make the token' }).click();
    await expect(dialog.getByRole('status', { name: 'Token' })).toBeVisible();
    await look(page, shot('token'));
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(tableLine(page, 'API tokens', 'Wall screen')).toBeVisible();
    await look(page, shot('tokens'));

    await openAdmin(page, 'Audit log');
    await page.getByRole('button', { name: 'Check that nothing was altered' }).click();
    await expect(page.getByText(/as they were written/)).toBeVisible();
    await look(page, shot('audit'));
    await openAdmin(page, 'Server');
    await expect(tableLine(page, 'Connections', people.staff.name)).toBeVisible();
    await look(page, shot('server'));

    // A real fault: the server's log is gone from under it.
    const database = new Database(path.join(stage.server.folder, 'holdfast.sqlite'));
    database.exec('ALTER TABLE audit_entry RENAME TO audit_gone');
    await openAdmin(page, 'Audit log');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await look(page, shot('error'));
    database.exec('ALTER TABLE audit_gone RENAME TO audit_entry');
    database.close();

    await openAdmin(page, 'Server');
    await expect(tableLine(page, 'Connections', people.staff.name)).toBeVisible();
    await stage.server.stop();
    await expect(connectionPill(page)).toContainText('Offline');
    await look(page, shot('server-offline'));
    await openAdmin(page, 'Audit log');
    await expect(page.getByRole('heading', { name: 'This needs the network' })).toBeVisible();
    await look(page, shot('offline'));
    await openAdmin(page, 'People');
    const ben = await openRow(page, people.agent.name);
    await expect(ben.getByRole('region', { name: 'Devices' })).toContainText('This needs the network.');
    await look(page, shot('person-offline'));
  });
}
