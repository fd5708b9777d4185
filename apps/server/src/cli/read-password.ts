import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';

/**
 * Reads a password from standard input: its first line, or all of it where there is only one.
 * @throws HoldfastError when there is none
 */
export async function readPassword(input: AsyncIterable<Buffer | string>): Promise<string> {
  const parts: string[] = [];
  for await (const part of input) parts.push(part.toString());
  const password = parts.join('').split(/\r?\n/, 1)[0] ?? '';
  if (password !== '') return password;
  throw new HoldfastError(
    'INVALID_MESSAGE',
    'Give the password on standard input, for example: echo "…" | …',
  );
}
