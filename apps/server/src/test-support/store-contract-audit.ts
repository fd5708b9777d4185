import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import { expect, test } from 'vitest';
import { writeStore } from '../store/work.ts';
import { type OpenedHome, read, write } from './opened-home.ts';

/** What every home must do with the audit log. */
export function testAudit(open: () => Promise<OpenedHome>): void {
  const entry = (seq: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
    ...{ seq, at: '2026-03-02T10:00:00.000Z', kind: 'sign-in', actorId: 'u', address: '192.0.2.1' },
    ...{ subject: null, details: { device: 'laptop', list: [1, null] }, hash: `hash of ${seq}` },
    ...more,
  });

  async function withEntries() {
    const opened = await open();
    const all = [
      entry(1),
      entry(2, { kind: 'sign-out', actorId: null, address: null, subject: 'user:u' }),
      entry(3, { actorId: 'v' }),
      entry(4),
    ];
    await opened.store.write(function* () {
      for (const one of all) yield* writeStore((tx) => tx.putAudit(one));
    });
    return { ...opened, all };
  }

  test('41: audit entries are read upwards from a number, downwards by what is asked for, and the last', async () => {
    const { reopen, all } = await withEntries();
    const store = await reopen();
    expect(await read(store, (tx) => tx.lastAudit())).toEqual(all[3]);
    expect(await read(store, (tx) => tx.auditAfter(1, 2))).toEqual(all.slice(1, 3));
    const seqs = async (before: number, filter: Parameters<typeof readBefore>[1], limit = 10) =>
      (await readBefore(before, filter, limit)).map(({ seq }) => seq);
    const readBefore = (before: number, filter: { kind?: 'sign-in'; actorId?: string }, limit: number) =>
      read(store, (tx) => tx.auditBefore(before, filter, limit));
    expect(await seqs(4, {})).toEqual([3, 2, 1]);
    expect(await seqs(5, {}, 2)).toEqual([4, 3]);
    expect(await seqs(5, { kind: 'sign-in' })).toEqual([4, 3, 1]);
    expect(await seqs(5, { kind: 'sign-in', actorId: 'u' })).toEqual([4, 1]);
  });

  test('41: an audit entry is never replaced; an empty log has none', async () => {
    const { store, all } = await withEntries();
    await expect(write(store, (tx) => tx.putAudit(entry(2)))).rejects.toThrow();
    expect(await read(store, (tx) => tx.auditAfter(0, 10))).toEqual(all);
    const empty = await open();
    expect(await read(empty.store, (tx) => tx.lastAudit())).toBeUndefined();
  });
}
