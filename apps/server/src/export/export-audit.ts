import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import type { Target } from './target.ts';

/** Entries that are read at once. */
const STEP = 500;

/** Writes the whole audit log as JSON lines, the oldest entry first. Gives how many. */
export async function exportAudit(store: Pick<Store, 'read'>, target: Target): Promise<number> {
  let count = 0;
  for (let last = 0; ; ) {
    const after = last;
    const entries = await store.read(() => readStore((tx) => tx.auditAfter(after, STEP)));
    await target.write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    count += entries.length;
    if (entries.length < STEP) return count;
    last = entries.at(-1)?.seq ?? after;
  }
}
