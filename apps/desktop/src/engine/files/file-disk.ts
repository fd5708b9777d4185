/** What is asked of the disk for files. As Node has it, so that tests can put a full or failing one in its place. */
export interface FileDisk
  extends Pick<typeof import('node:fs/promises'), 'open' | 'mkdir' | 'rename' | 'rm' | 'stat' | 'readdir'> {
  /** How large the disk of a folder is and how much of it is free, in blocks of so many bytes. */
  statfs(path: string): Promise<{ bsize: number; blocks: number; bavail: number }>;
}

/** The code that the system gives an error, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
