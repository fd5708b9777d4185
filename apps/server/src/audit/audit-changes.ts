import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { sameJson } from '@holdfast/shared/json.ts';
import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChange } from '../sync/row-changes.ts';
import { type AuditNote, writeAudit } from './write-audit.ts';

/** Keeps who changed what people may do, and who deleted what, in the transaction of the change itself. */
export function* auditChanges(changes: Iterable<RowChange>, actorId: string, at: string): WriteWork<void> {
  for (const change of changes) {
    const note = noteOf(change);
    if (note !== undefined)
      yield* writeAudit(at, { ...note, actorId, subject: `${change.table}:${change.id}` });
  }
}

function noteOf({ table, before, after }: RowChange): Pick<AuditNote, 'kind' | 'details'> | undefined {
  const model = findModel(table);
  if (model?.unaudited) return undefined;
  const audited = model?.audited ?? [];
  const details: AuditEntry['details'] = {};
  for (const field of audited) {
    const from = before?.[field] ?? null;
    const to = after?.[field] ?? null;
    if (!sameJson(from, to)) details[field] = { from, to };
  }
  if (audited.length > 0)
    return Object.keys(details).length > 0 ? { kind: 'permission-changed', details } : undefined;
  if (before === undefined || !counts(model, before) || counts(model, after)) return undefined;
  return hangsBelowSlight(model, before) ? undefined : { kind: 'row-deleted' };
}

function counts(model: Model | undefined, row: RowData | undefined): boolean {
  return row !== undefined && model?.isAudited?.(row) !== false;
}

/** Whether it is the history of a row whose end is nothing for the log, and goes with it. */
function hangsBelowSlight(model: Model | undefined, before: RowData): boolean {
  const parent = model?.parent?.(before);
  return parent !== undefined && findModel(parent.table)?.unaudited === true;
}
