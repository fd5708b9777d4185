import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { WriteTransaction } from '../transaction.ts';
import { auditCalls } from './audit-calls.ts';
import { authCalls } from './auth-calls.ts';
import { codeCalls } from './code-calls.ts';
import { entryCalls } from './entry-calls.ts';
import type { Line } from './line.ts';
import { processCalls } from './process-calls.ts';
import { pruneCalls } from './prune-calls.ts';
import { resultCalls } from './result-calls.ts';
import { rowCalls } from './row-calls.ts';
import { Statements } from './statements.ts';

export interface TransactionOptions {
  readonly line: Line;
  readonly models: readonly Model[];
  /** The version at which the counter was locked. */
  readonly lockedVersion: () => number;
}

/**
 * All calls of the transactions on one connection. Those that give something are answered by the database;
 * those that give nothing are sent and not waited for.
 */
export function createPostgresTransaction(options: TransactionOptions): WriteTransaction {
  const statements = new Statements(options.line);
  return {
    ...metaCalls(statements, options),
    ...savepointCalls(options.line),
    ...rowCalls(statements, options.models),
    ...entryCalls(statements),
    ...resultCalls(statements),
    ...pruneCalls(statements),
    ...processCalls(statements),
    ...authCalls(statements),
    ...codeCalls(statements),
    ...auditCalls(statements),
  };
}

function metaCalls(statements: Statements, { lockedVersion }: TransactionOptions) {
  return {
    async epoch(): Promise<string> {
      return (await statements.get<{ epoch: string }>('SELECT epoch FROM server_meta'))?.epoch ?? '';
    },
    async version(): Promise<number> {
      return (await statements.get<{ version: number }>('SELECT version FROM server_meta'))?.version ?? 0;
    },
    /** The transaction began with the counter's lock. */
    lockVersion: lockedVersion,
    putVersion: (next: number): void => statements.run('UPDATE server_meta SET version = $1', next),
    putEpoch: (epoch: string): void => statements.run('UPDATE server_meta SET epoch = $1', epoch),
  };
}

function savepointCalls(line: Line) {
  return {
    savepoint: (): void => line.send({ sql: 'SAVEPOINT part' }),
    /** Waited for: what failed in the part is told while the part can still be undone alone. */
    async releaseSavepoint(): Promise<void> {
      await line.ask({ sql: 'RELEASE part' });
    },
    rollbackToSavepoint: (): Promise<void> => line.undo('ROLLBACK TO part; RELEASE part'),
  };
}
