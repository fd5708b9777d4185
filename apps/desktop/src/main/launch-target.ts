import { threadIdSchema } from '@holdfast/shared/direct-thread-id.ts';
import { z } from 'zod';
import type { OpenRequest } from '../preload/bridge.ts';

const PREFIX = 'holdfast://show/';
const targetSchema = z.object({ table: z.enum(['ticket', 'project', 'thread']), id: threadIdSchema });

/**
 * What a start was asked to show: the last argument like `holdfast://show/ticket/<id>`, or nothing.
 * Arguments come from outside, so only rows that have a screen can be named.
 */
export function readTarget(args: readonly string[]): OpenRequest | null {
  const link = args.findLast((arg) => arg.startsWith(PREFIX));
  if (link === undefined) return null;
  const [table, id, ...rest] = link.slice(PREFIX.length).split('/');
  const parsed = targetSchema.safeParse({ table, id });
  return parsed.success && rest.length === 0 ? { kind: 'row', ...parsed.data } : null;
}
