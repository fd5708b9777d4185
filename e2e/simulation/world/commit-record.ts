import type { ResultRecord } from '../../../apps/server/src/store/records.ts';
import type { WriteTransaction } from '../../../apps/server/src/store/transaction.ts';
import type { RowWrite } from './mirror.ts';

/** What a transaction wrote, as far as the checks need to know it. */
export interface CommitLog {
  readonly rows: RowWrite[];
  readonly results: ResultRecord[];
  version: number | undefined;
}

/** Takes down what one transaction writes while it does so. */
export class CommitRecord {
  readonly log: CommitLog = { rows: [], results: [], version: undefined };
  #mark = { rows: 0, results: 0 };

  /** The transaction, with every write of its taken down; a part of it that is undone is forgotten. */
  watching(tx: WriteTransaction): WriteTransaction {
    const { log } = this;
    return {
      ...tx,
      insertRow: (...args) => {
        const [table, version, row] = args;
        log.rows.push({ table, id: row.id, version, data: row });
        return tx.insertRow(...args);
      },
      updateRow: (...args) => {
        const [table, version, row] = args;
        log.rows.push({ table, id: row.id, version, data: row });
        return tx.updateRow(...args);
      },
      deleteRow: (...args) => {
        const [table, version, id] = args;
        log.rows.push({ table, id, version, data: undefined });
        return tx.deleteRow(...args);
      },
      putResult: (...args) => {
        log.results.push(args[0]);
        return tx.putResult(...args);
      },
      putVersion: (version) => {
        log.version = version;
        return tx.putVersion(version);
      },
      savepoint: () => {
        this.#mark = { rows: log.rows.length, results: log.results.length };
        return tx.savepoint();
      },
      rollbackToSavepoint: () => {
        log.rows.length = this.#mark.rows;
        log.results.length = this.#mark.results;
        return tx.rollbackToSavepoint();
      },
    };
  }
}
