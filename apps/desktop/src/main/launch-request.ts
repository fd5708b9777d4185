import { readLink } from '../links/read-link.ts';
import type { OpenRequest } from '../preload/bridge.ts';
import { log } from './log.ts';

/**
 * What a start of the app was asked to show: the last of its arguments that is a link, or nothing. A malformed one is
 * ignored, and the log says so, without what it was.
 */
export function requestOf(args: readonly string[]): OpenRequest | null {
  const text = args.findLast((arg) => /^holdfast:/i.test(arg));
  if (text === undefined) return null;
  const link = readLink(text);
  if (link !== undefined) return { kind: 'link', link };
  log(`Ignored a malformed link of ${text.length} characters.`);
  return null;
}
