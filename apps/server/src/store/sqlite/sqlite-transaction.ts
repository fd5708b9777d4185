import type { Database } from 'better-sqlite3';
import type { WriteTransaction } from '../transaction.ts';
import { auditCalls } from './audit-calls.ts';
import { authCalls } from './auth-calls.ts';
import { codeCalls } from './code-calls.ts';
import { entryCalls } from './entry-calls.ts';
import { processCalls } from './process-calls.ts';
import { pruneCalls } from './prune-calls.ts';
import { resultCalls } from './result-calls.ts';
import { rowCalls } from './row-calls.ts';
import { Statements } from './statements.ts';

/** All calls of a transaction on one connection; every one answers at once. */
export function createSqliteTransaction(db: Database): WriteTransaction {
  const statements = new Statements(db);
  return {
    ...metaCalls(statements),
    ...savepointCalls(statements),
    ...rowCalls(statements),
    ...entryCalls(statements),
    ...resultCalls(statements),
    ...pruneCalls(statements),
    ...processCalls(statements),
    ...authCalls(statements),
    ...codeCalls(statements),
    ...auditCalls(statements),
  };
}

function metaCalls(statements: Statements) {
  const version = (): number =>
    statements.get<{ version: number }>('SELECT version FROM server_meta')?.version ?? 0;
  return {
    epoch: (): string => statements.get<{ epoch: string }>('SELECT epoch FROM server_meta')?.epoch ?? '',
    version,
    /** The transaction began with `BEGIN IMMEDIATE`, so it holds the only lock that there is. */
    lockVersion: version,
    putVersion: (next: number): void => statements.run('UPDATE server_meta SET version = ?', next),
    /** Nothing is gained by asking early. */
    expect: (): void => {},
    putEpoch: (epoch: string): void => statements.run('UPDATE server_meta SET epoch = ?', epoch),
  };
}

function savepointCalls(statements: Statements) {
  return {
    savepoint: (): void => statements.run('SAVEPOINT part'),
    releaseSavepoint: (): void => statements.run('RELEASE part'),
    rollbackToSavepoint: (): void => {
      statements.run('ROLLBACK TO part');
      statements.run('RELEASE part');
    },
  };
}
