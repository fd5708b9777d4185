import { randomUUID as newId } from 'node:crypto';
import { expect, test } from 'vitest';
import { LocalMemory } from '../cluster/local-memory.ts';
import { CLAIM_MS, Claims, MOST_KEPT } from './claims.ts';

/** Two processes, to which the devices of a person are connected. */
function claimsInTime() {
  const clock = { now: 1_000_000 };
  const now = () => clock.now;
  const memory = new LocalMemory(now);
  const process = () => new Claims({ memory, outside: { now } });
  return { clock, claims: process(), elsewhere: process() };
}

const [person, other, phone, laptop] = [newId(), newId(), newId(), newId()];
const notice = { id: newId(), count: 1 };

test('of two devices of a person the first to claim shows it, and is given it again', async () => {
  const { claims } = claimsInTime();
  expect(await claims.claim(person, laptop, [notice])).toEqual([notice]);
  expect(await claims.claim(person, phone, [notice])).toEqual([]);
  expect(await claims.claim(person, laptop, [notice])).toEqual([notice]);
});

test('so it is where the devices are connected to two processes, also at the same moment', async () => {
  const { claims, elsewhere } = claimsInTime();
  const many = Array.from({ length: 50 }, () => ({ id: newId(), count: 1 }));
  const given = await Promise.all([
    claims.claim(person, laptop, many),
    elsewhere.claim(person, phone, many.toReversed()),
  ]);
  expect(given.flat().toSorted(byId)).toEqual(many.toSorted(byId));
});

test('one more cause is another showing', async () => {
  const { claims } = claimsInTime();
  await claims.claim(person, laptop, [notice]);
  const more = { ...notice, count: 2 };
  expect(await claims.claim(person, phone, [notice, more])).toEqual([more]);
});

test('nobody takes anything from somebody else by claiming it', async () => {
  const { claims } = claimsInTime();
  await claims.claim(other, phone, [notice]);
  expect(await claims.claim(person, laptop, [notice])).toEqual([notice]);
});

test('a claim is forgotten in time', async () => {
  const { claims, clock } = claimsInTime();
  await claims.claim(person, laptop, [notice]);
  clock.now += CLAIM_MS - 1;
  expect(await claims.claim(person, phone, [notice])).toEqual([]);
  clock.now += 1;
  expect(await claims.claim(person, phone, [notice])).toEqual([notice]);
});

test('however much one person claims, only so much is kept of it, and all of it is given', async () => {
  const { claims, clock } = claimsInTime();
  const many = Array.from({ length: MOST_KEPT + 50 }, () => ({ id: newId(), count: 1 }));
  expect(await claims.claim(person, laptop, many)).toEqual(many);
  expect(await claims.claim(person, phone, many)).toEqual(many.slice(-50));
  expect(await claims.claim(other, phone, [notice])).toEqual([notice]);
  clock.now += CLAIM_MS;
  expect(await claims.claim(person, laptop, [notice])).toEqual([notice]);
  expect(await claims.claim(person, phone, [notice])).toEqual([]);
});

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id.localeCompare(right.id);
}
