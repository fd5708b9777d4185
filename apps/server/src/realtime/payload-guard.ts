import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';

/** No message of ours nests deeper or has more parts. */
const DEEPEST = 32;
const MOST_PARTS = 200_000;

/**
 * Refuses a payload that is too large, too deep, in too many parts, or with parts named as every object's own
 * (`__proto__`, `toString`), before anything walks it by recursion or compares it. It counts roughly, and without recursion itself: one character as one byte.
 * @throws PAYLOAD_TOO_LARGE, INVALID_MESSAGE
 */
export function guardPayload(payload: unknown, maxBytes: number): void {
  const guard = new Guard(maxBytes);
  guard.take(payload, 0);
  guard.walk();
}

class Guard {
  readonly #maxBytes: number;
  /** Lists and objects whose parts have not been looked at, and how deep they lie. */
  readonly #waiting: { readonly value: object; readonly depth: number }[] = [];
  #bytes = 0;
  #parts = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  take(value: unknown, depth: number): void {
    this.#parts += 1;
    this.#grow(sizeOf(value));
    if (this.#parts > MOST_PARTS)
      throw new HoldfastError('INVALID_MESSAGE', 'The message has too many parts.');
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    if (depth > DEEPEST) throw new HoldfastError('INVALID_MESSAGE', 'The message is nested too deeply.');
    this.#waiting.push({ value, depth });
  }

  walk(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const { value, depth } = next;
      if (Array.isArray(value)) {
        for (const inner of value) this.take(inner, depth + 1);
        continue;
      }
      this.#takeParts(value, depth);
    }
  }

  /** One by one, so that an object with a million keys is given up early. */
  #takeParts(value: object, depth: number): void {
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      if (key in Object.prototype) throw misnamed(key);
      this.#grow(key.length);
      this.take(value[key as keyof typeof value], depth + 1);
    }
  }

  #grow(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#maxBytes) return;
    throw new HoldfastError('PAYLOAD_TOO_LARGE', `The message is larger than ${this.#maxBytes} bytes.`);
  }
}

function misnamed(key: string): HoldfastError {
  return new HoldfastError('INVALID_MESSAGE', `No message has a part that is named "${key}".`);
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return ArrayBuffer.isView(value) ? value.byteLength : 2;
}
