import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { createTicket, detail, openTicket, ticketRow } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('a second start on one profile hands over to the first: it ends, and the first window comes to the front with what was asked for', async ({
  stage,
}) => {
  const app = await stage.open(people.agent);
  await createTicket(app.page, 'The door of the archive jams');
  await openTicket(app.page, 'The door of the archive jams');
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(app.page.url())?.[0] ?? '';
  await app.page.getByRole('button', { name: 'Projects' }).click();
  await expect(detail(app.page)).toHaveCount(0);
  await app.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  expect(await app.startAgain(`holdfast://show/ticket/${id}`)).toBe(0);

  await expect(detail(app.page)).toContainText('The door of the archive jams');
  const windows = await app.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      shown: window.isVisible(),
      small: window.isMinimized(),
    })),
  );
  expect(windows).toEqual([{ shown: true, small: false }]);
  await expect(ticketRow(app.page, 'The door of the archive jams').first()).toBeVisible();
});
