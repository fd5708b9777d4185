import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { Awaitable, ReadTransaction, WriteTransaction } from '../transaction.ts';
import { aheadCalls } from './ahead-calls.ts';
import { AskedAhead } from './asked-ahead.ts';
import { auditCalls } from './audit-calls.ts';
import { authCalls } from './auth-calls.ts';
import { cachedRowCalls } from './cached-row-calls.ts';
import { codeCalls } from './code-calls.ts';
import { entryCalls } from './entry-calls.ts';
import { gatheredCalls } from './gathered-calls.ts';
import { GatheredWrites } from './gathered-writes.ts';
import type { HeldCounter } from './held-counter.ts';
import type { Line } from './line.ts';
import { processCalls } from './process-calls.ts';
import { pruneCalls } from './prune-calls.ts';
import { resultCalls } from './result-calls.ts';
import type { RowCache } from './row-cache.ts';
import { rowCalls } from './row-calls.ts';
import { Statements } from './statements.ts';

/** The calls of all transactions that read on one connection. */
export function createReading(line: Line, models: readonly Model[]): ReadTransaction {
  const statements = new Statements(line);
  return { ...metaCalls(statements), ...rowCalls(statements, models), ...otherCalls(statements) };
}

export interface WritingOptions {
  readonly line: Line;
  readonly models: readonly Model[];
  readonly cache: RowCache;
  readonly counter: HeldCounter;
  /** Whether each call waits for its answer. */
  readonly isCareful: boolean;
}

/** One transaction that holds the counter. */
export interface Writing {
  readonly transaction: WriteTransaction;
  /** Sends what was kept to be sent together; to be called before the commit. */
  readonly flush: () => void;
}

export function createWriting(options: WritingOptions): Writing {
  const { line, models, cache, counter, isCareful } = options;
  const statements = new Statements(line, isCareful);
  const gathered = new GatheredWrites(statements, isCareful);
  const others = otherCalls(statements);
  const asked = { ...others, ...gatheredCalls(others, gathered) };
  const transaction = {
    ...counterCalls(statements, counter),
    ...savepointCalls({ statements, line, cache, gathered }),
    ...cachedRowCalls(statements, rowCalls(statements, models), cache),
    ...asked,
    ...aheadCalls(asked, new AskedAhead(statements, cache)),
  };
  return { transaction, flush: () => gathered.flush() };
}

function otherCalls(statements: Statements) {
  return {
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
  return {
    async epoch(): Promise<string> {
      return (await statements.get<{ epoch: string }>('SELECT epoch FROM server_meta'))?.epoch ?? '';
    },
    async version(): Promise<number> {
      return (await statements.get<{ version: number }>('SELECT version FROM server_meta'))?.version ?? 0;
    },
  };
}

function counterCalls(statements: Statements, counter: HeldCounter) {
  return {
    epoch: (): string => counter.epoch,
    version: (): number => counter.version,
    lockVersion: (): number => counter.lockedAt,
    putEpoch(epoch: string): Awaitable<void> {
      counter.epoch = epoch;
      return statements.run('UPDATE server_meta SET epoch = $1', epoch);
    },
    putVersion(next: number): Awaitable<void> {
      counter.version = next;
      return statements.run('UPDATE server_meta SET version = $1', next);
    },
  };
}

interface PartOptions {
  readonly statements: Statements;
  readonly line: Line;
  readonly cache: RowCache;
  readonly gathered: GatheredWrites;
}

function savepointCalls({ statements, line, cache, gathered }: PartOptions) {
  return {
    savepoint(): Awaitable<void> {
      gathered.beginPart();
      return statements.runPlain('SAVEPOINT part');
    },
    releaseSavepoint(): Awaitable<void> {
      gathered.endPart();
      return statements.runPlain('RELEASE part');
    },
    rollbackToSavepoint(): Promise<void> {
      cache.undone();
      gathered.undoPart();
      return line.undo('ROLLBACK TO part; RELEASE part');
    },
  };
}
