import { pino } from 'pino';
import { Auditor } from '../audit/auditor.ts';
import type { AuditNote } from '../audit/write-audit.ts';
import { ADMINISTRATOR } from '../sync/system-actor.ts';
import type { OpenData } from './open-data.ts';

/** Keeps in the audit log what a command did besides changes, which are kept by themselves. */
export function auditAsAdministrator(
  { store, outside }: OpenData,
  note: Omit<AuditNote, 'actorId'>,
): Promise<void> {
  const auditor = new Auditor({ store, outside, log: pino({ level: 'silent' }) });
  return auditor.note({ ...note, actorId: ADMINISTRATOR });
}
