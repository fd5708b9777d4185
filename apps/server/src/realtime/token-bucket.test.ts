import { expect, test } from 'vitest';
import { TokenBuckets } from './token-bucket.ts';

test('a bucket starts full, is paced once it is empty, and fills again with time', () => {
  let now = 0;
  const buckets = new TokenBuckets(10, 2, () => now);
  expect(buckets.take('ada', 10)).toBe(0);
  expect(buckets.take('ada', 3)).toBe(1_500);
  now = 1_500;
  expect(buckets.take('ada', 3)).toBe(0);
  expect(buckets.take('ada', 1)).toBe(500);
  now = 1_000_000;
  expect(buckets.take('ada', 10)).toBe(0);
  expect(buckets.take('ada', 1)).toBe(500);
});

test('each key has its own bucket, and sweeping changes nothing', () => {
  const buckets = new TokenBuckets(1, 1, () => 0);
  expect(buckets.take('ada', 1)).toBe(0);
  buckets.sweep();
  expect(buckets.take('ada', 1)).toBe(1_000);
  expect(buckets.take('grace', 1)).toBe(0);
});

test('what is larger than the bucket passes when the bucket is full', () => {
  const buckets = new TokenBuckets(5, 1, () => 0);
  expect(buckets.take('ada', 20)).toBe(0);
  expect(buckets.take('ada', 1)).toBeGreaterThan(0);
});
