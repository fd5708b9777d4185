import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { justWritten } from '@holdfast/shared/model/message.ts';
import type { Notification } from '@holdfast/shared/model/notification.ts';
import { notificationKinds } from '@holdfast/shared/notification-kinds.ts';
import { expect, test } from 'vitest';
import { languages } from '../../words/languages.ts';
import { wordsIn } from '../../words/words.ts';
import { createTestIds } from '../test-support/memory-account.ts';
import { wordNotifications } from './word-notice.ts';
import { wordSummary } from './word-summary.ts';

const newId = createTestIds();
const [me, carla, ticketId, groupId, directId] = [newId(), newId(), newId(), newId(), newId()];
const [projectId, phaseId, cashId, loadId, lateId] = [newId(), newId(), newId(), newId(), newId()];
const wordlessId = newId();
const at = '2026-01-05T08:00:00.000Z';

const thread = { createdAt: at, lastMessageAt: at };
const rows: Readonly<Record<string, RowData>> = {
  [`user ${carla}`]: { id: carla, name: 'Carla' },
  [`ticket ${ticketId}`]: { id: ticketId, title: 'Leaking tap', number: 7 },
  [`project ${projectId}`]: { id: projectId, name: 'Bridge' },
  [`phase ${phaseId}`]: { id: phaseId, name: 'Dig', projectId },
  [`message ${wordlessId}`]: {
    ...justWritten,
    id: wordlessId,
    threadId: groupId,
    authorId: carla,
    body: '',
    createdAt: at,
  },
  [`thread ${groupId}`]: { ...thread, id: groupId, subjectTable: 'group', subjectId: groupId, name: 'Roads' },
  [`thread ${directId}`]: {
    ...thread,
    id: directId,
    subjectTable: 'direct',
    subjectId: directId,
    name: null,
  },
};
const alertRow = {
  ...{ subjectTable: 'project', subjectId: projectId, week: null, divisionIds: [], ownerId: null },
  ...{ kind: 'cash-low', state: 'raised', value: 123_456, limit: 500_000, raisedAt: at, updatedAt: at },
  ...{ resolvedAt: null, returns: 0, acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null },
  assigneeId: null,
};
const load = { subjectTable: 'user', subjectId: carla, kind: 'person-over', week: '2026-03-09' };
const late = { subjectTable: 'phase', subjectId: phaseId, kind: 'phase-late' };
const alerts: Readonly<Record<string, RowData>> = {
  [cashId]: { ...alertRow, id: cashId },
  [loadId]: { ...alertRow, id: loadId, ...load, value: 112.5, limit: 100 },
  [lateId]: { ...alertRow, id: lateId, ...late, value: 3, limit: 0 },
};

const find = (table: string, id: string) => (table === 'alert' ? alerts[id] : rows[`${table} ${id}`]);

function notification(fields: Partial<Notification>): Notification {
  return {
    ...{ id: newId(), userId: me, kind: 'commented', subjectTable: 'ticket', subjectId: ticketId },
    ...{
      causeTable: 'ticket',
      causeId: ticketId,
      actorId: carla,
      count: 1,
      urgent: false,
      at,
      createdAt: at,
    },
    ...{ readAt: null, doneAt: null, snoozedUntil: null },
    ...fields,
  };
}

