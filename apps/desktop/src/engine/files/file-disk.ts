/** What is asked of the disk for files. As Node has it, so that tests can put a full or failing one in its place. */
export type FileDisk = Pick<
  typeof import('node:fs/promises'),
  'open' | 'mkdir' | 'rename' | 'rm' | 'stat' | 'readdir' | 'statfs'
>;

/** The code that the system gives an error: `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
