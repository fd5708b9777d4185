/** What can be wrong with the file or its disk, as far as a person can do something about it. */
export type DiskFaultKind = 'broken' | 'full' | 'read-only' | 'in-use' | 'newer' | 'other';

/** The disk does not do what it must. The message says in plain words what is wrong and what to do. */
export class DiskFault extends Error {
  readonly kind: DiskFaultKind;

  constructor(kind: DiskFaultKind, folder: string, options?: { cause?: unknown }) {
    super(explain(kind, folder), options);
    this.name = 'DiskFault';
    this.kind = kind;
  }
}

/** Codes of SQLite and of the system, by how they begin. A full quota reports itself as a failed write. */
const kinds: readonly (readonly [RegExp, DiskFaultKind])[] = [
  [/^SQLITE_(CORRUPT|NOTADB)/, 'broken'],
  [/^(SQLITE_FULL|SQLITE_IOERR_WRITE|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/, 'full'],
  [/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EROFS|EACCES|EPERM)/, 'read-only'],
  [/^SQLITE_(BUSY|LOCKED)/, 'in-use'],
  [/^(SQLITE_IOERR|EIO)/, 'other'],
];

/** The kind of a disk fault, also of one that is the cause of another error; nothing where it is none. */
export function diskFaultOf(error: unknown): DiskFaultKind | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DiskFault) return error.kind;
  const code = 'code' in error ? String(error.code) : '';
  return kinds.find(([pattern]) => pattern.test(code))?.[1] ?? diskFaultOf(error.cause);
}

/** The error in plain words where it is a fault of the disk; any other as it is. */
export function toDiskFault(error: unknown, folder: string): unknown {
  const kind = diskFaultOf(error);
  if (kind === undefined || error instanceof DiskFault) return error;
  return new DiskFault(kind, folder, { cause: error });
}

function explain(kind: DiskFaultKind, folder: string): string {
  switch (kind) {
    case 'broken':
      return `The file in ${folder} is broken and was set aside. Try again.`;
    case 'full':
      return 'The disk is full, and nothing was saved. Make room on it, then try again.';
    case 'read-only':
      return `The folder ${folder} cannot be written to, and nothing was saved. Allow this account to write there, then try again.`;
    case 'in-use':
      return `Holdfast is already at work on ${folder}. Close the other one, then try again.`;
    case 'newer':
      return 'This data was written by a newer version of Holdfast. Install that version to open it.';
    case 'other':
      return `The disk of ${folder} could not be read or written, and nothing was saved. Check the disk, then try again.`;
  }
}