test.each(languages)(
  'each kind, of one and of several, alone and folded, has whole words in %s',
  (language) => {
    const wording = { words: wordsIn(language), find };
    for (const kind of notificationKinds) {
      for (const count of [1, 2, 3, 11, 100]) {
        const one = wordNotifications([notification({ kind, count })], wording);
        const folded = notification({ kind, count, subjectTable: null, subjectId: null });
        const many = wordNotifications([folded], wording);
        const said = `${one.title} ${one.body} ${many.title} ${many.body}`;
        expect(said).not.toMatch(/notice\.|\{\{|undefined|null/);
      }
    }
  },
);

test.each([
  [{ kind: 'assigned' }, 'Carla assigned a ticket to you', '#7 Leaking tap'],
  [{ kind: 'due-soon', actorId: null }, 'A ticket is due within a day', '#7 Leaking tap'],
  [{ kind: 'commented', actorId: null }, 'Somebody commented on Leaking tap', '#7 Leaking tap'],
  [{ kind: 'mentioned', urgent: true }, 'Urgent: Carla mentioned you on Leaking tap', '#7 Leaking tap'],
  [{ kind: 'urgent', urgent: true }, 'Urgent ticket', '#7 Leaking tap'],
  [{ kind: 'message', ...groupMessage() }, 'Carla wrote in Roads', 'Roads'],
  [{ kind: 'message', ...groupMessage(), causeId: wordlessId }, 'Carla wrote in Roads', 'Files'],
  [{ kind: 'message', ...groupMessage(), count: 3 }, '3 updates in Roads', 'Roads'],
  [{ kind: 'message', ...groupMessage(), causeTable: 'participant' }, 'Carla added you to Roads', 'Roads'],
  [{ kind: 'message', ...directMessage() }, 'Carla', 'Carla'],
  [{ kind: 'message', ...directMessage(), count: 2 }, '2 new messages from Carla', 'Carla'],
  [{ kind: 'created', subjectTable: null, subjectId: null, count: 12 }, '12 more updates', 'New tickets'],
] as const)('%j reads as it should', (fields, title, body) => {
  expect(wordNotifications([notification(fields)], { words: wordsIn('en'), find })).toEqual({ title, body });
});

const about = (subjectId: string, actorId: string | null = null) =>
  notification({ kind: 'alert', subjectTable: 'alert', subjectId, actorId });

test.each([
  ['en', cashId, 'Low balance', 'Bridge: the balance is 1,234.56, below 5,000.00'],
  ['de', cashId, 'Niedriger Kassenstand', 'Bridge: Der Kassenstand ist 1.234,56, unter 5.000,00'],
  ['en', loadId, 'Person with too many hours', /^Carla: 112\.5% of the hours in the week of Mar 9/],
  ['de', loadId, 'Person mit zu vielen Stunden', /^Carla: 112,5\s% der Stunden in der Woche vom 9\. März/],
  ['en', lateId, 'Late phase', 'Dig · Bridge'],
] as const)('an alert says in %s what it is about, with its figure', (language, alertId, title, body) => {
  const worded = wordNotifications([about(alertId)], { words: wordsIn(language), find });
  expect(worded.title).toBe(title);
  expect(worded.body).toMatch(body);
});

test('whoever is given an alert reads who gave it', () => {
  const wording = { words: wordsIn('en'), find };
  expect(wordNotifications([about(lateId, carla)], wording).title).toBe('Carla assigned an alert to you');
});

test('several kinds about one ticket say how many, and the newest', () => {
  const all = [notification({ kind: 'assigned' }), notification({ kind: 'status', count: 2 })];
  expect(wordNotifications(all, { words: wordsIn('de'), find })).toEqual({
    title: '3 Neuigkeiten zu Leaking tap',
    body: 'Ein Ticket hat einen neuen Status',
  });
});

test('a summary names places only where it knows all of them', () => {
  const wording = { words: wordsIn('es'), find };
  const own = [notification({}), notification({ subjectTable: 'thread', subjectId: groupId })];
  expect(wordSummary(own, 7, 'away', wording)).toEqual({
    title: '7 novedades en 2 lugares durante su ausencia',
    body: 'Roads · Leaking tap',
  });
  const rest = notification({ subjectTable: null, subjectId: null, kind: 'created' });
  expect(wordSummary([...own, rest], 90, 'many', wording).title).toBe('90 novedades');
});

function groupMessage() {
  return { subjectTable: 'thread', subjectId: groupId, causeTable: 'message', causeId: newId() } as const;
}

function directMessage() {
  return { subjectTable: 'thread', subjectId: directId, causeTable: 'message', causeId: newId() } as const;
}
