import { createHash } from 'node:crypto';
import { formatTime } from '@holdfast/shared/times.ts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { dataFile } from '../store/sqlite/data-file.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { realOutside } from '../sync/outside.ts';
import { read } from '../test-support/opened-home.ts';
import { openedStore } from '../test-support/opened-store.ts';
import { checkChain, type KnownEntry } from './check-chain.ts';
import { BEGINNING, hashEntry, writeAudit } from './write-audit.ts';

/** A log of 600 entries, and a way to change it behind the back of everybody. */
async function longLog() {
  const { store, folder } = openedStore();
  const outside = realOutside();
  await store.write(function* (): WriteWork<void> {
    for (let place = 1; place <= 600; place += 1) {
      const at = formatTime(outside.now());
      const note = {
        kind: 'sign-in',
        actorId: `person ${place}`,
        subject: null,
        details: { place },
      } as const;
      yield* writeAudit(at, note);
    }
  });
  const tamper = (sql: string) => {
    const db = new Database(dataFile(folder));
    db.exec('DROP TRIGGER audit_entry_stays; DROP TRIGGER audit_entry_is_kept');
    db.exec(sql);
    db.close();
  };
  return { store, folder, tamper, check: (known?: KnownEntry) => checkChain(store, outside, known) };
}

test('anybody can check the chain by what the documentation says of it', async () => {
  const { store } = await longLog();
  let before = '0'.repeat(64);
  for (const entry of await read(store, (tx) => tx.auditAfter(0, 1_000))) {
    const { seq, at, kind, actorId, address, subject, details, hash } = entry;
    const text = JSON.stringify([before, seq, at, kind, actorId, address, subject, details]);
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    before = hash;
  }
});

test('an untouched log is whole', async () => {
  const { check } = await longLog();
  expect(await check()).toMatchObject({ entries: 600, brokenAt: null, last: { seq: 600 } });
});

test.each([
  ['a field that was edited', "UPDATE audit_entry SET actor_id = 'somebody else' WHERE seq = 550", 550],
  ['details that were edited', `UPDATE audit_entry SET details = '{"place":7}' WHERE seq = 8`, 8],
  ['details that were made unreadable', "UPDATE audit_entry SET details = 'x' WHERE seq = 8", 8],
  ['a time that was edited', "UPDATE audit_entry SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 1],
  ['an entry that was removed', 'DELETE FROM audit_entry WHERE seq = 300', 300],
  ['the first entry, removed', 'DELETE FROM audit_entry WHERE seq = 1', 1],
  [
    'two entries that changed places',
    `UPDATE audit_entry SET seq = 9000 WHERE seq = 10; UPDATE audit_entry SET seq = 10 WHERE seq = 11;
     UPDATE audit_entry SET seq = 11 WHERE seq = 9000`,
    10,
  ],
  [
    'a removed entry whose followers moved up',
    'DELETE FROM audit_entry WHERE seq = 300; UPDATE audit_entry SET seq = seq - 1 WHERE seq > 300',
    300,
  ],
])('%s is found', async (_, sql, brokenAt) => {
  const { tamper, check } = await longLog();
  tamper(sql);
  expect(await check()).toMatchObject({ brokenAt, entries: brokenAt - 1 });
});

test('a chain that leaves numbers out is not whole, however well its hashes fit', async () => {
  const { store } = openedStore();
  const at = formatTime(realOutside().now());
  const entry = {
    seq: 2,
    at,
    kind: 'sign-in',
    actorId: null,
    address: null,
    subject: null,
    details: {},
  } as const;
  const hash = hashEntry(entry, BEGINNING);
  await store.write(() => writeStore((tx) => tx.putAudit({ ...entry, hash })));
  expect(await checkChain(store, realOutside())).toMatchObject({ entries: 0, brokenAt: 1 });
});

test('an end that was cut off is found by an entry that was noted elsewhere', async () => {
  const { tamper, check } = await longLog();
  const { last } = await check();
  expect(await check(last ?? undefined)).toMatchObject({ brokenAt: null });
  tamper('DELETE FROM audit_entry WHERE seq > 590');
  expect(await check()).toMatchObject({ entries: 590, brokenAt: null });
  expect(await check(last ?? undefined)).toMatchObject({ entries: 590, brokenAt: 591 });
});

test('a log that was written anew is found by an entry that was noted elsewhere', async () => {
  const [one, other] = [await longLog(), await longLog()];
  const { last } = await one.check();
  expect(await other.check(last ?? undefined)).toMatchObject({ brokenAt: 600 });
});

test('the database refuses to change or to remove an entry', async () => {
  const { folder } = await longLog();
  const db = new Database(dataFile(folder));
  expect(() => db.exec("UPDATE audit_entry SET actor_id = 'x'")).toThrow('only added to');
  expect(() => db.exec('DELETE FROM audit_entry')).toThrow('only added to');
  db.close();
});
