import { createHash } from 'node:crypto';

/** A short key for what somebody typed or where they are: nobody who reads the keys learns it, and it is never long. */
export function hashedKey(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
