import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { z } from 'zod';
import { firstIssue } from '../sync/first-issue.ts';

/**
 * Checks what a command was given by the shape that the app's request for the same has.
 * @throws HoldfastError INVALID_MESSAGE with the first thing that is wrong
 */
export function parseWish<T>(schema: z.ZodType<T>, wish: unknown): T {
  const parsed = schema.safeParse(wish);
  if (parsed.success) return parsed.data;
  throw new HoldfastError('INVALID_MESSAGE', firstIssue(parsed.error));
}
