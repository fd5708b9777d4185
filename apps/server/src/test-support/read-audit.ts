import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import { withData } from '../cli/open-data.ts';
import type { Config } from '../config.ts';
import { readStore } from '../store/work.ts';

/** The whole audit log, the oldest entry first. */
export function auditOf(config: Config): Promise<readonly AuditEntry[]> {
  return withData(config, ({ store }) => store.read(() => readStore((tx) => tx.auditAfter(0, 10_000))));
}

/** What the audit log tells of, the oldest first. */
export async function auditKindsOf(config: Config): Promise<readonly string[]> {
  return (await auditOf(config)).map(({ kind }) => kind);
}
