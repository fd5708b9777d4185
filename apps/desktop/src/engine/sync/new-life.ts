import { allModels } from '@holdfast/shared/registry.ts';
import { distrustEverything, distrustScope } from '../store/entries.ts';
import { readMeta, removeMeta, writeMeta } from '../store/meta.ts';
import { readScopes, type ScopeState, wantScope } from '../store/scope-state.ts';
import type { Statements } from '../store/statements.ts';

/**
 * The server's data have another life (S19): a backup was restored. Every scope is read anew, and
 * whatever comes replaces what is here, which stays usable meanwhile; what the new life does not
 * name goes when its snapshots have ended. The outbox stays, and sending again is due.
 */
export function beginNewLife(statements: Statements): void {
  distrustEverything(
    statements,
    allModels.map((model) => model.table),
  );
  for (const scope of readScopes(statements).keys()) wantScope(statements, scope);
  compareChanges(statements);
}

/**
 * A scope differs from the server's (S31): it is read anew, and whatever comes replaces what is here.
 * Data that were copied back and have grown past this client's cursors are found only so: own changes are compared too.
 */
export function readScopeAnew(statements: Statements, state: ScopeState): void {
  distrustScope(
    statements,
    state,
    allModels.map((model) => model.table),
  );
  writeMeta(statements, 'distrusted', '1');
  wantScope(statements, state.scope);
  compareChanges(statements);
}

/** The server may have lost own changes that it had accepted: they are compared once all is read (S19). */
export function compareChanges(statements: Statements): void {
  writeMeta(statements, 'resend', '1');
}

/** Takes the epoch that a page names (S19). */
export function noteEpoch(statements: Statements, epoch: string): void {
  const known = readMeta(statements, 'epoch');
  if (known === epoch) return;
  writeMeta(statements, 'epoch', epoch);
  if (known !== undefined) beginNewLife(statements);
}

/** Whether own changes must be compared with the server's before anything is pushed (S19). */
export function isResendDue(statements: Statements): boolean {
  return readMeta(statements, 'resend') === '1';
}

/** What the server lost waits in the outbox again: from here on all goes as ever. */
export function endNewLife(statements: Statements): void {
  removeMeta(statements, 'resend');
}
