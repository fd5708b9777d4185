import { expect, test } from 'vitest';
import { newId } from '../test-support/test-server.ts';
import { CLAIM_MS, Claims, MOST_KEPT } from './claims.ts';

function claimsInTime() {
  const clock = { now: 1_000_000 };
  return { clock, claims: new Claims(() => clock.now) };
}

const [person, other, phone, laptop] = [newId(), newId(), newId(), newId()];
const notice = { id: newId(), count: 1 };

test('of two devices of a person the first to claim shows it, and is given it again', () => {
  const { claims } = claimsInTime();
  expect(claims.claim(person, laptop, [notice])).toEqual([notice]);
  expect(claims.claim(person, phone, [notice])).toEqual([]);
  expect(claims.claim(person, laptop, [notice])).toEqual([notice]);
});

test('one more cause is another showing', () => {
  const { claims } = claimsInTime();
  claims.claim(person, laptop, [notice]);
  const more = { ...notice, count: 2 };
  expect(claims.claim(person, phone, [notice, more])).toEqual([more]);
});

test('nobody takes anything from somebody else by claiming it', () => {
  const { claims } = claimsInTime();
  claims.claim(other, phone, [notice]);
  expect(claims.claim(person, laptop, [notice])).toEqual([notice]);
});

test('a claim is forgotten in time, and leaves nothing behind', () => {
  const { claims, clock } = claimsInTime();
  claims.claim(person, laptop, [notice]);
  clock.now += CLAIM_MS - 1;
  claims.sweep();
  expect(claims.claim(person, phone, [notice])).toEqual([]);
  clock.now += 1;
  claims.sweep();
  expect(claims.size).toBe(0);
  expect(claims.claim(person, phone, [notice])).toEqual([notice]);
});

test('however much one person claims, only so much is kept of it, the newest', () => {
  const { claims } = claimsInTime();
  const many = Array.from({ length: MOST_KEPT + 50 }, () => ({ id: newId(), count: 1 }));
  claims.claim(person, laptop, many);
  expect(claims.size).toBe(MOST_KEPT);
  expect(claims.claim(person, phone, many.slice(-1))).toEqual([]);
});
