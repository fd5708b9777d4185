import { type FileLimits, fileLimitsSchema } from '@holdfast/shared/protocol/files.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import type { Statements } from '../../store/statements.ts';
import type { Ways } from './upload.ts';

/** How large files may be, as the server said last. Kept, so that it is known without a network. */
export function readLimits(statements: Statements): FileLimits | undefined {
  const kept = readMeta(statements, 'fileLimits');
  return kept === undefined ? undefined : fileLimitsSchema.safeParse(JSON.parse(kept)).data;
}

/** Asks the server. Rejects with a LineFault or, where it answers something else, a ZodError. */
export async function askLimits({ server, tokens, line }: Ways, signal: AbortSignal): Promise<FileLimits> {
  const url = new URL('/files/limits', server);
  return fileLimitsSchema.parse(await line.getJson(url, await tokens.current(), signal));
}

export function keepLimits(statements: Statements, limits: FileLimits): void {
  writeMeta(statements, 'fileLimits', JSON.stringify(limits));
}
