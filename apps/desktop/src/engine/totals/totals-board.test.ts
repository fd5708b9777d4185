import { overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { beforeEach, expect, test } from 'vitest';
import type { TotalsPatch, TotalsQuery } from '../api/totals.ts';
import { applyPage } from '../sync/apply.ts';
import { ManualClock } from '../test-support/manual-clock.ts';
import { agentId, createTestIds, MemoryAccount, pageOf, ticketRow } from '../test-support/memory-account.ts';
import { TotalsBoard } from './totals-board.ts';

const newId = createTestIds();
const byStatus: TotalsQuery = { table: 'ticket', by: [{ column: 'status' }] };
const byTitle: TotalsQuery = { table: 'ticket', by: [{ column: 'title' }] };
let account: MemoryAccount;
let clock: SlowClock;
let board: TotalsBoard;
let version = 2;

/** A clock by which each look at it takes 10 ms: so long does counting take. */
class SlowClock extends ManualClock {
  private looks = 0;
  private jump = 0;

  override now(): number {
    this.looks += 1;
    const { jump } = this;
    this.jump = 0;
    return super.now() + this.looks * 10 - jump;
  }

  /** Sets it to another time while the next thing is counted. */
  setBy(milliseconds: number): void {
    this.jump = milliseconds;
  }
}

beforeEach(() => {
  account = new MemoryAccount();
  clock = new SlowClock();
  board = new TotalsBoard(account.statements, clock, (read) => read());
});

function watch(query: TotalsQuery): { patches: TotalsPatch[]; stop: () => void } {
  const patches: TotalsPatch[] = [];
  const stop = board.watch(ticketModel, query, (patch) => patches.push(patch));
  return { patches, stop };
}

function arrive(count: number, fields: Record<string, string> = {}): void {
  version += 1;
  const rows = Array.from({ length: count }, () =>
    ticketRow(newId(), version, { title: newId(), ...fields }),
  );
  applyPage(account.statements, agentId, pageOf('desk', version, rows));
}

test('the first update has all, the next ones only groups whose figures differ', () => {
  arrive(2);
  const { patches } = watch(byStatus);
  expect(patches).toEqual([{ whole: true, changed: [{ key: ['open'], count: 2, sum: 0 }] }]);
  arrive(1, { status: 'closed' });
  board.refresh();
  board.refresh();
  expect(patches.slice(1)).toEqual([{ changed: [{ key: ['closed'], count: 1, sum: 0 }] }]);
});

test('a group that has no rows any more is said to have none', () => {
  const id = newId();
  applyPage(account.statements, agentId, pageOf('desk', 3, [ticketRow(id, 3)]));
  const { patches } = watch(byStatus);
  account.write('ticket.update', { id, changes: { status: { was: 'open', now: 'closed' } } });
  board.refresh();
  expect(patches[1]?.changed).toEqual([
    { key: ['open'], count: 0, sum: 0 },
    { key: ['closed'], count: 1, sum: 0 },
  ]);
});

test('who watches no more costs nothing: no trigger stays, and nothing is told', () => {
  const triggers = () => account.statements.all('SELECT name FROM temp.sqlite_schema');
  const { patches, stop } = watch(byStatus);
  expect(triggers()).not.toEqual([]);
  stop();
  arrive(1);
  board.refresh();
  expect([triggers(), patches.length, clock.waiting]).toEqual([[], 1, 0]);
});

test('while much arrives all is counted again only now and then, and once it is over everything is right', async () => {
  const { patches } = watch(byTitle);
  const counted = () => patches.slice(1).flatMap(({ changed }) => changed).length;
  for (let page = 0; page < 3; page += 1) {
    arrive(600);
    board.refresh();
  }
  expect([counted(), clock.waiting]).toEqual([600, 1]);
  await clock.advance(1_000);
  expect([counted(), clock.waiting]).toEqual([1_800, 0]);
});

test('a clock that is set to another time keeps no total from being right soon', async () => {
  const { patches } = watch(byTitle);
  const counted = () => patches.slice(1).flatMap(({ changed }) => changed).length;
  for (const hours of [-1, 1]) {
    clock.setBy(hours * 3_600_000);
    arrive(600);
    board.refresh();
  }
  await clock.advance(20_000);
  expect([counted(), clock.waiting]).toEqual([1_200, 0]);
});

test('what has ended is not counted any more', async () => {
  watch(byTitle);
  for (let page = 0; page < 2; page += 1) {
    arrive(600);
    board.refresh();
  }
  board.stop();
  account.statements.database.close();
  await clock.advance(1_000);
  expect(clock.waiting).toBe(0);
});

test('only columns of the model can be asked for', () => {
  expect(() => watch({ table: 'ticket', by: [{ column: 'description"; --' }] })).toThrow(
    'cannot be looked up',
  );
  expect(() => watch({ ...byStatus, sum: 'nothing' })).toThrow('cannot be looked up');
  expect(() => watch({ ...byStatus, where: { nothing: 1 } })).toThrow('cannot be looked up');
  expect(account.statements.all('SELECT name FROM temp.sqlite_schema')).toEqual([]);
});

test('a boolean makes groups 0 and 1', () => {
  const patches: TotalsPatch[] = [];
  const query = { table: 'overwrite', by: [{ column: 'seen' }] };
  const data = { id: newId(), seen: true };
  board.watch(overwriteModel, query, (patch) => patches.push(patch));
  applyPage(
    account.statements,
    agentId,
    pageOf('desk', 3, [{ table: 'overwrite', id: data.id, version: 3, data }]),
  );
  board.refresh();
  expect(patches[1]?.changed).toEqual([{ key: [1], count: 1, sum: 0 }]);
});
