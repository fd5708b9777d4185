import { expect, test } from 'vitest';
import { rowIdSchema } from './derived-id.ts';
import { directThreadId } from './direct-thread-id.ts';
import { idSchema } from './ids.ts';
import { id } from './test-support/desk.ts';

test('S2: the same people have the same conversation in whatever order, others another one', () => {
  const ours = directThreadId([id(1), id(2)]);
  expect(directThreadId([id(2), id(1), id(2)])).toBe(ours);
  expect(new Set([ours, directThreadId([id(1), id(3)]), directThreadId([id(1), id(2), id(3)])]).size).toBe(3);
});

test('S2: its id is well formed, the same in every version of the app, and none that somebody may choose', () => {
  const ours = directThreadId([id(1), id(2)]);
  expect(ours).toBe('929dc8c9-72f6-8084-aa60-f333e0dab024');
  expect(rowIdSchema.safeParse(ours).success).toBe(true);
  expect(idSchema.safeParse(ours).success).toBe(false);
});
