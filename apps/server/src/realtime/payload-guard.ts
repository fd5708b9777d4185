import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';

/** No message of ours nests deeper or has more parts. */
const DEEPEST = 32;
const MOST_PARTS = 200_000;

/**
 * Refuses a payload that is too large, too deep or in too many parts, before anything walks it by
 * recursion. It counts roughly, and without recursion itself: one character as one byte.
 * @throws PAYLOAD_TOO_LARGE, INVALID_MESSAGE
 */
export function guardPayload(payload: unknown, maxBytes: number): void {
  let bytes = 0;
  let parts = 0;
  const waiting: { value: unknown; depth: number }[] = [{ value: payload, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    parts += 1;
    bytes += sizeOf(value);
    if (bytes > maxBytes) {
      throw new HoldfastError('PAYLOAD_TOO_LARGE', `The message is larger than ${maxBytes} bytes.`);
    }
    if (depth > DEEPEST) throw new HoldfastError('INVALID_MESSAGE', 'The message is nested too deeply.');
    if (parts > MOST_PARTS) throw new HoldfastError('INVALID_MESSAGE', 'The message has too many parts.');
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    for (const [key, inner] of Object.entries(value)) {
      bytes += key.length;
      waiting.push({ value: inner, depth: depth + 1 });
    }
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return ArrayBuffer.isView(value) ? value.byteLength : 2;
}
