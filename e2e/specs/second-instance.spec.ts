import { expect, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { createTicket, detail, ticketRow } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

/** The id of the first ticket, which a link would name. */
function firstTicketId(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        window.holdfast.watch('rows', { table: 'ticket', offset: 0, limit: 1 }, ({ ids }) => {
          if (ids?.[0] !== undefined) resolve(ids[0]);
        });
      }),
  );
}

test('a second start on one profile hands over to the first: it ends, and the first window comes to the front with what was asked for', async ({
  stage,
}) => {
  const app = await stage.open(people.agent);
  await createTicket(app.page, 'The door of the archive jams');
  await ticketRow(app.page, 'The door of the archive jams').first().waitFor();
  const id = await firstTicketId(app.page);
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
