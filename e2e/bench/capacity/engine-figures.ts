import { randomBytes } from 'node:crypto';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { assignmentId, assignmentModel } from '@holdfast/shared/model/assignment.ts';
import type { TotalsQuery } from '../../../apps/desktop/src/engine/api/totals.ts';
import { OwnChanges } from '../../../apps/desktop/src/engine/changes/own-changes.ts';
import { createNodeEnvironment } from '../../../apps/desktop/src/engine/host/node-environment.ts';
import { readView } from '../../../apps/desktop/src/engine/store/overlay-rows.ts';
import { TotalsBoard } from '../../../apps/desktop/src/engine/totals/totals-board.ts';
import { percentile } from '../statistics.ts';
import type { Report } from '../sync/report.ts';
import type { PageCost, PlanFile } from './plan-file.ts';
import { cellOf, type Plan } from './plan-rows.ts';

/** Weeks that a grid reads together. */
const BLOCK = 13;
const EDITS = 200;
const PASTED = 1_000;
/** Pages in a third of the first sync. */
const THIRD = 100;

/** What the engine takes for 156,000 assignments: the first sync, totals, an edit until all totals have it. */
export function measureEngine(plan: Plan, file: PlanFile, report: Report): void {
  measureFill(file, report);
  const board = new TotalsBoard(file.statements, createNodeEnvironment(() => {}).clock, (read) => read());
  measureTotals(plan, board, report);
  measureEdits(plan, file, board, report);
  board.stop();
}

function measureFill(file: PlanFile, report: Report): void {
  const took = file.fill();
  const sum = (pages: readonly PageCost[], of: keyof PageCost) =>
    pages.reduce((all, page) => all + page[of], 0);
  report.add({
    key: 'firstSync',
    label: 'taking all rows from pages of 500',
    value: sum(took, 'wall'),
    unit: 'ms',
  });
  const growth = sum(took.slice(-THIRD), 'processor') / sum(took.slice(0, THIRD), 'processor');
  report.add({
    key: 'firstSyncGrowthTimes',
    label: 'processor for the last 50,000, of that for the first',
    value: growth,
    unit: 'times',
    atMost: 1.5,
  });
  report.add({ key: 'fileMiB', label: 'the file', value: file.bytes / 2 ** 20, unit: 'MiB' });
}

function measureTotals(plan: Plan, board: TotalsBoard, report: Report): void {
  const blocks = Array.from({ length: plan.weeks.length / BLOCK }, (_, index) =>
    byPersonAndWeek(plan, index),
  );
  const took = blocks.map((query) => timed(() => watch(board, query)));
  report.add({
    key: 'totalsQuarterP95',
    label: 'sums of all people in 13 weeks, p95',
    value: percentile(took, 0.95),
    unit: 'ms',
  });
  const all = timed(() => watch(board, { ...byWeek, by: [{ column: 'userId' }, { column: 'week' }] })());
  report.add({
    key: 'totalsAll',
    label: 'sums of all people in all 104 weeks',
    value: all,
    unit: 'ms',
  });
  watch(board, byWeek);
  watch(board, { ...byWeek, by: [{ column: 'projectId' }, { column: 'week' }] });
}

const byWeek: TotalsQuery = { table: 'assignment', by: [{ column: 'week' }], sum: 'hours' };

function byPersonAndWeek({ weeks }: Plan, block: number): TotalsQuery {
  const [from, to] = [weeks[block * BLOCK], weeks[block * BLOCK + BLOCK - 1]];
  return { ...byWeek, by: [{ column: 'userId' }, { column: 'week' }], range: { column: 'week', from, to } };
}

/** All of that stays watched: an edit is done once each of them is right. */
function measureEdits(plan: Plan, file: PlanFile, board: TotalsBoard, report: Report): void {
  const own = ownChanges(plan, file);
  const edit = (index: number) => editOf(plan, file, index);
  const one = Array.from({ length: EDITS }, (_, index) => edit(index)).map(({ name, args }) =>
    timed(() => {
      own.mutate(name, args);
      board.refresh();
    }),
  );
  report.add({
    key: 'editP95',
    label: 'one edit on the disk and in all totals, p95',
    value: percentile(one, 0.95),
    unit: 'ms',
    atMost: 50,
  });
  const many = Array.from({ length: PASTED }, (_, index) => edit(EDITS + index));
  const pasted = timed(() => {
    own.mutateAll(many);
    board.refresh();
  });
  report.add({
    key: 'paste1000',
    label: '1,000 cells pasted, on the disk and in all totals',
    value: pasted,
    unit: 'ms',
  });
  const undone = timed(() => {
    own.step('undo');
    board.refresh();
  });
  report.add({ key: 'undo1000', label: 'the same undone', value: undone, unit: 'ms' });
}

function editOf(plan: Plan, { statements }: PlanFile, index: number) {
  const cell = cellOf(plan, index * 3, index * 5, index % 2);
  const was = Number(readView(statements, 'assignment', assignmentId(cell))?.hours ?? 0);
  return { name: 'assignment.set', args: { ...cell, changes: { hours: { was, now: was === 10 ? 6 : 10 } } } };
}

function ownChanges({ managerId }: Plan, { statements }: PlanFile): OwnChanges {
  const now = () => Date.now();
  return new OwnChanges({
    ...{ statements, userId: managerId, now },
    newId: createIdSource(now, (count) => randomBytes(count)),
    onDisk: (work) => work(),
    written: () => {},
    refusedChanged: () => {},
    historyChanged: () => {},
  });
}

function watch(board: TotalsBoard, query: TotalsQuery): () => void {
  return board.watch(assignmentModel, query, () => {});
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
