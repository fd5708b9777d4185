import type { Sqlite } from './sqlite.ts';

/** Gives back what SQLite keeps in memory for speed: after much has gone through it, and while nobody looks. */
export function giveMemoryBack(database: Sqlite): void {
  database.pragma('shrink_memory');
}
