import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { lookAway } from '../support/gaze.ts';
import { NotificationService } from '../support/notification-service.ts';
import { createTicket, openTicket, sendComment, ticketRow, waitForRow } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('a ticket and a comment go from one window to the other, with a native notification whose click opens the ticket', async ({
  stage,
}) => {
  test.skip(process.platform !== 'linux', 'Only there a test can play the notification service.');
  const notifications = new NotificationService();
  await notifications.start();
  const sam = await stage.open(people.staff);
  const ben = await stage.open(people.agent);
  await createTicket(sam.page, 'The projector hums');
  await waitForRow(ben.page, 'The projector hums');
  await openTicket(ben.page, 'The projector hums');
  await sam.page.getByRole('button', { name: 'Projects' }).click();
  await lookAway(sam);
  await sendComment(ben.page, 'Which room is it?');
  await expect
    .poll(() => notifications.shown.map(({ title, body }) => ({ title, body })))
    .toEqual([{ title: 'Ben Agent commented on The projector hums', body: 'Which room is it?' }]);
  await expect(sam.page.getByText('Which room is it?')).toHaveCount(0);
  notifications.click(notifications.last.id);
  await expect(sam.page.getByText('Which room is it?')).toBeVisible();
  await notifications.stop();
});

test('staff see their own tickets only', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  await createTicket(ben.page, 'Nothing for Sam');
  await expect(ticketRow(ben.page, 'Nothing for Sam')).toContainText('1');
  const sam = await stage.open(people.staff);
  await createTicket(sam.page, 'Sam’s own');
  await expect(ticketRow(sam.page, 'Sam’s own')).toContainText('2');
  await expect(ticketRow(sam.page, 'Nothing for Sam')).toHaveCount(0);
});
