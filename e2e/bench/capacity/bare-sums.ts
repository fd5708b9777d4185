import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { median } from '../statistics.ts';
import type { Report } from '../sync/report.ts';
import { assignmentRows, type Plan } from './plan-rows.ts';

const TIMES = 15;

/** The same sums with nothing but SQLite: a table of four columns and an index that holds all that is asked for. */
export function measureBareSums(plan: Plan, report: Report): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
  const database = new Database(path.join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE bare (id TEXT PRIMARY KEY, userId TEXT, week TEXT, hours REAL)');
  const insert = database.prepare('INSERT INTO bare VALUES (?, ?, ?, ?)');
  const fill = database.transaction(() => {
    for (const { id, data } of assignmentRows(plan)) insert.run(id, data.userId, data.week, data.hours);
  });
  fill();
  database.exec('CREATE INDEX bare_sums ON bare (week, userId, hours)');
  const sums = (where: string) =>
    database.prepare(`SELECT userId, week, count(*), total(hours) FROM bare ${where} GROUP BY userId, week`);
  const [quarter, all] = [sums(`WHERE week BETWEEN '${plan.weeks[0]}' AND '${plan.weeks[12]}'`), sums('')];
  report.addLimit({
    key: 'bareQuarter',
    label: 'bare SQLite: sums of all people in 13 weeks',
    value: timed(() => quarter.all()),
    unit: 'ms',
  });
  report.addLimit({
    key: 'bareAll',
    label: 'bare SQLite: sums of all people in all weeks',
    value: timed(() => all.all()),
    unit: 'ms',
  });
  const change = database.prepare('UPDATE bare SET hours = hours + 1 WHERE id = ?');
  const { id = '' } = assignmentRows(plan).next().value ?? {};
  report.addLimit({
    key: 'bareEdit',
    label: 'bare SQLite: one change on the disk',
    value: timed(() => change.run(id)),
    unit: 'ms',
  });
  database.close();
  rmSync(folder, { recursive: true });
}

function timed(work: () => void): number {
  const samples = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(samples);
}
