import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import Database from 'better-sqlite3';
import { openDatabase } from '../../../apps/desktop/src/engine/store/database.ts';
import { Statements } from '../../../apps/desktop/src/engine/store/statements.ts';
import { applyPage } from '../../../apps/desktop/src/engine/sync/apply.ts';
import { assignmentRows, groundRows, type Plan } from './plan-rows.ts';

/** As many rows as the server sends at a time. */
const PAGE = 500;

/** Milliseconds: by the clock, which waits for the disk too, and of the processor. */
export interface PageCost {
  readonly wall: number;
  readonly processor: number;
}

/** The engine's file of somebody who sees all assignments. */
export class PlanFile {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
  private readonly file = path.join(this.folder, 'holdfast.db');
  readonly statements = new Statements(openDatabase(this.file, (file) => new Database(file)));

  private readonly plan: Plan;
  private version = 1;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** Takes everything as pages of a first sync. Gives what each page took. */
  fill(): PageCost[] {
    this.apply(groundRows(this.plan));
    const took: PageCost[] = [];
    let page: WireRow[] = [];
    for (const row of assignmentRows(this.plan)) {
      page.push(row);
      if (page.length < PAGE) continue;
      const [start, before] = [performance.now(), process.cpuUsage()];
      this.apply(page);
      const { user, system } = process.cpuUsage(before);
      took.push({ wall: performance.now() - start, processor: (user + system) / 1_000 });
      page = [];
    }
    this.apply(page);
    return took;
  }

  get bytes(): number {
    this.statements.database.pragma('wal_checkpoint(TRUNCATE)');
    return statSync(this.file).size;
  }

  remove(): void {
    this.statements.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private apply(rows: readonly WireRow[]): void {
    this.version += 1;
    const version = this.version;
    const own = `user:${this.plan.managerId}`;
    applyPage(this.statements, this.plan.managerId, {
      epoch: 'bench',
      scopes: ['everyone', 'desk', own],
      cursors: { desk: { version }, everyone: { version }, [own]: { version } },
      heads: { desk: version },
      entries: rows.map(({ table, id }) => ({ scope: 'desk', table, id, version })),
      rows: rows.map((row) => ({ ...row, version })),
      results: [],
      more: false,
    });
  }
}
