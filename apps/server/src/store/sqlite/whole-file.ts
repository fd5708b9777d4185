import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until a file's content is on the disk. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a finished file its name, in place of what had it; a power cut leaves the one or the other. */
export function moveIntoPlace(from: string, to: string): void {
  renameSync(from, to);
  // Windows cannot open folders; there the file system keeps the order itself.
  if (process.platform !== 'win32') syncFolder(dirname(to));
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
