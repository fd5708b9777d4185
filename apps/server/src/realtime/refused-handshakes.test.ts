import { expect, test } from 'vitest';
import { joinedClusters } from '../test-support/joined-clusters.ts';
import { RefusedHandshakes } from './refused-handshakes.ts';

function refusedAt(start = 1_000_000) {
  let now = start;
  const outside = { now: () => now };
  const [refused, elsewhere] = joinedClusters(2, outside.now).clusters.map(
    ({ bus }) => new RefusedHandshakes({ perMinute: 60, outside, bus }),
  );
  if (refused === undefined || elsewhere === undefined) throw new Error('There are two processes.');
  const pass = (ms: number) => {
    now += ms;
  };
  /** Until it is held. */
  const exhaust = (address: string) => {
    for (let count = 0; count < 1_000; count += 1) {
      const held = refused.add(address, 1);
      if (held > 0) return held;
    }
    return 0;
  };
  return { refused, elsewhere, pass, exhaust };
}

test('an address is held once its allowance is used up, for twice as long each time, and others are not', () => {
  const { refused, pass, exhaust } = refusedAt();
  for (let count = 0; count < 60; count += 1) expect(refused.add('192.0.2.1', 1)).toBe(0);
  expect(refused.heldFor('192.0.2.1')).toBe(0);
  expect(refused.add('192.0.2.1', 1)).toBe(1_000);
  expect(refused.heldFor('192.0.2.1')).toBe(1_000);
  expect(refused.heldFor('192.0.2.2')).toBe(0);
  pass(1_000);
  expect(refused.heldFor('192.0.2.1')).toBe(0);
  expect(exhaust('192.0.2.1')).toBe(2_000);
  for (let count = 0; count < 20; count += 1) {
    pass(300_000);
    exhaust('192.0.2.1');
  }
  expect(refused.heldFor('192.0.2.1')).toBe(300_000);
});

test('refusals while an address is held do not make it longer', () => {
  const { refused, exhaust } = refusedAt();
  exhaust('192.0.2.1');
  expect(exhaust('192.0.2.1')).toBe(0);
  expect(refused.heldFor('192.0.2.1')).toBe(1_000);
});

test('honest mistakes weigh less', () => {
  const { refused } = refusedAt();
  for (let count = 0; count < 590; count += 1) expect(refused.add('192.0.2.1', 0.1)).toBe(0);
});

test('an address that was quiet for long begins anew', () => {
  const { refused, pass, exhaust } = refusedAt();
  exhaust('192.0.2.1');
  pass(1_000);
  expect(exhaust('192.0.2.1')).toBe(2_000);
  pass(20 * 60_000);
  refused.sweep();
  expect(exhaust('192.0.2.1')).toBe(1_000);
});

test('addresses of one IPv6 network count as one', () => {
  const { refused } = refusedAt();
  for (let count = 0; count < 61; count += 1) refused.add(`2001:db8::${count.toString(16)}`, 1);
  expect(refused.heldFor('2001:db8::ffff')).toBeGreaterThan(0);
  expect(refused.heldFor('2001:db8:0:1::1')).toBe(0);
});

test('however many addresses are refused, only so many are remembered', () => {
  const { refused, exhaust } = refusedAt();
  const addresses = Array.from({ length: 10_050 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  for (const address of addresses) exhaust(address);
  refused.sweep();
  const held = addresses.filter((address) => refused.heldFor(address) > 0);
  expect(held).toEqual(addresses.slice(50));
});

test('security item 29: an address that is held is held in all processes, and for longer each time', () => {
  const { refused, elsewhere, pass, exhaust } = refusedAt();
  exhaust('192.0.2.1');
  expect([elsewhere.heldFor('192.0.2.1'), elsewhere.heldFor('192.0.2.2')]).toEqual([1_000, 0]);
  pass(1_000);
  expect(elsewhere.heldFor('192.0.2.1')).toBe(0);
  for (let count = 0; count < 61; count += 1) elsewhere.add('192.0.2.1', 1);
  expect([elsewhere.heldFor('192.0.2.1'), refused.heldFor('192.0.2.1')]).toEqual([2_000, 2_000]);
});
