import { expect, test } from 'vitest';
import { openedStore } from '../test-support/opened-store.ts';
import { LEASE_MS, Leases } from './leases.ts';

const HOUR_MS = 3_600_000;

/** Processes on one database, and their clock. */
function someProcesses(isShared = true) {
  const { store } = openedStore();
  const clock = { now: HOUR_MS };
  const outside = { now: () => clock.now };
  const process = (holder: string) => new Leases({ store, outside, holder, isShared });
  return { store, clock, process };
}

test('a job is one process’s own for as long as that asks for it', async () => {
  const { clock, process } = someProcesses();
  const [one, other] = [process('one'), process('other')];
  for (let round = 0; round < 5; round += 1) {
    expect([await one.holds('clocks'), await other.holds('clocks')]).toEqual([true, false]);
    clock.now += 60_000;
  }
  expect(await other.holds('pruning')).toBe(true);
  expect(await one.holds('pruning')).toBe(false);
});

test('what a process that ended had, another takes when it has run out; what is given back, at once', async () => {
  const { clock, process } = someProcesses();
  const [one, other, third] = [process('one'), process('other'), process('third')];
  expect(await one.holds('clocks')).toBe(true);
  clock.now += LEASE_MS - 1;
  expect(await other.holds('clocks')).toBe(false);
  clock.now += 1;
  expect(await other.holds('clocks')).toBe(true);
  await one.giveBack();
  expect(await third.holds('clocks')).toBe(false);
  await other.giveBack();
  expect(await third.holds('clocks')).toBe(true);
});

test('a clock that is set back keeps nobody from a job for long', async () => {
  const { clock, process } = someProcesses();
  expect(await process('one').holds('clocks')).toBe(true);
  clock.now -= HOUR_MS / 2;
  expect(await process('other').holds('clocks')).toBe(true);
});

test('a server that is alone has every job without writing, unless somebody else took one', async () => {
  const { store, process } = someProcesses(false);
  const [server, mover] = [
    process('server'),
    new Leases({ store, outside: { now: () => HOUR_MS }, holder: 'mover', isShared: true }),
  ];
  expect(await server.holds('pruning')).toBe(true);
  expect(await mover.holds('pruning')).toBe(true);
  expect(await server.holds('pruning')).toBe(false);
  expect(await store.read(() => server.mayDo('pruning'))).toBe(false);
  expect(await server.holds('clocks')).toBe(true);
  await mover.giveBack();
  expect(await store.read(() => server.mayDo('pruning'))).toBe(true);
});
