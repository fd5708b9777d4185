import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { loadConfig } from '../config.ts';
import { dataFile } from '../store/sqlite/data-file.ts';
import { inSqliteSnapshot } from '../store/sqlite/sqlite-snapshot.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import { newTicket } from '../test-support/changes.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, newId } from '../test-support/test-server.ts';
import { checkData } from './check-data.ts';

/** Data of one agent with a ticket that moved in and out of a project, and a message in it. */
async function someData() {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const { id: managerId } = await addPerson(config, 'manager', 'Ada');
  const { id: staffId } = await addPerson(config, 'staff', 'Bo');
  const ticket = newTicket();
  const [projectId, messageId] = [newId(), newId()];
  const project = { id: projectId, membershipId: newId(), name: 'Move', description: '', divisionId: null };
  const moved = (was: string | null, now: string | null) => ({
    id: ticket.id,
    changes: { projectId: { was, now } },
  });
  const given = { id: ticket.id, changes: { assigneeId: { was: null, now: staffId } } };
  await withData(config, async ({ queue }) => {
    for (const [name, args] of [
      ['ticket.create', ticket],
      ['message.create', { id: messageId, threadId: ticket.id, body: 'Said.' }],
      ['project.create', project],
      ['ticket.update', moved(null, projectId)],
      ['ticket.update', moved(projectId, null)],
      ['ticket.update', given],
    ] as const) {
      await queue.submit(1, function* (commit) {
        const person = yield* commit.person(managerId);
        yield* applyMutation(commit, person, { name, args, at: new Date().toISOString() });
      });
    }
  });
  const folder = config.dataFolder;
  const check = () => inSqliteSnapshot(folder, checkData);
  const damage = (sql: string) => {
    const db = new Database(dataFile(folder));
    db.exec(sql.replaceAll(':ticket', `'${ticket.id}'`).replaceAll(':message', `'${messageId}'`));
    db.close();
  };
  return { check, damage };
}

test('S8, S9, S31: data that only mutations wrote agrees with itself', async () => {
  const { check } = await someData();
  expect(await check()).toMatchObject({ version: 8, problems: [] });
  expect((await check()).rows).toBeGreaterThan(5);
});

test.each([
  [
    'a row that was edited by hand',
    "UPDATE ticket SET data = json_set(data, '$.title', 'x') WHERE id = :ticket",
    'is not what its hash says',
  ],
  [
    'a row that is not well formed',
    "UPDATE ticket SET data = json_set(data, '$.status', 'x') WHERE id = :ticket",
    'is not well formed: status',
  ],
  ['a row from the future', 'UPDATE message SET row_version = 99 WHERE id = :message', 'beyond the newest'],
  ['a row that vanished', 'DELETE FROM message WHERE id = :message', 'which is not there'],
  [
    'somebody who may see a row and has no entry of it',
    "DELETE FROM sync_entry WHERE id = :ticket AND scope = 'desk'",
    'should be in desk, but is not',
  ],
  [
    'somebody who has an entry of a row and may not see it',
    "UPDATE sync_entry SET gone = 0 WHERE id = :message AND scope LIKE 'project:%'",
    'should not be in project:',
  ],
  [
    'a change that a scope was not told of',
    "UPDATE sync_entry SET version = 3 WHERE id = :ticket AND scope = 'desk'",
    'was changed, but not in desk',
  ],
  [
    'a head that is too low',
    "UPDATE sync_scope SET head = 1 WHERE scope = 'desk'",
    'The head of the scope desk is 1',
  ],
  [
    'a head from the future',
    "UPDATE sync_scope SET head = 99 WHERE scope = 'desk'",
    'beyond the newest change',
  ],
  [
    'a digest that is wrong',
    "UPDATE sync_scope SET digest = 5 WHERE scope = 'desk'",
    'digest of the scope desk',
  ],
  [
    'a number of rows that is wrong',
    "UPDATE sync_scope SET live = 500 WHERE scope = 'desk'",
    'holds 500 rows',
  ],
  [
    'a deleted row that somebody still has',
    'UPDATE ticket SET deleted = 1, row_hash = 0 WHERE id = :ticket',
    'is deleted, but still in',
  ],
])('%s is found', async (_, sql, problem) => {
  const { check, damage } = await someData();
  damage(sql);
  expect((await check()).problems.join('\n')).toContain(problem);
});

test('very many problems are counted, and the first are named', async () => {
  const { check, damage } = await someData();
  damage(`WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 300)
    INSERT INTO sync_entry (scope, tbl, id, version, gone) SELECT 'desk', 'ticket', value, 1, 0 FROM n`);
  const { problems } = await check();
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toMatch(/^And \d+ more\.$/);
});
