import { expect } from '@playwright/test';
import { askIn } from '../support/ask.ts';
import { test } from '../support/fixtures.ts';
import { look } from '../support/look.ts';
import { filesWith } from '../support/raw-files.ts';
import { createTicket, openTicket } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('a device whose data an admin asked to remove says so, and nothing of it is left in its profile', async ({
  stage,
}) => {
  const ada = await stage.open(people.admin);
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'Thermopylae');
  await openTicket(ben.page, 'Thermopylae');
  await ben.page.getByRole('textbox', { name: 'Comment' }).fill('Leuctra is half written');
  await expect.poll(() => filesWith(ben.profile, 'Leuctra is half')).not.toEqual([]);
  const userId = await ben.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        window.holdfast.watch('session', {}, (session) => {
          if (session.state === 'signed-in') resolve(session.userId);
        });
      }),
  );
  const [device] = (await askIn(ada.page, 'people.devices', { userId })).devices;
  await askIn(ada.page, 'people.end-device', { id: device?.id ?? '', wipe: true });
  await expect(ben.page.getByText('asked to remove the data of this device')).toBeVisible();
  await expect(ben.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await look(ben.page, 'wiped');
  await expect
    .poll(async () => (await askIn(ada.page, 'people.devices', { userId })).devices[0]?.wipe)
    .toBe('done');
  await ben.close();
  expect(filesWith(ben.profile, 'Thermopylae')).toEqual([]);
  expect(filesWith(ben.profile, 'Leuctra is half')).toEqual([]);
});
