import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const pointerSchema = z.object({ server: z.string(), userId: z.string(), name: z.string() });

/** Whose data is shown on this device. Not a secret: the session is kept elsewhere. */
export type AccountPointer = z.infer<typeof pointerSchema>;

/** The account that was used last on this device, if any. One that cannot be read is none: signing in finds its data again. */
export function readPointer(folder: string): AccountPointer | undefined {
  const file = pointerFile(folder);
  if (!existsSync(file)) return undefined;
  try {
    return pointerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** Remembers the account, whole or not at all, also through a power cut. */
export function writePointer(folder: string, pointer: AccountPointer): void {
  const text = JSON.stringify(pointerSchema.parse(pointer));
  const file = pointerFile(folder);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  const handle = openSync(`${file}.new`, 'w');
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.new`, file);
}

export function pointerFile(folder: string): string {
  return path.join(folder, 'account.json');
}
