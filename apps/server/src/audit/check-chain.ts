import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { BEGINNING, hashEntry } from './write-audit.ts';

/** Entries that are read and hashed at once, so that a server answers others in between. */
const STEP = 500;

/** An entry as it was noted elsewhere: what the log must still hold. */
export interface KnownEntry {
  readonly seq: number;
  readonly hash: string;
}

export interface ChainReport {
  /** How many entries stand in an unbroken chain, or were looked at before it broke. */
  readonly entries: number;
  /** The number of the first entry that is not as it was written, or not there any more. */
  readonly brokenAt: number | null;
  /** The newest good entry; whoever notes it elsewhere can later show that nothing before it was changed. */
  readonly last: KnownEntry | null;
}

/**
 * Walks the whole audit log: each number follows the one before, and each hash is that of its entry
 * on top of the hash before. An end that was cut off leaves a good chain: it shows only by `known`,
 * an entry that was noted elsewhere.
 */
export async function checkChain(
  store: Pick<Store, 'read'>,
  { nextTurn }: Pick<Outside, 'nextTurn'>,
  known?: KnownEntry,
): Promise<ChainReport> {
  let last: KnownEntry | null = null;
  for (;;) {
    const after: number = last?.seq ?? 0;
    const entries = await store.read(() => readStore((tx) => tx.auditAfter(after, STEP)));
    for (const entry of entries) {
      if (!follows(entry, last) || isOtherThan(entry, known)) return broken(last);
      last = { seq: entry.seq, hash: entry.hash };
    }
    if (entries.length < STEP) return wasCut(last, known) ? broken(last) : whole(last);
    await nextTurn();
  }
}

function follows(entry: AuditEntry, last: KnownEntry | null): boolean {
  return entry.seq === (last?.seq ?? 0) + 1 && entry.hash === hashEntry(entry, last?.hash ?? BEGINNING);
}

function isOtherThan({ seq, hash }: AuditEntry, known: KnownEntry | undefined): boolean {
  return known?.seq === seq && known.hash !== hash;
}

function wasCut(last: KnownEntry | null, known: KnownEntry | undefined): boolean {
  return known !== undefined && known.seq > (last?.seq ?? 0);
}

function whole(last: KnownEntry | null): ChainReport {
  return { entries: last?.seq ?? 0, brokenAt: null, last };
}

function broken(last: KnownEntry | null): ChainReport {
  return { entries: last?.seq ?? 0, brokenAt: (last?.seq ?? 0) + 1, last };
}
