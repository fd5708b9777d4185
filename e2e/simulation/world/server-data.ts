import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** The file in which the server's data lie, as whoever has the machine can handle it beside the server. */
export class ServerData {
  readonly folder: string;
  readonly #replaced: (db: Database.Database) => void;

  /** @param replaced told of the file when what it holds was replaced, or is used for the first time */
  constructor(folder: string, replaced: (db: Database.Database) => void) {
    this.folder = folder;
    this.#replaced = replaced;
  }

  get file(): string {
    return path.join(this.folder, 'holdfast.sqlite');
  }

  /** Copies the data as it is on disk now. */
  backUp(file: string): void {
    rmSync(file, { force: true });
    const db = new Database(this.file);
    db.prepare('VACUUM INTO ?').run(file);
    db.close();
  }

  /** Puts a backup in place of the data, while nobody has it open; with another epoch, as the admin command does. */
  restore(file: string, epoch: string | undefined): void {
    for (const end of ['', '-wal', '-shm']) rmSync(`${this.file}${end}`, { force: true });
    copyFileSync(file, this.file);
    const db = new Database(this.file);
    if (epoch !== undefined) db.prepare('UPDATE server_meta SET epoch = ?').run(epoch);
    this.#replaced(db);
    db.close();
  }

  /** Puts the template in place, for a new run. */
  fill(template: string): void {
    mkdirSync(this.folder, { recursive: true });
    this.restore(template, undefined);
  }

  /** Looks at the file as it is. */
  look<T>(read: (db: Database.Database) => T): T {
    const db = new Database(this.file, { readonly: true });
    try {
      return read(db);
    } finally {
      db.close();
    }
  }
}
