import { expect, test } from 'vitest';
import type { ApiTokenRecord, CodeRecord, DeviceSession } from '../store/records.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { type OpenedHome, read, write } from './opened-home.ts';

type Open = () => Promise<OpenedHome>;

/** What every home must do with passwords, devices, codes and tokens. */
export function testAccounts(open: Open): void {
  testDevices(open);
  testCodes(open);
  testApiTokens(open);
}

function testDevices(open: Open): void {
  const session = (id: string, more: Partial<DeviceSession> = {}): DeviceSession => ({
    ...{ id, userId: 'u', device: 'laptop', tokenHash: 'h1', previousHash: undefined },
    ...{ createdAt: 1, usedAt: 1, expiresAt: 100, revokedAt: undefined },
    ...{ wipeAskedAt: undefined, wipedAt: undefined },
    ...more,
  });

  test('a password is kept and replaced', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putPasswordHash('u', 'one'));
    await write(store, (tx) => tx.putPasswordHash('u', 'two'));
    expect(await read(store, (tx) => tx.passwordHash('u'))).toBe('two');
    expect(await read(store, (tx) => tx.passwordHash('v'))).toBeUndefined();
  });

  test('36: a device keeps the hashes of its last two tokens, and when it ended', async () => {
    const { store, reopen } = await open();
    await write(store, (tx) => tx.putDeviceSession(session('s')));
    const rotated = session('s', {
      ...{ tokenHash: 'h2', previousHash: 'h1', usedAt: 2 },
      ...{ revokedAt: 3, wipeAskedAt: 4, wipedAt: 5 },
    });
    await write(store, (tx) => tx.putDeviceSession(rotated));
    const again = await reopen();
    expect(await read(again, (tx) => tx.deviceSession('s'))).toEqual(rotated);
    expect(await read(again, (tx) => tx.deviceSession('t'))).toBeUndefined();
  });

  test('the devices of a person come the last seen first, also those that ended', async () => {
    const { store } = await open();
    const all = [
      session('a', { usedAt: 5 }),
      session('b', { usedAt: 9, revokedAt: 10 }),
      session('c', { usedAt: 5 }),
      session('d', { usedAt: 99, userId: 'v' }),
    ];
    for (const one of all) await write(store, (tx) => tx.putDeviceSession(one));
    const found = await read(store, (tx) => tx.deviceSessionsOf('u'));
    expect(found.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(await read(store, (tx) => tx.deviceSessionsOf('nobody'))).toEqual([]);
    const some = await read(store, (tx) => tx.deviceSessions(['d', 'nobody’s', 'b']));
    expect([...some].toSorted()).toEqual([
      ['b', all[1]],
      ['d', all[3]],
    ]);
  });

  test('25: the revision of sessions rises once a raise, and not in a transaction that throws', async () => {
    const { store, reopen } = await open();
    const before = await read(store, (tx) => tx.authRevision());
    await write(store, (tx) => tx.raiseAuthRevision());
    const fails = function* (): WriteWork<void> {
      yield* writeStore((tx) => tx.raiseAuthRevision());
      throw new Error('no');
    };
    await expect(store.write(fails)).rejects.toThrow('no');
    expect(await read(await reopen(), (tx) => tx.authRevision())).toBe(before + 1);
  });
}

function testCodes(open: Open): void {
  const code = (id: string, more: Partial<CodeRecord> = {}): CodeRecord => ({
    ...{ id, kind: 'invite', codeHash: `hash of ${id}`, userId: undefined },
    ...{ email: 'ada@example.org', name: 'Ada', role: 'agent', madeBy: 'u' },
    ...{ createdAt: 1, expiresAt: 100, usedAt: undefined, withdrawnAt: undefined },
    ...more,
  });

  test('a code is found by its id and by its hash, and changes only in how it ended', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putCode(code('a', { kind: 'reset', userId: 'v' })));
    const used = code('a', { kind: 'reset', userId: 'v', usedAt: 5, withdrawnAt: 6 });
    await write(store, (tx) =>
      tx.putCode({ ...used, role: 'admin', email: 'eve@example.org', expiresAt: 999 }),
    );
    expect(await read(store, (tx) => tx.code('a'))).toEqual(used);
    expect(await read(store, (tx) => tx.codeByHash('hash of a'))).toEqual(used);
    expect(await read(store, (tx) => tx.codeByHash('hash of b'))).toBeUndefined();
    expect(await read(store, (tx) => tx.code('b'))).toBeUndefined();
  });

  test('no two codes are the same', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putCode(code('a')));
    await expect(write(store, (tx) => tx.putCode(code('b', { codeHash: 'hash of a' })))).rejects.toThrow();
  });

  test('codes of a kind come the newest first; open ones are neither used, nor withdrawn, nor expired', async () => {
    const { store } = await open();
    const all = [
      code('open', { createdAt: 1 }),
      code('used', { createdAt: 4, usedAt: 5 }),
      code('withdrawn', { createdAt: 3, withdrawnAt: 5 }),
      code('expired', { createdAt: 2, expiresAt: 50 }),
      code('reset', { kind: 'reset', userId: 'v' }),
    ];
    for (const one of all) await write(store, (tx) => tx.putCode(one));
    const listed = await read(store, (tx) => tx.codes('invite', 3));
    expect(listed.map(({ id }) => id)).toEqual(['used', 'withdrawn', 'expired']);
    expect(await read(store, (tx) => tx.openCodes('invite', 50))).toEqual([code('open')]);
    expect(await read(store, (tx) => tx.openCodes('invite', 49))).toHaveLength(2);
    expect(await read(store, (tx) => tx.openCodes('reset', 50))).toEqual([all[4]]);
  });
}

function testApiTokens(open: Open): void {
  const token = (id: string, more: Partial<ApiTokenRecord> = {}): ApiTokenRecord => ({
    ...{ id, name: 'Screen', tokenHash: `hash of ${id}`, createdBy: 'u', createdAt: 1 },
    ...{ events: ['ticket:created', 'ticket:updated'], scopes: ['desk', 'project:p'] },
    ...{ lastUsedAt: undefined, revokedAt: undefined },
    ...more,
  });

  test('tokens come in the order in which they were made, and change only in their use and their end', async () => {
    const { store, reopen } = await open();
    await write(store, (tx) => tx.putApiToken(token('b', { createdAt: 2 })));
    await write(store, (tx) => tx.putApiToken(token('a')));
    const ended = token('a', { lastUsedAt: 5, revokedAt: 6 });
    await write(store, (tx) =>
      tx.putApiToken({ ...ended, scopes: ['admin'], events: [], tokenHash: 'other' }),
    );
    const again = await reopen();
    expect(await read(again, (tx) => tx.apiTokens())).toEqual([ended, token('b', { createdAt: 2 })]);
    expect(await read(again, (tx) => tx.apiToken('a'))).toEqual(ended);
    expect(await read(again, (tx) => tx.apiToken('c'))).toBeUndefined();
  });
}
